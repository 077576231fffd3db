"""Whom, which days and which duties a scope admits, field by field."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from models.calendar import CalendarDay
from models.duty import offer_of
from models.people import Person, Team
from models.station import Station
from models.work import Post, Segment
from solver.rules.scope import Scope
from solver.rules.tiny import DAY, FRIDAY, LEAD, NIGHT, STANDBY, tiny

STAFF = (
    Person(id="甲", kind="officer", rank="chief", team="社区", group="1", skills=("询问", "勘查")),
    Person(id="乙", kind="auxiliary", rank="member", team="巡逻", group="2", skills=("驾驶",)),
    Person(id="丙", kind="officer"),
)
SPLIT = DAY.model_copy(
    update={
        "id": "X",
        "segments": (
            Segment(start="08:00", end="12:00", kind="visit", post="a"),
            Segment(start="14:00", end="18:00", post="b"),
        ),
    }
)
FACTS: Station = tiny(
    (DAY, NIGHT, LEAD, STANDBY, SPLIT),
    people=STAFF,
    start=FRIDAY,
    days=4,
    teams=(Team(id="社区", community=True), Team(id="巡逻")),
    posts=(Post(id="a"), Post(id="b"), Post(id="c")),
    calendar=(CalendarDay(date=FRIDAY + timedelta(days=1), day_class="makeup"),),
    type="town",
)


@pytest.mark.parametrize(
    ("fields", "admitted"),
    [
        ({}, "甲乙丙"),
        ({"kinds": ("officer",)}, "甲丙"),
        ({"ranks": ("chief", "deputy")}, "甲"),
        ({"teams": ("巡逻",)}, "乙"),
        ({"groups": ("1", "2")}, "甲乙"),
        ({"skills": ("勘查", "审讯")}, "甲"),
        ({"people": ("乙", "丙")}, "乙丙"),
        ({"community": True}, "甲"),
        ({"community": False}, "乙丙"),
        ({"kinds": ("officer",), "people": ("乙", "丙")}, "丙"),
        ({"kinds": ("officer",), "ranks": ("member",)}, "丙"),
        ({"teams": ("社区",), "groups": ("2",)}, ""),
        ({"skills": ("询问",), "community": False}, ""),
        ({"station_types": ("town", "urban")}, "甲乙丙"),
        ({"station_types": ("rural",)}, ""),
    ],
)
def test_a_scope_admits_people(fields: dict[str, Any], admitted: str) -> None:
    scope = Scope(**fields)
    assert "".join(p.id for p in STAFF if scope.admits_person(p, FACTS)) == admitted


@pytest.mark.parametrize(
    ("fields", "admitted"),
    [
        ({}, [0, 1, 2, 3]),
        ({"day_classes": ("makeup", "workday")}, [0, 1, 3]),
        ({"day_classes": ("weekend",)}, [2]),
        ({"weekdays": (6, 7)}, [1, 2]),
        ({"dates": (FRIDAY,)}, [0]),
        ({"weekdays": (5, 6), "dates": (FRIDAY, FRIDAY + timedelta(days=3))}, [0]),
        ({"day_classes": ("workday",), "weekdays": (1,)}, [3]),
        ({"station_types": ("rural",)}, []),
        ({"station_types": ("town",)}, [0, 1, 2, 3]),
    ],
)
def test_a_scope_admits_days(fields: dict[str, Any], admitted: list[int]) -> None:
    scope = Scope(**fields)
    assert [d for d in range(4) if scope.admits_day(FACTS.day(d), FACTS)] == admitted


@pytest.mark.parametrize(
    ("fields", "admitted"),
    [
        ({}, "DNLSX"),
        ({"layers": ("lead", "standby")}, "LS"),
        ({"shifts": ("D", "N")}, "DN"),
        ({"posts": ("c",)}, "D"),
        ({"posts": ("a",)}, "X"),
        ({"posts": ("b", "c")}, "DX"),
        ({"duty_kinds": ("visit",)}, "X"),
        ({"duty_kinds": ("watch", "onsite_standby")}, "LS"),
        ({"nights": True}, "NL"),
        ({"nights": False}, "DSX"),
        ({"layers": ("duty",), "nights": True}, "N"),
        ({"shifts": ("L",), "layers": ("duty",)}, ""),
        ({"posts": ("c",), "shifts": ("N",)}, ""),
        ({"duty_kinds": ("work",), "nights": False}, "DX"),
    ],
)
def test_a_scope_admits_duties(fields: dict[str, Any], admitted: str) -> None:
    scope = Scope(**fields)
    duties = [offer_of(FACTS, shift, "c" if shift.id == "D" else None) for shift in FACTS.shifts]
    assert "".join(offer.shift for offer in duties if scope.admits_duty(offer)) == admitted


def test_a_scope_names_the_fields_that_restrict() -> None:
    scope = Scope(kinds=("officer",), community=False, weekdays=(1,), nights=False)
    found = {"people": scope.restricts("people"), "days": scope.restricts("days"), "duties": scope.restricts("duties")}
    assert found == {"people": ["kinds", "community"], "days": ["weekdays"], "duties": ["nights"]}
