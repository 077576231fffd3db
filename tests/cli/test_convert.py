import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.reading import read_scenario
from api.exchange.document import read_document

Run = Callable[..., Any]
Document = dict[str, Any]

Written = Callable[..., Path]


def test_a_scenario_in_yaml_has_the_same_digest(scenario: Path, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", scenario, tmp_path / "again.yaml")
    assert read_scenario(str(tmp_path / "again.yaml")).scenario.digest == read_scenario(str(scenario)).scenario.digest


def test_there_and_back_is_the_same_document(scenario: Path, document: Document, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", scenario, tmp_path / "a.yaml")
    paiqin("convert", tmp_path / "a.yaml", tmp_path / "b.json")
    assert json.loads((tmp_path / "b.json").read_text("utf-8")) == document


def test_a_plan_becomes_the_table_that_solve_writes(solved: Any, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", solved.file(".json"), tmp_path / "roster.csv")
    assert (tmp_path / "roster.csv").read_bytes() == solved.file(".csv").read_bytes()


def test_a_table_becomes_a_plan_with_its_scenario(solved: Any, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", solved.file(".csv"), tmp_path / "plan.yaml", "--scenario", solved.scenario)
    outcome = read_document(solved.file(".json"))
    assert len(read_document(tmp_path / "plan.yaml")["assignments"]) == len(outcome["plan"]["assignments"])


def test_a_plan_alone_becomes_no_roster_and_this_is_said(solved: Any, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", solved.file(".csv"), tmp_path / "plan.json", "--scenario", solved.scenario)
    done = paiqin("convert", tmp_path / "plan.json", tmp_path / "roster.xlsx", "--scenario", solved.scenario)
    assert done.status == 2
    assert "outcome.json" in done.err


def test_an_outcome_is_copied_whole(solved: Any, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", solved.file(".json"), tmp_path / "o.yaml")
    assert read_document(tmp_path / "o.yaml") == read_document(solved.file(".json"))


def test_an_outcome_becomes_a_page_with_its_scenario(solved: Any, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", solved.file(".json"), tmp_path / "o.html", "--scenario", solved.scenario)
    assert (tmp_path / "o.html").read_text("utf-8") == solved.file(".html").read_text("utf-8")


def test_a_benchmark_becomes_a_scenario_with_the_same_facts(instance: Path, tmp_path: Path, paiqin: Run) -> None:
    paiqin("convert", instance, tmp_path / "i.json")
    assert read_scenario(str(tmp_path / "i.json")).scenario.facts == read_scenario(str(instance)).scenario.facts


def test_a_scenario_with_relative_paths_stays_in_its_folder(
    document: Document, written: Written, tmp_path: Path, paiqin: Run
) -> None:
    written({"schema": 1, "kind": "station", **document["facts"]}, "station.json")
    apart = written({**document, "facts": "station.json"})
    (tmp_path / "elsewhere").mkdir()
    assert paiqin("convert", apart, tmp_path / "elsewhere" / "s.yaml").status == 2


@pytest.mark.parametrize("target", ["o.foo", "o.html", "missing/o.json"])
def test_what_cannot_be_written_is_refused(target: str, scenario: Path, tmp_path: Path, paiqin: Run) -> None:
    assert paiqin("convert", scenario, tmp_path / target).status == 2


def test_a_table_without_its_scenario_is_refused(solved: Any, tmp_path: Path, paiqin: Run) -> None:
    assert paiqin("convert", solved.file(".csv"), tmp_path / "p.json").status == 2
