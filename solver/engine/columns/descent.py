"""Columns from paths: prices, each line's cheapest choices, bounds; and a dive that settles line after line."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence

from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.paths.line_book import LineBook
from solver.engine.prices import Prices
from solver.engine.reduction import weights_of
from solver.program.program import Ints

MARGIN = 1e-3
"""Taken off a bound that sums up what was computed in floating point."""

SMOOTHED, EASED, LEAST_SHARE = 0.7, 0.5, 0.05
"""How far prices lie towards those that bound the most so far; what is left of that after a round that brought
nothing; and below what they are the relaxation's own again."""

SMOOTHED_IN_DIVE = 0.3
"""As SMOOTHED, for the rounds after each step of a dive."""

CLOSE = 0.004
"""A bound within this part of the relaxation's value: more rounds would move little."""

HEATS = (0.15,)
"""Heats at which choices are drawn besides the cheapest, in high weights of the level."""

SURE, SETTLED = 0.9, 0.1
"""A choice that holds so much is settled, and so large a part of the lines at each step of a dive, the surest first."""

ROUNDS_OF_DIVE = 6
"""Rounds of prices and new choices after each step of a dive."""


class Descent:
    """Drives a relaxation down by the cheapest choices of all lines, and rounds it."""

    def __init__(self, pool: Pool, book: LineBook, seed: int) -> None:
        self._pool, self._book = pool, book
        self._random = random.Random(seed)

    def rounds(
        self, relaxation: Relaxation, aim: Aim, is_over: Callable[[float], bool], until: float
    ) -> Iterator[float]:
        """Bounds on the aim's level, one a round, until prices bring nothing new, the bound is close, or time is up.

        bound = rest + Σ cheapest choice of each line at these prices
        """
        most = -math.inf
        for bound in self._priced(relaxation, aim, range(self._pool.lines.count), SMOOTHED):
            yield bound - MARGIN
            most = max(most, bound)
            if is_over(until) or relaxation.value is None or relaxation.value - most <= CLOSE * abs(relaxation.value):
                return

    def _priced(self, relaxation: Relaxation, aim: Aim, lines: Sequence[int], smoothed: float) -> Iterator[float]:
        """Rounds of prices, cheapest choices of lines, and the relaxation with them; what lines come to at least.

        The prices asked lie between those that brought the most so far and the relaxation's own, which swing.
        """
        centre, most, share = None, -math.inf, smoothed
        while relaxation.value is not None:
            prices = relaxation.prices()
            asked = prices if centre is None else prices.towards(centre, share)
            least, is_new = self._ask(lines, asked, aim)
            bound = asked.rest + least
            if bound > most:
                centre, most = asked, bound
            if not is_new and asked is prices:
                yield bound
                return
            share = smoothed if relaxation.again(once=True) > SMALL else share * EASED
            centre = centre if share > LEAST_SHARE else None
            yield bound

    def _ask(self, lines: Sequence[int], prices: Prices, aim: Aim) -> tuple[float, bool]:
        """The sum of what lines cost at least, and whether any of their choices is new to the pool."""
        _, high = weights_of(self._pool.lines.reduction, aim.level)
        heats = [heat * high for heat in HEATS]
        total, is_new = 0.0, False
        for line in lines:
            bound, choices = self._book.cheapest(line, prices, heats, self._random.randrange(1 << 30))
            total += bound
            for choice in choices:
                is_new |= self._pool.note(line, choice)
        return total, is_new

    def dive(self, relaxation: Relaxation, aim: Aim, is_over: Callable[[float], bool]) -> Ints | None:
        """Settles the surest lines, relaxes and prices the others anew, in turn; None if time is up before."""
        left = list(range(self._pool.lines.count))
        x = aim.best.copy()
        while left:
            surest = sorted(relaxation.likeliest(left), reverse=True)
            step = max(1, int(SETTLED * len(left)))
            for place, (held, line, choice) in enumerate(surest):
                if place >= step and held < SURE:
                    break
                relaxation.settle(line, choice)
                x[self._pool.lines.cells[line]] = relaxation.choice(line, choice)
                left.remove(line)
            if not left:
                break
            relaxation.again(once=True)
            for turn, _ in enumerate(self._priced(relaxation, aim, left, SMOOTHED_IN_DIVE)):
                if is_over(aim.until):
                    return None
                if turn + 1 >= ROUNDS_OF_DIVE:
                    break
            if relaxation.value is None:
                return None
        return x
