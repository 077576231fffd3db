"""What is counted beside a plan: compensatory rest, shares within groups, demand and zones by the hour."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
from typing import Any

import pytest

from models.bookings import Leave
from models.demand import Demand
from models.people import Group, Person, Zone
from models.plan import Plan, assignment
from models.station import Station
from models.work import Post, Segment, Shift
from solver.explain.fairness import fairness, widest
from solver.explain.hours_of_day import coverage, unmanned_percent, zone_hours
from solver.explain.kpis import kpis
from solver.explain.ledger import ledger

MONDAY = Date(2026, 3, 2)
SATURDAY = 5

DAY = Shift(id="day", segments=(Segment(start="08:00", end="12:00"), Segment(start="13:00", end="17:00")))
WATCH = Shift(id="watch", segments=(Segment(start="08:00", end="08:00", kind="watch"),))
NIGHT = Shift(id="night", segments=(Segment(start="22:00", end="06:00"),))
HOME = Shift(id="home", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="athome_standby"),))
BEAT = Shift(id="beat", segments=(Segment(start="08:30", end="10:00"),), posts=("community",))


def station(**facts: Any) -> Station:
    given: dict[str, Any] = {
        "start": MONDAY,
        "days": 14,
        "shifts": (DAY, WATCH, NIGHT, HOME, BEAT),
        "posts": (Post(id="community", zoned=True),),
        "people": (Person(id="P1", kind="officer"), Person(id="P2", kind="auxiliary")),
    }
    return Station(**given | facts)


def plan_of(facts: Station, *duties: tuple[Any, ...]) -> Plan:
    """A plan of (person, day, shift, post, zone)."""
    return Plan(assignments=tuple(assignment(facts.shift_by_id[d[2]], d[0], facts.day(d[1]), *d[3:]) for d in duties))


def rest_of(facts: Station, *days: tuple[int, str]) -> tuple[int | None, ...]:
    """What P1 is owed when these days are worked: earned, taken, due, overdue."""
    row = ledger(facts, plan_of(facts, *(("P1", day, shift) for day, shift in days)))[0]
    return (row.rest_earned, row.rest_taken, row.rest_due, row.rest_overdue)


def every_working_day(*but: int) -> list[tuple[int, str]]:
    return [(day, "day") for day in range(14) if day % 7 < SATURDAY and day not in but]


def test_a_rest_day_worked_is_due_when_every_working_day_is_worked() -> None:
    assert rest_of(station(), *every_working_day(), (SATURDAY, "day")) == (1, 0, 1, 0)


def test_a_working_day_without_work_repays_it() -> None:
    assert rest_of(station(), *every_working_day(8), (SATURDAY, "day")) == (1, 1, 0, 0)


def test_the_day_on_which_a_watch_ends_repays_nothing() -> None:
    worked = [day for day in every_working_day(7) if day[0] != 6]
    assert rest_of(station(), *worked, (6, "watch")) == (1, 0, 1, 0)


def test_standby_at_home_neither_earns_rest_nor_takes_it_away() -> None:
    assert rest_of(station(), *every_working_day(), (SATURDAY, "home")) == (0, 0, 0, 0)


@pytest.mark.parametrize(("kind", "taken"), [("compensatory", 1), ("annual", 0)])
def test_only_compensatory_leave_repays(kind: Any, taken: int) -> None:
    away = MONDAY + timedelta(days=8)
    facts = station(leave=(Leave(person="P1", first=away, last=away, kind=kind),))
    assert rest_of(facts, *every_working_day(8), (SATURDAY, "day"))[1] == taken


def test_rest_due_for_more_than_two_weeks_is_overdue() -> None:
    facts = station(days=28)
    worked = [(day, "day") for day in range(28) if day % 7 < SATURDAY]
    assert rest_of(facts, *worked, (SATURDAY, "day"), (19, "day")) == (2, 0, 2, 1)


def test_the_earliest_rest_is_repaid_first() -> None:
    facts = station(days=28)
    worked = [(day, "day") for day in range(28) if day % 7 < SATURDAY and day != 24]
    assert rest_of(facts, *worked, (SATURDAY, "day"), (19, "day")) == (2, 1, 1, 0)


def test_shares_are_compared_within_a_rotation_group() -> None:
    people = tuple(Person(id=f"P{n}", kind="officer", group=group) for n, group in enumerate("aab"))
    facts = station(people=people, groups=(Group(id="a"), Group(id="b")))
    rows = ledger(facts, plan_of(facts, ("P0", 0, "night"), ("P0", 2, "night"), ("P1", 4, "night")))
    groups = fairness(facts, rows)
    assert [(group.group, group.people) for group in groups] == [("a", 2), ("b", 1)]
    assert (groups[0].shares["nights"], widest(groups, "nights")) == ((1.0, 1.5, 2.0), 1.0)


def test_coverage_counts_person_hours_asked_and_met_by_post_and_hour() -> None:
    demand = (Demand(id="d", post="community", start="08:00", end="10:00", minimum=2, weekdays=(1,)),)
    facts = station(days=7, demand=demand, zones=(Zone(id="Z"),))
    (found,) = coverage(facts, plan_of(facts, ("P1", 0, "beat", "community", "Z")))
    assert (found.post, found.asked[8:11], found.met[8:11]) == ("community", (2.0, 2.0, 0.0), (0.5, 1.0, 0.0))


def test_a_shift_that_is_asked_for_is_met_for_its_segments() -> None:
    facts = station(days=7, demand=(Demand(id="d", shift="day", minimum=1, weekdays=(1,)),))
    (found,) = coverage(facts, plan_of(facts, ("P1", 0, "day"), ("P2", 0, "day")))
    assert (found.met[11:14], found.asked) == ((1.0, 0.0, 1.0), found.met)


def test_a_zone_is_without_an_officer_when_only_an_auxiliary_is_there() -> None:
    facts = station(days=7, zones=(Zone(id="Z"),))
    plan = plan_of(facts, ("P1", 0, "beat", "community", "Z"), ("P2", 1, "beat", "community", "Z"))
    (zone,) = zone_hours(facts, plan)
    assert (zone.officers, zone.auxiliaries, zone.unmanned[7:11]) == (1.5, 1.5, (7, 6, 6, 7))
    assert unmanned_percent(facts, (zone,)) == round(100 * (7 * 24 - 2) / (7 * 24), 1)


def test_the_key_figures_hold_spreads_rest_and_zones() -> None:
    facts = station(zones=(Zone(id="Z"),))
    plan = plan_of(facts, *(("P1", day, shift) for day, shift in [*every_working_day(), (SATURDAY, "day")]))
    found = kpis(facts, plan, ledger(facts, plan), (), ())
    names = ("rest_due_days", "weekends_spread", "zone_hours_without_officer_percent")
    assert [found[name] for name in names] == [1, 0, 100]
