"""Lines that respond to each other make rosters out of nothing, and better ones out of those."""

from __future__ import annotations

import time

import numpy as np
import pytest

from api.exchange.curtois import read_curtois
from benchmarks.curtois_like import curtois_like
from solver.engine.columns.pool import Pool
from solver.engine.dives.responses import Responses, SharedRows
from solver.engine.lines import Lines
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import LEVELS, Ints, Program
from solver.roster.compile import compile_roster

LEVEL = 5


@pytest.fixture(params=[1, 2, 3])
def search(request: pytest.FixtureRequest) -> Search:
    """A small roster of the public kind, where level 0 asks nothing of several lines together."""
    scenario = read_curtois(curtois_like(12, 21, 3, seed=request.param), "small")
    return Search(compile_roster(scenario.facts, scenario.entries_on).program, time.monotonic() + 3600)


def responses(search: Search) -> Responses:
    lines = Lines(Reduction.of(search.program))
    return Responses(search, Pool(lines), LineBook(Diagrams(lines), (LEVEL,)), (LEVEL,), seed=0)


def passes(count: int) -> object:
    """Over after so many passes over all lines: asked once a line, and once before each pass."""
    asked = iter(range(count * 13))
    return lambda until: next(asked, None) is None


def test_the_first_pass_makes_a_roster_that_keeps_level_0(search: Search) -> None:
    responses(search).run(time.monotonic() + 3600, passes(1))
    assert search.key is not None
    assert search.key[0] == 0


def test_later_passes_better_what_the_first_made(search: Search) -> None:
    levels = []
    search.report = lambda what, value: levels.append(value[2][LEVEL])
    responses(search).run(time.monotonic() + 1, lambda until: time.monotonic() >= until)
    assert levels == sorted(levels, reverse=True)
    assert levels[-1] < levels[0]


def test_responses_are_behind_where_others_have_a_far_better_plan(search: Search) -> None:
    work = responses(search)
    work.run(time.monotonic() + 1, lambda until: time.monotonic() >= until)
    assert not work._is_behind()
    work._x = search.program.nothing.copy()
    assert work._is_behind()


def test_without_heat_no_line_has_a_cheaper_choice_left(search: Search) -> None:
    work = responses(search)
    work.run(time.monotonic(), lambda until: False)
    assert search.best is not None
    work._begin()
    assert not any(work._respond(line, 0.0) for line in range(12))


def test_row_values_are_those_of_the_plan_after_many_draws(search: Search) -> None:
    work = responses(search)
    work._begin()
    for number in range(120):
        work._respond(number % 12, 20.0)
    program, shared = search.program, np.unique(search.program.limit_row[work._lines.shared_limits])
    np.testing.assert_array_equal(work._rows[shared], program.evaluate(work._x).rows[shared])


def test_prices_are_what_one_unit_more_saves(search: Search) -> None:
    lines = Lines(Reduction.of(search.program))
    weights = np.array([7.0, 0, 0, 0, 0, 1])
    shared = SharedRows(lines, weights)
    rows = search.program.evaluate(search.program.nothing).rows
    prices = shared.prices(rows.astype(np.float64))
    for row in np.unique(search.program.limit_row[lines.shared_limits]).tolist():
        more = rows.copy()
        more[row] += 1
        assert prices[row] == cost(search.program, weights, rows) - cost(search.program, weights, more)


def cost(program: Program, weights: np.ndarray[tuple[int], np.dtype[np.float64]], rows: Ints) -> float:
    """What all limits cost at these row values."""
    owed = program.limit_amounts(rows) * program.limit_weight
    return float(sum(weights[level] * owed[program.limit_level == level].sum() for level in range(LEVELS)))
