"""Columns from paths: prices, each line's cheapest choices, and bounds."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence

from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.paths.line_book import LineBook
from solver.engine.paths.walk import FAR
from solver.engine.prices import Prices
from solver.engine.reduction import weights_of

MARGIN = 1e-3
"""Taken off a bound that sums up what was computed in floating point."""

SMOOTHED, EASED, LEAST_SHARE = 0.7, 0.5, 0.05
"""How far prices lie towards those that bound the most so far; what is left of that after a round that brought
nothing; and below what they are the relaxation's own again."""

CLOSE = 0.004
"""A bound within this part of the relaxation's value: more rounds would move little."""

PATIENCE, STALLED = 10, 0.003
"""So many rounds that together take less than this part off the value are the last where dives follow."""

HEATS = (0.15,)
"""Heats at which choices are drawn besides the cheapest, in high weights of the level."""

ROUNDS = 12
"""Rounds in which a relaxation has to fall to a target."""


class Descent:
    """Drives a relaxation down by the cheapest choices of all lines."""

    def __init__(self, pool: Pool, book: LineBook, seed: int) -> None:
        self._pool, self._book = pool, book
        self._random = random.Random(seed)

    def rounds(
        self,
        relaxation: Relaxation,
        aim: Aim,
        is_over: Callable[[float], bool],
        until: float,
        close: float = CLOSE,
        smoothed: float = SMOOTHED,
        patience: int | None = None,
    ) -> Iterator[float]:
        """Bounds on the aim's level, one a round, until prices bring nothing new, the bound is close, or time is up.

        bound = rest + Σ cheapest choice of each line at these prices

        The prices asked lie between those that brought the most so far and the relaxation's own, which swing. Bounds
        hold for plans of the options that the relaxation allows. With a `patience` rounds end as well when so many of
        them took little off the value.
        """
        centre, most, share = None, -math.inf, smoothed
        values: list[float] = []
        while relaxation.value is not None:
            prices = relaxation.prices()
            asked = prices if centre is None else prices.towards(centre, share)
            least, is_new = self._ask(asked, relaxation, aim)
            bound = asked.rest + least
            if bound > most:
                centre, most = asked, bound
            if not is_new and asked is prices:
                yield bound - MARGIN
                return
            share = smoothed if relaxation.again(once=True) > SMALL else share * EASED
            centre = centre if share > LEAST_SHARE else None
            yield bound - MARGIN
            if is_over(until) or relaxation.value is None or relaxation.value - most <= close * abs(relaxation.value):
                return
            values.append(relaxation.value)
            if patience is not None and _has_stalled(values, patience):
                return

    def falls_to(self, relaxation: Relaxation, aim: Aim, target: float, is_over: Callable[[float], bool]) -> bool:
        """Whether rounds bring the relaxation's value down to a target.

        They end as soon as it is there, or a bound says that it never will be, or the rounds are used up.
        """
        for _ in range(ROUNDS):
            if relaxation.value is None or is_over(aim.until):
                return False
            if relaxation.value <= target:
                return True
            prices = relaxation.prices()
            least, is_new = self._ask(prices, relaxation, aim)
            if not is_new or prices.rest + least > target:
                return False
            relaxation.again(once=True)
        return relaxation.value is not None and relaxation.value <= target

    def _ask(self, prices: Prices, relaxation: Relaxation, aim: Aim) -> tuple[float, bool]:
        """The sum of what lines cost at least, and whether any of their choices is new to the pool."""
        _, high = weights_of(self._pool.lines.reduction, aim.level)
        heats = [heat * high for heat in HEATS]
        allowed = relaxation.allowed
        total, is_new = 0.0, False
        for line, settled in enumerate(relaxation.settled):
            if settled is not None:
                choice, worth = settled
                is_lawful = worth.penalties[0, 0] == 0
                total += float(prices.cost(worth)[0]) if is_lawful else FAR
                is_new |= is_lawful and self._pool.note(line, choice)
                continue
            bound, choices = self._book.cheapest(line, prices, heats, self._random.randrange(1 << 30), allowed)
            total += bound
            for choice in choices:
                is_new |= self._pool.note(line, choice)
        return total, is_new


def _has_stalled(values: Sequence[float], patience: int) -> bool:
    """Whether the last rounds took next to nothing off the value, after some that did.

    The first prices of a large program are far off, and many rounds may go by before the value begins to fall.
    """
    little = STALLED * abs(values[-1])
    return len(values) > patience and values[-1 - patience] - values[-1] <= little < values[0] - values[-1]
