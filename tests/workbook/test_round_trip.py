"""Any scenario of ours can be written as a workbook, and reading it gives the same scenario."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.exchange.documents import document_of_fact
from api.exchange.scenarios import load_scenario, scenario_of
from api.exchange.workbook.writer import write_workbook
from solver.generate.scenario import station_policy
from solver.generate.shipped import preset_of
from solver.generate.station import generate_station
from solver.scenario.policy import stated_fields

FIRST = date(2026, 12, 1)

MANIFOLD: dict[str, Any] = {
    "schema": 1,
    "kind": "roster",
    "facts": {
        "schema": 1, "kind": "station", "id": "s 1", "name": "=1+1", "start": "2026-12-01", "days": 10,
        "skills": [{"id": "a,b", "name": "张、三"}, {"id": "ＦＵＬＬ"}],
        "teams": [{"id": "t", "name": "一队"}, {"id": "u", "name": "一队"}],
        "zones": [{"id": "z", "sector": "S", "residents": 12}],
        "patterns": [{"id": "p", "days": ["d", None, "q"]}, {"id": "q", "days": [None, "休"]}],
        "groups": [{"id": "g", "pattern": "p", "anchor": "2026-11-30"}],
        "posts": [{"id": "post", "name": "岗", "kinds": ["officer"], "skills": ["a,b", "ＦＵＬＬ"], "evidence": True}],
        "units": [{"id": "unit", "post": "post", "mode": "foot", "uses": [{"resource": "r", "count": 2}]}],
        "resources": [{"id": "r", "name": "车×2", "count": 3}],
        "shifts": [
            {"id": "d", "name": "白", "code": "B", "segments": [
                {"start": "08:00", "end": "12:00", "post": "post"},
                {"start": "14:00", "end": "08:30+1", "kind": "visit", "zone": "z", "credited_minutes": 0},
            ], "night": False, "color": "#AABBCC", "uses": [{"resource": "r"}]},
            {"id": "休", "segments": [{"start": "22:00", "end": "24:30"}], "posts": ["post"]},
            {"id": "l", "layer": "lead", "segments": [{"start": "08:00", "end": "08:00", "kind": "watch"}]},
        ],
        "people": [
            {"id": "1", "name": "张 三", "kind": "officer", "rank": "chief", "woman": True, "skills": ["ＦＵＬＬ"]},
            {"id": "2", "name": "张三", "kind": "officer", "team": "u", "group": "g", "zone": "z", "woman": False},
            {"id": "张三", "kind": "auxiliary", "clerical": True},
            {"id": "Wang", "name": "Wang", "kind": "auxiliary"},
        ],
        "demand": [
            {"id": "n1", "shift": "d", "weekdays": [7, 1], "day_classes": ["makeup"], "dates": ["2026-12-04"],
             "minimum": 0, "preferred": 0, "maximum": 2, "woman": True, "ranks": ["chief", "member"]},
            {"id": "n2", "start": "08:00", "end": "10:00+1", "unit": "unit", "post": "post", "surplus_priority": 0},
        ],
        "leave": [{"person": "张三", "first": "2026-12-02", "last": "2026-12-02", "kind": "other"}],
        "requests": [{"person": "1", "date": "2026-12-03", "wants": "on", "shift": "休", "points": 9}],
        "locks": [
            {"person": "1", "date": "2026-12-04", "layer": "lead", "shift": "l"},
            {"person": "2", "date": "2026-12-04", "note": "=x"},
            {"person": "2", "date": "2026-12-05", "layer": "standby"},
        ],
        "history": {
            "known_from": "2026-11-20",
            "duties": [{"duty": "x", "person": "2", "date": "2026-11-30", "start": "2026-11-30T08:00",
                        "end": "2026-11-30T16:00", "shift": "gone", "kind": "work", "post": "gone too"}],
            "counters": [
                {"person": "1", "measure": "nights", "amount": 3, "since": "2026-01-01"},
                {"person": "1", "measure": "duties", "amount": 0, "since": "2026-01-01"},
                {"person": "2", "measure": "hours", "amount": 61, "since": "2026-02-01"},
            ],
            "rest_owed": [
                {"person": "张三", "earned": "2026-11-28"},
                {"person": "2", "earned": "2026-11-30", "days": 3},
            ],
        },
        "calendar": [{"date": "2026-12-08", "day_class": "statutory", "name": "所庆"}],
    },
    "policy": [
        {"id": "a", "rule": "min_rest", "parameters": {"hours": 9},
         "scope": {"people": ["1", "张三"], "kinds": ["officer"]}},
        "law",
        {"id": "b", "rule": "forbidden_succession", "on": False, "weight": 3, "level": 2, "source": ["D11, x", "y"],
         "parameters": {"after": ["休"], "forbidden": ["d", "休"]}, "layer": "overlay"},
        {"id": "c", "rule": "fair_share", "parameters": {"measure": "standbys"},
         "scope": {"dates": ["2026-12-02", "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-09"]}},
    ],
    "published": {"assignments": [{"person": "2", "date": "2026-12-02", "shift": "d"}]},
    "budget": {"seconds": 12.5, "workers": 1, "gap": 0.01},
}  # fmt: skip


def digests(document: dict[str, Any], path: Path, lang: str) -> tuple[str, str]:
    """Of the document, and of what a workbook of it says."""
    write_workbook(document, path, lang)
    return scenario_of(document).scenario.digest, load_scenario(path).scenario.digest


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("preset", ["shanghai", "changxing"])
def test_generated_station_comes_back_the_same(preset: str, lang: str, tmp_path: Path) -> None:
    station = generate_station(preset, seed=3, days=28, start=FIRST)
    entries = [stated_fields(entry) for entry in station_policy(station).entries]
    policy = [*preset_of(preset).policies, *entries]
    document = {"schema": 1, "kind": "roster", "facts": document_of_fact(station), "policy": policy}
    stated, read = digests(document, tmp_path / "book.xlsx", lang)
    assert stated == read


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_of_facts_policy_plan_and_budget_comes_back_the_same(lang: str, tmp_path: Path) -> None:
    stated, read = digests(MANIFOLD, tmp_path / "book.xlsx", lang)
    assert stated == read


@pytest.mark.parametrize("policy", [None, [], ["law"], [{"id": "r", "rule": "lock"}]])
def test_policy_left_out_empty_named_or_stated_comes_back_the_same(policy: list[Any] | None, tmp_path: Path) -> None:
    facts = {"schema": 1, "kind": "station", "start": "2026-12-01", "days": 3}
    document = {"schema": 1, "kind": "roster", "facts": facts, "policy": policy}
    stated, read = digests(document, tmp_path / "book.xlsx", "zh")
    assert stated == read


def test_nothing_that_was_typed_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "book.xlsx"
    people = [
        {"id": "=HYPERLINK(1)", "name": "http://x.cn", "kind": "officer"},
        {"id": "@x", "name": "+1", "kind": "officer"},
    ]
    facts = {"schema": 1, "kind": "station", "start": "2026-12-01", "days": 3, "people": people}
    write_workbook({"schema": 1, "kind": "roster", "facts": facts}, path)
    cells = [cell for row in openpyxl.load_workbook(path)["人员"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [person.id for person in load_scenario(path).scenario.facts.people] == ["=HYPERLINK(1)", "@x"]
