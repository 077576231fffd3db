"""A relaxation over the choices known for each line: relaxed and priced in turn, until prices have said their say."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.engine.columns.column_model import ColumnModel, Known
from solver.engine.columns.master import Master
from solver.engine.columns.pool import Pool
from solver.engine.columns.pricing import Pricing
from solver.engine.lines import Worth
from solver.engine.prices import Prices
from solver.engine.reduction import weights_of
from solver.engine.triplets import Floats
from solver.program.program import Bools, Ints

NEWEST = 60
"""Choices per line that the first relaxation states."""

ENTERING = 8
"""Choices per line that enter a relaxation at most, each time its prices are known."""

MISSING = 100.0
"""What a unit costs that hard rows miss in a relaxation, in high weights of the level."""

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

    It states few choices per line, of the options `allowed` [cells × K], and takes in those of negative reduced cost
    until there are none. Its `value` is what no combination of the pool can beat, None when time was up before.
    `settled` [lines] is the one choice of a line that has no other left, with its worth.
    """

    def __init__(self, pool: Pool, aim: Aim, is_over: Callable[[float], bool], seed: int) -> None:
        self._pool, self._lines, self._aim, self._is_over = pool, pool.lines, aim, is_over
        self.allowed = self.domain = pool.lines.program.domain
        self.settled: list[tuple[Ints, Worth] | None] = [None] * pool.lines.count
        self._learn()
        stated = [own | _newest(own) for own in self.taken()]
        missing = MISSING * weights_of(pool.lines.reduction, aim.level)[1]
        self._master = Master(self.model(stated), stated, aim.level, seed, missing)
        self.value = self._relaxed()

    def _learn(self) -> None:
        self._known: Known = [self._pool.choices(line) for line in range(self._lines.count)]

    def resume(self, aim: Aim, allowed: Bools) -> None:
        """Begins anew for an aim on the same level, from these options and what is known."""
        self._aim = aim
        self._learn()
        self.allow_only(allowed)

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

    def allow_only(self, allowed: Bools) -> None:
        """Only options `allowed` [cells × K] may be taken from now on; relaxes what is known."""
        if self.value is not None:
            self._master.trim()
            self.forget()
        for line, cells in enumerate(self._lines.cells):
            if not np.array_equal(allowed[cells], self.allowed[cells]):
                taken = allowed[cells, self._known[line][0][: len(self._master.stated[line])]]
                self._master.allow(line, np.all(taken, axis=1))
                self.settled[line] = self._only(line, allowed[cells])
        self.allowed = allowed
        self.value = self._master.relax(self._aim.until - time.monotonic())

    def _only(self, line: int, allowed: Bools) -> tuple[Ints, Worth] | None:
        """The one choice that a line's allowed options [cells of the line × K] leave, and its worth."""
        if (allowed.sum(axis=1) != 1).any():
            return None
        choice: Ints = allowed.argmax(axis=1)
        return choice, self._lines.worth(line, choice[None])

    def forget(self) -> None:
        """Forgets the costliest half of a line's choices where more are known than the pool remembers."""
        most = self._pool.most
        if all(len(choices) <= most for choices, _ in self._known):
            return
        self._master.widen(self._known)
        for line, costs in enumerate(self.reduced_costs()):
            if len(costs) > most:
                stated = self._master.stated[line]
                ranked = np.argsort(np.where(stated, -np.inf, costs), kind="stable")
                kept = np.sort(ranked[: max(most // 2, int(stated.sum()))])
                self._pool.keep(line, kept)
                self._master.renumber(line, kept)
        self._learn()

    def shares(self) -> Floats:
        """[cells × K] how much each option of a cell holds in the last relaxation."""
        shares = np.zeros(self.allowed.shape)
        for line, choice, held in zip(*self._master.held(), strict=True):
            cells = self._lines.cells[line]
            shares[cells, self._known[line][0][choice]] += held
        return shares

    def combined(self) -> Ints:
        """Each line's likeliest choice [cells]."""
        x = self._aim.best.copy()
        for line, choice in self._master.likeliest():
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
            chosen = self._cheapest(line, costs)
            self._master.enter(line, chosen, self._known[line][1])
            entered |= len(chosen) > 0
        return entered

    def _cheapest(self, line: int, costs: Floats) -> Ints:
        """Numbers of the line's choices not yet stated, but allowed, of least reduced cost, below 0."""
        outside = np.flatnonzero(~self._master.stated[line] & (costs < -SMALL))
        cells, choices = self._lines.cells[line], self._known[line][0]
        outside = outside[self.allowed[cells, choices[outside]].all(axis=1)]
        chosen: Ints = outside[np.argsort(costs[outside])[:ENTERING]]
        return chosen


def _newest(own: Bools) -> Bools:
    """[n] the choices met last."""
    newest: Bools = np.arange(len(own)) >= len(own) - NEWEST
    return newest
