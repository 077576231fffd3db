"""A dive: cells of a relaxation are settled until it is a plan, and steps that would cost too much are taken back."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.dives.descent import Descent
from solver.program.program import Bools, Ints

LEEWAY = (0.001, 0.003, 0.01)
"""What a dive may add to the relaxation's value before a step is taken back, in parts of it; one of these each time."""

SETTLED, MOST_SETTLED = 0.2, 0.6
"""The part of the divided cells that is settled at once, at most: where there is time, and where there is little."""

GROWTH, SHRINKING = 2, 4
"""How much more is settled after a step that held, and how much less after one that did not."""

PUNCTUAL = 0.5
"""The part of a dive's time by which all cells should be settled."""

JITTER = 0.001
"""What chance adds to how much an option holds, so that dives differ."""


class Dive:
    """Settles, step by step, the cells of which one option holds most though not all, the surest first.

    A step must leave the relaxation within a target, more choices being made for it where needed. A step that does not
    is taken back and tried with fewer cells; where a single cell's option does not fit, it is ruled out. Where neither
    fits, the target rises to the cheaper of both. A dive that is late takes no step back.
    """

    def __init__(
        self, descent: Descent, relaxation: Relaxation, aim: Aim, is_over: Callable[[float], bool], seed: int
    ) -> None:
        self._descent, self._relaxation, self._aim, self._is_over = descent, relaxation, aim, is_over
        self._random = random.Random(seed)
        self._leeway = self._random.choice(LEEWAY)

    def run(self) -> Ints | None:
        """The plan it comes to [cells], from all options that the relaxation allows; None if time is up before, or if
        nothing better than the incumbent is down there."""
        relaxation = self._relaxation
        self._allowed = domain = relaxation.allowed
        if relaxation.value is None:
            return None
        self._target = min(relaxation.value * (1 + self._leeway), self._aim.key[self._aim.level] - 1)
        self._began, self._divided, self._steps = time.monotonic(), 1, 0
        wanted = len(domain)
        while not self._is_over(self._aim.until) and self._is_hopeful():
            likely = self._likely()
            if not len(likely.cell):
                return relaxation.combined()
            wanted = max(1, min(wanted, int(self._share(len(likely.cell)) * len(likely.cell))))
            wanted = wanted * GROWTH if self._step(likely, wanted) else wanted // SHRINKING
            self._steps += 1
        return None

    def _share(self, left: int) -> float:
        """The part of the cells to settle at once so that steps as long as those so far settle all by PUNCTUAL."""
        now = time.monotonic()
        if not self._steps:
            return SETTLED
        steps = PUNCTUAL * (self._aim.until - now) / ((now - self._began) / self._steps)
        return float(np.clip(1 - left ** (-1 / max(0.1, steps)), SETTLED, MOST_SETTLED))

    def _is_hopeful(self) -> bool:
        value = self._relaxation.value
        return value is not None and math.ceil(value - SMALL) < self._aim.key[self._aim.level]

    def _likely(self) -> Likely:
        """The divided cells, the surest first."""
        shares = self._relaxation.shares()
        shares[shares > 1 - SMALL] = 0.0
        cell = np.flatnonzero(shares.max(axis=1) > SMALL)
        chance = np.array([self._random.random() for _ in cell])
        cell = cell[np.argsort(-shares[cell].max(axis=1) - JITTER * chance, kind="stable")]
        return Likely(cell, shares[cell].argmax(axis=1))

    def _step(self, likely: Likely, count: int) -> bool:
        """Settles the first cells; whether that holds, or what came of a single one instead."""
        before = self._allowed
        cells, options = likely.cell[:count], likely.option[:count]
        settled = before.copy()
        settled[cells] = False
        settled[cells, options] = True
        if self._try(settled, self._target):
            return True
        if self._is_late(len(likely.cell)):
            self._target = max(self._target, self._relaxation.value or 0.0)
            return True
        if count > 1:
            self._try(before, math.inf)
            return False
        value = self._relaxation.value
        without = before.copy()
        without[cells, options] = False
        if self._try(without, self._target) or value is None or self._relaxation.value is None:
            return True
        self._target = min(value, self._relaxation.value) * (1 + self._leeway / 2)
        if value <= self._relaxation.value:
            self._try(settled, math.inf)
        return True

    def _is_late(self, left: int) -> bool:
        """Whether more of the time is gone than of the cells that were divided at first: no step is taken back then."""
        self._divided = max(self._divided, left)
        gone = (time.monotonic() - self._began) / max(1e-6, self._aim.until - self._began)
        return gone > 1.0 - PUNCTUAL * left / self._divided

    def _try(self, allowed: Bools, target: float) -> bool:
        """Rules options out, and prices until the relaxation is within the target; whether it is."""
        self._allowed = allowed
        self._relaxation.allow_only(allowed)
        return self._descent.falls_to(self._relaxation, self._aim, target, self._is_over)


@dataclass(frozen=True)
class Likely:
    """Divided cells and the option that holds most in each."""

    cell: Ints
    option: Ints
