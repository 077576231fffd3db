"""One core's search in a fixed order, by counted work: the same program, seed and effort give the same solution."""

from __future__ import annotations

from solver.engine.annealing import Annealing
from solver.engine.columns.pool import Pool
from solver.engine.cpsat import CpSat
from solver.engine.lines import Lines
from solver.engine.neighbourhoods import Neighbourhoods
from solver.engine.portfolio import SMALL_TERMS
from solver.engine.reduction import Reduction
from solver.engine.search import Search

ANNEALING, ANNEALING_LARGE = 0.5, 0.85
"""The part of the work that annealing has at first, by the program's size."""

RESCUE = 0.25
"""With no roster after this part, CP-SAT looks for one."""

PROVING = 0.1
"""The part of the work in which CP-SAT proves the levels of a small program."""

TURN = 0.1
"""The part that neighbourhoods, and annealing again, have in turn."""


def reproducible(search: Search) -> None:
    """Anneals, proves what is small enough, then improves by neighbourhoods and annealing in turn, to the deadline.

    The search's clock must count work. Nothing here asks what time it is, how many cores there are, or what another
    thread has done meanwhile.
    """
    lane = Lane(search)
    lane.begin()
    lane.prove()
    lane.improve()
    if search.best is None and not search.infeasible:
        search.offer(search.program.nothing)


class Lane:
    """The engines that work one after the other."""

    def __init__(self, search: Search) -> None:
        reduction = Reduction.of(search.program)
        self._search, self._clock = search, search.clock
        self._levels = reduction.levels
        self._is_small = int(reduction.term_open.sum()) <= SMALL_TERMS
        self._annealing = Annealing(search, reduction, 0, Pool(Lines(reduction)))
        self._cpsat = CpSat(search, reduction)
        self._cpsat.workers = 1
        self._parts = Neighbourhoods(search, 0)
        self._began, self._work = self._clock.now(), search.left

    def begin(self) -> None:
        """A first solution: by annealing, else by CP-SAT."""
        share = ANNEALING if self._is_small else ANNEALING_LARGE
        self._annealing.run(self._at(share), without=self._at(RESCUE))
        if self._search.best is None:
            self._cpsat.improve(self._levels[0], [], self._at(1.0 - RESCUE))
        if self._search.best is None:
            self._annealing.run(self._at(1.0))

    def prove(self) -> None:
        """Level after level of a small program, those above held."""
        if not self._is_small:
            return
        end = self._in(PROVING)
        for place, level in enumerate(self._levels):
            if self._is_over():
                return
            left = max(0.0, end - self._clock.now()) / (len(self._levels) - place)
            if not self._search.is_proved(level):
                self._cpsat.improve(level, self._levels[:place], self._clock.now() + left)

    def improve(self) -> None:
        """Neighbourhoods and annealing in turn, on the levels that are not proved, while either finds work to do."""
        turn, before = 0, -1.0
        while not self._is_over() and self._clock.now() > before:
            before = self._clock.now()
            waiting = [level for level in self._levels if not self._search.is_proved(level)]
            level = waiting[min(turn % (len(waiting) + 1), len(waiting) - 1)] if waiting else self._levels[-1]
            self._parts.improve(level, [other for other in self._levels if other < level], self._in(TURN))
            self._annealing.run(self._in(TURN))
            turn += 1

    def _at(self, share: float) -> float:
        return self._began + share * self._work

    def _in(self, share: float) -> float:
        return min(self._at(1.0), self._clock.now() + share * self._work)

    def _is_over(self) -> bool:
        is_proved = all(self._search.is_proved(level) for level in self._levels)
        return self._search.is_over or self._search.best is None or is_proved
