"""Engines side by side on one search, one lane of work per core."""

from __future__ import annotations

import threading
import time

from solver.engine.cpsat import CpSat
from solver.engine.highs import HighsEngine
from solver.engine.lane import ANNEALING_SHARE, Lane
from solver.engine.lines import Lines
from solver.engine.paths.line_book import Diagrams
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import LEVELS

SMALL_TERMS = 200_000
"""Programs with at most so many open terms are worth proving; HiGHS and CP-SAT get nowhere with larger ones."""

SMALL_TERMS_A_SECOND = 20_000
"""With little time programs must be smaller than that: with more open terms for each second, all lanes improve."""

HIGHS_SHARE = 0.3
"""The part of a level's time that HiGHS may take to prove it, before CP-SAT tries."""

CPSAT_SHARE = 0.1
"""The part of a level's time that CP-SAT then has."""

COLUMNS_SHARE = 0.3
"""The part of a level's time that columns then have to bound it."""

PATHS_HIGHS_SHARE, CELLS_OF_HIGHS = 0.15, 400
"""Where cheapest choices of lines are paths, columns bound better: the part of a level's time after which HiGHS gives
way, and the cells beyond which it is not asked; they have the rest."""

DIAGRAMS_SHARE = 0.15
"""The part of the time that the diagrams of all lines may take to make, for some levels."""

POLL_SECONDS = 0.02

FIRST_SECONDS = 0.5
"""How long the other lanes wait for the first one's first roster."""


def run(search: Search) -> None:
    """Works on the search until every level is proved, the time is up, or it is stopped.

    All lanes but the last improve the incumbent: annealing first, then large neighbourhoods. The last lane proves
    level after level where the program is small, each with the better ones held, and improves else. Where there is
    nothing to decide, nothing is done, and that is the best.
    """
    if search.program.cells:
        Team(search, Reduction.of(search.program)).work()
    if search.best is None and not search.infeasible:
        search.offer(search.program.nothing)
    if not search.program.cells:
        for level in range(LEVELS):
            search.prove(level, search.penalty(level) or 0)


class Team:
    """The engines of one search."""

    def __init__(self, search: Search, reduction: Reduction) -> None:
        self._search, self._reduction = search, reduction
        self._levels = reduction.levels
        self._is_small = int(reduction.term_open.sum()) <= min(SMALL_TERMS, SMALL_TERMS_A_SECOND * search.left)
        self._cpsat, self._highs = CpSat(search, reduction), HighsEngine(search, reduction)
        self._cpsat.workers = 1
        diagrams = Diagrams(Lines(reduction), DIAGRAMS_SHARE * search.left)
        self._lanes = [Lane(search, reduction, diagrams, lane, self._is_small) for lane in range(search.workers)]
        for lane in self._lanes:
            made = [other.by_paths.roots.made for other in self._lanes if other is not lane]
            lane.by_paths.roots.others = made
        self._fault: Exception | None = None

    def work(self) -> None:
        """Drives all lanes to the end; the fault of a lane ends all of them at once and is raised here."""
        jobs = [threading.Thread(target=self._work, args=(lane,), daemon=True) for lane in self._lanes]
        jobs[0].start()
        self._wait_for_first(jobs[0])
        for job in jobs[1:]:
            job.start()
        while any(job.is_alive() for job in jobs):
            if self._fault or self._is_over() or self._is_proved():
                self._search.stop()
                self._cpsat.halt()
                self._highs.halt()
                for lane in self._lanes:
                    lane.halt()
            if self._fault:
                raise self._fault
            time.sleep(POLL_SECONDS)
        if self._fault:
            raise self._fault

    def _wait_for_first(self, job: threading.Thread) -> None:
        """Lets the first lane come to a roster before others take the interpreter from it."""
        until = time.monotonic() + FIRST_SECONDS
        while job.is_alive() and self._search.best is None and not self._is_over() and time.monotonic() < until:
            time.sleep(POLL_SECONDS)

    def _work(self, lane: Lane) -> None:
        """One core's work from beginning to end; a fault is kept for `work` to raise."""
        try:
            if lane is self._lanes[-1] and (self._is_small or lane.is_by_paths):
                self._prove_then_improve(lane)
            else:
                lane.improve(lambda: self._rescue(lane))
        except Exception as fault:
            self._fault = self._fault or fault

    def _is_over(self) -> bool:
        return self._search.is_over

    def _is_proved(self) -> bool:
        return self._search.are_proved(self._levels)

    def _rescue(self, lane: Lane) -> None:
        """No roster yet: CP-SAT looks for one on the first lane, the others go on annealing."""
        if lane is not self._lanes[0] or self._is_small:
            lane.annealing.run(lane.at(1.0))
            return
        self._cpsat.workers = self._search.workers
        self._cpsat.improve(self._levels[0], [], lane.at(1.0))

    def _prove_then_improve(self, lane: Lane) -> None:
        """Proves level after level; what is not proved in its share of the time is left, and improved at the end.

        On a single core annealing comes first: a bound without a good roster helps nobody.
        """
        if self._search.workers == 1:
            lane.annealing.run(lane.at(ANNEALING_SHARE))
        for place, level in enumerate(self._levels):
            if self._is_over():
                return
            began, share = time.monotonic(), self._search.left / (len(self._levels) - place)
            above = self._levels[:place]
            self._prove(lane, level, above, began, share)
            self._search.spend(level, time.monotonic() - began)
        lane.improve(lambda: self._rescue(lane))

    def _prove(self, lane: Lane, level: int, above: list[int], began: float, share: float) -> None:
        if not self._is_open(level):
            return
        by_paths = lane.by_paths
        paths = by_paths.has(level, above)
        if not paths or len(self._search.program.domain) <= CELLS_OF_HIGHS:
            self._highs.improve(level, above, began + (PATHS_HIGHS_SHARE if paths else HIGHS_SHARE) * share)
        if self._is_open(level) and not paths:
            self._cpsat.improve(level, above, began + (HIGHS_SHARE + CPSAT_SHARE) * share)
        if self._is_open(level):
            columns_share = 1.0 if paths else HIGHS_SHARE + CPSAT_SHARE + COLUMNS_SHARE
            prove = by_paths.prove if paths else lane.columns.prove
            prove(level, above, began + columns_share * share)

    def _is_open(self, level: int) -> bool:
        return not self._is_over() and not self._search.is_proved(level)
