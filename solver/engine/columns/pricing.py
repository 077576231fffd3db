"""Choices made on purpose: lines annealed against the prices of a relaxation instead of against each other."""

from __future__ import annotations

import random
import time

import numpy as np

from solver.engine.columns.pool import Pool
from solver.engine.layout import WEIGHT, Layout, limits_of, starts_of
from solver.engine.lines import SHARED, Lines
from solver.engine.moves import anneal
from solver.engine.prices import Prices
from solver.engine.reduction import weights_of
from solver.engine.state import state_of
from solver.program.program import INF, LEVELS, Ints

HOT, COLD, HARD = 0.3, 0.3, 3.0
"""Heat in high and low weights of the level, and what a step outside level 0 weighs in high ones."""

SECONDS_A_CELL, LEAST_SECONDS = 0.001, 0.3
SNAPSHOT_SECONDS = 0.01
FIRST_MOVES = 2000

FAR = 1 << 40
"""Added to level 0, so that no state counts as a best one."""

FINE = 64
"""Prices are stated in so many parts of a penalty of 1."""


def priced(layout: Layout, lines: Lines, prices: Prices, level: int) -> Layout:
    """The program without what lines share, but with each shared row priced: its lines no longer heed each other.

    A price is a limit that is missed by every unit above the row's least value. Weights are in parts of 1/FINE.
    """
    reduction, program = lines.reduction, lines.program
    own = np.flatnonzero(reduction.limit_open & (lines.limit_line != SHARED))
    asked = np.rint(-prices.rows * FINE).astype(np.int64)
    shared = np.flatnonzero((lines.row_line == SHARED) & (asked != 0))
    base = reduction.row_min[shared]
    row = np.concatenate([program.limit_row[own], shared])
    order = np.argsort(row, kind="stable")
    limit = limits_of(program, own)
    limit[:, WEIGHT] *= np.where(program.limit_level[own] > 0, FINE, 1)
    one, on = np.ones_like(base), np.full(len(shared), level)
    limit = np.concatenate([limit, np.stack([base, base, one, asked[shared], on], axis=1)])
    among_lines = lines.row_line[program.mark_row[layout.marks]] == SHARED
    return layout._replace(
        limit_start=starts_of(row[order], program.rows),
        limit=limit[order],
        mark_lo=np.where(among_lines, INF, layout.mark_lo),
        mark_hi=np.where(among_lines, -INF, layout.mark_hi),
        cost=layout.cost * FINE,
    )


class Pricing:
    """Anneals all lines at once against prices and notes what it meets in the pool."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self._pool = pool
        self._random = random.Random(seed)

    def run(self, x: Ints, prices: Prices, level: int, until: float) -> None:
        """Begins at x [cells], cools for as long as the size asks, until the clock says `until` at most."""
        lines = self._pool.lines
        program = lines.program
        layout = priced(lines.layout, lines, prices, level)
        low, high = weights_of(lines.reduction, level)
        scale = np.zeros(LEVELS)
        scale[0], scale[1:] = HARD * high, prices.levels[1:] / FINE
        state = state_of(program, x)
        state.levels[0] += FAR
        seconds = min(max(LEAST_SECONDS, SECONDS_A_CELL * len(layout.open_cell)), until - time.monotonic())
        began, moves = time.monotonic(), FIRST_MOVES
        hot, cold = HOT * high, COLD * low
        while (gone := (time.monotonic() - began) / max(1e-9, seconds)) < 1.0:
            heat, now = hot * (cold / hot) ** gone, time.monotonic()
            anneal(layout, state, scale, heat, heat, moves, self._random.randrange(1 << 31))
            self._pool.meet(state.x, state.rows)
            moves = max(100, int(moves * SNAPSHOT_SECONDS / max(1e-6, time.monotonic() - now)))
