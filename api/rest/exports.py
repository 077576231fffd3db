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


class Ending(StrEnum):
    """The files that a roster can be had as."""

    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    HTML = "html"


ENDINGS = {
    Ending.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Ending.CSV: "text/csv; charset=utf-8",
    Ending.ICS: "text/calendar; charset=utf-8",
    Ending.HTML: "text/html; charset=utf-8",
}


def exported(ending: Ending, document: Any, outcome: Outcome, lang: str) -> bytes:
    """The outcome of a scenario's document as a file of this ending."""
    facts, plan = scenario_of(document).scenario.facts, outcome.plan or Plan()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"roster.{ending}"
        match ending:
            case Ending.XLSX:
                write_roster_book(path, facts, outcome, lang)
            case Ending.CSV:
                write_csv(path, facts, plan)
            case Ending.ICS:
                write_calendar(path, facts, plan, lang)
            case Ending.HTML:
                path.write_text(roster_html(facts, outcome, lang), "utf-8", newline="\n")
        return path.read_bytes()
