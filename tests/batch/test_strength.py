"""Fewer and more people: who goes, who comes, and what goes with them."""

from __future__ import annotations

from collections import Counter
from datetime import date as Date
from itertools import pairwise
from typing import Any

import pytest

from api.exchange.documents import document_of_fact
from api.exchange.scenarios import scenario_of
from models.people import LEADER_RANKS, Kind
from models.station import Station
from solver.batch.strength import Who, absent, plan_without, with_strength
from solver.generate.scenario import generate_scenario
from solver.roster.compile import compile_roster
from solver.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return generate_scenario("shanghai", people=40, days=14, start=Date(2026, 3, 2))


@pytest.mark.parametrize("who", [Who(), Who(kind="officer"), Who(kind="auxiliary"), Who(ranks=("deputy",))])
def test_there_are_as_many_of_those_meant_as_asked_for(scenario: Scenario, who: Who) -> None:
    present = who.count(scenario.facts)
    for count in range(max(0, present - 4), present + 4):
        facts = with_strength(scenario.facts, who, count)
        assert who.count(facts) == count
        there = len(facts.people) - len(absent(facts))
        assert there - count == len(scenario.facts.people) - present


def test_who_is_left_of_fewer_is_also_left_of_more(scenario: Scenario) -> None:
    who, sets = Who(kind="auxiliary"), []
    for count in range(who.count(scenario.facts) + 1):
        sets.append({person.id for person in who.present(with_strength(scenario.facts, who, count))})
    assert all(fewer < more for fewer, more in pairwise(sets))


def test_leaders_stay_unless_their_rank_is_named(scenario: Scenario) -> None:
    facts = with_strength(scenario.facts, Who(), 0)
    assert {person.rank for person in facts.people if person.id not in absent(facts)} <= set(LEADER_RANKS)
    assert facts.people


def test_those_most_alike_go_first_so_a_rare_skill_stays(scenario: Scenario) -> None:
    rare = scenario.facts.people[-1].model_copy(update={"id": "only-one", "skills": (scenario.facts.skills[0].id,)})
    facts = scenario.facts.model_copy(update={"people": (*scenario.facts.people, rare)})
    left = with_strength(facts, Who(kind=rare.kind), Who(kind=rare.kind).count(facts) - 5)
    assert "only-one" in left.person_by_id


def test_what_people_took_with_them_goes_and_the_rest_passes_the_door(scenario: Scenario) -> None:
    facts = with_strength(scenario.facts, Who(), 8)
    document = document_of_fact(scenario.model_copy(update={"facts": facts}))
    assert scenario_of(document).scenario.facts == facts


def test_newcomers_are_like_those_most_alike_and_have_carried_what_they_have(scenario: Scenario) -> None:
    facts = with_strength(scenario.facts, Who(kind="officer"), Who(kind="officer").count(scenario.facts) + 2)
    first, second = facts.people[-2:]
    assert (first.id, second.id) == ("extra-1", "extra-2")
    sorts = Counter((p.rank, p.team, p.skills) for p in scenario.facts.people if p.kind == "officer")
    assert sorts[first.rank, first.team, first.skills] > 0
    assert {c.measure for c in facts.history.counters if c.person == "extra-1"}
    assert scenario_of(document_of_fact(scenario.model_copy(update={"facts": facts}))).scenario.facts == facts


@pytest.mark.parametrize("kind", ["officer", "auxiliary"])
def test_nobody_is_left_alone_by_a_partner_who_leaves_before_their_last_watch_is_over(kind: Kind) -> None:
    """At every strength the empty roster keeps the law: what was served into the first morning was served together."""
    scenario = generate_scenario("shanghai", people=36, days=14, start=Date(2026, 12, 1))
    who = Who(kind=kind)
    for count in range(who.count(scenario.facts) + 1):
        facts = with_strength(scenario.facts, who, count)
        program = compile_roster(facts, scenario.entries_on, None).program
        assert program.evaluate(program.nothing).key[0] == 0, count


def test_of_a_published_plan_the_duties_of_those_who_stay_are_kept(scenario: Scenario) -> None:
    def duty(person: str) -> dict[str, Any]:
        return {"person": person, "date": "2026-03-02", "shift": scenario.facts.shifts[0].id}

    gone, kept = scenario.facts.people[-1], scenario.facts.people[0]
    from models.plan import Plan

    plan = Plan.model_validate({"assignments": [duty(gone.id), duty(kept.id)]})
    left: Station = scenario.facts.model_copy(update={"people": scenario.facts.people[:-1]})
    found = plan_without(plan, left)
    assert found is not None
    assert [assignment.person for assignment in found.assignments] == [kept.id]
    assert plan_without(None, left) is None
