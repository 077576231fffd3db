"""A solve that counts work gives the same bytes however busy the machine is, and others for another seed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as Date

import pytest

from models.bookings import Leave, Request
from models.demand import Demand
from models.outcome import Outcome
from solver.engine.child import Task, watch
from solver.engine.clock import Clock, WorkClock
from solver.engine.reproducible import reproducible
from solver.engine.search import Search
from solver.generate.scenario import generate_scenario
from solver.program.program import Program
from solver.roster.compile import compile_roster
from solver.rules.catalogue import RULES, entry
from solver.rules.roster.cover import Cover
from solver.rules.tiny import DAY, MONDAY, tiny
from solver.scenario.scenario import Budget, Scenario
from solver.solve import solve

PLENTY = 1 << 40


def station(seed: int = 0, effort: int = 2) -> Scenario:
    made = generate_scenario("changxing", people=16, days=14, start=Date(2026, 3, 1))
    return made.model_copy(update={"budget": Budget(seed=seed, effort=effort)})


@contextmanager
def busy_machine() -> Iterator[None]:
    """Two processes that leave the solve little of the cores."""
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()


def said(outcome: Outcome) -> str:
    return outcome.model_dump_json(include={"plan", "levels", "objective", "bound"})


@pytest.fixture(scope="module")
def alone() -> Outcome:
    return solve(station())


def test_a_busy_machine_changes_no_byte(alone: Outcome) -> None:
    with busy_machine():
        assert said(solve(station())) == said(alone)


def test_workers_and_seconds_change_no_byte(alone: Outcome) -> None:
    other = station()
    budget = other.budget.model_copy(update={"seconds": 1.0, "workers": 2})
    assert said(solve(other.model_copy(update={"budget": budget}))) == said(alone)


def test_the_outcome_tells_the_effort_and_no_seconds_of_levels(alone: Outcome) -> None:
    assert (alone.effort, alone.workers) == (2, 1)
    assert {level.seconds for level in alone.levels} == {None}
    assert alone.plan is not None


def keys(program: Program, seed: int, effort: float) -> list[tuple[int, ...]]:
    """Penalties of each better solution, in order."""
    found: list[tuple[int, ...]] = []

    def receive(event: tuple[str, object]) -> None:
        if event[0] == "plan":
            found.append(event[1][2])  # type: ignore[index]

    watch(Task(program, effort, seed, 1, 0.0, engine="reproducible"), receive, lambda: True, PLENTY)
    return found


def test_the_same_seed_goes_the_same_way_and_another_one_another() -> None:
    made = station()
    program = compile_roster(made.facts, made.entries_on).program
    first = keys(program, 0, 1.0)
    assert len(first) > 1
    assert keys(program, 0, 1.0) == first
    assert keys(program, 1, 1.0) != first


def test_no_engine_asks_what_time_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a clock on the wall that jumps at will the search goes the same way."""
    made = station()
    program = compile_roster(made.facts, made.entries_on).program

    def searched() -> tuple[int, ...] | None:
        clock = WorkClock()
        search = Search(program, deadline=1.0, clock=clock)
        reproducible(search)
        assert clock.now() >= 1.0
        return search.key

    first = searched()
    jumps = iter(range(0, 10**9, 37))
    monkeypatch.setattr(Clock, "now", lambda self: float(next(jumps)))
    monkeypatch.setattr("time.monotonic", lambda: float(next(jumps)))
    assert searched() == first


def test_a_search_that_has_nothing_left_to_gain_ends_before_its_work_is_done() -> None:
    facts = tiny((DAY,), days=4, demand=(Demand(id="day", shift="D", minimum=1),))
    clock = WorkClock()
    search = Search(compile_roster(facts, (entry(Cover()),)).program, deadline=1e6, clock=clock)
    reproducible(search)
    assert search.key == (0,) * 6
    assert clock.now() < 1e6


def test_a_program_of_costs_alone_comes_to_its_end() -> None:
    wishes = (Request(person="甲", date=MONDAY, wants="on", shift="D"),)
    facts = tiny((DAY,), days=2, requests=wishes, leave=(Leave(person="甲", first=MONDAY, last=MONDAY),))
    policy = (entry(RULES["leave"]()), entry(RULES["request_on"]()))
    search = Search(compile_roster(facts, policy).program, deadline=2.0, clock=WorkClock())
    reproducible(search)
    assert search.key is not None
