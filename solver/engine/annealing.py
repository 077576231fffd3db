"""Annealing level by level: each level is cooled in its own range of temperatures, the better ones held by weight."""

from __future__ import annotations

import random

import numpy as np

from solver.engine.clock import MOVES
from solver.engine.columns.pool import Pool
from solver.engine.moves import Floats, anneal
from solver.engine.reduction import Reduction, weights_of
from solver.engine.search import Search
from solver.engine.state import State, state_of
from solver.program.program import LEVELS, Ints

HOLD = 1000.0
"""How much heavier each level weighs than the next one while that one is cooled."""

LOW = 0.2
"""What the high weights of the next worse level come to meanwhile, as a part of the cooled one's."""

OFFER_SECONDS, FIRST_SECONDS = 0.3, 0.1
"""A better solution is handed on so often at most: judging it takes longer than finding the next one. The first one is
waited for."""

LINES_A_SECOND = 4000
"""How many lines' choices are noted in the pool: as often as that gives, all lines of the state are."""

TEMPERATE = 0.2
"""The part of a cooling after which choices are worth noting."""

INFINITE = float("inf")
FIRST_MOVES = 20_000
HOT, COLD = 0.4, 0.12
"""Where a level is hot, in its high weights, and where it is cold, in its low ones."""

HARD = (2.0, 2.0, 3.0)
"""What a step outside level 0 weighs, in high weights of the level that is cooled: one of these for each round."""

LUKEWARM = 0.1
"""The part of the heat at which a combination is polished."""

HARDER = 1.5
"""What hardens it after a round that found nothing to keep level 0."""

SETTLING, SETTLED = 0.8, 4.0
"""After this part of a cooling level 0 weighs so many times as much, so that what still breaks it is mended."""

FROZEN = 1e-9
"""A temperature at which nothing worse is taken."""

SECONDS_A_CELL = 0.03
"""What a round takes per open cell: some thousand moves."""

LEAST_SECONDS, LEAST_PART = 1.0, 0.2
"""What a round takes at least: the less of so many seconds and such a part of the time for all rounds."""

MOST_PART = 0.9
"""What a round takes at most of the time that is left: a long cooling finds more than several short ones."""

BEHIND = 0.95
"""A cooling is given up when a dive has come below this part of what the cooling has found and begun from."""

LITTLE = 0.03
"""A descent that gains no more than this part of its level in FIRST_MOVES has come to its end."""

BRIEF = 300
"""Moves for each open cell with which a round is too brief for all of the heat."""

REHEAT = 0.1
"""Rounds after the first begin at a part of the heat between this and all of it."""


class Annealing:
    """One core's local search: rounds over all levels until the time is up, each from the incumbent."""

    def __init__(self, search: Search, reduction: Reduction, stream: int, pool: Pool) -> None:
        self._search, self._clock = search, search.clock
        self._pool = pool
        self._reduction = reduction
        self._random = random.Random(search.seed * 1000 + stream)
        self._layout = pool.lines.layout
        self._without, self._began = INFINITE, search.clock.now()
        self._reached: tuple[float, ...] = (INFINITE,) * LEVELS
        self._rate = 0.0
        self._hard = HARD[stream % len(HARD)]
        self._chunk = max(1, pool.lines.count) / LINES_A_SECOND

    def run(self, until: float, without: float = INFINITE) -> None:
        """Searches until the clock says `until` or the search is stopped, or `without` while nothing keeps level 0."""
        self._without, self._began = without, self._clock.now()
        if not len(self._layout.open_cell):
            return
        seconds = self._round(until)
        if self._search.start is not None or self._search.best is None:
            self._descend(until, seconds)
        heat = REHEAT if self._search.start is not None or self._is_brief(seconds) else 1.0
        while not self._is_over(until):
            levels, end = self._open_levels(), self._clock.now() + seconds
            for place, level in enumerate(levels):
                began = self._clock.now()
                share = max(0.0, end - began) * min(1.0, 1.5 / (len(levels) - place))
                self._cool(level, heat, self._start(), min(until, began + share), until)
                self._search.spend(level, self._clock.now() - began)
            heat = REHEAT ** self._random.random()
            self._hard = self._random.choice(HARD) if self._search.best is not None else self._hard * HARDER
            seconds = self._round(until)

    def polish(self, level: int, x: Ints, until: float) -> None:
        """Cools a level from a little heat, beginning at x [cells] instead of the incumbent."""
        self._cool(level, LUKEWARM, x, min(until, self._clock.now() + self._round(until)), until)

    def lag(self, level: int) -> float:
        """What it has reached by itself on a level, in times of the incumbent's penalty: 1 where it leads."""
        penalty = self._search.penalty(level)
        return INFINITE if penalty is None else self._reached[level] / max(1, penalty)

    def _round(self, until: float) -> float:
        """Seconds for a round: by size, at most MOST_PART of what is left."""
        by_size = SECONDS_A_CELL * len(self._layout.open_cell)
        least = min(LEAST_SECONDS, LEAST_PART * (until - self._began))
        return max(least, min(by_size, (until - self._clock.now()) * MOST_PART))

    def _is_brief(self, seconds: float) -> bool:
        """Whether a round has too few moves for every cell to cool from all of the heat what a descent has found."""
        moves = self._rate * seconds / len(self._layout.open_cell)
        return self._search.best is not None and moves < BRIEF

    def _is_over(self, until: float) -> bool:
        now = self._clock.now()
        hopeless = self._search.best is None and now >= self._without
        is_proved = self._search.are_proved(self._reduction.levels)
        return self._search.is_over or now >= until or hopeless or is_proved

    def _open_levels(self) -> list[int]:
        """Levels on which something can be missed or paid, less those that are proved; one at least."""
        levels = self._reduction.levels
        return [level for level in levels if not self._search.is_proved(level)] or levels[-1:]

    def _descend(self, until: float, seconds: float) -> None:
        """Only moves that are no worse, level by level, until they gain little.

        From a given start, what is good stays; from nothing, there is a roster soon.
        """
        state = state_of(self._search.program, self._start())
        scale = np.array([HOLD ** (LEVELS - level) for level in range(LEVELS)])
        began = offered = self._clock.now()
        known, end = state.best_levels.copy(), min(until, began + seconds)
        while not self._is_over(end):
            before, now = state.levels.copy(), self._clock.now()
            anneal(self._layout, state, scale, FROZEN, FROZEN, FIRST_MOVES, self._random.randrange(1 << 31))
            self._clock.count(FIRST_MOVES / MOVES)
            self._rate = FIRST_MOVES / max(1e-6, self._clock.now() - now)
            is_first = self._search.best is None
            if self._clock.now() - offered > (FIRST_SECONDS if is_first else OFFER_SECONDS):
                offered = self._offer(state, known)
            if self._search.start is None and _gain(before, state.levels) < LITTLE:
                break
        self._offer(state, known)

    def _cool(self, level: int, heat: float, x: Ints, end: float, until: float) -> None:
        """Cools one level from `heat` down, beginning at x, in chunks, and hands better solutions to the search."""
        low, high = weights_of(self._reduction, level)
        hot, cold = HOT * heat * high, COLD * low
        scale = self._scale(level, high)
        state = state_of(self._search.program, x)
        began = offered = self._clock.now()
        known = state.best_levels.copy()
        while not self._is_over(until):
            gone = min(1.0, (self._clock.now() - began) / max(1e-9, end - began))
            if gone >= 1.0 or self._search.is_proved(level) or self._is_behind(level, state):
                break
            moves = int(self._rate * self._chunk) or FIRST_MOVES
            step = min(1.0, gone + (self._chunk / max(1e-9, end - began)))
            now = self._clock.now()
            scale[0] = self._hard * high * (SETTLED if gone > SETTLING else 1.0)
            anneal(
                self._layout,
                state,
                scale,
                hot * (cold / hot) ** gone,
                hot * (cold / hot) ** step,
                moves,
                self._random.randrange(1 << 31),
            )
            self._clock.count(moves / MOVES)
            self._rate = moves / max(1e-6, self._clock.now() - now)
            if gone > TEMPERATE:
                self._pool.meet(state.x, state.rows)
            if self._clock.now() - offered > OFFER_SECONDS:
                offered = self._offer(state, known)
        self._offer(state, known)
        if self._search.best is None:
            self._search.offer(self._pool.mended(state.x, state.rows))

    def _is_behind(self, level: int, state: State) -> bool:
        """Whether a dive has found much better meanwhile."""
        dived = self._search.dived
        return dived is not None and dived[level] < BEHIND * int(state.best_levels[level])

    def _scale(self, level: int, high: float) -> Floats:
        """[LEVELS] what a step weighs while a level is cooled: better levels hold, worse ones count a little.

        HOLD^(level − other) for better levels, LOW^(other − level) · high / high(other) for worse ones: what their high
        weights come to is a part of the level's own, so that it is not cooled at the cost of all below it.
        """
        others = [weights_of(self._reduction, other)[1] for other in range(LEVELS)]
        return np.array(
            [
                HOLD ** (level - other) if other <= level else LOW ** (other - level) * high / others[other]
                for other in range(LEVELS)
            ]
        )

    def _offer(self, state: State, known: Ints) -> float:
        """Hands the best to the search if it has changed from what is `known`; returns the clock time."""
        if not np.array_equal(known, state.best_levels):
            known[:] = state.best_levels
            self._search.offer(state.best)
            self._reached = min(self._reached, tuple(known.tolist()))
        return self._clock.now()

    def _start(self) -> Ints:
        best = self._search.best if self._search.best is not None else self._search.start
        return best if best is not None else self._search.program.nothing


def _gain(before: Ints, after: Ints) -> float:
    """The part by which the first level that has changed has fallen."""
    changed = np.flatnonzero(before != after)
    return float(1.0 - after[changed[0]] / before[changed[0]]) if len(changed) else 0.0
