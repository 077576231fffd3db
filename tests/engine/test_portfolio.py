"""A fault in one engine ends the whole search at once; what was found before is kept and told."""

from __future__ import annotations

import time
from typing import Any

import pytest

from models.demand import Demand
from models.fault import DefectError
from solver import solve as solving
from solver.engine import portfolio
from solver.engine.annealing import Annealing
from solver.engine.child import Ending
from solver.engine.search import Search
from solver.roster.compile import compile_roster
from solver.rules.catalogue import entry
from solver.rules.roster.cover import Cover
from solver.rules.tiny import DAY, tiny
from solver.scenario.scenario import Scenario

WANTED = Demand(id="day", shift="D", minimum=1)


def station() -> Scenario:
    return Scenario(facts=tiny((DAY,), days=4, demand=(WANTED,)), policy=(entry(Cover()),))


def search_of(scenario: Scenario, workers: int) -> Search:
    program = compile_roster(scenario.facts, scenario.entries_on).program
    return Search(program, deadline=time.monotonic() + 3600, workers=workers)


def broken(*_: Any, **__: Any) -> None:
    raise ValueError("no such cell")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_fault_of_one_lane_ends_the_search_and_is_raised(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(Annealing, "run", broken)
    monkeypatch.setattr(Annealing, "polish", broken)
    monkeypatch.setattr(portfolio.Team, "_is_proved", lambda self: False)
    with pytest.raises(ValueError, match="no such cell"):
        portfolio.run(search_of(station(), workers))


def test_what_was_found_before_a_fault_stays_with_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio.Team, "_prove", broken)
    search = search_of(station(), 1)
    search.begin_at(search.program.nothing)
    monkeypatch.setattr(Annealing, "run", lambda *_, **__: None)
    with pytest.raises(ValueError, match="no such cell"):
        portfolio.run(search)
    assert search.key == (0, 4, 0, 0, 0, 0)


def failing_after(plans: int) -> Any:
    """A child that sends so many plans and then fails."""

    def watch(task: Any, receive: Any, may_go_on: Any, memory_bytes: int) -> Ending:
        for _ in range(plans):
            receive(("plan", (0.0, task.program.nothing, ())))
        return Ending("failed", "Traceback …\nValueError: no such cell\n")

    return watch


def test_a_search_that_fails_with_a_plan_returns_it_verified_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "watch", failing_after(plans=1))
    outcome = solving.solve(station(), lang="en")
    assert outcome.status == "FEASIBLE"
    assert [level.penalty for level in outcome.levels] == [0, 4, 0, 0, 0, 0]
    assert any("ValueError: no such cell" in notice for notice in outcome.notices)


def test_a_search_that_fails_without_a_plan_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "watch", failing_after(plans=0))
    with pytest.raises(DefectError, match="no such cell"):
        solving.solve(station())
