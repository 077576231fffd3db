"""Each requirement of a conflict is told with its bound, and by how much it is missed when the others hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.bookings import Leave
from models.demand import Demand
from models.outcome import Conflict
from solver.engine.diagnosis import smallest_conflict
from solver.explain.conflict import conflicts
from solver.roster.compile import compile_roster
from solver.rules.catalogue import RULES, entry
from solver.rules.entry import Entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.duty_count import DutyCount
from solver.rules.roster.hours import Hours
from solver.rules.roster.work_run import WorkRun
from solver.rules.tiny import DAY, MONDAY, tiny

BUSY = entry(DutyCount(least=4), id="busy", level=0)
SINGLE = entry(WorkRun(most=1), id="single", level=0)


def told(*policy: Entry, lang: str = "zh", in_time: bool = True, **facts: Any) -> dict[str, Conflict]:
    """The conflict of a small station, by entry; not `in_time`, the least misses were not found."""
    roster = compile_roster(tiny((DAY,), **facts), policy)
    found = smallest_conflict(roster.program, seconds=30)
    if not in_time:
        found = [replace(requirement, missed=None) for requirement in found]
    return {conflict.entry: conflict for conflict in conflicts(roster, found, None, lang)}


@pytest.mark.parametrize(
    ("lang", "busy", "single"),
    [
        ("zh", "甲共2班，规定4班", "甲到2024-01-04为止连续上班4天，规定1天"),
        ("en", "甲 has 2 duties; 4 are allowed", "甲 works 4 days in a row up to 2024-01-04; 1 are allowed"),
    ],
)
def test_a_requirement_states_its_bound_and_the_least_miss(lang: str, busy: str, single: str) -> None:
    found = told(BUSY, SINGLE, lang=lang, days=4, people=1)
    assert busy in found["busy"].sentence
    assert single in found["single"].sentence


def test_a_requirement_is_told_under_the_title_of_its_rule() -> None:
    found = told(BUSY, SINGLE, days=4, people=1)
    assert found["busy"].sentence.startswith("班次数：")
    assert found["busy"].about == ("甲",)


def test_a_requirement_that_nobody_can_keep_states_what_can_be_had() -> None:
    (only,) = told(entry(Hours(least_minutes=9600), id="hours", level=0), days=4, people=1).values()
    assert only.sentence == "工时：怎样排都做不到，甲计入工时36小时，规定160小时"


def test_cover_against_leave_states_who_when_and_how_many() -> None:
    away = (Leave(person="甲", first=MONDAY, last=MONDAY),)
    wanted = (Demand(id="desk", shift="D", minimum=2),)
    cover = entry(Cover(), id="cover", level=0)
    found = told(cover, entry(RULES["leave"]()), days=3, demand=wanted, leave=away)
    assert "2024-01-01勤务白班到岗1人，应为2人" in found["cover"].sentence
    assert "甲在2024-01-01的班次" in found["leave"].sentence


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_time_for_the_least_miss_person_days_and_parameters_are_told(lang: str) -> None:
    found = told(BUSY, SINGLE, lang=lang, in_time=False, days=4, people=1)
    assert "least = 4" in found["busy"].sentence
    assert "2024-01-01/2024-01-04" in found["busy"].sentence
    assert "most = 1" in found["single"].sentence
    assert "甲" in found["single"].sentence


def test_the_least_miss_keeps_the_other_requirements() -> None:
    roster = compile_roster(tiny((DAY,), days=4, people=1), (BUSY, SINGLE))
    for requirement in smallest_conflict(roster.program, seconds=30):
        assert requirement.missed is not None
        rows, _ = roster.program.row_values(requirement.missed)
        missed = roster.program.limit_amounts(rows) > 0
        assert set(roster.program.limit_label.entry[missed].tolist()) == {requirement.entry}
