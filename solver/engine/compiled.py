"""Compiled code made ready: the first start on a machine compiles it, later ones load it."""

from __future__ import annotations

import time

import numpy as np

from solver.engine.lines import Lines
from solver.engine.moves import anneal
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.prices import Prices
from solver.engine.reduction import Reduction
from solver.engine.state import state_of
from solver.program.draft import Draft
from solver.program.program import LEVELS


def warm_up() -> float:
    """Has local search and paths ready, and returns the seconds that took: many at the very first start."""
    began = time.monotonic()
    draft = Draft(2, ["warm-up"])
    cells = draft.add_cells(np.ones((2, 2), np.bool_), np.zeros(2, np.int64), np.arange(2))
    program = draft.program()
    lines = Lines(Reduction.of(program))
    state = state_of(program, np.zeros(cells + 2, np.int64))
    anneal(lines.layout, state, np.ones(LEVELS), 1.0, 1.0, 1, 0)
    book = LineBook(Diagrams(lines), (LEVELS - 1,))
    book.cheapest(0, Prices(np.zeros(program.rows), np.ones(LEVELS)), [1.0], 0)
    return time.monotonic() - began
