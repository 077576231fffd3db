"""A batch is read through the door of scenarios: what it states is combined, and what is wrong is told at its place."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest

from api.batch.patching import patched
from api.batch.reading import MOST_ITEMS, batch_of, load_batch
from api.exchange.documents import document_of_fact, write_json
from api.exchange.scenarios import scenario_of
from models.fault import Fault, InputError
from solver.batch.strength import Who, absent
from solver.generate.scenario import generate_scenario


@pytest.fixture(scope="module")
def station() -> dict[str, Any]:
    return document_of_fact(generate_scenario("changxing", people=12, days=7, start=Date(2026, 3, 2)))


def batch(station: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"schema": 1, "kind": "batch", "facts": [{"name": "A", "facts": station}], **fields}


def faults_of(document: Any, home: Path | None = None) -> list[Fault]:
    with pytest.raises(InputError) as raised:
        batch_of(document, home)
    return list(raised.value.faults)


def test_facts_policies_patches_and_seeds_are_each_combined_with_each(station: dict[str, Any]) -> None:
    found = batch_of(
        batch(
            station,
            facts=[{"name": "A", "facts": station}, {"name": "B", "facts": station["facts"]}],
            policies=[{"name": "own", "policy": ["law", "default"]}, {"name": "CX", "policy": ["law", "changxing"]}],
            patches=[{"name": "as it is"}, {"name": "three fewer", "people": [{"change": -3}]}],
            seeds=[0, 1, 2],
        )
    )
    items = list(found.items())
    assert len(items) == 2 * 2 * 2 * 3
    assert len({item.key for item in items}) == len(items)
    assert {item.scenario.budget.seed for item in items} == {0, 1, 2}
    sizes = {(item.case.facts, item.case.patch): len(Who().present(item.scenario.facts)) for item in items}
    there = sizes["A", "as it is"]
    assert sizes == {(facts, patch): there - 3 * (patch != "as it is") for facts, patch in sizes}


def test_an_item_without_a_patch_is_the_scenario_itself_on_one_core(station: dict[str, Any]) -> None:
    [item] = batch_of(batch(station)).items()
    alone = scenario_of(station).scenario
    assert item.scenario.facts == alone.facts
    assert item.scenario.policy == alone.policy
    assert (item.scenario.budget.workers, item.scenario.budget.seconds) == (1, alone.budget.seconds)


def test_a_threshold_is_patched_by_an_entry_of_policy(station: dict[str, Any]) -> None:
    patch = {"name": "five days", "policy": [{"id": "days-in-a-row", "parameters": {"most": 5}}]}
    [item] = batch_of(batch(station, patches=[patch])).items()
    entry = next(entry for entry in item.scenario.policy if entry.id == "days-in-a-row")
    assert entry.parameters.most == 5  # type: ignore[union-attr]
    assert entry.level == 2


def test_a_patch_of_facts_is_laid_over_things_by_their_ids(station: dict[str, Any]) -> None:
    shift = station["facts"]["shifts"][0]["id"]
    patch = {"name": "renamed", "facts": {"shifts": {shift: {"name": "Early"}}, "name": "Other"}}
    [item] = batch_of(batch(station, patches=[patch])).items()
    assert item.scenario.facts.shifts[0].name == "Early"
    assert item.scenario.facts.name == "Other"
    assert [s.id for s in item.scenario.facts.shifts] == [s["id"] for s in station["facts"]["shifts"]]


def test_null_takes_away_and_a_new_id_adds() -> None:
    base = {"a": 1, "list": [{"id": "x", "n": 1}, {"id": "y", "n": 2}], "plain": [1, 2]}
    patch = {"a": None, "list": {"x": {"n": 5}, "y": None, "z": {"n": 3}}, "plain": [9]}
    assert patched(base, patch) == {"list": [{"id": "x", "n": 5}, {"id": "z", "n": 3}], "plain": [9]}


def test_who_is_leaving_is_named(station: dict[str, Any]) -> None:
    person = station["facts"]["people"][-1]["id"]
    [item] = batch_of(batch(station, patches=[{"name": "one leaves", "leaving": [person]}])).items()
    there = {each.id for each in item.scenario.facts.people} - absent(item.scenario.facts)
    assert there == {each["id"] for each in station["facts"]["people"]} - {person}


def test_a_budget_that_says_nothing_of_cores_is_for_one(station: dict[str, Any]) -> None:
    [item] = batch_of(batch(station, budget={"seconds": 7})).items()
    assert (item.scenario.budget.seconds, item.scenario.budget.workers) == (7, 1)


def test_a_strength_of_the_frontier_that_the_search_wants_too_is_one_item(station: dict[str, Any]) -> None:
    found = batch_of(batch(station, strength={"who": {"kind": "auxiliary"}, "from": 0, "to": 8, "step": 1}))
    wanted = [item.key for item in found.wanted({}, 100)]
    assert len(wanted) == len(set(wanted)) == 9


def test_strengths_are_items_and_the_smallest_is_searched(station: dict[str, Any]) -> None:
    asked = {"who": {"kind": "auxiliary"}, "from": 2, "to": 8, "step": 3}
    found = batch_of(batch(station, strength=asked))
    assert [item.strength for item in found.items()] == [2, 5, 8]
    assert {item.strength for item in found.wanted({}, 100)} == {2, 3, 5, 6, 8}
    assert len(found.wanted({}, 1)) == 1


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"patches": [{"name": "x", "people": [{"change": -30}]}]}, ["patches[0]: people[0].change"]),
        ({"patches": [{"name": "x", "people": [{"change": 1, "team": "?"}]}]}, ["patches[0]: people[0].change"]),
        ({"patches": [{"name": "x"}, {"name": "x"}]}, ["patches[1].name"]),
        ({"patches": [{"name": "x", "facts": {"days": 0}}]}, ["patches[0]: facts.days"]),
        ({"patches": [{"name": "x", "policy": ["nowhere"]}]}, ["patches[0]: policy[0]"]),
        ({"policies": [{"name": "x", "policy": ["nowhere"]}]}, ["policies[0]: policy[0]"]),
        ({"patches": [{"name": "x", "facts": {"people": {"P999": None}}}]}, ["patches[0]: facts.people.P999"]),
        ({"patches": [{"name": "x", "facts": {"posst": None}}]}, ["patches[0]: facts.posst"]),
        ({"patches": [{"name": "x", "facts": {"demand": {"d": 3}}}]}, ["patches[0]: facts.demand.d"]),
        ({"patches": [{"name": "x", "leaving": ["P999"]}]}, ["patches[0]: leaving[0]"]),
        ({"seeds": [-1]}, ["seeds[0]"]),
        ({"budget": {"seconds": 0}}, ["budget.seconds"]),
        ({"strength": {"from": 8, "to": 2}}, ["strength.from"]),
        ({"strength": {"from": 1, "to": 2, "smallest": False}}, ["strength"]),
        ({"strength": {"from": 1, "to": 2, "who": {"team": "?"}}}, ["strength.who"]),
        ({"facts": []}, ["facts"]),
        ({"facts": ["s.json"]}, ["facts[0].facts"]),
        ({"facts": [{"facts": 3}]}, ["facts[0].facts"]),
        ({"wrong": 1}, ["wrong"]),
        ({"schema": 2}, ["schema"]),
        ({"kind": "roster"}, ["kind"]),
        ({"seeds": list(range(1000)), "strength": {"from": 0, "to": 100, "step": 1}}, ["-"]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(station: dict[str, Any], fields: dict[str, Any], places: list[str]) -> None:
    assert [fault.place for fault in faults_of(batch(station, **fields))] == places


def test_what_a_patch_states_of_an_id_is_told_by_that_id(station: dict[str, Any]) -> None:
    person, post = (station["facts"][field][-1]["id"] for field in ("people", "posts"))
    facts = {"people": {person: {"kind": "robot"}}, "posts": {post: {"kinds": 3}}}
    found = faults_of(batch(station, patches=[{"name": "x", "facts": facts}]))
    assert sorted(f.place for f in found) == [
        f"patches[0]: facts.people.{person}.kind",
        f"patches[0]: facts.posts.{post}.kinds",
    ]


def test_a_fault_of_the_facts_is_told_once_not_with_each_patch(station: dict[str, Any]) -> None:
    broken = {**station, "facts": {**station["facts"], "days": 0}}
    patches = [{"name": "x", "people": [{"change": -1}]}, {"name": "y", "people": [{"change": -2}]}]
    assert [f.place for f in faults_of(batch(broken, patches=patches))] == ["facts[0]: facts.days"]


@pytest.mark.parametrize("document", [None, 3, [], "x", {}])
def test_what_is_no_batch_is_refused(document: Any) -> None:
    assert faults_of(document)


def test_files_are_read_beside_the_batch_and_a_folder_of_scenarios_is_one(
    station: dict[str, Any], tmp_path: Path
) -> None:
    scenario = scenario_of(station).scenario
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        write_json(scenario, tmp_path / "in" / f"{name}.json")
    assert [case.facts for case in load_batch(tmp_path / "in").cases] == ["a", "b"]
    (tmp_path / "in" / "notes.txt").write_text("to be asked", "utf-8")
    assert [case.facts for case in load_batch(tmp_path / "in").cases] == ["a", "b"]
    (tmp_path / "in" / "batch.yaml").write_text("{schema: 1, kind: batch, facts: [a.json], seeds: [4]}", "utf-8")
    found = load_batch(tmp_path / "in")
    assert [item.key for item in found.items()] == ["f0.p0.c0.s4"]
    (tmp_path / "in" / "batch.yaml").write_text("{schema: 1, kind: batch, facts: [c.json]}", "utf-8")
    with pytest.raises(InputError) as raised:
        load_batch(tmp_path / "in")
    assert "batch.yaml" in raised.value.faults[0].place


def test_at_most_so_many_items(station: dict[str, Any]) -> None:
    assert len(list(batch_of(batch(station, seeds=list(range(500)))).items())) == 500
    strength = {"from": 1, "to": 9, "step": 1}
    [fault] = faults_of(batch(station, seeds=list(range(1000)), strength=strength))
    assert int(fault.value) > MOST_ITEMS
