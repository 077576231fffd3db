"""A small station with every sort of cell: standby and leads beside duties, units, zones, leave, locks, changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from api.exchange.roster_book.book import write_roster_book
from models.bookings import Leave, Lock
from models.demand import Demand
from models.outcome import Breach, Change, LevelResult, Outcome, Unfilled
from models.people import Person, Team, Zone
from models.plan import Plan, assignment
from models.station import Station
from models.work import Post, Segment, Shift, Unit
from solver.explain.ledger import ledger

TUESDAY = Date(2026, 12, 1)

SHIFTS = (
    Shift(id="day", name="白班", code="白", segments=(Segment(start="08:00", end="17:00"),), posts=("window", "case")),
    Shift(id="late", name="晚班", code="D", segments=(Segment(start="16:00", end="02:00"),), posts=("patrol",)),
    Shift(id="beat", name="社区", code="社", segments=(Segment(start="09:00", end="17:00"),), posts=("community",)),
    Shift(
        id="home", name="听班", code="听", layer="standby",
        segments=(Segment(start="18:00", end="08:00", kind="athome_standby"),), posts=("case",),
    ),
    Shift(
        id="lead", name="带班", code="带", layer="lead", segments=(Segment(start="08:00", end="08:00", kind="watch"),)
    ),
)  # fmt: skip

PEOPLE = (
    Person(id="P1", name="王一", kind="officer", rank="chief", team="heads"),
    Person(id="P2", name="李二", kind="officer", team="beat", zone="Z1"),
    Person(id="P3", name="赵三", kind="officer", team="beat", zone="Z2"),
    Person(id="P4", name="钱四", kind="auxiliary"),
    Person(id="P5", name="钱四", kind="auxiliary"),
)


def station(**facts: Any) -> Station:
    given: dict[str, Any] = {
        "id": "green",
        "name": "青山派出所",
        "start": TUESDAY,
        "days": 7,
        "teams": (Team(id="heads", name="所领导"), Team(id="beat", name="社区队", community=True)),
        "zones": (Zone(id="Z1", name="东片"), Zone(id="Z2", name="西片")),
        "posts": (
            Post(id="window", name="户籍窗口"),
            Post(id="case", name="办案", kinds=("officer",)),
            Post(id="patrol", name="巡逻"),
            Post(id="community", name="社区警务", zoned=True),
        ),
        "units": (Unit(id="car1", name="车巡一组", post="patrol"), Unit(id="car2", name="车巡二组", post="patrol")),
        "shifts": SHIFTS,
        "people": PEOPLE,
        "demand": (Demand(id="window", shift="day", post="window", minimum=2),),
        "leave": (Leave(person="P3", first=Date(2026, 12, 5), last=Date(2026, 12, 6)),),
        "locks": (Lock(person="P1", date=TUESDAY, layer="lead", shift="lead"),),
    }
    return Station(**given | facts)


DUTIES = (
    ("P1", 0, "day", "case"), ("P1", 0, "home", "case"), ("P1", 0, "lead"), ("P1", 3, "lead"),
    ("P2", 0, "beat", "community", "Z1"), ("P2", 1, "beat", "community", "Z2"), ("P2", 2, "day", "window"),
    ("P3", 1, "late", "patrol", None, "car2"), ("P3", 1, "home", "case"),
    ("P4", 0, "day", "window"), ("P4", 6, "late", "patrol", None, "car1"),
)  # fmt: skip


def plan_of(facts: Station, duties: tuple[tuple[Any, ...], ...] = DUTIES) -> Plan:
    """A plan of (person, day, shift, post, zone, unit)."""
    return Plan(assignments=tuple(assignment(facts.shift_by_id[d[2]], d[0], facts.day(d[1]), *d[3:]) for d in duties))


DEPARTURE: dict[str, Any] = {
    "entry": "e", "rule": "work_run", "level": 2, "about": (), "measured": 7, "allowed": 6, "penalty": 1,
    "sentence": "连上七天",
}  # fmt: skip


def outcome_of(facts: Station, plan: Plan | None = None, **found: Any) -> Outcome:
    plan = plan or plan_of(facts)
    given: dict[str, Any] = {
        "status": "FEASIBLE", "seconds": 1.0, "seed": 7, "workers": 2, "digest": "d1" * 32, "plan": plan,
        "levels": (LevelResult(level=1, name="-", penalty=3, bound=3, seconds=0),),
        "ledger": ledger(facts, plan), "kpis": {"people": 5, "coverage_percent": 92.5},
        "unfilled": (
            Unfilled(duty="x.window", date=TUESDAY, shift="day", post="window", missing=1, why="再无人具备资格"),
        ),
        "breaches": (Breach(**DEPARTURE),),
        "changes": (Change(person="P2", date=TUESDAY, layer="duty", before=None, after="社区"),),
    }  # fmt: skip
    return Outcome(**given | found)


@pytest.fixture(name="station")
def make_station() -> Callable[..., Station]:
    return station


@pytest.fixture(name="plan_of")
def make_plan() -> Callable[..., Plan]:
    return plan_of


@pytest.fixture(name="outcome_of")
def make_outcome() -> Callable[..., Outcome]:
    return outcome_of


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Workbook]:
    """Writes an outcome and opens the workbook."""

    def write(facts: Station, outcome: Outcome, lang: str = "zh") -> Workbook:
        path = tmp_path / "roster.xlsx"
        write_roster_book(path, facts, outcome, lang)
        return openpyxl.load_workbook(path, rich_text=False)

    return write
