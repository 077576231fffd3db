import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.exchange.documents import write_json, write_yaml
from api.exchange.plans import load_plan
from api.exchange.scenarios import LoadedScenario
from models.fault import Fault, InputError, NoPlanError
from models.outcome import Outcome
from models.plan import Plan
from models.station import Station

Document = dict[str, Any]
HandIn = Callable[..., LoadedScenario]


@pytest.fixture
def station(riverside: Document, hand_in: HandIn) -> Station:
    return hand_in(riverside).scenario.facts


@pytest.fixture
def plan(riverside: Document, hand_in: HandIn) -> Plan:
    published = hand_in(riverside).scenario.published
    assert published
    return published


def outcome(plan: Plan | None) -> Outcome:
    return Outcome(status="FEASIBLE" if plan else "UNKNOWN", seconds=1.0, seed=0, workers=2, digest="", plan=plan)


def test_a_plan_written_and_read_is_the_same(plan: Plan, station: Station, tmp_path: Path) -> None:
    write_yaml(plan, tmp_path / "plan.yaml")
    assert load_plan(tmp_path / "plan.yaml", station) == plan


def test_the_plan_of_an_outcome_is_read(plan: Plan, station: Station, tmp_path: Path) -> None:
    write_json(outcome(plan), tmp_path / "outcome.json", complete=True)
    assert load_plan(tmp_path / "outcome.json", station) == plan


def test_an_outcome_without_a_plan_gives_none(station: Station, tmp_path: Path) -> None:
    write_json(outcome(None), tmp_path / "outcome.json", complete=True)
    with pytest.raises(NoPlanError):
        load_plan(tmp_path / "outcome.json", station)


def test_a_table_of_duties_is_read(station: Station, plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("person,date,shift,post,zone\nP2,2026-01-07,day,zone,Z1\n", "utf-8-sig")
    assert [duty.place for duty in load_plan(tmp_path / "plan.csv", station).assignments] == [
        duty.place for duty in plan.assignments
    ]


def faults_of(duty: Document, station: Station, tmp_path: Path) -> list[Fault]:
    document = {"schema": 1, "kind": "plan", "assignments": [duty]}
    (tmp_path / "plan.json").write_text(json.dumps(document), "utf-8")
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path / "plan.json", station)
    return list(caught.value.faults)


GOOD = {"person": "P2", "date": "2026-01-07", "shift": "day", "post": "zone", "zone": "Z1"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"person": "P9"}, "assignments[0].person"),
        ({"shift": "evening"}, "assignments[0].shift"),
        ({"post": "desk"}, "assignments[0].post"),
        ({"zone": "Z9"}, "assignments[0].zone"),
        ({"unit": "car 9"}, "assignments[0].unit"),
        ({"unit": "car 1"}, "assignments[0]"),
        ({"post": "window"}, "assignments[0]"),
        ({"date": "2026-01-12"}, "assignments[0].date"),
        ({"start": "2026-01-07T09:00"}, "assignments[0].start"),
        ({"start": "2026-01-06T08:00"}, "assignments[0].start"),
        ({"end": "2026-13-07T09:00"}, "assignments[0].end"),
        ({"persons": "P2"}, "assignments[0].persons"),
        ({"role": "chief"}, "assignments[0].role"),
    ],
)
def test_a_plan_that_the_facts_contradict_is_refused(
    station: Station, tmp_path: Path, change: Document, place: str
) -> None:
    assert [fault.place for fault in faults_of(GOOD | change, station, tmp_path)] == [place]


def test_a_wrong_place_comes_with_those_that_are_right(station: Station, tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD | {"zone": None}, station, tmp_path)
    assert "post=zone zone=Z1" in fault.allowed.zh


def test_two_duties_of_a_person_on_a_day_are_no_fault_of_form(station: Station, plan: Plan, tmp_path: Path) -> None:
    write_json(plan.model_copy(update={"assignments": plan.assignments * 2}), tmp_path / "plan.json")
    assert len(load_plan(tmp_path / "plan.json", station).assignments) == 2


STRANGE = {"person": "X1", "date": "2026-01-07", "shift": "early", "post": "gate"}


def foreign(count: int) -> list[Document]:
    """Duties of people whom the station does not have."""
    return [STRANGE | {"person": f"X{number}"} for number in range(count)]


def faults_in(duties: list[Document], station: Station, tmp_path: Path) -> list[Fault]:
    (tmp_path / "plan.json").write_text(json.dumps({"schema": 1, "kind": "plan", "assignments": duties}), "utf-8")
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path / "plan.json", station)
    return list(caught.value.faults)


def test_a_plan_of_another_station_is_told_with_the_number_of_unknown_ids(station: Station, tmp_path: Path) -> None:
    first, *others = faults_in([GOOD, *foreign(4)], station, tmp_path)
    assert (first.place, first.value) == ("assignments", "person=4/5 shift=1/2 post=1/2")
    assert "人员 5 个中 4 个" in first.allowed.zh
    assert "4 of 5 people" in first.allowed.en
    assert [fault.place for fault in others] == [f"assignments[{number}]" for number in range(1, 5)]
    assert others[0].value == "person=X0 shift=early post=gate"


def test_a_plan_with_a_few_unknown_names_is_still_this_stations(station: Station, tmp_path: Path) -> None:
    known = [GOOD | {"person": person} for person in ("P1", "P2", "P3")]
    places = [fault.place for fault in faults_in([*known, GOOD | STRANGE | {"shift": "day"}], station, tmp_path)]
    assert places == ["assignments[3].person", "assignments[3].post"]


def test_a_table_of_another_station_is_told_too(station: Station, tmp_path: Path) -> None:
    rows = "".join(f"X{number},2026-01-07,early\n" for number in range(4))
    (tmp_path / "plan.csv").write_text(f"person,date,shift\n{rows}", "utf-8")
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path / "plan.csv", station)
    assert [fault.place for fault in caught.value.faults] == ["assignments", *(f"row {n}" for n in range(2, 6))]


def test_a_published_plan_of_another_station_is_told(riverside: Document, refused: Callable[..., list[Fault]]) -> None:
    riverside["published"]["assignments"] = foreign(4)
    assert refused(riverside)[0].place == "published.assignments"


@pytest.mark.parametrize("inside", [0, 2])
def test_a_plan_of_another_month_is_told_once(station: Station, tmp_path: Path, inside: int) -> None:
    later = [GOOD | {"date": f"2026-02-0{day}"} for day in (1, 2, 3)]
    (fault,) = faults_in([*later, *[GOOD | {"person": person} for person in ("P1", "P2")][:inside]], station, tmp_path)
    assert fault.place == "assignments"
    assert fault.value.endswith("2026-02-03")
    assert f"{3 + inside} 个勤务中 3 个" in fault.allowed.zh
    assert f"3 of {3 + inside} duties" in fault.allowed.en


def test_a_few_duties_on_other_days_are_told_one_by_one(station: Station, tmp_path: Path) -> None:
    later = [GOOD | {"date": f"2026-02-0{day}"} for day in (1, 2)]
    places = [fault.place for fault in faults_in([GOOD, *later], station, tmp_path)]
    assert places == ["assignments[1].date", "assignments[2].date"]


def test_a_published_table_is_read_as_people_type_it_and_tells_what_is_not_read(
    riverside: Document, hand_in: HandIn, tmp_path: Path
) -> None:
    (tmp_path / "公布.csv").write_bytes("人员,日期,班次,岗位,备注\nP2,1月7日,DAY,zone,换班\n".encode("gbk"))
    loaded = hand_in({**riverside, "published": "公布.csv"})
    assert loaded.scenario.published is not None
    assert [duty.place for duty in loaded.scenario.published.assignments] == [("day", "zone", "Z1", None)]
    assert [notice.en for notice in loaded.notices] == ["公布.csv: column E1 (备注) is not read"]
