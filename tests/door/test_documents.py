from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.exchange.document import document_of
from api.exchange.documents import document_of_fact, json_text, write_json, write_yaml, yaml_text
from api.exchange.scenarios import LoadedScenario, load_scenario
from models.outcome import Outcome
from models.plan import Plan
from models.station import Station
from solver.generate.scenario import generate_scenario

Document = dict[str, Any]
HandIn = Callable[..., LoadedScenario]


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_a_scenario_written_and_read_keeps_its_digest(
    riverside: Document, hand_in: HandIn, tmp_path: Path, ending: str
) -> None:
    del riverside["policy"]
    scenario = hand_in(riverside, "scenario.json", ("law",)).scenario
    file = tmp_path / f"copy.{ending}"
    (write_json if ending == "json" else write_yaml)(scenario, file)
    assert load_scenario(file).scenario.digest == scenario.digest


def test_an_invented_station_passes_the_door(tmp_path: Path) -> None:
    scenario = generate_scenario("changxing", start=date(2026, 2, 1), days=28)
    write_yaml(scenario, tmp_path / "a.yaml")
    assert load_scenario(tmp_path / "a.yaml").scenario == scenario


def test_an_entry_overridden_by_the_station_keeps_its_order(riverside: Document, hand_in: HandIn) -> None:
    riverside["policy"] = [
        "law",
        "default",
        {"id": "few", "rule": "few_changes"},
        {"id": "rest", "parameters": {"hours": 12}},
    ]
    scenario = hand_in(riverside).scenario
    assert hand_in(json_text(scenario), "copy.json").scenario.digest == scenario.digest


def test_a_document_carries_schema_and_kind() -> None:
    assert document_of_fact(Plan()) == {"schema": 1, "kind": "plan"}


def test_what_stands_at_its_default_is_left_out() -> None:
    station = Station(start=date(2026, 1, 5), days=7)
    assert json_text(station) == '{"schema": 1, "kind": "station", "start": "2026-01-05", "days": 7}\n'


def test_a_complete_document_leaves_nothing_out() -> None:
    outcome = Outcome(status="UNKNOWN", seconds=1.0, seed=0, workers=2, digest="")
    assert document_of_fact(outcome, complete=True).keys() == {f.alias or n for n, f in Outcome.model_fields.items()}


def test_names_are_written_as_they_are() -> None:
    station = Station(start=date(2026, 1, 5), days=7, name="滨河派出所")
    assert "滨河派出所" in json_text(station)
    assert "滨河派出所" in yaml_text(station)


def test_short_items_stand_on_one_line(riverside: Document, hand_in: HandIn) -> None:
    assert '      {"id": "P3", "kind": "auxiliary", "team": "case"}\n' in json_text(hand_in(riverside).scenario)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | st.from_regex(r"\A[-+.0-9eE_:xo~]{1,8}\Z"))  # fmt: skip # noqa: E501
def test_every_text_comes_back_from_yaml(name: str) -> None:
    station = Station.model_construct(id="s", name=name, start=date(2026, 1, 5), days=7)
    assert document_of(yaml_text(station), "a.yaml", is_json=False).get("name", "") == name
