"""CP-SAT and HiGHS find what trying every plan finds, and CP-SAT allows what the checker allows."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solver.engine.cpsat import CpSat
from solver.engine.cpsat_model import CpModel
from solver.engine.highs import HighsEngine
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.draft import Draft, Origin, Terms
from solver.program.program import MARK, Program
from solver.roster.compile import compile_roster
from solver.rules.base import Example
from solver.rules.catalogue import RULES, entry
from solver.rules.roster.duty_count import DutyCount
from solver.verify import verify

FOREVER = 3600.0
EXAMPLES = [
    pytest.param(example, id=f"{name}: {example.name}") for name, rule in RULES.items() for example in rule.examples()
]
LAW = [param for param in EXAMPLES if param.values[0].rule.level == 0]


def every_choice(program: Program, limit: int = 5000) -> list[np.ndarray]:
    """Every assignment of options in the domain, or none where there are too many."""
    choices = [np.flatnonzero(line).tolist() for line in program.domain]
    if np.prod([len(c) for c in choices], dtype=float) > limit:
        return []
    return [np.array(x) for x in product(*choices)]


def priced(example: Example, pull: DutyCount) -> Program:
    """The example's rule on level 5 against a pull the other way, so that the best plan is a compromise."""
    rule = entry(example.rule, level=5, weight=3, scope=example.scope)
    against = entry(pull, id="pull", level=5, weight=2)
    return compile_roster(example.facts, [rule, against], example.published).program


@pytest.mark.parametrize("pull", [DutyCount(least=99), DutyCount(most=0)], ids=["busy", "idle"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_cpsat_and_highs_reach_the_least_penalty_of_all_plans(example: Example, pull: DutyCount) -> None:
    program = priced(example, pull)
    choices = every_choice(program)
    if not choices:
        pytest.skip("too many plans to try them all")
    least = min(program.evaluate(x).key for x in choices)
    for engine in (CpSat, HighsEngine):
        search = Search(program, deadline=time.monotonic() + FOREVER)
        engine(search, Reduction.of(program)).improve(5, [], time.monotonic() + FOREVER)
        assert search.key == least
        assert search.bounds[5] == least[5]


@pytest.mark.parametrize("example", LAW)
def test_cpsat_allows_exactly_the_plans_that_the_checker_allows(example: Example) -> None:
    rule = entry(example.rule, level=0, scope=example.scope)
    roster = compile_roster(example.facts, [rule], example.published)
    choices = every_choice(roster.program)
    allowed = {
        tuple(x) for x in choices if not verify(example.facts, [rule], roster.plan(x), example.published).levels[0]
    }
    if not choices:
        pytest.skip("too many plans to try them all")
    model = CpModel(Reduction.of(roster.program))
    found: set[tuple[int, ...]] = set()

    class All(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found.add(tuple(model.choices.solution(np.array(self.response_proto.solution, np.int64)).tolist()))

    solver = cp_model.CpSolver()
    solver.parameters.enumerate_all_solutions = True
    solver.solve(model.model, All())
    assert found == allowed


def test_highs_gives_a_mark_no_more_than_its_row_says() -> None:
    draft = Draft(2, ["difference", "wish"])
    cells = np.arange(draft.add_cells(np.ones((2, 2), np.bool_), np.array([0, 1]), np.array([0, 0])), 2)
    work, off = draft.option_set(np.array([False, True])), draft.option_set(np.array([True, False]))
    difference = draft.add_rows(Terms(cells[None], np.full((1, 2), work), np.array([[1, -1]])))
    mark = draft.add_marks(difference, lo=1)
    held = draft.add_rows(Terms(mark[None], np.full((1, 1), MARK), np.ones((1, 1), np.int64)))
    draft.add_limits(Origin(0, 0, 1), held, hi=0)
    draft.add_costs(Origin(1, 5, 7), cells, off)
    program = draft.program()
    search = Search(program, deadline=time.monotonic() + FOREVER)
    HighsEngine(search, Reduction.of(program)).improve(5, [], time.monotonic() + FOREVER)
    assert search.key == (0, 0, 0, 0, 0, 0)
