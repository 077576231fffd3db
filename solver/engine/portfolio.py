"""Engines side by side on one search, one lane of work per core."""

from __future__ import annotations

import threading
import time

from solver.engine.annealing import Annealing
from solver.engine.columns.columns import Columns
from solver.engine.columns.pool import Pool
from solver.engine.cpsat import CpSat
from solver.engine.highs import HighsEngine
from solver.engine.lines import Lines
from solver.engine.neighbourhoods import Neighbourhoods
from solver.engine.paths.line_book import Diagrams
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import LEVELS

SMALL_TERMS = 200_000
"""Programs with at most so many open terms are worth proving; HiGHS and CP-SAT get nowhere with larger ones."""

SMALL_TERMS_A_SECOND = 20_000
"""With little time programs must be smaller than that: with more open terms for each second, all lanes improve."""

ANNEALING_SHARE, ANNEALING_SHARE_LARGE, ANNEALING_SHARE_BY_PATHS = 0.25, 0.85, 0.1
"""The part of the time that an improving lane anneals before it turns to large neighbourhoods, by program size; and
where choices of lines are paths."""

ANNEALING_SHARE_LEADING = 0.4
"""The same where choices of lines are paths, and yet annealing has made the incumbent."""

HIGHS_SHARE = 0.3
"""The part of a level's time that HiGHS may take to prove it, before CP-SAT tries."""

CPSAT_SHARE = 0.1
"""The part of a level's time that CP-SAT then has."""

COLUMNS_SHARE = 0.3
"""The part of a level's time that columns then have to bound it."""

PATHS_HIGHS_SHARE, CELLS_OF_HIGHS = 0.15, 400
"""Where cheapest choices of lines are paths, columns bound better: the part of a level's time after which HiGHS gives
way, and the cells beyond which it is not asked; they have the rest."""

RESCUE_SHARE = 0.25
"""With no roster after this part of the time, CP-SAT looks for one on all cores."""

COMBINING, DIVING = 0.3, 0.6
"""The part of the time that columns may take at once, without paths and with."""

TURN, TURN_BY_PATHS = 0.08, 0.03
"""The part of the time that neighbourhoods take in turn, and annealing again; and neighbourhoods beside paths."""

DIAGRAMS_SHARE = 0.15
"""The part of the time that the diagrams of all lines may take to make, for some levels."""

LARGE_LEFT = 20.0
"""Columns of a large program are not begun with fewer seconds left: stating them alone takes some."""

POLL_SECONDS = 0.02


def run(search: Search) -> None:
    """Works on the search until every level is proved, the time is up, or it is stopped.

    All lanes but the last improve the incumbent: annealing first, then large neighbourhoods. The last lane proves
    level after level where the program is small, each with the better ones held, and improves else.
    """
    team = Team(search, Reduction.of(search.program))
    team.work()
    if search.best is None and not search.infeasible:
        search.offer(search.program.nothing)


class Team:
    """The engines of one search."""

    def __init__(self, search: Search, reduction: Reduction) -> None:
        self._search, self._reduction = search, reduction
        self._levels = reduction.soft_levels or [LEVELS - 1]
        self._is_small = int(reduction.term_open.sum()) <= min(SMALL_TERMS, SMALL_TERMS_A_SECOND * search.left)
        self._cpsat, self._highs = CpSat(search, reduction), HighsEngine(search, reduction)
        self._cpsat.workers = 1
        lines = Lines(reduction)
        pools = [Pool(lines) for _ in range(search.workers)]
        self._annealing = [Annealing(search, reduction, stream, pool) for stream, pool in enumerate(pools)]
        diagrams = Diagrams(lines, DIAGRAMS_SHARE * search.left)
        self._columns = [Columns(search, pool, diagrams, stream) for stream, pool in enumerate(pools)]
        for columns in self._columns:
            columns.by_paths.roots.others = [
                other.by_paths.roots.made for other in self._columns if other is not columns
            ]
        self._parts = [Neighbourhoods(search, stream) for stream in range(search.workers)]
        self._began, self._seconds = time.monotonic(), search.left
        self._fault: Exception | None = None

    def work(self) -> None:
        """Drives all lanes to the end; the fault of a lane ends all of them at once and is raised here."""
        lanes = self._search.workers
        jobs = [threading.Thread(target=self._lane, args=(lane,), daemon=True) for lane in range(lanes)]
        for job in jobs:
            job.start()
        while any(job.is_alive() for job in jobs):
            if self._fault or self._is_over() or self._is_proved():
                self._search.stop()
                self._cpsat.halt()
                self._highs.halt()
                for columns, parts in zip(self._columns, self._parts, strict=True):
                    columns.halt()
                    parts.halt()
            if self._fault:
                raise self._fault
            time.sleep(POLL_SECONDS)
        if self._fault:
            raise self._fault

    def _lane(self, lane: int) -> None:
        """One core's work from beginning to end; a fault is kept for `work` to raise."""
        try:
            if lane == self._search.workers - 1 and (self._is_small or self._has_paths(lane)):
                self._prove_then_improve(lane)
            else:
                self._improve(lane)
        except Exception as fault:
            self._fault = self._fault or fault

    def _at(self, share: float) -> float:
        """The clock time at which this part of the time is gone."""
        return self._began + share * self._seconds

    def _is_over(self) -> bool:
        return self._search.is_stopped or self._search.infeasible

    def _is_proved(self) -> bool:
        return self._search.are_proved(self._levels)

    def _improve(self, lane: int) -> None:
        """Anneals, then improves by columns, large neighbourhoods and annealing in turn."""
        share = ANNEALING_SHARE if self._is_small else ANNEALING_SHARE_LARGE
        if self._has_paths(lane):
            share = ANNEALING_SHARE_BY_PATHS
        self._annealing[lane].run(self._at(share), without=self._at(RESCUE_SHARE))
        self._anneals_on = self._annealing[lane].leads
        if self._has_paths(lane) and self._anneals_on:
            self._annealing[lane].run(self._at(ANNEALING_SHARE_LEADING))
        elif self._has_paths(lane):
            self._columns[lane].by_paths.respond(self._levels[0], [], self._in(TURN))
        if self._search.best is None:
            self._rescue(lane)
        turn = 0
        while not self._is_over() and not self._is_proved():
            waiting = [level for level in self._levels if not self._search.is_proved(level)]
            level = waiting[min(turn % (len(waiting) + 1), len(waiting) - 1)] if waiting else self._levels[-1]
            above = [other for other in self._levels if other < level]
            began = time.monotonic()
            paths = self._columns[lane].by_paths.has(level, above)
            self._combine(lane, level, above, DIVING if paths else COMBINING)
            self._parts[lane].improve(level, above, self._in(TURN_BY_PATHS if paths else TURN))
            self._search.spend(level, time.monotonic() - began)
            turn += 1

    def _has_paths(self, lane: int) -> bool:
        """Whether there is one level to improve, and choices of lines are paths on it."""
        return len(self._levels) == 1 and self._columns[lane].by_paths.has(self._levels[0], [])

    def _combine(self, lane: int, level: int, above: list[int], share: float) -> None:
        """Combines choices for whole lines and polishes what comes out; anneals anew where that has come to its end."""
        if not self._is_small and not self._has_paths(lane) and self._search.left < LARGE_LEFT:
            self._annealing[lane].run(self._in(TURN))
            return
        combined = self._columns[lane].improve(level, above, self._in(share))
        if combined is None or combined.is_best:
            self._annealing[lane].run(self._in(TURN))
        elif combined.x is not None:
            self._annealing[lane].polish(level, combined.x, self._in(TURN))

    def _in(self, share: float) -> float:
        """The clock time at which this part of the time will have gone from now on."""
        return min(self._at(1.0), time.monotonic() + share * self._seconds)

    def _rescue(self, lane: int) -> None:
        """No roster yet: CP-SAT looks for one on the first lane, the others go on annealing."""
        if lane > 0 or self._is_small:
            self._annealing[lane].run(self._at(1.0))
            return
        self._cpsat.workers = self._search.workers
        self._cpsat.improve(self._levels[0], [], self._at(1.0))

    def _prove_then_improve(self, lane: int) -> None:
        """Proves level after level; what is not proved in its share of the time is left, and improved at the end.

        On a single core annealing comes first: a bound without a good roster helps nobody.
        """
        if self._search.workers == 1:
            self._annealing[lane].run(self._at(ANNEALING_SHARE))
        for place, level in enumerate(self._levels):
            if self._is_over():
                return
            began, share = time.monotonic(), self._search.left / (len(self._levels) - place)
            above = self._levels[:place]
            self._prove(lane, level, above, began, share)
            self._search.spend(level, time.monotonic() - began)
        self._improve(lane)

    def _prove(self, lane: int, level: int, above: list[int], began: float, share: float) -> None:
        if not self._is_open(level):
            return
        paths = self._columns[lane].by_paths.has(level, above)
        if not paths or len(self._search.program.domain) <= CELLS_OF_HIGHS:
            self._highs.improve(level, above, began + (PATHS_HIGHS_SHARE if paths else HIGHS_SHARE) * share)
        if self._is_open(level) and not paths:
            self._cpsat.improve(level, above, began + (HIGHS_SHARE + CPSAT_SHARE) * share)
        if self._is_open(level):
            columns_share = 1.0 if paths else HIGHS_SHARE + CPSAT_SHARE + COLUMNS_SHARE
            self._columns[lane].prove(level, above, began + columns_share * share)

    def _is_open(self, level: int) -> bool:
        return not self._is_over() and not self._search.is_proved(level)
