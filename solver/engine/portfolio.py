"""Engines side by side, level after level, on one search."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from solver.engine.cpsat import CpSat
from solver.engine.highs import HighsEngine
from solver.engine.neighbourhoods import Neighbourhoods
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import LEVELS, Ints

HIGHS_TERMS = 200_000
"""HiGHS joins for programs with at most so many open terms; beyond, it finds neither rosters nor bounds in time."""

CPSAT_SHARE, HIGHS_SHARE = 0.15, 0.5
"""The parts of a level's time that CP-SAT and HiGHS may work on the whole program before neighbourhoods take over."""

POLL_SECONDS = 0.02


class Engine(Protocol):
    """What the portfolio asks of an engine."""

    def improve(self, level: int, above: Sequence[int], until: float) -> None: ...

    def halt(self) -> None: ...

    def resume(self) -> None: ...


def run(search: Search) -> None:
    """Works on the search until every level is proved, the time is up, or it is stopped.

    Levels are solved in order, each with the better ones held. A level that is not proved gets its share of the time
    left; when time remains at the end, the first level that is not proved is taken up again.
    """
    reduction = Reduction.of(search.program)
    levels = soft_levels(reduction)
    team = Team(search, reduction)
    while not search.is_stopped and not search.infeasible:
        begin = next((place for place, level in enumerate(levels) if not search.is_proved(level)), None)
        if begin is None and (levels or search.best is not None):
            break
        for place in range(begin or 0, max(1, len(levels))):
            level = levels[place] if levels else LEVELS - 1
            team.work_on(level, levels[:place], _share(search, len(levels) - place))
            if search.is_stopped or search.infeasible:
                break
    if search.best is None and not search.infeasible:
        search.offer(nothing(search))


def soft_levels(reduction: Reduction) -> list[int]:
    """Levels on which something can be missed or paid, in order."""
    program = reduction.program
    used = np.concatenate([program.limit_level[reduction.limit_open], program.cost_level])
    return [int(level) for level in np.unique(used) if level > 0]


def nothing(search: Search) -> Ints:
    """Everybody off, where that is allowed: a roster that keeps every rule that only forbids."""
    first: Ints = np.argmax(search.program.domain, axis=1).astype(np.int64)
    return first


def _share(search: Search, levels_left: int) -> float:
    """Seconds that a level may work: an even share of what is left, and half of it again."""
    return search.left if levels_left <= 1 else min(search.left, 1.5 * search.left / levels_left)


class Team:
    """The engines of one search, one lane of them per core.

    The first lane begins with CP-SAT on the whole program, for a first roster. Where the program is small the last
    lane begins with HiGHS, for the bound and the proof; else CP-SAT has all cores. What is not proved then goes to
    large neighbourhoods, in every lane.
    """

    def __init__(self, search: Search, reduction: Reduction) -> None:
        self._search = search
        self._cpsat, self._highs = CpSat(search, reduction), HighsEngine(search, reduction)
        self._is_small = int(reduction.term_open.sum()) <= HIGHS_TERMS
        self._cpsat.workers = max(1, search.workers - 1) if self._is_small else search.workers
        self._free_cores = threading.Event()
        self._parts = [Neighbourhoods(search, stream) for stream in range(search.workers)]

    def work_on(self, level: int, above: Sequence[int], seconds: float) -> None:
        """Minimises one level for at most so many seconds."""
        began = time.monotonic()
        engines: list[Engine] = [self._cpsat, self._highs, *self._parts]
        for engine in engines:
            engine.resume()
        self._free_cores.clear()
        threads = [
            threading.Thread(target=self._drive, args=(lane, level, above, began, seconds), daemon=True)
            for lane in range(len(self._parts))
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            now = time.monotonic()
            if self._is_settled(level) or now > began + seconds:
                for engine in engines:
                    engine.halt()
            elif now > began + CPSAT_SHARE * seconds and self._search.best is not None:
                self._cpsat.halt()
            time.sleep(POLL_SECONDS)
        self._search.seconds[level] += time.monotonic() - began

    def _drive(self, lane: int, level: int, above: Sequence[int], began: float, seconds: float) -> None:
        """What one core does on a level, one engine after the other."""
        end = began + seconds
        if lane == 0:
            self._cpsat.improve(level, above, end)
            self._free_cores.set()
        if self._is_small and lane == len(self._parts) - 1:
            self._highs.improve(level, above, began + HIGHS_SHARE * seconds)
        if not self._is_small:
            self._free_cores.wait()
        if not self._is_settled(level):
            self._parts[lane].improve(level, above, end)

    def _is_settled(self, level: int) -> bool:
        search = self._search
        return search.is_stopped or search.infeasible or search.is_proved(level)
