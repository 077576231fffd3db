"""Bounds by lines: whatever the prices, no combination falls below what each line's cheapest choice comes to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

from solver.engine.columns.line_model import LineModel
from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.prices import Prices

MARGIN = 1e-3
"""Taken off a bound that sums up what solvers say, for their tolerances."""

SMOOTHED, EASED, LEAST_SHARE = 0.8, 0.6, 0.1
"""How far prices lie towards the best so far; what is left of that after a round that brought nothing; and below what
they are the relaxation's own again."""

LINE_SECONDS = 5.0
"""What the cheapest choice of one line may take."""


class LineBound:
    """Asks every line for its cheapest choice, exactly or by a bound, round after round.

        bound = rest + Σ cheapest choice of each line at these prices

    The prices asked lie between the best so far, which bound the most, and the relaxation's, which swing.
    """

    def __init__(self, pool: Pool, seed: int) -> None:
        self._pool, self._seed = pool, seed
        self._levels: tuple[int, ...] = ()
        self._models: list[LineModel] = []

    def rounds(self, relaxation: Relaxation, aim: Aim, is_over: Callable[[float], bool]) -> Iterator[float]:
        """Bounds on the aim's level, one a round, until no line has anything new or time is up."""
        centre, most, share = None, -math.inf, SMOOTHED
        while relaxation.value is not None and not is_over(aim.until):
            prices = relaxation.prices()
            asked = prices if centre is None else prices.towards(centre, share)
            bound, is_new = self._ask(asked, aim)
            yield bound - MARGIN
            if bound > most:
                centre, most = asked, bound
            if not is_new and asked is prices:
                return
            share = SMOOTHED if relaxation.again() > SMALL else share * EASED
            centre = centre if share > LEAST_SHARE else None

    def _ask(self, prices: Prices, aim: Aim) -> tuple[float, bool]:
        """A bound from the cheapest choice of every line, and whether any of them is new to the pool."""
        bound, is_new = prices.rest, False
        for line, model in enumerate(self._line_models(aim)):
            least, choice = model.cheapest(prices, min(aim.until - time.monotonic(), LINE_SECONDS), self._seed)
            bound += least
            is_new |= choice is not None and self._pool.note(line, choice)
        return bound, is_new

    def _line_models(self, aim: Aim) -> list[LineModel]:
        levels = (*aim.above, aim.level)
        if self._levels != levels:
            lines = self._pool.lines
            self._levels = levels
            self._models = [LineModel(lines, line, levels) for line in range(lines.count)]
        return self._models
