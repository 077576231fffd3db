"""The files that `-o` names: their forms by ending, checked before solving, written after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.markdown import outcome_markdown
from api.cli.reading import Source
from api.cli.targets import (
    ANOTHER,
    STANDARD_OUTPUT,
    faults_of_ending,
    faults_of_folder,
    faults_of_target,
    is_folder,
    names_folder,
)
from api.exchange.calendar_file import write_calendar, write_calendars
from api.exchange.csv import write_csv
from api.exchange.curtois import write_curtois
from api.exchange.documents import json_text, yaml_text
from api.exchange.html import roster_html
from api.exchange.inrc2_folder import write_folder
from models.fact import Text
from models.fault import Fault, InputError
from models.outcome import Outcome
from models.plan import Plan

ENDINGS = (".json", ".yaml", ".yml", ".csv", ".xlsx", ".ics", ".html", ".md", ".txt")
NEED_PLAN = (".csv", ".xlsx", ".ics", ".txt")


@dataclass(frozen=True)
class Output:
    """One `-o`: the path as stated, or `-`."""

    stated: str

    @property
    def path(self) -> Path:
        return Path(self.stated)

    @property
    def ending(self) -> str:
        return self.path.suffix.lower()

    @property
    def is_folder(self) -> bool:
        return is_folder(self.stated)

    @property
    def is_standard(self) -> bool:
        return self.stated == STANDARD_OUTPUT


def outputs_of(stated: Sequence[str], source: Source) -> list[Output]:
    """The outputs of a command line, all of which can be written. Raises InputError."""
    outputs = [Output(name) for name in dict.fromkeys(stated)]
    faults = [fault for output in outputs if not output.is_standard for fault in _faults(output, source)]
    if faults:
        raise InputError(faults)
    return outputs


def _faults(output: Output, source: Source) -> list[Fault]:
    path, stated = output.path, output.stated
    if output.is_folder and (source.inrc2 or names_folder(stated)):
        return faults_of_folder(stated, path)
    faults = faults_of_ending(stated, ENDINGS)
    if faults:
        return faults
    if output.ending == ".txt" and not source.is_curtois:
        own = Text("别的扩展名：.txt 只用于 Curtois-Qu 算例", "another ending: .txt is for Curtois-Qu instances")
        if source.inrc2:
            own = Text(
                "文件夹，如 out/：INRC-II 每周一个文件", "a folder such as out/: INRC-II has a file for each week"
            )
        return [Fault("-o", stated, own, Text("改用 .csv、.html 或 .md", "write .csv, .html or .md"))]
    return faults_of_target(stated, path, source.file)


def write_outputs(outputs: Sequence[Output], source: Source, outcome: Outcome, lang: str) -> list[Output]:
    """Writes every file that the outcome has enough for; returns those written. Raises InputError at the end."""
    written, faults = [], list[Fault]()
    for output in outputs:
        if output.is_standard or (outcome.plan is None and (output.is_folder or output.ending in NEED_PLAN)):
            continue
        try:
            _write(output, source, outcome, lang)
            written.append(output)
        except OSError as error:
            reason = error.strerror or str(error)
            faults.append(
                Fault(
                    "-o",
                    output.stated,
                    Text(f"可写入的位置（{reason}）", f"a place that can be written ({reason})"),
                    ANOTHER,
                )
            )
    if faults:
        raise InputError(faults)
    return written


def _write(output: Output, source: Source, outcome: Outcome, lang: str) -> None:
    facts, plan = source.scenario.facts, outcome.plan or Plan()
    if output.is_folder:
        write_plan_folder(output.path, source, plan, lang)
        return
    if output.ending == ".ics":
        write_calendar(output.path, facts, plan, lang)
        return
    if output.ending == ".csv":
        write_csv(output.path, facts, plan)
        return
    if output.ending == ".xlsx":
        from api.exchange.roster_book.book import write_roster_book  # noqa: PLC0415  the writer takes a while to load

        write_roster_book(output.path, facts, outcome, lang)
        return
    text = {
        ".json": lambda: outcome_json(outcome),
        ".html": lambda: roster_html(facts, outcome, lang),
        ".md": lambda: outcome_markdown(facts, outcome, lang),
        ".txt": lambda: write_curtois(source.scenario, plan),
    }.get(output.ending, lambda: yaml_text(outcome, complete=True))()
    output.path.write_text(text, "utf-8", newline="\n")


def write_plan_folder(folder: Path, source: Source, plan: Plan, lang: str) -> None:
    """A file per week of an INRC-II instance, else a calendar per person."""
    if source.inrc2:
        write_folder(folder, source.inrc2, source.scenario.facts, plan)
    else:
        write_calendars(folder, source.scenario.facts, plan, lang)


def outcome_json(outcome: Outcome) -> str:
    """The Outcome as JSON, with every field."""
    return json_text(outcome, complete=True)
