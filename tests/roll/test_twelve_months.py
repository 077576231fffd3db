"""Twelve months in a row, each made from the one before: June 2026 to May 2027."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.cli.reading import read_scenario
from api.exchange.csv import write_csv
from api.exchange.documents import write_json
from models.history import Measure
from models.plan import Assignment, Plan, assignment
from models.station import Station
from solver.explain.ledger import ledger

Run = Callable[..., Any]

MONTHS = 12
PEOPLE = [f"P{number}" for number in range(1, 10)]
SWAPPED, TURN = 2, 7
"""August is carried on from an actual list with swaps; after December the year turns."""

SPLIT = Date(2026, 11, 1)
"""A Sunday: the weekend lies in two months."""

COUNTED: tuple[Measure, ...] = ("duties", "nights", "weekends", "holidays")
MOST_NIGHTS_A_MONTH = -(-31 // len(PEOPLE))

SCENARIO = {
    "schema": 1,
    "kind": "roster",
    "facts": {
        "start": "2026-06-01",
        "days": 30,
        "shifts": [
            {"id": "day", "name": "白班", "segments": [{"start": "08:00", "end": "17:00"}]},
            {"id": "night", "name": "夜班", "segments": [{"start": "20:00", "end": "08:00", "kind": "watch"}]},
        ],
        "people": [{"id": person, "kind": "officer"} for person in PEOPLE],
        "demand": [
            {"id": "by day", "shift": "day", "minimum": 2},
            {"id": "festival", "shift": "day", "minimum": 3, "dates": ["2026-06-19", "2027-02-06", "2027-02-07"]},
            {"id": "by night", "shift": "night", "minimum": 1},
        ],
        "leave": [
            {"person": "P2", "first": "2026-06-20", "last": "2026-07-05"},
            {"person": "P5", "first": "2026-12-28", "last": "2027-01-06"},
            {"person": "P7", "first": "2027-02-25", "last": "2027-03-04"},
        ],
        "calendar": [{"date": "2027-02-13", "day_class": "makeup"}],
    },
    "policy": [
        {"id": "on leave", "rule": "leave"},
        {"id": "filled", "rule": "cover", "parameters": {"bound": "minimum"}},
        {"id": "rest", "rule": "min_rest", "level": 0, "parameters": {"hours": 11}},
        {"id": "row", "rule": "work_run", "parameters": {"most": 6}},
        {"id": "nights alike", "rule": "fair_share", "parameters": {"measure": "nights"}},
    ],
}


@dataclass
class Roster:
    """A month by hand: each night who has carried fewest nights, each day who has carried fewest duties.

    What was carried and who still rests is known from the month's own history alone.
    """

    facts: Station
    duties: list[Assignment] = field(default_factory=list)

    def plan(self) -> Plan:
        history = self.facts.history
        carried = {(counter.person, counter.measure): counter.amount for counter in history.counters}
        held = {(duty.person, duty.date): duty.shift for duty in history.duties}
        for day in self.facts.dates:
            wanted = next(d.minimum for d in self.facts.demand_by_day[self.facts.index(day)] if d.shift == "day")
            for shift, count in (("night", 1), ("day", wanted)):
                measure = "nights" if shift == "night" else "duties"
                free = [p for p in PEOPLE if self._is_free(p, day, held)]
                for person in sorted(free, key=lambda p: carried.get((p, measure), 0))[:count]:
                    held[person, day] = shift
                    self.duties.append(assignment(self.facts.shift_by_id[shift], person, day))
                    for counted in {"duties", measure}:
                        carried[person, counted] = carried.get((person, counted), 0) + 1
        return Plan(assignments=tuple(self.duties))

    def _is_free(self, person: str, day: Date, held: dict[tuple[str, Date], str]) -> bool:
        away = self.facts.leave_days.get(person, frozenset())
        row = next(n for n in range(8) if (person, day - timedelta(days=n + 1)) not in held)
        tomorrow = day + timedelta(days=1)
        return (
            (person, day) not in held
            and held.get((person, day - timedelta(days=1))) != "night"
            and not {day, tomorrow} & away
            and row < 6
        )


def swapped(plan: Plan) -> Plan:
    """What was in fact served: on each Wednesday somebody who was off took the night."""
    served = []
    for duty in plan.assignments:
        if duty.shift == "night" and duty.date.isoweekday() == 3:
            near = {(d.person, d.date + timedelta(days=n)) for d in plan.assignments for n in (-1, 0, 1)}
            other = next((p for p in PEOPLE if (p, duty.date) not in near), duty.person)
            duty = duty.model_copy(update={"person": other, "duty": ""})  # noqa: PLW2901
        served.append(duty)
    return Plan(assignments=tuple(served))


@dataclass(frozen=True)
class Month:
    """One month: its file and facts, what was planned and served, and what the commands said."""

    file: Path
    facts: Station
    planned: Plan
    served: Plan
    checked: Any
    verified: Any
    rolled: Any


def months(folder: Path, paiqin: Run) -> Iterator[Month]:
    file = folder / "month0.json"
    file.write_text(json.dumps(SCENARIO, ensure_ascii=False), "utf-8")
    for number in range(MONTHS):
        facts = read_scenario(str(file)).scenario.facts
        plan, following = Roster(facts).plan(), folder / f"month{number + 1}.{'yaml' if number % 2 else 'json'}"
        write_json(plan, folder / "plan.json")
        served = swapped(plan) if number == SWAPPED else plan
        write_csv(folder / "actual.csv", facts, served)
        actual = ("--actual", folder / "actual.csv") if number == SWAPPED else ()
        yield Month(
            file,
            facts,
            plan,
            served,
            paiqin("check", file),
            paiqin("verify", file, folder / "plan.json", "--json"),
            paiqin("roll", file, folder / "plan.json", "-o", following, *actual),
        )
        file = following


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, paiqin: Run) -> list[Month]:
    return list(months(tmp_path_factory.mktemp("year"), paiqin))


def counters(facts: Station, measure: Measure) -> dict[str, int]:
    found = {counter.person: counter.amount for counter in facts.history.counters if counter.measure == measure}
    return {person: found.get(person, 0) for person in PEOPLE}


def test_every_month_is_a_calendar_month(year: list[Month]) -> None:
    assert [month.facts.start.isoformat()[:7] for month in year] == [
        *(f"2026-{number:02}" for number in range(6, 13)), *(f"2027-{number:02}" for number in range(1, 6)),
    ]  # fmt: skip
    assert all(month.facts.start.day == month.facts.end.day == 1 for month in year)


def test_every_month_passes_check_and_verify(year: list[Month]) -> None:
    assert [(month.checked.status, month.verified.status, month.rolled.status) for month in year] == [
        (0, 0, 0)
    ] * MONTHS
    assert [[level["penalty"] for level in month.verified.json["levels"]][:3] for month in year] == [[0, 0, 0]] * MONTHS


@pytest.mark.parametrize("measure", COUNTED)
def test_counters_are_the_sum_of_the_months_ledgers(year: list[Month], measure: Measure) -> None:
    carried = dict.fromkeys(PEOPLE, 0)
    for number, month in enumerate(year):
        if number == TURN:
            carried = dict.fromkeys(PEOPLE, 0)
        assert counters(month.facts, measure) == carried, month.file.name
        for row in ledger(month.facts, month.served):
            added = row.total[measure] - counters(month.facts, measure)[row.person]
            assert getattr(row, measure) - added in ((0, 1) if month.facts.start == SPLIT else (0,))
            carried[row.person] += added


def test_the_weekend_between_october_and_november_is_counted_once(year: list[Month]) -> None:
    before, after = (month for month in year if month.facts.start in (Date(2026, 10, 1), SPLIT))
    worked = {duty.person for duty in before.served.assignments if duty.date == SPLIT - timedelta(days=1)}
    both = worked & {duty.person for duty in after.served.assignments if duty.date == SPLIT}
    rows = {row.person: row for row in ledger(after.facts, after.served)}
    brought = counters(after.facts, "weekends")
    twice = {person for person, row in rows.items() if row.weekends + brought[person] > row.total["weekends"]}
    assert both
    assert twice == both


def test_each_month_begins_with_the_rest_that_the_last_one_owed(year: list[Month]) -> None:
    for month, following in pairwise(year):
        owed = {row.person: row.rest_due for row in ledger(month.facts, month.served)}
        assert {row.person: row.rest_carried for row in ledger(following.facts, following.served)} == owed


def test_nights_over_the_year_differ_by_no_more_than_one_month_allows(year: list[Month]) -> None:
    for month in year:
        nights = counters(month.facts, "nights").values()
        assert max(nights) - min(nights) <= MOST_NIGHTS_A_MONTH


def test_without_counters_the_same_people_would_be_ahead_every_month(year: list[Month]) -> None:
    nights = dict.fromkeys(PEOPLE, 0)
    for month in year[:TURN]:
        forgetful = month.facts.model_copy(update={"history": month.facts.history.model_copy(update={"counters": ()})})
        for duty in Roster(forgetful).plan().assignments:
            nights[duty.person] += duty.shift == "night"
    assert max(nights.values()) - min(nights.values()) > MOST_NIGHTS_A_MONTH


def test_what_was_served_counts_and_not_the_plan(year: list[Month]) -> None:
    month, following = year[SWAPPED], year[SWAPPED + 1]
    planned = {row.person: row.nights for row in ledger(month.facts, month.planned)}
    served = {row.person: row.nights for row in ledger(month.facts, month.served)}
    before, after = (counters(one.facts, "nights") for one in (month, following))
    assert planned != served
    assert {person: after[person] - before[person] for person in PEOPLE} == served


def test_the_spring_festival_counts_as_holidays_in_its_year(year: list[Month]) -> None:
    before, after = (sum(counters(month.facts, "holidays").values()) for month in year[8:10])
    assert after - before == 3 * 4 + 2
    assert {counter.since for counter in year[9].facts.history.counters} == {Date(2027, 1, 1)}


def test_a_year_without_announced_make_up_days_is_told_once_a_month(year: list[Month]) -> None:
    told = [month.rolled.err.count("2027年放假调休通知尚未收入") for month in year]
    assert told == [0] * (TURN - 1) + [1] * (MONTHS - TURN + 1)


def test_leave_that_reaches_into_the_next_month_is_kept_until_it_is_over(year: list[Month]) -> None:
    assert [len(month.facts.leave) for month in year] == [3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 0, 0]


def test_dated_demand_goes_when_its_dates_are_past(year: list[Month]) -> None:
    dated = [[len(demand.dates) for demand in month.facts.demand if demand.dates] for month in year]
    assert dated == [[3], *[[2]] * 8, *[[]] * 3]


def test_every_month_looks_back_on_fourteen_days(year: list[Month]) -> None:
    assert [month.facts.known_days for month in year] == [0, *[14] * (MONTHS - 1)]
    assert all(len(month.facts.history.duties) >= 14 * 3 for month in year[1:])
