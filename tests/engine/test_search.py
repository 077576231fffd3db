"""Local search, single changes and reductions say the same as Program.evaluate."""

from __future__ import annotations

import time
from datetime import date as Date
from random import Random

import numpy as np
import pytest

from solver.engine import portfolio
from solver.engine.annealing import Annealing
from solver.engine.columns.pool import Pool
from solver.engine.layout import layout_of
from solver.engine.lines import Lines
from solver.engine.moves import anneal
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.engine.state import state_of
from solver.generate.scenario import generate_scenario
from solver.program.change import Changes
from solver.program.program import LEVELS, Program
from solver.roster.compile import compile_roster
from solver.rules.catalogue import RULES, entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.duty_count import DutyCount
from solver.rules.tiny import DAY, NIGHT, tiny

MARCH = Date(2026, 3, 1)


@pytest.fixture(scope="module", params=["shanghai", "changxing"])
def program(request: pytest.FixtureRequest) -> Program:
    scenario = generate_scenario(request.param, people=30, days=21, start=MARCH)
    return compile_roster(scenario.facts, scenario.entries_on).program


def random_choice(program: Program, random: Random) -> np.ndarray:
    """Any option of its domain for every cell, mostly the first."""
    lines = [np.flatnonzero(line) for line in program.domain]
    return np.array([line[0] if random.random() < 0.6 else random.choice(line) for line in lines], np.int64)


def test_penalties_after_ten_thousand_moves_are_those_of_a_fresh_evaluation(program: Program) -> None:
    layout = layout_of(Reduction.of(program))
    state = state_of(program, random_choice(program, Random(1)))
    for seed, heat in enumerate((1e6, 50.0, 1.0)):
        anneal(layout, state, np.ones(LEVELS), heat, heat, 10_000, seed)
        evaluation = program.evaluate(state.x)
        assert state.levels.tolist() == evaluation.levels.tolist()


def test_the_best_of_an_annealing_keeps_level_0_and_has_its_penalties(program: Program) -> None:
    layout = layout_of(Reduction.of(program))
    state = state_of(program, np.argmax(program.domain, axis=1))
    anneal(layout, state, np.array([1e3, 100.0, 10.0, 1.0, 1.0, 1.0]), 100.0, 1.0, 30_000, 7)
    assert state.best_levels[0] == 0
    assert program.evaluate(state.best).levels.tolist() == state.best_levels.tolist()


def test_annealing_lags_behind_by_what_the_incumbent_of_others_costs_less(program: Program) -> None:
    search = Search(program, deadline=time.monotonic() + 3600)
    reduction = Reduction.of(program)
    annealing = Annealing(search, reduction, 0, Pool(Lines(reduction)))
    assert annealing.lag(1) == float("inf")
    annealing.run(time.monotonic() + 1)
    assert search.key is not None
    assert [annealing.lag(level) for level in range(1, LEVELS)] == [float(value > 0) for value in search.key[1:]]
    search.key = tuple(value // 2 for value in search.key)
    assert annealing.lag(5) == pytest.approx(2, rel=0.01)


def test_a_single_change_costs_the_difference_of_two_evaluations(program: Program) -> None:
    random = Random(2)
    x = random_choice(program, random)
    changes = Changes(program, x)
    for _ in range(150):
        cell = random.randrange(program.cells)
        option = int(random.choice(np.flatnonzero(program.offered[cell])))
        levels, entries = changes.to(cell, option)
        y = x.copy()
        y[cell] = option
        after = program.evaluate(y)
        assert levels.tolist() == (after.levels - changes.now.levels).tolist()
        difference = after.entries - changes.now.entries
        assert {e: c for e, c in entries.items() if c} == {
            int(e): int(difference[e]) for e in np.flatnonzero(difference)
        }


def test_rows_stay_within_the_bounds_of_the_reduction(program: Program) -> None:
    reduction = Reduction.of(program)
    for seed in range(10):
        x = random_choice(program, Random(seed))
        rows, marks = program.row_values(x)
        assert (reduction.row_min <= rows).all()
        assert (rows <= reduction.row_max).all()
        assert (marks == reduction.mark_value)[~reduction.mark_open].all()
        missed = program.limit_amounts(rows) > 0
        assert not (missed & ~reduction.limit_open & (program.limit_weight > 0)).any()


def test_the_portfolio_proves_a_hand_computed_optimum() -> None:
    """Two people, three days, two wanted by day and one by night, nobody more than two duties: five duties are missing
    work for nine, so that five of the nine wanted are not filled."""
    facts = tiny((DAY, NIGHT), days=3)
    demand = {"d": ("D", 2), "n": ("N", 1)}
    from models.demand import Demand

    facts = facts.model_copy(update={"demand": tuple(Demand(id=i, shift=s, minimum=m) for i, (s, m) in demand.items())})
    policy = [entry(Cover()), entry(DutyCount(most=2), level=0)]
    program = compile_roster(facts, policy).program
    search = Search(program, deadline=time.monotonic() + 3600, workers=2)
    portfolio.run(search)
    assert search.key == (0, 5, 0, 0, 0, 0)
    assert search.bounds[1] == 5


def test_demands_that_level_0_cannot_meet_are_proved_infeasible() -> None:
    facts = tiny((DAY,), days=2, people=1)
    policy = [
        entry(DutyCount(least=2), id="least", level=0),
        entry(DutyCount(most=1), id="most", level=0),
        entry(RULES["weekends"](), level=0),
    ]
    search = Search(compile_roster(facts, policy).program, deadline=time.monotonic() + 3600, workers=2)
    portfolio.run(search)
    assert search.infeasible
    assert search.best is None
