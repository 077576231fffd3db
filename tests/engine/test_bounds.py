"""Bounds of single rows are those that the reduction finds for all; rows about cells are those that depend on them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from solver.engine.reduction import Reduction
from solver.program.bounds import RowBounds, rows_about
from solver.program.program import Program
from solver.roster.compile import compile_roster
from solver.rules.base import Example
from solver.rules.catalogue import RULES, entry

EXAMPLES = [
    pytest.param(example, id=f"{name}: {example.name}") for name, rule in RULES.items() for example in rule.examples()
]


def stated(example: Example) -> Program:
    rule = entry(example.rule, level=5, weight=3, scope=example.scope)
    return compile_roster(example.facts, [rule], example.published).program


@pytest.mark.parametrize("example", EXAMPLES)
def test_bounds_of_each_row_are_those_of_the_reduction(example: Example) -> None:
    program = stated(example)
    reduction, bounds = Reduction.of(program), RowBounds(program)
    found = np.array([bounds.of(row) for row in range(program.rows)]).reshape(-1, 2)
    assert np.array_equal(found[:, 0], reduction.row_min)
    assert np.array_equal(found[:, 1], reduction.row_max)


@pytest.mark.parametrize("example", EXAMPLES)
def test_only_rows_about_a_cell_change_with_it(example: Example) -> None:
    program = stated(example)
    for cell in range(0, program.cells, max(1, program.cells // 5)):
        touched = rows_about(program, [cell])
        for option, other in product(np.flatnonzero(program.domain[cell])[:3], repeat=2):
            one, two = program.nothing.copy(), program.nothing.copy()
            one[cell], two[cell] = option, other
            changed = program.row_values(one)[0] != program.row_values(two)[0]
            assert not (changed & ~touched).any()
