"""What a search's time is measured by: the clock on the wall, or work that is counted in its place."""

from __future__ import annotations

import time

MOVES = 250_000.0
"""Moves of annealing that count as a second."""

LOOKS, PIVOTS = 200.0, 2_500.0
"""How often HiGHS looks whether it should stop, at fixed points of its work, and steps of its simplex: so many
of either count as a second."""

CPSAT_SECONDS = 3.0
"""Seconds for which a deterministic second of CP-SAT counts."""

TERMS, OPEN_TERMS = 4_000_000.0, 400_000.0
"""Terms of a program, and open ones among them, that are stated to a solver in a second."""


class Clock:
    """Seconds on the wall, which pass by themselves."""

    is_counted = False

    def now(self) -> float:
        """The time in seconds, from any beginning."""
        return time.monotonic()

    def count(self, seconds: float) -> None:
        """Takes note of work done; here time has passed anyway."""


class WorkClock(Clock):
    """Counts work: the same work takes the same time on every machine, however busy it is.

    A second is what a core does in about one, on a busy machine in two: 250 000 moves of annealing, a third of a
    deterministic second of CP-SAT, or 2 500 steps of HiGHS.
    """

    is_counted = True

    def __init__(self) -> None:
        self._done = 0.0

    def now(self) -> float:
        return self._done

    def count(self, seconds: float) -> None:
        self._done += seconds
