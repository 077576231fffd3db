"""Duties as iCalendar: one file for all, or one for each person."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from api.exchange.calendar_file import file_names, write_calendar, write_calendars
from models.people import Person, Zone
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import Post, Segment, Shift

MADE = datetime(2026, 11, 20, 8, tzinfo=UTC)
LAST_OF_YEAR = Date(2026, 12, 31)

NIGHT = Shift(id="night", name="夜班", segments=(Segment(start="22:00", end="06:00"),), posts=("dispatch",))
SPLIT = Shift(
    id="split", name="白班",
    segments=(
        Segment(start="08:00", end="10:00"), Segment(start="10:00", end="12:00", kind="visit"),
        Segment(start="14:00", end="18:00"),
    ),
    posts=("beat",),
)  # fmt: skip
HOME = Shift(
    id="home", name="听班", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="athome_standby"),)
)

FACTS = Station(
    id="green",
    name="青山派出所",
    start=LAST_OF_YEAR,
    days=7,
    zones=(Zone(id="Z1", name="东片"),),
    posts=(Post(id="dispatch", name="指挥调度"), Post(id="beat", name="社区警务", zoned=True)),
    shifts=(NIGHT, SPLIT, HOME),
    people=(Person(id="P1", name="王一", kind="officer"), Person(id="P2", name="李,二;\n", kind="officer")),
)

PLAN = Plan(
    assignments=(
        assignment(NIGHT, "P1", LAST_OF_YEAR, "dispatch"),
        assignment(SPLIT, "P2", LAST_OF_YEAR, "beat", "Z1"),
        assignment(HOME, "P2", LAST_OF_YEAR),
    )
)


def events(path: Path) -> list[Any]:
    calendar = Calendar.from_ical(path.read_bytes())
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


@pytest.fixture
def everybody(tmp_path: Path) -> list[Any]:
    write_calendar(tmp_path / "x.ics", FACTS, PLAN, "zh", MADE)
    return events(tmp_path / "x.ics")


def test_a_night_ends_on_the_next_day_in_the_countrys_time(everybody: list[Any]) -> None:
    night = everybody[0]
    assert (night.start.isoformat(), night.end.isoformat()) == (
        "2026-12-31T22:00:00+08:00",
        "2027-01-01T06:00:00+08:00",
    )
    assert night["DTSTART"].params["TZID"] == "Asia/Shanghai"


def test_the_time_zone_is_defined_in_the_file(tmp_path: Path) -> None:
    write_calendar(tmp_path / "x.ics", FACTS, PLAN, "zh", MADE)
    zones = Calendar.from_ical((tmp_path / "x.ics").read_bytes()).walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Asia/Shanghai"]


def test_a_split_day_is_two_events_and_touching_segments_are_one(everybody: list[Any]) -> None:
    hours = [(event.start.hour, event.end.hour) for event in everybody if "白班" in event["SUMMARY"]]
    assert hours == [(8, 12), (14, 18)]


def test_events_tell_shift_post_and_zone(everybody: list[Any]) -> None:
    assert str(everybody[0]["SUMMARY"]) == "王一 · 夜班 · 指挥调度"
    assert str(everybody[1]["LOCATION"]) == "社区警务 · 东片"
    assert "夜班 22:00–次日06:00" in str(everybody[0]["DESCRIPTION"])


def test_each_event_keeps_its_name_from_plan_to_plan(tmp_path: Path, everybody: list[Any]) -> None:
    other = Plan(assignments=(PLAN.assignments[1].model_copy(update={"duty": ""}),))
    write_calendar(tmp_path / "y.ics", FACTS, other, "en", None)
    assert [event["UID"] for event in events(tmp_path / "y.ics")] == [event["UID"] for event in everybody[1:3]]
    assert len({str(event["UID"]) for event in everybody}) == 4


def uids(folder: Path, facts: Station, *duties: Assignment) -> list[str]:
    write_calendar(folder / "uid.ics", facts, Plan(assignments=duties), "zh", MADE)
    return [str(event["UID"]) for event in events(folder / "uid.ics")]


def test_the_same_duty_at_another_station_is_another_event(tmp_path: Path) -> None:
    unnamed = {"id": Station.model_fields["id"].default}
    stations = [{"id": "blue"}, {"id": "green"}, {**unnamed, "name": "北关派出所"}, {**unnamed, "name": "南关派出所"}]
    found = [uids(tmp_path, FACTS.model_copy(update=named), PLAN.assignments[0])[0] for named in stations]
    assert len(set(found)) == len(stations)
    assert found[1] == uids(tmp_path, FACTS.model_copy(update={"name": "改了名"}), PLAN.assignments[0])[0]


def test_dots_in_ids_let_no_two_peoples_events_be_one(tmp_path: Path) -> None:
    people = (Person(id="P1", kind="officer"), Person(id="beat.P1", kind="officer"))
    facts = FACTS.model_copy(update={"people": people})
    one, other = assignment(NIGHT, "P1", LAST_OF_YEAR, "beat"), assignment(NIGHT, "beat.P1", LAST_OF_YEAR)
    assert one.duty == other.duty
    assert len(set(uids(tmp_path, facts, one, other))) == 2


def test_rows_numbered_anew_each_month_are_different_events(tmp_path: Path) -> None:
    first, later = (
        assignment(NIGHT, "P1", day, "dispatch").model_copy(update={"duty": "1"})
        for day in (LAST_OF_YEAR, Date(2027, 1, 1))
    )
    assert len(set(uids(tmp_path, FACTS, first, later))) == 2


def test_an_events_name_tells_nobody_who_where_or_when(everybody: list[Any]) -> None:
    assert [UUID(event["UID"]).version for event in everybody] == [5] * 4


def test_standby_at_home_leaves_the_time_free(everybody: list[Any]) -> None:
    assert [str(event["TRANSP"]) for event in everybody] == ["OPAQUE", "OPAQUE", "OPAQUE", "TRANSPARENT"]


def test_each_person_has_a_file_even_without_duties(tmp_path: Path) -> None:
    plan = Plan(assignments=PLAN.assignments[:1])
    files = write_calendars(tmp_path / "out", FACTS, plan, "zh", MADE)
    assert [(path.name, len(events(path))) for path in files] == [("P1.ics", 1), ("P2.ics", 0)]


def test_signs_that_steer_the_format_stay_text(tmp_path: Path) -> None:
    write_calendar(tmp_path / "x.ics", FACTS, PLAN, "zh", MADE)
    assert str(events(tmp_path / "x.ics")[1]["SUMMARY"]).startswith("李,二;\n")


def test_the_same_plan_made_at_the_same_time_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        write_calendar(tmp_path / name, FACTS, PLAN, "zh", MADE)
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_file_names_are_safe_and_told_apart() -> None:
    assert file_names(["P1", "p1", "a:b", "..", "con", "王一", "x%"]) == [
        "P1.ics", "p1%2.ics", "a%3Ab.ics", "%2E%2E.ics", "%63on.ics", "王一.ics", "x%25.ics",
    ]  # fmt: skip
