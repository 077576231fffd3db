"""The instances of a folder are found by their content, with what is known of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path

import pytest

from api.bench.best_known import best_known_in, best_of
from api.bench.curtois_cases import curtois_cases
from api.bench.inrc2_cases import inrc2_cases
from api.bench.own_cases import own_cases
from api.exchange.documents import document_of_fact
from benchmarks.curtois_like import curtois_like
from models.fault import InputError
from models.plan import Plan
from solver.generate.scenario import generate_scenario

Ward = Callable[..., dict[str, Path]]


def test_an_instance_is_found_whatever_its_name_and_folder(tmp_path: Path) -> None:
    (tmp_path / "far" / "down").mkdir(parents=True)
    (tmp_path / "far" / "down" / "ward 7.dat").write_text(curtois_like(5, 7, 2, seed=1), "utf-8")
    (tmp_path / "readme.txt").write_text("no instance\n", "utf-8")
    assert [(case.name, case.best) for case in curtois_cases(tmp_path)] == [("ward 7", None)]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("best_known.json", '{"A1": 12}'),
        ("best_known.json", '{"family": {"A1": {"best_known": 12, "proved": true}}}'),
        ("best_known.csv", "instance,method,best_known\nA1,x,12\nA2,y,\n"),
    ],
)
@pytest.mark.parametrize("up", [".", ".."])
def test_best_known_values_are_read_beside_or_above_the_instances(
    tmp_path: Path, file: str, text: str, up: str
) -> None:
    place = tmp_path / "family"
    place.mkdir()
    (place / up / file).write_text(text, "utf-8")
    known = best_known_in(place)
    assert (best_of(known, "A1"), best_of(known, "A2")) == (12, None)


def test_a_broken_file_of_best_known_values_is_refused(tmp_path: Path) -> None:
    (tmp_path / "best_known.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match=r"best_known\.json"):
        best_known_in(tmp_path)


def test_weeks_make_an_instance_where_nothing_is_told(ward: Ward, tmp_path: Path) -> None:
    ward()
    (case,) = inrc2_cases(tmp_path)
    assert case.name == "ward_0_4-7"
    assert case.scenario().facts.days == 14


def test_instances_are_those_that_files_tell_of_and_those_asked_for(ward: Ward, tmp_path: Path) -> None:
    ward()
    (tmp_path / "Solution_H_0-WD_7-7").mkdir()
    known = {"late": {"ward": ["0_7-4", "9_4-4"]}, "values": {"ward": [30, 20]}, "ward_0_4-4": 17}
    (tmp_path / "best_known.json").write_text(json.dumps(known), "utf-8")
    found = {case.name: case.best for case in inrc2_cases(tmp_path, ("ward_0_4-7",))}
    assert found == {"ward_0_7-4": 20, "ward_0_4-4": 17, "ward_0_7-7": 20, "ward_0_4-7": 20}


def test_a_plan_is_checked_as_it_reads_in_the_familys_own_form(ward: Ward, tmp_path: Path) -> None:
    ward()
    (case,) = inrc2_cases(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    scenario = case.scenario()
    assert case.written(scenario, Plan(), out) == Plan()
    assert sorted(path.name for path in out.iterdir()) == ["Sol-ward-4-0.txt", "Sol-ward-7-1.txt"]
    called = case.judging(out)
    assert called is not None
    assert called[called.index("--sols") + 1 :] == [str(out / "Sol-ward-4-0.txt"), str(out / "Sol-ward-7-1.txt")]


def test_suite_own_invents_demonstrations_growth_and_reads_scenarios(tmp_path: Path) -> None:
    scenario = generate_scenario("changxing", people=12, days=7, start=Date(2026, 3, 2))
    (tmp_path / "night.json").write_text(json.dumps(document_of_fact(scenario), ensure_ascii=False), "utf-8")
    (tmp_path / "outcome.json").write_text('{"kind": "outcome"}', "utf-8")
    cases = {case.name: case for case in own_cases(tmp_path)}
    assert {"shanghai", "changxing", "shanghai-150", "growth-25", "growth-400", "night"} == {
        name for name in cases if name not in ("growth-50", "growth-100", "growth-200")
    }
    assert len(cases["growth-25"].scenario().facts.people) == 25
    assert cases["night"].scenario().facts == scenario.facts
