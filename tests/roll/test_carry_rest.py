"""Compensatory rest goes from month to month: what is owed is neither lost nor counted twice."""

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from models.bookings import Leave
from models.consistency import faults_of_station
from models.history import History, RestOwed
from models.outcome import LedgerRow
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import Segment, Shift
from solver.explain.ledger import ledger
from solver.roster.carry import history_after
from solver.roster.next_month import next_month
from solver.rules.tiny import DAY, WATCH, tiny

HOME = Shift(id="H", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="athome_standby"),))
NOVEMBER, SATURDAY, SUNDAY = Date(2026, 11, 1), Date(2026, 11, 28), Date(2026, 11, 29)
MONDAY = Date(2026, 11, 30)
YEAR = 12


def month(start: Date = NOVEMBER, days: int = 30, **facts: Any) -> Station:
    return tiny((DAY, WATCH, HOME), people=1, start=start, days=days, **facts)


def owing(facts: Station, *owed: tuple[Date, int]) -> Station:
    rest = tuple(RestOwed(person="甲", earned=earned, days=days) for earned, days in owed)
    return facts.model_copy(update={"history": History(rest_owed=rest)})


def on(day: Date, shift: str = "D") -> Assignment:
    return assignment(month().shift_by_id[shift], "甲", day)


def working_days(facts: Station, *but: Date) -> list[Assignment]:
    return [on(day) for day in facts.dates if facts.classes[day] in ("workday", "makeup") and day not in but]


def owed_after(facts: Station, *duties: Assignment, start: Date | None = None) -> list[tuple[Date, int]]:
    return [(one.earned, one.days) for one in history_after(facts, Plan(assignments=duties), start).rest_owed]


def row(facts: Station, *duties: Assignment) -> LedgerRow:
    return ledger(facts, Plan(assignments=duties))[0]


def test_a_rest_day_worked_and_not_repaid_is_owed_by_its_date() -> None:
    assert owed_after(month(), *working_days(month()), on(SATURDAY)) == [(SATURDAY, 1)]


def test_rest_taken_in_the_month_is_not_owed() -> None:
    assert owed_after(month(), *working_days(month(), MONDAY), on(SATURDAY)) == []


def test_the_oldest_rest_is_repaid_first() -> None:
    facts = owing(month(), (Date(2026, 10, 31), 2))
    duties = working_days(month(), MONDAY)
    assert owed_after(facts, *duties, on(SATURDAY)) == [(Date(2026, 10, 31), 1), (SATURDAY, 1)]


def test_rest_owed_does_not_lapse_when_the_year_turns() -> None:
    facts = owing(month(Date(2026, 12, 1), 31), (SATURDAY, 3))
    assert owed_after(facts, *working_days(facts)) == [(SATURDAY, 3)]


def test_compensatory_leave_repays_and_annual_leave_does_not() -> None:
    facts = owing(month(), (Date(2026, 10, 31), 1))
    for kind, left in (("compensatory", []), ("annual", [(Date(2026, 10, 31), 1)])):
        away = facts.model_copy(update={"leave": (Leave(person="甲", first=MONDAY, last=MONDAY, kind=kind),)})
        assert owed_after(away, *working_days(away, MONDAY)) == left


def test_a_watch_of_the_last_night_takes_the_first_day_of_the_next_month() -> None:
    facts = owing(month(), (Date(2026, 10, 31), 1))
    following = next_month(facts, Plan(assignments=(*working_days(facts, MONDAY), on(MONDAY, "W"))))
    busy = working_days(following, following.start)
    assert owed_after(following, *busy) == [(Date(2026, 10, 31), 1)]


def test_standby_that_was_called_out_on_a_sunday_earns_rest() -> None:
    called = on(SUNDAY, "H").model_copy(update={"start": "2026-11-29T20:00", "end": "2026-11-29T23:00", "kind": "work"})
    planned = owed_after(month(), *working_days(month()), on(SUNDAY, "H"))
    assert (planned, owed_after(month(), *working_days(month()), called)) == ([], [(SUNDAY, 1)])


def test_days_from_the_next_start_on_are_left_to_the_next_month() -> None:
    facts = owing(month(days=35), (Date(2026, 10, 31), 1))
    duties = working_days(facts, Date(2026, 12, 3))
    assert owed_after(facts, *duties, start=Date(2026, 12, 1)) == [(Date(2026, 10, 31), 1)]
    assert owed_after(facts, *duties) == []


def test_the_ledger_begins_with_what_was_carried() -> None:
    facts = owing(month(), (Date(2026, 10, 31), 2))
    found = row(facts, *working_days(facts, MONDAY), on(SATURDAY))
    assert (found.rest_carried, found.rest_earned, found.rest_taken, found.rest_due) == (2, 1, 1, 2)
    assert found.rest_overdue == 1


def months(seed: int) -> Iterator[tuple[Station, list[Assignment]]]:
    """A year in which one person works most days, a few of them rest days and holidays."""
    random, facts = Random(seed), month(Date(2026, 3, 1), 31)
    for _ in range(YEAR):
        duties = []
        for day in facts.dates:
            is_rest = facts.classes[day] not in ("workday", "makeup")
            if random.random() < (0.3 if is_rest else 0.97):
                duties.append(on(day, random.choice(("D", "D", "D", "W", "H"))))
        yield facts, duties
        facts = next_month(facts, Plan(assignments=tuple(duties)))


@pytest.mark.parametrize("seed", range(6))
def test_over_twelve_months_each_day_earned_is_repaid_once_or_still_owed(seed: int) -> None:
    earned: list[Date] = []
    taken = 0
    for facts, duties in months(seed):
        found = row(facts, *duties)
        assert found.rest_carried == len(earned) - taken
        rest_days = [d.date for d in duties if facts.classes[d.date] not in ("workday", "makeup") and d.shift != "H"]
        earned, taken = [*earned, *rest_days], taken + (found.rest_taken or 0)
        assert owed_after(facts, *duties) == [(day, 1) for day in earned[taken:]]
    assert 0 < taken <= len(earned)


def test_rest_owed_is_said_once_a_person_and_day_and_lies_in_the_past() -> None:
    owed = (
        RestOwed(person="甲", earned=SATURDAY),
        RestOwed(person="甲", earned=SATURDAY, days=2),
        RestOwed(person="甲", earned=SATURDAY + timedelta(days=7)),
    )
    facts = month(Date(2026, 12, 1), 31).model_copy(update={"history": History(rest_owed=owed)})
    places = [fault.place for fault in faults_of_station(facts)]
    assert places == ["facts.history.rest_owed[1]", "facts.history.rest_owed[2].earned"]
