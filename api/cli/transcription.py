"""Documents rewritten in another form, with nothing changed in what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.cli.outputs import ENDINGS, Output, write_outputs, write_plan_folder
from api.cli.reading import Source, read_stated_plan
from api.cli.scenario_form import ScenarioForm, form_text
from api.cli.targets import faults_of_ending, names_folder
from api.exchange.calendar_file import write_calendar
from api.exchange.csv import write_csv
from api.exchange.curtois import write_curtois
from api.exchange.document import ENDINGS as DOCUMENTS
from api.exchange.document import read_document
from api.exchange.documents import json_text, yaml_text
from api.exchange.misfits import fitted
from api.exchange.plans import MOST_MEGABYTES, MOST_VALUES, plan_of
from api.exchange.scenarios import load_facts, scenario_of
from models.fact import Fact, Text
from models.fault import Fault, InputError, NoPlanError
from models.outcome import Outcome
from models.plan import Plan
from models.station import Station

ANOTHER = Text("换一种格式", "choose another form")
OUTCOMES_ONLY = (".xlsx", ".html", ".md")
OF_AN_OUTCOME = Text(
    "给出 solve 写的 outcome.json 并加 --scenario；只列勤务的方案没有台账和缺员，不能转成排班表",
    "name the outcome.json that solve wrote, with --scenario; a plan that only lists duties has no ledger and no "
    "unfilled work, and cannot become a roster",
)
SAME_FOLDER = Text(
    "IN 所在的文件夹：场景用相对路径引用了别的文件", "the folder of IN, whose relative paths name other files"
)


def transcribe_plan(read: str, target: Path, source: Source, lang: str) -> tuple[Text, ...]:
    """A plan or outcome with its scenario at hand; returns what its reader should know.

    Raises InputError, or NoPlanError.
    """
    found, ending = read_stated_plan(read, source), target.suffix.lower()
    plan = found.plan
    stated = document_in(Path(read)) if Path(read).suffix.lower() in DOCUMENTS else {}
    outcome = _outcome(stated) if stated.get("kind") == "outcome" else None
    if ending == ".ics":
        write_calendar(target, source.scenario.facts, plan, lang)
    elif ending == ".csv":
        write_csv(target, source.scenario.facts, plan)
    elif ending == ".txt" and source.is_curtois:
        target.write_text(write_curtois(source.scenario, plan), "utf-8", newline="\n")
    elif outcome is not None and ending in (".html", ".md", ".xlsx"):
        write_outputs([Output(str(target))], source, outcome, lang)
    else:
        write_fact(outcome or plan, target)
    return found.notices


def transcribe_to_folder(read: str, written: str, source: Source, lang: str) -> tuple[Text, ...]:
    """A plan or outcome as a folder of weeks or calendars. Raises InputError, or NoPlanError."""
    if source.inrc2 is None and not names_folder(written):
        raise InputError(faults_of_ending(written, ENDINGS, "OUT"))
    found = read_stated_plan(read, source)
    write_plan_folder(Path(written), source, found.plan, lang)
    return found.notices


def transcribe_document(file: Path, target: Path) -> None:
    """A scenario, a station, a plan or an outcome by itself. Raises InputError, or NoPlanError."""
    document = document_in(file)
    kind = document.get("kind")
    if kind == "station":
        write_fact(load_facts(file), target)
    elif kind not in ("outcome", "plan"):
        _transcribe_scenario(document, file, target)
    elif target.suffix.lower() == ".csv":
        _write_duties(_plan(document), target)
    else:
        write_fact(_outcome(document) if kind == "outcome" else _plan(document), target)


def write_fact(fact: Fact, target: Path) -> None:
    """Saves a document; an outcome with every field. Raises InputError for a form that is none of a document's."""
    form = json_text if _ending_of_document(target) == ".json" else yaml_text
    target.write_text(form(fact, complete=isinstance(fact, Outcome)), "utf-8", newline="\n")


def document_in(file: Path) -> dict[str, Any]:
    """The plain value of a file that is to hold an object."""
    document = read_document(file, MOST_MEGABYTES, MOST_VALUES)
    if isinstance(document, dict):
        return document
    allowed = Text("对象 {…}", "an object {…}")
    raise InputError([Fault(str(file), "-", allowed, Text("写成带 kind 的文档", "write a document with a kind"))])


def _plan(document: dict[str, Any]) -> Plan:
    """The plan in a plan or an outcome, checked for its form alone."""
    plan, faults = plan_of(document, None)
    if faults or plan is None:
        raise InputError(faults)
    return plan


def _outcome(document: dict[str, Any]) -> Outcome:
    stated = {name: value for name, value in document.items() if name not in ("schema", "kind")}
    outcome, misfits = fitted(Outcome, stated)
    if outcome is None:
        raise InputError([misfit.fault for misfit in misfits])
    return outcome


def _write_duties(plan: Plan, target: Path) -> None:
    """The plan as it stands: without its scenario nothing is filled in."""
    if not plan.assignments:
        raise NoPlanError
    first = min(duty.date for duty in plan.assignments)
    write_csv(target, Station(start=first, days=1), plan)


def _transcribe_scenario(document: dict[str, Any], file: Path, target: Path) -> None:
    """Policies stay named, paths stay paths, and the digest stays the same."""
    digest = scenario_of(document, home=file.parent).scenario.digest
    text = form_text(ScenarioForm.model_validate(document), _ending_of_document(target))
    try:
        moved = scenario_of(document, home=target.parent).scenario.digest
    except InputError:
        moved = ""
    if moved != digest:
        cure = Text("写到同一文件夹", "write into the same folder")
        raise InputError([Fault("OUT", str(target), SAME_FOLDER, cure)])
    target.write_text(text, "utf-8", newline="\n")


def _ending_of_document(target: Path) -> str:
    ending = target.suffix.lower()
    if ending in DOCUMENTS:
        return ending
    zh, en = "、".join(DOCUMENTS), ", ".join(DOCUMENTS)
    allowed = Text(
        f"{zh}；方案还可以是 .csv，附 --scenario 还可以是 .ics，其中的结果还可以是 .xlsx、.html、.md",
        f"{en}; for a plan .csv too, with --scenario .ics, for an outcome with --scenario .xlsx, .html and .md",
    )
    raise InputError([Fault("OUT", str(target), allowed, OF_AN_OUTCOME if ending in OUTCOMES_ONLY else ANOTHER)])
