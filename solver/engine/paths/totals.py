"""A line's totals over the whole horizon, such as hours: what each step and event adds, in whole units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.engine.paths.diagram import Diagram
from solver.engine.paths.shape import Shape
from solver.engine.paths.walk import FAR
from solver.engine.triplets import Floats
from solver.program.program import Bools, Ints

MOST_OF_TWO, MOST_COUNTED = 16_000, 5_000
"""Values that two counted totals may have together, and that more of them may."""


@dataclass(frozen=True)
class Total:
    """One total: its value is base + unit · (Σ `steps` [steps × K] of the options + Σ `events` [events]).

    `least` … `most` are the values, in units, that level 0 allows and choices reach; `limits` [n × 5] are lo, hi,
    step, weight and level of what reads it.
    """

    base: int
    unit: int
    steps: Ints
    events: Ints
    least: int
    most: int
    limits: Ints

    @property
    def is_countable(self) -> bool:
        """Whether it only grows, so that it can be counted along a path."""
        return bool((self.steps >= 0).all() and (self.events >= 0).all() and self.most >= 0)

    def ends(self, levels: Floats) -> Floats:
        """[most + 1] what the total costs at each value, at a price for each level; FAR where level 0 forbids it."""
        value = self.base + self.unit * np.arange(self.most + 1)
        cost = np.zeros(self.most + 1)
        for lo, hi, step, weight, level in self.limits.tolist():
            outside = np.maximum(np.maximum(lo - value, value - hi), 0)
            cost += np.where(outside > 0, FAR, 0.0) if level == 0 else -(-outside // step) * (weight * levels[level])
        return np.minimum(cost, FAR)


def totals_of(shape: Shape, diagram: Diagram, domain: Bools, sets: npt.NDArray[np.uint8]) -> list[Total]:
    """The totals of a line that some choice of its domain [steps × K] misses."""
    totals = []
    for row in range(shape.rows):
        steps = np.zeros(domain.shape, np.int64)
        terms = np.flatnonzero(shape.term_row == row)
        np.add.at(
            steps,
            shape.term_step[terms],
            sets[shape.term_set[terms]].astype(np.int64) * shape.term_coef[terms][:, None],
        )
        steps[~domain] = 0
        feeds = np.flatnonzero(shape.feed_row == row)
        coefs = shape.feed_coef[feeds]
        events = diagram.fired[:, shape.feed_mark[feeds]].astype(np.int64) @ coefs
        low = int(np.where(domain, steps, steps.max()).min(axis=1).sum() + np.minimum(coefs, 0).sum())
        high = int(np.where(domain, steps, steps.min()).max(axis=1).sum() + np.maximum(coefs, 0).sum())
        mine = np.flatnonzero(shape.limit_row == row)
        fields = (shape.limit_lo, shape.limit_hi, shape.limit_step, shape.limit_weight, shape.limit_level)
        limits = np.stack([field[mine] for field in fields], axis=1)
        base = int(shape.base[row])
        if ((base + low >= limits[:, 0]) & (base + high <= limits[:, 1])).all():
            continue
        unit = max(1, int(np.gcd.reduce(np.concatenate([steps.ravel(), coefs]))))
        law = limits[limits[:, 4] == 0]
        most = min(high, int(law[:, 1].min(initial=high + base)) - base)
        least = max(low, int(law[:, 0].max(initial=low + base)) - base)
        totals.append(Total(base, unit, steps // unit, events // unit, -(-least // unit), most // unit, limits))
    return totals


def counted(totals: Sequence[Total]) -> list[int]:
    """Numbers of the totals to count exactly, the one of most values first.

    Those that bind from below or in several limits come before others, small ones before large ones.
    """

    def urgency(number: int) -> tuple[bool, int]:
        total = totals[number]
        return (total.least > 0 or len(total.limits) > 1, -total.most)

    chosen: list[int] = []
    size = 1
    for number in sorted(range(len(totals)), key=urgency, reverse=True):
        more = totals[number].most + 1
        if totals[number].is_countable and size * more <= (MOST_OF_TWO if len(chosen) < 2 else MOST_COUNTED):
            chosen.append(number)
            size *= more
    return sorted(chosen, key=lambda number: -totals[number].most)


@dataclass(frozen=True)
class Joint:
    """Several totals counted as one number: total n is its digit n, in a system of bases `sizes`.

    `digits` [values × totals] takes a number apart.
    """

    totals: Sequence[Total]

    @property
    def sizes(self) -> Ints:
        return np.array([total.most + 1 for total in self.totals], np.int64)

    @property
    def places(self) -> Ints:
        """What one more of each total adds to the number."""
        places: Ints = np.concatenate([[1], np.cumprod(self.sizes)])
        return places

    @property
    def digits(self) -> Ints:
        numbers = np.arange(int(self.places[-1]))
        taken = [numbers // place % size for place, size in zip(self.places, self.sizes, strict=False)]
        digits: Ints = np.array(taken, np.int64).reshape(len(self.totals), len(numbers)).T
        return digits

    def ends(self, levels: Floats) -> Floats:
        """[values] what the totals cost together."""
        cost = np.zeros(int(self.places[-1]))
        for digit, total in zip(self.digits.T, self.totals, strict=True):
            cost += total.ends(levels)[digit]
        return np.minimum(cost, FAR)
