from datetime import date as Date
from typing import Any

import pytest

from models.bookings import Leave
from models.demand import Demand
from models.people import Person, Skill
from models.station import Station
from models.work import Post, Segment, Shift
from solver.explain.shortages import available_minutes, loads, needs, short_days
from solver.roster.compile import Roster, compile_roster
from solver.rules.catalogue import entry
from solver.rules.entry import Entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.eligible import Eligible
from solver.rules.roster.hours import Hours
from solver.rules.roster.leader_on_duty import LeaderOnDuty
from solver.rules.roster.on_leave import OnLeave

MONDAY = Date(2026, 3, 2)
DAY = Shift(id="D", segments=(Segment(start="08:00", end="16:00"),), posts=("p",))
POLICY = (entry(Eligible()), entry(OnLeave()), entry(Cover()))


def station(**stated: Any) -> Station:
    staff = (
        Person(id="甲", kind="officer", skills=("k",)),
        Person(id="乙", kind="officer"),
        Person(id="丙", kind="auxiliary"),
    )
    due: dict[str, Any] = {"start": MONDAY, "days": 5, "people": staff, "shifts": (DAY,), "posts": (Post(id="p"),)}
    return Station(**{**due, "skills": (Skill(id="k"),), **stated})


def compiled(*demand: Demand, policy: tuple[Entry, ...] = POLICY, **stated: Any) -> Roster:
    return compile_roster(station(demand=demand, **stated), policy)


def of_group(roster: Roster, group: str) -> tuple[float, float]:
    found = next(load for load in loads(roster) if load.group == group)
    return found.demanded_minutes / 60, found.available_minutes / 60


def test_leave_makes_a_day_short() -> None:
    away = Leave(person="甲", first=Date(2026, 3, 4), last=Date(2026, 3, 4))
    roster = compiled(Demand(id="d", shift="D", post="p", kind="officer", minimum=2), leave=(away,))
    assert Date(2026, 3, 4) in {need.date for need in short_days(needs(roster))}


def test_a_post_that_nobody_may_serve_is_short_every_day() -> None:
    closed = (Post(id="p", skills=("x",)),)
    roster = compiled(Demand(id="d", shift="D", post="p", minimum=1), posts=closed, skills=(Skill(id="x"),))
    assert [len(need.able) for need in short_days(needs(roster))] == [0] * 5


def test_enough_people_make_no_day_short() -> None:
    assert short_days(needs(compiled(Demand(id="d", shift="D", post="p", minimum=3)))) == []


def test_a_missing_leader_is_short_too() -> None:
    lead = Shift(id="L", layer="lead", segments=(Segment(start="08:00", end="08:00", kind="watch"),))
    roster = compiled(policy=(entry(LeaderOnDuty()),), shifts=(DAY, lead))
    assert len(short_days(needs(roster))) == 5


def test_work_of_a_skill_falls_on_its_holders() -> None:
    roster = compiled(Demand(id="d", shift="D", post="p", skill="k", minimum=1))
    assert of_group(roster, "k") == (40, 40)


def test_work_that_both_kinds_can_do_is_nobodys_alone() -> None:
    roster = compiled(Demand(id="d", shift="D", post="p", minimum=1))
    assert [load.group for load in loads(roster)] == [""]


def test_one_of_them_an_officer_is_not_counted_twice() -> None:
    two = Demand(id="two", shift="D", post="p", minimum=2)
    officer = Demand(id="officer", shift="D", post="p", kind="officer", minimum=1)
    assert of_group(compiled(two, officer), "")[0] == 2 * 8 * 5


def test_different_kinds_add_up() -> None:
    officer = Demand(id="o", shift="D", post="p", kind="officer", minimum=1)
    auxiliary = Demand(id="a", shift="D", post="p", kind="auxiliary", minimum=1)
    assert of_group(compiled(officer, auxiliary), "")[0] == 2 * 8 * 5


def test_people_counted_by_the_clock_may_be_those_of_the_shift() -> None:
    shift = Demand(id="s", shift="D", post="p", minimum=1)
    clock = Demand(id="c", post="p", start="08:00", end="12:00", minimum=1)
    assert of_group(compiled(shift, clock), "")[0] == 8 * 5


def test_more_than_the_hours_allow_is_short() -> None:
    hours = (*POLICY, entry(Hours(most_minutes=20 * 60)))
    roster = compiled(Demand(id="d", shift="D", post="p", minimum=2), policy=hours)
    assert [load.is_short for load in loads(roster)] == [True]


@pytest.mark.parametrize(("leave_day", "due"), [(0, 30), (480, 22)])
def test_leave_takes_its_credit_from_the_hours(leave_day: int, due: int) -> None:
    facts = station(leave=(Leave(person="甲", first=MONDAY, last=MONDAY),))
    hours = entry(Hours(most_minutes=30 * 60, leave_day_minutes=leave_day))
    assert available_minutes(facts, [hours], facts.people[0]) == due * 60


def test_without_a_bound_a_working_day_has_eight_hours() -> None:
    facts = station(days=7, leave=(Leave(person="甲", first=MONDAY, last=MONDAY),))
    assert available_minutes(facts, [], facts.people[0]) == 4 * 480
