"""Scenarios rewritten as workbooks, and workbooks as documents; what comes out is read back and compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.cli.reading import read_scenario
from api.cli.scenario_form import ScenarioForm, form_text
from api.cli.targets import ANOTHER
from api.cli.week_files import NO_WEEKS, WeekFiles
from api.exchange.document import ENDINGS as DOCUMENTS
from api.exchange.document import WORKBOOKS, file_in, read_document
from api.exchange.documents import document_of_fact
from api.exchange.scenarios import load_facts, load_scenario, scenario_of
from models.fact import Text
from models.fault import Fault, InputError

SAME_FOLDER = Text(
    "IN 所在的文件夹：其中用相对路径引用了别的文件", "the folder of IN, whose relative paths name other files"
)


def is_workbook(path: str) -> bool:
    """Whether a path names a workbook by its ending."""
    return Path(path).suffix.lower() in WORKBOOKS


def states_scenario(read: str) -> bool:
    """Whether a file states a scenario or a station, and neither a plan nor an outcome."""
    file = file_in(Path(read), "scenario")
    if file.suffix.lower() not in DOCUMENTS:
        return True
    document = read_document(file)
    return isinstance(document, dict) and document.get("kind") not in ("plan", "outcome")


def transcribe_from_workbook(read: Path, target: Path, lang: str) -> None:
    """A workbook as a document, or as a workbook of our own form. Raises InputError."""
    from api.exchange.workbook.load import document_in_workbook  # noqa: PLC0415

    document = document_in_workbook(read)
    digest = load_scenario(read).scenario.digest
    if is_workbook(str(target)):
        _write_book(document, read if read.is_dir() else read.parent, target, lang)
        return
    if target.suffix.lower() not in DOCUMENTS:
        allowed = Text(".json、.yaml 或 .xlsx", ".json, .yaml or .xlsx")
        raise InputError([Fault("OUT", str(target), allowed, ANOTHER)])
    if _digest(document, target.parent) != digest:
        raise _elsewhere(target)
    text = form_text(ScenarioForm.model_validate(document), target.suffix.lower())
    target.write_text(text, "utf-8", newline="\n")


def transcribe_to_workbook(read: str, target: Path, lang: str, files: WeekFiles = NO_WEEKS) -> None:
    """A scenario or a station of any form as a workbook. Raises InputError."""
    file = file_in(Path(read), "scenario")
    if file.suffix.lower() not in DOCUMENTS:
        scenario = read_scenario(read, files=files).scenario
        _write_book(document_of_fact(scenario), file.parent, target, lang)
        return
    document = read_document(file)
    if isinstance(document, dict) and document.get("kind") == "station":
        document = {"schema": 1, "kind": "roster", "facts": document_of_fact(load_facts(file))}
    _write_book(document, file.parent, target, lang)


def _write_book(document: Mapping[str, Any], home: Path, target: Path, lang: str) -> None:
    """Writes the workbook with facts and plan in it, and reads it back."""
    from api.exchange.workbook.writer import write_workbook  # noqa: PLC0415

    scenario = scenario_of(document, home=home).scenario
    full = {**document, "facts": document_of_fact(scenario.facts)}
    if isinstance(document.get("published"), Mapping):
        full["published"] = document_of_fact(scenario.published) if scenario.published else None
    if _digest(full, target.parent) != scenario.digest:
        raise _elsewhere(target)
    write_workbook(full, target, lang)
    if not _says_the_same(target, scenario.digest):
        target.unlink()
        allowed = Text("工作簿写得出的场景", "a scenario that a workbook can state")
        raise InputError([Fault("IN", str(target), allowed, Text("写成 .json", "write it as .json"))])


def _says_the_same(book: Path, digest: str) -> bool:
    from api.exchange.workbook.load import unchecked_document  # noqa: PLC0415

    return _digest(unchecked_document(book), book.parent) == digest


def _digest(document: Mapping[str, Any], home: Path) -> str:
    try:
        return scenario_of(document, home=home).scenario.digest
    except InputError:
        return ""


def _elsewhere(target: Path) -> InputError:
    return InputError([Fault("OUT", str(target), SAME_FOLDER, Text("写到同一文件夹", "write into the same folder"))])
