"""A cooling goes on to its end unless a dive is far ahead, and dives are left to others where prices are far off."""

from __future__ import annotations

import time
from typing import Any, cast

import numpy as np
import pytest

from solver.engine import annealing as module
from solver.engine.annealing import BEHIND, Annealing
from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import Aim
from solver.engine.dives.by_paths import is_far
from solver.engine.dives.roots import Root
from solver.engine.lines import Lines
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.draft import Draft, Origin
from solver.program.program import Program

LEVEL, COOLING_SECONDS, MOMENT = 5, 1.0, 0.5
INCUMBENT = 1000


def frustrated() -> Program:
    """Four cells, each of which costs 100 on option 0 and 101 on option 1: nothing is free."""
    draft = Draft(2, ["dear"])
    draft.add_cells(np.ones((4, 2), np.bool_), np.arange(4), np.zeros(4, np.int64))
    for option, weight in ((0, 100), (1, 101)):
        draft.add_costs(Origin(0, LEVEL, weight), np.arange(4), draft.option_set(np.arange(2) == option))
    return draft.program()


@pytest.mark.parametrize(("dived", "is_long"), [(None, True), (400 * BEHIND + 1, True), (400 * BEHIND - 1, False)])
def test_a_cooling_is_given_up_only_for_a_dive_that_is_far_ahead(
    dived: float | None, is_long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS_A_CELL", COOLING_SECONDS)
    program = frustrated()
    search = Search(program, deadline=time.monotonic() + 3600)
    search.dived = None if dived is None else (0, 0, 0, 0, 0, int(dived))
    reduction = Reduction.of(program)
    began = time.monotonic()
    Annealing(search, reduction, 0, Pool(Lines(reduction))).polish(LEVEL, program.nothing, began + COOLING_SECONDS)
    assert (time.monotonic() - began > MOMENT) == is_long


@pytest.mark.parametrize(
    ("value", "bound", "is_cut_short", "expected"),
    [
        (950, 100, True, True),
        (950, 100, False, False),
        (950, 900, True, False),
        (600, 0, True, False),
        (600, -700, True, True),
    ],
)
def test_prices_are_far_off_when_they_were_cut_short_and_say_next_to_nothing(
    value: float, bound: float, is_cut_short: bool, expected: bool
) -> None:
    nothing = cast(Any, None)
    root = Root(nothing, nothing, (), bound=bound, is_cut_short=is_cut_short, value=value)
    aim = Aim(LEVEL, (), np.zeros(0, np.int64), (0, 0, 0, 0, 0, INCUMBENT), 0.0)
    assert is_far(root, aim) == expected
