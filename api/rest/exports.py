"""A job's roster as a file."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Any

from api.exchange.calendar_file import write_calendar
from api.exchange.csv import write_csv
from api.exchange.html import roster_html
from api.exchange.roster_book.book import write_roster_book
from api.exchange.scenarios import scenario_of
from models.outcome import Outcome
from models.plan import Plan


class RosterFile(StrEnum):
    """The files that a roster can be had as."""

    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    HTML = "html"


ROSTER_MEDIA = {
    RosterFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    RosterFile.CSV: "text/csv; charset=utf-8",
    RosterFile.ICS: "text/calendar; charset=utf-8",
    RosterFile.HTML: "text/html; charset=utf-8",
}


def exported(ending: RosterFile, document: Any, outcome: Outcome, lang: str) -> bytes:
    """The outcome of a scenario's document as a file of this ending."""
    facts, plan = scenario_of(document).scenario.facts, outcome.plan or Plan()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"roster.{ending}"
        match ending:
            case RosterFile.XLSX:
                write_roster_book(path, facts, outcome, lang)
            case RosterFile.CSV:
                write_csv(path, facts, plan)
            case RosterFile.ICS:
                write_calendar(path, facts, plan, lang)
            case RosterFile.HTML:
                path.write_text(roster_html(facts, outcome, lang), "utf-8", newline="\n")
        return path.read_bytes()
