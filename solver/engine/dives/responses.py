"""Responses: each line in turn takes a choice that is cheap against what all the others do."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import numpy as np

from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import SMALL
from solver.engine.lines import SHARED, Lines, Worth
from solver.engine.paths.line_book import LineBook
from solver.engine.prices import Prices
from solver.engine.reduction import weights_of
from solver.engine.search import Search
from solver.engine.triplets import Floats
from solver.program.program import LEVELS, Ints

HOT, COLD = 0.05, 0.005
"""Heat at which choices are drawn at first and at last, in high weights of the level."""

HARD, HELD = 100.0, 10.0
"""What level 0 and levels above weigh in shared rows, in high weights of the level."""

PASSES = 60
"""What one cooling takes at most, in times of its first pass over all lines."""

SETTLING = 0.9
"""The part of the time after which the cheapest choice is taken, without heat."""

WAITING, BEHIND = 0.5, 1.2
"""After this part of the time, who is behind by this factor gives up: others' incumbent was not made by responses."""


class Responses:
    """Anneals whole lines: a line's next choice is drawn among its paths, by what each would cost beside the others.

        cost = Σ price(level) · penalty of the line + Σ shared rows (penalty with the choice − penalty without)

    The second sum is exact where a line adds to a row once at most, as it does to demand. A line has no choice until
    its first turn, so that rosters come out of nothing; where level 0 asks nothing of several lines together, the
    first pass over all lines makes one.
    """

    def __init__(self, search: Search, pool: Pool, book: LineBook, levels: Sequence[int], seed: int) -> None:
        self._search, self._pool, self._book = search, pool, book
        self._lines, self._random = pool.lines, random.Random(seed)
        self._high = weights_of(pool.lines.reduction, levels[-1])[1]
        self._level = levels[-1]
        self._levels = np.zeros(LEVELS)
        self._levels[list(levels)] = self._high * HELD
        self._levels[levels[-1]] = 1.0
        self._shared = SharedRows(pool.lines, np.where(np.arange(LEVELS) == 0, self._high * HARD, self._levels))

    def run(self, until: float, is_over: Callable[[float], bool]) -> None:
        """Cools once from the incumbent, or from nothing, until the clock says `until`; offers what each pass makes."""
        self._begin()
        began = time.monotonic()
        self._pass(0.0, until, is_over)
        until = min(until, began + PASSES * (time.monotonic() - began))
        has_waited = False
        while not is_over(until):
            gone = (time.monotonic() - began) / max(1e-6, until - began)
            if gone > WAITING and not has_waited:
                has_waited = True
                if self._is_behind():
                    return
            heat = 0.0 if gone > SETTLING else self._high * HOT * (COLD / HOT) ** gone
            if not self._pass(heat, until, is_over):
                return

    def _pass(self, heat: float, until: float, is_over: Callable[[float], bool]) -> bool:
        """Each line's turn, in chance order; whether any choice is another one, or heat may still bring one."""
        order = list(range(self._lines.count))
        self._random.shuffle(order)
        changed = heat > 0
        for line in order:
            changed |= self._respond(line, heat)
            if is_over(until):
                break
        self._search.offer(self._x)
        return changed

    def _is_behind(self) -> bool:
        """Whether the incumbent is so much better that this cooling will hardly come near it."""
        best = self._search.penalty(self._level)
        return best is not None and self._search.program.evaluate(self._x).levels[self._level] > BEHIND * best

    def _begin(self) -> None:
        """Takes up the incumbent's choices; without one no line has any."""
        best, lines = self._search.best, self._lines
        self._x = self._search.program.nothing.copy() if best is None else best.copy()
        self._taken: list[Worth | None] = [None] * lines.count
        self._rows = lines.reduction.row_base.astype(np.float64)
        if best is not None:
            self._rows = self._search.program.evaluate(best).rows.astype(np.float64)
            self._taken = [lines.worth(line, best[cells][None]) for line, cells in enumerate(lines.cells)]

    def _respond(self, line: int, heat: float) -> bool:
        """Draws a line's next choice; whether it is another one. Without heat it changes only for something cheaper."""
        before = self._taken[line]
        if before is not None:
            self._rows[before.rows] -= before.values[0]
        prices = Prices(self._shared.prices(self._rows), self._levels)
        heats = [heat] if heat > 0 else []
        _, choices = self._book.cheapest(line, prices, heats, self._random.randrange(1 << 30))
        for choice in choices:
            self._pool.note(line, choice)
        taken = before
        if len(choices):
            cells = self._lines.cells[line]
            next_ = self._lines.worth(line, choices[-1:])
            if heat > 0 or before is None or prices.cost(next_) < prices.cost(before) - SMALL:
                taken, self._x[cells] = next_, choices[-1]
        self._taken[line] = taken
        if taken is not None:
            self._rows[taken.rows] += taken.values[0]
        return taken is not before


class SharedRows:
    """What limits on rows that lines share cost at `weights` [LEVELS], and what one unit more would save."""

    def __init__(self, lines: Lines, weights: Floats) -> None:
        program, limits = lines.program, lines.shared_limits
        limits = limits[weights[program.limit_level[limits]] > 0]
        self._rows, self._row = program.rows, program.limit_row[limits]
        self._lo, self._hi = program.limit_lo[limits], program.limit_hi[limits]
        self._step = program.limit_step[limits]
        self._weight = program.limit_weight[limits] * weights[program.limit_level[limits]]
        self._unit = _units(lines)[self._row]

    def prices(self, rows: Floats) -> Floats:
        """[rows] what one more in each row takes off the cost at row values `rows`, on the way to one term more."""
        value = rows[self._row]
        saved = (self._cost(value) - self._cost(value + self._unit)) / self._unit
        prices: Floats = np.bincount(self._row, weights=saved, minlength=self._rows).astype(np.float64)
        return prices

    def _cost(self, value: Floats) -> Floats:
        outside = np.maximum(np.maximum(self._lo - value, value - self._hi), 0.0)
        return np.ceil(outside / self._step) * self._weight


def _units(lines: Lines) -> Ints:
    """[rows] what a term adds to a shared row at most."""
    program = lines.program
    units = np.ones(program.rows, np.int64)
    terms = np.flatnonzero(lines.reduction.term_open & (lines.row_line[program.term_row] == SHARED))
    np.maximum.at(units, program.term_row[terms], np.abs(program.term_coef[terms]))
    return units
