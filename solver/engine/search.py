"""What an engine has to say: its best solution, what it proved, and how it got there."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from solver.engine.clock import Clock
from solver.program.program import LEVELS, Ints, Program

Report = Callable[[str, object], None]
"""Receives ("plan", (seconds, x, key)), ("bound", (level, value)) and ("level", (level, seconds)) as they happen."""


@dataclass
class Search:
    """The state that engines working on one program share: the incumbent, bounds, the deadline, the wish to stop.

    `start` is where local search begins while there is no incumbent. Level ℓ's bound is proved given the best values
    of the levels above it; no penalty is below 0. `seed` and `workers` are the budget. The deadline is a time of the
    `clock`.
    """

    program: Program
    deadline: float
    seed: int = 0
    workers: int = 1
    gap: float = 0.0
    report: Report = lambda what, value: None
    began: float = field(default_factory=time.monotonic)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.start: Ints | None = None
        self.best: Ints | None = None
        self.key: tuple[int, ...] | None = None
        self.dived: tuple[int, ...] | None = None
        self.is_unpriced = False
        self.bounds = [0] * LEVELS
        self.seconds = [0.0] * LEVELS
        self.infeasible = False
        self._stop = threading.Event()
        self._lock = threading.RLock()

    @property
    def left(self) -> float:
        """Seconds to the deadline."""
        return max(0.0, self.deadline - self.clock.now())

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set() or self.left <= 0

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to do: stopped, out of time, or proved impossible."""
        return self.is_stopped or self.infeasible

    def stop(self) -> None:
        """Asks every engine to finish as soon as it can."""
        self._stop.set()

    def offer(self, x: Ints, or_equal: bool = False) -> bool:
        """Takes a solution if it beats the incumbent, level by level; solutions that break level 0 are refused.

        `or_equal` takes one that is as good too, without telling anybody: a step sideways.
        """
        key = self.program.evaluate(x).key
        with self._lock:
            if or_equal and key == self.key:
                self.best = x.copy()
            if key[0] > 0 or (self.key is not None and key >= self.key):
                return False
            self.best, self.key = x.copy(), key
            self.report("plan", (time.monotonic() - self.began, self.best, key))
            return True

    def begin_at(self, x: Ints) -> None:
        """Begins from a known solution; options that are no longer allowed give way to the first that is."""
        allowed = self.program.domain[np.arange(len(x)), x]
        self.start = np.where(allowed, x, self.program.nothing).astype(np.int64)
        self.offer(self.start)

    def spend(self, level: int, seconds: float) -> None:
        """Books time to a level."""
        with self._lock:
            self.seconds[level] += seconds

    def prove(self, level: int, bound: float) -> None:
        """Notes a lower bound on a level; it rises to the next value that the level's penalties can have.

        Values just below such a value count as that value.
        """
        if math.isnan(bound) or math.isinf(bound):
            return
        grain = int(self.program.grains[level])
        value = max(0, math.ceil((bound - 1e-6) / grain) * grain)
        with self._lock:
            if value > self.bounds[level]:
                self.bounds[level] = value
                self.report("bound", (level, value))

    def penalty(self, level: int) -> int | None:
        return None if self.key is None else self.key[level]

    def is_proved(self, level: int) -> bool:
        """Whether the incumbent's penalty on a level equals its bound, or is as close as the gap asked for."""
        penalty, bound = self.penalty(level), self.bounds[level]
        if penalty is None:
            return False
        return penalty - bound <= self.gap * max(1, penalty)

    def are_proved(self, levels: Sequence[int]) -> bool:
        """Whether there is an incumbent and nothing is left to gain on these levels."""
        return self.best is not None and all(self.is_proved(level) for level in levels)
