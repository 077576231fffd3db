"""A vicinity leaves everything free in some lines or some columns, and nothing but the incumbent elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from api.exchange.curtois import read_curtois
from benchmarks.curtois_like import curtois_like
from solver.engine.dives.vicinity import LEAST, MOST, Vicinity
from solver.program.program import Program
from solver.roster.compile import compile_roster


@pytest.fixture(scope="module")
def program() -> Program:
    """A small roster of the public kind: 12 people, 21 days."""
    scenario = read_curtois(curtois_like(12, 21, 3, seed=1), "small")
    return compile_roster(scenario.facts, scenario.entries_on).program


@pytest.mark.parametrize("seed", range(8))
def test_the_incumbent_is_in_it_and_whole_lines_or_a_block_of_columns_are_free(program: Program, seed: int) -> None:
    x = program.nothing
    allowed = Vicinity(program, seed).around(x)
    assert allowed[np.arange(len(x)), x].all()
    is_free = (allowed == program.domain).all(axis=1) & (program.domain.sum(axis=1) > 1)
    assert (allowed[~is_free].sum(axis=1) == 1).all()
    lines, columns = np.unique(program.cell_line[is_free]), np.unique(program.cell_column[is_free])
    assert (len(lines) < 12) != (len(columns) < 21)
    if len(columns) < 21:
        assert np.ptp(columns) == len(columns) - 1


def test_it_grows_after_dives_that_end_and_shrinks_after_others(program: Program) -> None:
    for has_ended, limit in ((True, MOST), (False, LEAST)):
        vicinity = Vicinity(program, seed=0)
        for _ in range(60):
            is_open = vicinity.around(program.nothing).sum(axis=1) > 1
            vicinity.resize(has_ended)
        share = len(np.unique(program.cell_line[is_open])) / 12 * len(np.unique(program.cell_column[is_open])) / 21
        assert share == pytest.approx(limit, abs=2 / 12)
