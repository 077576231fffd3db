"""Totals that are not counted along a path: each limit on them has a multiplier, a price for every unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.paths.totals import Total
from solver.engine.triplets import Floats
from solver.program.program import INF, Bools, Ints

GROWTH, DECAY, PACE = 1.6, 0.85, 0.25
"""How a multiplier grows while its limit is missed, what is left of it when the limit is kept, and how large it is at
first, in deviations of what choices cost."""


class Loose:
    """Limits lo ≤ total or total ≤ hi of one line, with multipliers m ≥ 0.

    A path pays m · (total − hi), or m · (lo − total): what it saves inside the limit only lowers a bound, and a
    soft limit's m stays within what missing the limit by one unit costs.
    """

    def __init__(self, totals: Sequence[Total]) -> None:
        self._totals = totals
        sides = []
        for number, total in enumerate(totals):
            for lo, hi, step, weight, level in total.limits.tolist():
                if hi < INF:
                    sides.append((number, 1, (hi - total.base) / total.unit, step, weight, level))
                if lo > -INF:
                    sides.append((number, -1, (lo - total.base) / total.unit, step, weight, level))
        table = np.array(sides, np.float64).reshape(-1, 6)
        self._total, self._sign, self._bound = table[:, 0].astype(np.int64), table[:, 1], table[:, 2]
        self._level = table[:, 5].astype(np.int64)
        units = np.array([total.unit for total in totals], np.float64)
        self._weight = table[:, 4] / np.maximum(1.0, table[:, 3]) * units[self._total]
        self._multiplier = np.zeros(len(table))
        self._steps = np.array([total.steps for total in totals])
        self._events = np.array([total.events for total in totals])

    @property
    def count(self) -> int:
        return len(self._totals)

    @property
    def allowance(self) -> float:
        """What multipliers pay back at their bounds, taken off a path's cost."""
        return float((self._multiplier * self._sign * self._bound).sum())

    def step_cost(self) -> Floats:
        """[steps × K] what multipliers charge for options."""
        return np.tensordot(self._of_totals(), self._steps, axes=(0, 0))

    def event_cost(self) -> Floats:
        """[events] what multipliers charge for events."""
        cost: Floats = self._of_totals() @ self._events
        return cost

    def _of_totals(self) -> Floats:
        paid: Floats = np.bincount(self._total, self._multiplier * self._sign, minlength=self.count).astype(np.float64)
        return paid

    def values(self, options: Ints, events: Ints) -> Ints:
        """[totals] the totals of a path, in units."""
        if not self.count:
            return np.empty(0, np.int64)
        of_steps = self._steps[:, np.arange(len(options)), options].sum(axis=1)
        held: Ints = of_steps + self._events[:, events].sum(axis=1)
        return held

    def is_kept(self, values: Ints) -> bool:
        """Whether totals keep level 0."""
        return not self._missed(values)[self._level == 0].any()

    def _missed(self, values: Ints) -> Bools:
        missed: Bools = self._sign * (values[self._total] - self._bound) > 1e-9
        return missed

    def move(self, values: Ints, levels: Floats, costs: Floats) -> None:
        """Moves multipliers after a path with these totals, at these prices of levels and costs of its choices."""
        missed = self._missed(values)
        deviation = max(1e-3, PACE * float(costs.std()))
        grown = np.maximum(self._multiplier * GROWTH, self._multiplier + deviation)
        self._multiplier = np.where(missed, grown, self._multiplier * DECAY)
        self.cap(levels)

    def cap(self, levels: Floats) -> None:
        """Keeps soft limits' multipliers within what missing them costs at these prices of levels: else no bound."""
        soft = self._level > 0
        most = self._weight * levels[self._level]
        self._multiplier[soft] = np.minimum(self._multiplier, most)[soft]
