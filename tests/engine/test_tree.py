"""A tree of relaxations bounds a level from below, ends at the best plan, and rounds bounds up to what can be had."""

from __future__ import annotations

import time

import numpy as np
import pytest

from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import Aim, Relaxation
from solver.engine.dives.by_paths import ByPaths
from solver.engine.dives.descent import Descent
from solver.engine.dives.tree import Tree
from solver.engine.lines import Lines
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.draft import Draft, Origin, Terms
from solver.program.program import Program

FOREVER = 3600.0
LEVEL = 5


def never(until: float) -> bool:
    return False


def odd_crew(weight: int) -> Program:
    """Three lines, three days, each pair of lines to be in two days together and each line to work at most two.

    Sums of halves keep all of it, whole plans do not: each pair's limit counts the days of both, an odd number.
    """
    draft = Draft(2, ["pair"])
    cells = np.arange(9).reshape(3, 3)
    draft.add_cells(np.ones((9, 2), np.bool_), np.repeat([0, 1, 2], 3), np.tile(np.arange(3), 3))
    work = draft.option_set(np.array([False, True]))
    for one, other in ((0, 1), (0, 2), (1, 2)):
        of = np.concatenate([cells[one], cells[other]])[None]
        rows = draft.add_rows(Terms(of, np.full(of.shape, work), np.ones(of.shape, np.int64)))
        draft.add_limits(Origin(0, LEVEL, weight), rows, lo=3, hi=3)
    return draft.program()


def least_of(program: Program) -> int:
    plans = np.array(np.meshgrid(*[[0, 1]] * program.cells)).reshape(program.cells, -1).T
    return min(program.evaluate(plan).key[LEVEL] for plan in plans)


def grown(program: Program) -> tuple[Tree, list[int], float]:
    """A tree grown to its end, the penalties of the plans it met, and the bound it began with."""
    lines = Lines(Reduction.of(program))
    pool = Pool(lines)
    evaluation = program.evaluate(program.nothing)
    pool.meet(program.nothing, evaluation.rows)
    aim = Aim(LEVEL, (), program.nothing, evaluation.key, time.monotonic() + FOREVER)
    relaxation = Relaxation(pool, aim, never, seed=0)
    descent = Descent(pool, LineBook(Diagrams(lines), (LEVEL,)), seed=0)
    bound = max(descent.rounds(relaxation, aim, never, FOREVER))
    tree = Tree(descent, program.domain, bound)
    met, enough = [], float(evaluation.key[LEVEL])
    for plan in tree.grow(relaxation, aim, never, enough):
        met += [] if plan is None else [program.evaluate(plan).key[LEVEL]]
    return tree, met, bound


def test_a_tree_ends_at_what_the_best_plan_costs() -> None:
    program = odd_crew(7)
    tree, met, bound = grown(program)
    least = least_of(program)
    assert bound < 1 <= least, "halves keep everything"
    assert min(met) == least
    assert bound < tree.bound <= least


@pytest.mark.parametrize("weight", [1, 7])
def test_columns_prove_what_relaxations_alone_do_not(weight: int) -> None:
    program = odd_crew(weight)
    lines = Lines(Reduction.of(program))
    search = Search(program, deadline=time.monotonic() + FOREVER)
    search.offer(program.nothing)
    ByPaths(search, Pool(lines), Diagrams(lines), never, 0).prove(LEVEL, [], time.monotonic() + FOREVER)
    assert search.key is not None
    assert search.bounds[LEVEL] == search.key[LEVEL] == least_of(program)


def test_a_bound_rises_to_the_next_penalty_that_can_be_had() -> None:
    search = Search(odd_crew(7), deadline=time.monotonic() + FOREVER)
    search.prove(LEVEL, 7.2)
    assert search.bounds[LEVEL] == 14
    search.prove(LEVEL, 14.0)
    assert search.bounds[LEVEL] == 14
