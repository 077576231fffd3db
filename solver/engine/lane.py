"""One core's engines: annealing, columns and large neighbourhoods improve the incumbent in turn."""

from __future__ import annotations

import time
from collections.abc import Callable

from solver.engine.annealing import Annealing
from solver.engine.columns.columns import Columns
from solver.engine.columns.pool import Pool
from solver.engine.dives.by_paths import ByPaths
from solver.engine.neighbourhoods import Neighbourhoods
from solver.engine.paths.line_book import Diagrams
from solver.engine.reduction import Reduction
from solver.engine.search import Search

ANNEALING_SHARE, ANNEALING_SHARE_LARGE, ANNEALING_SHARE_BY_PATHS = 0.25, 0.85, 0.1
"""The part of the time that a lane anneals before it turns to large neighbourhoods, by program size; and where choices
of lines are paths."""

ANNEALING_SHARE_LEADING = 0.92
"""The same where choices of lines are paths, and yet annealing of cells has made the incumbent: to the end, unless
dives do better."""

HOPEFUL = 1.5
"""Within this factor of an incumbent of others, annealing of cells goes on."""

AGAIN_BY_PATHS = 0.2
"""The part of the time for which cells or whole lines are annealed again where dives come to nothing."""

RESCUE_SHARE = 0.25
"""With no roster after this part of the time, another engine looks for one."""

COMBINING, DIVING = 0.3, 0.6
"""The part of the time that columns may take at once, without paths and with."""

TURN, TURN_BY_PATHS = 0.08, 0.03
"""The part of the time that neighbourhoods take in turn, and annealing again; and neighbourhoods beside paths."""

LARGE_LEFT = 20.0
"""Columns of a large program are not begun with fewer seconds left: stating them alone takes some."""


class Lane:
    """The engines of one core. They improve a level of the program at a time, those above it staying as good."""

    def __init__(self, search: Search, reduction: Reduction, diagrams: Diagrams, number: int, is_small: bool) -> None:
        pool = Pool(diagrams.lines)
        self._search, self._is_small = search, is_small
        self._levels = reduction.levels
        self.annealing = Annealing(search, reduction, number, pool)
        self.columns = Columns(search, pool, self._is_late, number)
        self.by_paths = ByPaths(search, pool, diagrams, self._is_late, search.seed * 1000 + number)
        self._parts = Neighbourhoods(search, number)
        self._anneals_on = self._halted = False
        self._began, self._seconds = time.monotonic(), search.left

    @property
    def is_by_paths(self) -> bool:
        """Whether there is one level to improve, and choices of lines are paths on it."""
        return len(self._levels) == 1 and self.by_paths.has(self._levels[0], [])

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True
        self._parts.halt()

    def at(self, share: float) -> float:
        """The clock time at which this part of the time is gone."""
        return self._began + share * self._seconds

    def improve(self, rescue: Callable[[], None]) -> None:
        """Anneals, then improves by columns, large neighbourhoods and annealing in turn, until the time is up.

        Asks for `rescue` where annealing brings nothing that keeps level 0.
        """
        if self.is_by_paths:
            self._begin_by_paths()
        else:
            share = ANNEALING_SHARE if self._is_small else ANNEALING_SHARE_LARGE
            self.annealing.run(self.at(share), without=self.at(RESCUE_SHARE))
        if self._search.best is None:
            rescue()
        turn = 0
        while not self._is_over() and not self._search.are_proved(self._levels):
            waiting = [level for level in self._levels if not self._search.is_proved(level)]
            level = waiting[min(turn % (len(waiting) + 1), len(waiting) - 1)] if waiting else self._levels[-1]
            above = [other for other in self._levels if other < level]
            began = time.monotonic()
            if self.is_by_paths and self._search.is_unpriced:
                self.annealing.run(self.at(1.0))
            elif self.by_paths.has(level, above):
                self._dive(level, above)
                self._parts.improve(level, above, self._in(TURN_BY_PATHS))
            else:
                self._combine(level, above)
                self._parts.improve(level, above, self._in(TURN))
            self._search.spend(level, time.monotonic() - began)
            turn += 1

    def _begin_by_paths(self) -> None:
        """Anneals cells long enough to be judged; then for longer where that leads, until dives do better, or where
        prices are hopeless; else whole lines."""
        level = self._levels[0]
        self.annealing.run(self.at(ANNEALING_SHARE_BY_PATHS), without=self.at(RESCUE_SHARE))
        if self._search.is_unpriced or self.annealing.lag(level) <= HOPEFUL:
            self.annealing.run(self.at(ANNEALING_SHARE_LEADING), without=self.at(RESCUE_SHARE))
        self._anneals_on = self._search.is_unpriced or self.annealing.lag(level) <= 1.0
        self._anneal_again(self._in(TURN))

    def _anneal_again(self, until: float) -> None:
        """Anneals cells or whole lines, whichever has come further."""
        if self.is_by_paths and not self._anneals_on:
            self.by_paths.respond(self._levels[0], [], until)
        else:
            self.annealing.run(until)

    def _dive(self, level: int, above: list[int]) -> None:
        """Dives near the incumbent; anneals anew where that comes to nothing."""
        if not self.by_paths.improve(level, above, self._in(DIVING)):
            self._anneal_again(self._in(AGAIN_BY_PATHS))

    def _combine(self, level: int, above: list[int]) -> None:
        """Combines choices for whole lines and polishes what comes out; anneals anew where that has come to its end."""
        if not self._is_small and self._search.left < LARGE_LEFT:
            self.annealing.run(self._in(TURN))
            return
        combined = self.columns.improve(level, above, self._in(COMBINING))
        if combined is None or combined.is_best:
            self.annealing.run(self._in(TURN))
        else:
            self.annealing.polish(level, combined.x, self._in(TURN))

    def _in(self, share: float) -> float:
        """The clock time at which this part of the time will have gone from now on."""
        return min(self.at(1.0), time.monotonic() + share * self._seconds)

    def _is_late(self, until: float) -> bool:
        return self._halted or self._search.is_stopped or time.monotonic() >= until

    def _is_over(self) -> bool:
        return self._search.is_over
