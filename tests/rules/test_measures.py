"""What duties count for, and fair shares, computed by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from models.bookings import Leave
from models.calendar import CalendarDay
from models.demand import Demand
from models.duty import offer_of
from models.history import Measure
from models.people import Person
from models.work import Post, Segment
from solver.rules.measures import amount_of, fair_shares
from solver.rules.scope import Scope
from solver.rules.tiny import DAY, FRIDAY, LEAD, MONDAY, NIGHT, STANDBY, at, tiny

HALF_AT_HOME = DAY.model_copy(
    update={
        "segments": (Segment(start="08:00", end="12:00"), Segment(start="18:00", end="20:00", kind="athome_standby"))
    }
)
ALL = Scope()


@pytest.mark.parametrize(
    ("measure", "amounts"),
    [
        ("hours", [540, 480, 1440, 420, 240]),
        ("duties", [1, 1, 1, 0, 1]),
        ("weekends", [1, 1, 1, 0, 1]),
        ("holidays", [1, 1, 1, 0, 1]),
        ("nights", [0, 1, 1, 0, 0]),
        ("leads", [0, 0, 1, 0, 0]),
        ("standbys", [0, 0, 0, 1, 0]),
    ],
)
def test_a_duty_counts(measure: Measure, amounts: list[int]) -> None:
    shifts = (DAY, NIGHT, LEAD, STANDBY, HALF_AT_HOME)
    assert [amount_of(offer_of(tiny(), shift), measure) for shift in shifts] == amounts


def test_a_share_follows_the_demand_and_the_days_at_disposal() -> None:
    leave = (Leave(person="乙", first=MONDAY, last=MONDAY),)
    facts = tiny(days=4, demand=(Demand(id="d", shift="D", minimum=2),), leave=leave)
    # asked 4 × 2 × 540 = 4320, on 4 + 3 days; carried 10001 for two
    assert fair_shares(facts, ALL, "hours", {"甲": 10000, "乙": 1}) == {"甲": 7469, "乙": 6851}


def test_who_is_on_leave_all_along_shares_what_was_carried() -> None:
    leave = tuple(Leave(person=p, first=MONDAY, last=MONDAY + timedelta(days=3)) for p in "甲乙")
    assert fair_shares(tiny(leave=leave), ALL, "nights", {"甲": 7, "乙": 0}) == {"甲": 3, "乙": 3}


def test_nobody_has_no_share() -> None:
    assert fair_shares(tiny(), Scope(kinds=("auxiliary",)), "nights", {}) == {}


def test_a_share_is_rounded_down_and_other_days_ask_nothing() -> None:
    facts = tiny(people=3, days=4, demand=(Demand(id="d", shift="D", minimum=1),))
    # a third of one duty on each of three days, in thousandths: 999
    assert fair_shares(facts, Scope(people=("甲",), weekdays=(1, 2, 4)), "duties", {}) == {"甲": 0}


def test_what_others_can_serve_too_counts_in_proportion() -> None:
    facts = tiny(people=4, days=4, demand=(Demand(id="d", shift="D", minimum=3),))
    assert fair_shares(facts, Scope(people=("甲",)), "duties", {}) == {"甲": 3}


def test_demands_on_the_same_work_count_once_at_the_largest_minimum() -> None:
    demand = (
        Demand(id="a", shift="D", minimum=1),
        Demand(id="b", shift="D", minimum=3, kind="officer"),
        Demand(id="c", shift="D", minimum=2, woman=True),
    )
    people = (Person(id="甲", kind="officer", woman=True),)
    assert fair_shares(tiny(people=people, days=2, demand=demand), ALL, "duties", {}) == {"甲": 6}


def test_demands_on_different_work_add_up() -> None:
    demand = (Demand(id="a", shift="D", minimum=1), Demand(id="b", shift="N", minimum=2))
    assert fair_shares(tiny((DAY, NIGHT), people=1, days=2, demand=demand), ALL, "duties", {}) == {"甲": 6}


def test_a_demand_on_an_interval_asks_for_no_duty() -> None:
    demand = (Demand(id="a", start="08:00", end="12:00", minimum=5), Demand(id="b", shift="D", minimum=1))
    assert fair_shares(tiny(people=1, days=2, demand=demand), ALL, "duties", {}) == {"甲": 2}


def test_duties_outside_the_scope_are_not_asked() -> None:
    demand = (Demand(id="a", shift="D", minimum=1), Demand(id="b", shift="N", minimum=2))
    facts = tiny((DAY, NIGHT), people=1, days=2, demand=demand)
    assert fair_shares(facts, Scope(nights=True), "duties", {}) == {"甲": 4}


def test_weekends_are_asked_on_saturdays_and_sundays() -> None:
    facts = tiny(people=1, days=8, start=FRIDAY, demand=(Demand(id="d", shift="D", minimum=1),))
    assert fair_shares(facts, ALL, "weekends", {}) == {"甲": 2}


def test_holidays_are_asked_on_statutory_days() -> None:
    spring = (
        CalendarDay(date=FRIDAY, day_class="statutory"),
        CalendarDay(date=FRIDAY + timedelta(1), day_class="moved_off"),
    )
    facts = tiny(people=1, days=8, start=FRIDAY, calendar=spring, demand=(Demand(id="d", shift="D", minimum=1),))
    assert fair_shares(facts, ALL, "holidays", {}) == {"甲": 1}


@pytest.mark.parametrize(
    ("person", "post", "demand", "is_able"),
    [
        ({}, {}, {}, True),
        ({}, {"kinds": ("auxiliary",)}, {}, False),
        ({}, {"kinds": ("officer",)}, {}, True),
        ({}, {"ranks": ("chief",)}, {}, False),
        ({"rank": "chief"}, {"ranks": ("chief",)}, {}, True),
        ({"team": "a"}, {"teams": ("a", "b")}, {}, True),
        ({"team": "c"}, {"teams": ("a", "b")}, {}, False),
        ({"skills": ("k", "l")}, {"skills": ("k", "m")}, {}, True),
        ({"skills": ("l",)}, {"skills": ("k", "m")}, {}, False),
        ({}, {"evidence": True}, {}, True),
        ({"kind": "auxiliary"}, {"evidence": True}, {}, False),
        ({"kind": "auxiliary"}, {}, {}, True),
        ({"kind": "auxiliary", "clerical": True}, {}, {}, False),
        ({"kind": "auxiliary", "clerical": True}, {"clerical": True}, {}, True),
        ({"clerical": True}, {}, {}, True),
        ({}, {"zoned": True}, {}, False),
        ({"zone": "1"}, {"zoned": True}, {}, True),
        ({}, {}, {"kind": "auxiliary"}, False),
        ({}, {}, {"kind": "officer"}, True),
        ({}, {}, {"ranks": ("chief",)}, False),
        ({"rank": "chief"}, {}, {"ranks": ("chief",)}, True),
        ({}, {}, {"skill": "k"}, False),
        ({"skills": ("k",)}, {}, {"skill": "k"}, True),
        ({}, {}, {"woman": True}, False),
        ({"woman": True}, {}, {"woman": True}, True),
        ({"woman": True}, {"kinds": ("auxiliary",)}, {"woman": True}, False),
        ({"skills": ("k",)}, {"skills": ("k",), "kinds": ("auxiliary",)}, {}, False),
        ({"rank": "chief"}, {}, {"ranks": ("chief",), "skill": "k"}, False),
    ],
)
def test_only_those_who_can_serve_share(
    person: dict[str, Any], post: dict[str, Any], demand: dict[str, Any], is_able: bool
) -> None:
    facts = tiny(
        (at(DAY, "p"),),
        people=(Person(**{"id": "甲", "kind": "officer"} | person),),
        days=1,
        posts=(Post(id="p", **post),),
        demand=(Demand(id="d", shift="D", post="p", minimum=1, **demand),),
    )
    assert fair_shares(facts, ALL, "duties", {}) == {"甲": int(is_able)}


def test_a_demand_without_a_post_is_for_everybody() -> None:
    facts = tiny(
        people=(Person(id="甲", kind="auxiliary", clerical=True),),
        days=1,
        demand=(Demand(id="d", shift="D", minimum=1),),
    )
    assert fair_shares(facts, ALL, "duties", {}) == {"甲": 1}


def test_a_demand_without_a_post_is_for_those_whom_some_post_of_its_shift_admits() -> None:
    people = (
        Person(id="甲", kind="officer", rank="chief"),
        Person(id="乙", kind="officer", rank="deputy"),
        Person(id="丙", kind="officer"),
        Person(id="丁", kind="officer"),
    )
    leads = LEAD.model_copy(update={"posts": ("chiefs", "deputies")})
    posts = (Post(id="chiefs", ranks=("chief",)), Post(id="deputies", ranks=("deputy",)))
    demand = (Demand(id="d", shift=leads.id, minimum=1),)
    facts = tiny((leads,), people=people, days=8, posts=posts, demand=demand)
    assert fair_shares(facts, Scope(ranks=("chief", "deputy")), "leads", {}) == {"甲": 4, "乙": 4}
