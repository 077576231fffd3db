"""A relaxation over the choices known for each line: relaxed and priced in turn, until prices have said their say."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.columns.column_model import ColumnModel, Known
from solver.engine.columns.master import Master
from solver.engine.columns.pool import Pool
from solver.engine.columns.pricing import Pricing
from solver.engine.lines import Worth
from solver.engine.prices import Prices
from solver.engine.triplets import Floats
from solver.program.program import Bools, Ints

NEWEST = 60
"""Choices per line that the first relaxation states."""

ENTERING = 8
"""Choices per line that enter a relaxation at most, each time its prices are known."""

STALE = 0.001
"""Prices have said what they can when a round of them takes less than this part off the relaxation's value."""

SMALL = 1e-6


@dataclass(frozen=True)
class Aim:
    """What is to be improved: a level, those `above` staying as good as `key` says of `best`, until a clock time."""

    level: int
    above: tuple[int, ...]
    best: Ints
    key: tuple[int, ...]
    until: float


class Relaxation:
    """What the pool's choices come to at best, lines being divisible.

    It states few choices per line and takes in those of negative reduced cost until there are none. Its `value` is
    what no combination of the pool can beat, None when time was up before.
    """

    def __init__(self, pool: Pool, aim: Aim, is_over: Callable[[float], bool], seed: int) -> None:
        self._pool, self._lines, self._aim, self._is_over = pool, pool.lines, aim, is_over
        self._settled: set[int] = set()
        self._learn()
        stated = [own | _newest(own) for own in self.taken()]
        self._master = Master(self.model(stated), stated, aim.level, seed)
        self.value = self._relaxed()

    def _learn(self) -> None:
        self._known: Known = [self._pool.choices(line) for line in range(self._lines.count)]

    def again(self, once: bool = False) -> float:
        """Relaxes with what the pool has learnt since; returns what that takes off the value.

        `once`: only what is cheap by the last prices enters, so that one linear program is solved.
        """
        last = self.value
        self._learn()
        if once:
            self._enter()
            self.value = self._master.relax(self._aim.until - time.monotonic())
        else:
            self.value = self._relaxed()
        return 0.0 if last is None or self.value is None else last - self.value

    def price(self, pricing: Pricing, end: float) -> None:
        """Makes new choices against prices and relaxes again, in turn, until the clock says `end`."""
        while self.value is not None and not self._is_over(end):
            pricing.run(self.combined(), self.prices(), self._aim.level, end)
            if self.again() <= STALE * max(1.0, self.value or 0.0):
                return

    def prices(self) -> Prices:
        """What the last relaxation asks."""
        return self._master.prices(self._aim.above)

    def reduced_costs(self) -> list[Floats]:
        """[lines][n] what one more of each known choice would add to the value."""
        return self._master.reduced_costs(self._known, self._aim.above)

    def likeliest(self, lines: Sequence[int]) -> list[tuple[float, int, int]]:
        """For each of some lines: how much its likeliest choice holds, the line, and the choice's number."""
        return self._master.likeliest_of(lines)

    def settle(self, line: int, choice: int) -> None:
        """The line takes one of its known choices in all that follows."""
        self._master.settle(line, choice)
        self._settled.add(line)

    def choice(self, line: int, number: int) -> Ints:
        """One of a line's known choices [cells of the line]."""
        known: Ints = self._known[line][0][number]
        return known

    def combined(self) -> Ints:
        """Each line's likeliest choice [cells]."""
        x = self._aim.best.copy()
        for line, choice in enumerate(self._master.likeliest().tolist()):
            x[self._lines.cells[line]] = self._known[line][0][choice]
        return x

    def taken(self) -> list[Bools]:
        """[lines][n] which known choice each line takes in the incumbent."""
        best, cells = self._aim.best, self._lines.cells
        return [(choices == best[cells[line]]).all(axis=1) for line, (choices, _) in enumerate(self._known)]

    def model(self, stated: list[Bools]) -> ColumnModel:
        """The model of the stated choices [lines][n], better levels kept."""
        some = [
            (choices[taken], Worth(worth.penalties[taken], worth.rows, worth.values[taken]))
            for (choices, worth), taken in zip(self._known, stated, strict=True)
        ]
        model = ColumnModel(self._lines, some, [*self._aim.above, self._aim.level])
        for higher in self._aim.above:
            model.keep(higher, self._aim.key[higher])
        return model

    def _relaxed(self) -> float | None:
        while not self._is_over(self._aim.until):
            value = self._master.relax(self._aim.until - time.monotonic())
            if value is None or not self._enter():
                return value
        return None

    def _enter(self) -> bool:
        """Known choices of negative reduced cost enter; whether there were any."""
        self._master.widen(self._known)
        entered = False
        for line, costs in enumerate(self.reduced_costs()):
            if line in self._settled:
                continue
            chosen = _cheapest(costs, self._master.stated[line])
            self._master.enter(line, chosen, self._known[line][1])
            entered |= len(chosen) > 0
        return entered


def _newest(own: Bools) -> Bools:
    """[n] the choices met last."""
    newest: Bools = np.arange(len(own)) >= len(own) - NEWEST
    return newest


def _cheapest(costs: Floats, stated: Bools) -> Ints:
    """Numbers of the choices not yet stated of least reduced cost, below 0."""
    outside = np.flatnonzero(~stated & (costs < -SMALL))
    chosen: Ints = outside[np.argsort(costs[outside])[:ENTERING]]
    return chosen
