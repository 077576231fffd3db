"""What the checker says of cover: who counts for a demand, when, and what each missing person costs."""

from __future__ import annotations

from typing import Any

import pytest

from models.demand import Demand
from models.people import Person
from models.plan import Plan, assignment
from models.station import Station
from models.work import Post, Segment, Unit
from solver.rules.base import Finding
from solver.rules.roster.cover import Cover
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, NIGHT, STANDBY, at, tiny

Given = tuple[Any, ...]


def findings(rule: Cover, facts: Station, *duties: Given, scope: Scope | None = None) -> list[Finding]:
    """Of a plan of (person, day number, shift, post, zone, unit), the last three as far as they are given."""
    chosen = [assignment(facts.shift_by_id[s], p, facts.day(d), *place) for p, d, s, *place in duties]
    return list(rule.check(Timeline(facts, Plan(assignments=tuple(chosen))), scope or Scope()))


SHIFTS = (at(DAY, "p", "q"), at(EVENING, "p"), at(NIGHT, "q"), STANDBY)
POSTS = (Post(id="p"), Post(id="q", zoned=True))
BOUNDS = {"minimum": 2, "preferred": 3, "maximum": 0, "priority": 5, "surplus_priority": 4}
STAFF = (
    Person(id="甲", kind="officer", rank="deputy", skills=("k",), woman=True),
    Person(id="乙", kind="auxiliary", woman=False),
    Person(id="丙", kind="officer"),
)


def cover(demand: dict[str, Any], *duties: Given, bound: Any = "minimum", scope: Scope | None = None) -> list[Finding]:
    units = (Unit(id="u", post="p"), Unit(id="v", post="p"))
    facts = tiny(SHIFTS, people=STAFF, days=1, posts=POSTS, units=units, demand=(Demand(id="d", **BOUNDS | demand),))
    return findings(Cover(bound=bound), facts, *duties, scope=scope)


@pytest.mark.parametrize(
    ("bound", "finding"),
    [("minimum", (1, 2, 5)), ("preferred", (1, 3, 10)), ("maximum", (1, 0, 4))],
)
def test_people_missing_or_too_many_on_a_shift_count_their_priority(bound: Any, finding: tuple[int, int, int]) -> None:
    assert cover({"shift": "D"}, ("甲", 0, "D", "p"), bound=bound) == [Finding(*finding, None, 0, "d")]


@pytest.mark.parametrize(
    ("demand", "present"),
    [
        ({}, 3),
        ({"post": "p"}, 2),
        ({"zone": "1"}, 1),
        ({"zone": "2"}, 0),
        ({"unit": "u"}, 1),
        ({"unit": "v"}, 1),
        ({"kind": "officer"}, 2),
        ({"kind": "auxiliary"}, 1),
        ({"ranks": ("deputy", "chief")}, 1),
        ({"skill": "k"}, 1),
        ({"woman": True}, 1),
        ({"woman": False}, 1),
        ({"kind": "officer", "ranks": ("member",)}, 1),
        ({"kind": "officer", "woman": False}, 0),
        ({"post": "p", "zone": "1"}, 0),
        ({"post": "q", "unit": "u"}, 0),
    ],
)
@pytest.mark.parametrize("work", [{"shift": "D"}, {"start": "08:00", "end": "17:00"}])
def test_those_count_whom_the_demand_asks_for(work: dict[str, Any], demand: dict[str, Any], present: int) -> None:
    duties = (("甲", 0, "D", "p", None, "u"), ("乙", 0, "D", "p", None, "v"), ("丙", 0, "D", "q", "1"))
    found = cover({**work, **demand, "minimum": 9}, *duties)
    assert {finding.measured for finding in found} == {present}


def test_a_demand_on_a_shift_counts_no_other_shift() -> None:
    assert cover({"shift": "D", "minimum": 1}, ("甲", 0, "E", "p")) == [Finding(0, 1, 5, None, 0, "d")]


def test_missing_people_of_an_interval_count_per_hour_begun() -> None:
    found = cover({"start": "06:00", "end": "17:59", "minimum": 1}, ("甲", 0, "D", "p"))
    expected = [
        Finding(0, 1, 5, None, 0, "d@06:00-07:00"),
        Finding(0, 1, 5, None, 0, "d@07:00-08:00"),
        Finding(0, 1, 5, None, 0, "d@17:00-17:59"),
    ]
    assert found == expected


def test_an_interval_without_edges_is_one_piece_of_all_its_hours() -> None:
    assert cover({"start": "08:15", "end": "14:16", "minimum": 1}) == [Finding(0, 1, 35, None, 0, "d@08:15-14:16")]


def test_an_interval_past_midnight_is_named_by_the_clock() -> None:
    found = cover({"start": "23:00", "end": "06:00", "minimum": 1})
    assert found == [Finding(0, 1, 35, None, 0, "d@23:00-06:00")]


def test_an_interval_from_a_time_to_itself_is_a_whole_day() -> None:
    found = cover({"start": "08:00", "end": "08:00", "minimum": 1})
    assert [(f.item, f.amount) for f in found] == [
        ("d@08:00-15:00", 35),
        ("d@15:00-17:00", 10),
        ("d@17:00-18:00", 5),
        ("d@18:00-23:00", 25),
        ("d@23:00-07:00", 40),
        ("d@07:00-08:00", 5),
    ]


def test_a_demand_for_nobody_is_met() -> None:
    assert cover({"shift": "D", "minimum": 0}) == []


@pytest.mark.parametrize(
    ("scope", "is_about"),
    [
        ({}, True),
        ({"posts": ("p",)}, True),
        ({"posts": ("q",)}, False),
        ({"shifts": ("D", "E")}, True),
        ({"shifts": ("E",)}, False),
        ({"layers": ("duty",)}, True),
        ({"layers": ("lead",)}, False),
        ({"duty_kinds": ("work", "visit")}, True),
        ({"duty_kinds": ("watch",)}, False),
        ({"nights": False}, True),
        ({"nights": True}, False),
        ({"posts": ("p",), "shifts": ("E",)}, False),
        ({"posts": ("q",), "shifts": ("D",)}, False),
        ({"layers": ("lead",), "nights": False}, False),
        ({"layers": ("duty",), "nights": True}, False),
        ({"duty_kinds": ("watch",), "nights": False}, False),
    ],
)
def test_a_scope_picks_demands(scope: dict[str, Any], is_about: bool) -> None:
    assert bool(cover({"shift": "D", "post": "p"}, scope=Scope(**scope))) == is_about


@pytest.mark.parametrize(
    "scope", [{"layers": ("duty",)}, {"nights": False}, {"nights": True}, {"duty_kinds": ("work",)}]
)
def test_a_demand_on_an_interval_has_no_layer_kind_or_night(scope: dict[str, Any]) -> None:
    assert cover({"start": "08:00", "end": "12:00"}, scope=Scope(**scope)) == []


def test_a_demand_on_a_shift_of_several_kinds_is_about_each_of_them() -> None:
    segments = (Segment(start="08:00", end="12:00"), Segment(start="13:00", end="17:00", kind="visit"))
    shift = DAY.model_copy(update={"segments": segments})
    facts = tiny((shift,), days=1, demand=(Demand(id="d", shift="D", minimum=1),))
    assert findings(Cover(), facts, scope=Scope(duty_kinds=("visit",))) == [Finding(0, 1, 1, None, 0, "d")]


def test_at_home_standby_covers_no_interval() -> None:
    home = STANDBY.model_copy(update={"segments": (Segment(start="18:00", end="20:00", kind="athome_standby"),)})
    facts = tiny((home,), days=1, demand=(Demand(id="d", start="18:00", end="20:00", minimum=1),))
    assert findings(Cover(), facts, ("甲", 0, "S")) == [Finding(0, 1, 2, None, 0, "d@18:00-20:00")]


def test_a_post_without_a_place_for_standby_counts_on_site_standby() -> None:
    assert cover({"start": "23:00", "end": "24:00", "minimum": 1}, ("甲", 0, "S")) == []
