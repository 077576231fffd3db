"""Columns where each line's cheapest choice is a path: priced to the end, dived into plans, bounded by a tree."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import SMALL, Aim
from solver.engine.dives.descent import PATIENCE
from solver.engine.dives.dive import Dive
from solver.engine.dives.responses import Responses
from solver.engine.dives.roots import Root, Roots
from solver.engine.dives.tree import Tree
from solver.engine.dives.vicinity import Vicinity
from solver.engine.paths.line_book import Diagrams
from solver.engine.search import Search
from solver.program.program import Ints

LEAST_GROWTH = 2.0
"""Seconds for which a tree grows at a time, at least."""

RESPONDING_SHARE = 0.08
"""The part of the time in which the proving core first anneals whole lines."""

PRICING_SHARE = 0.25
"""The part of the time in which choices are made against prices at first."""

DIVING_SHARE, DIVING_TIMES = 0.3, 4.0
"""What a dive from all plans may take: a part of the time, or so many times what pricing took, if that is more."""

NEARBY_SECONDS, NEARBY_SHARE, NEARBY_PATIENCE = 2.0, 0.06, 4
"""What a dive in the vicinity of the incumbent may take, in seconds at least and as a part of the time; and the rounds
that may take little off its relaxation."""

LOOSE, BARELY = 0.5, 0.85
"""A bound below this part of what the relaxation comes to is loose; a relaxation above this part of the incumbent has
barely begun to fall."""

FRUITLESS = 6
"""So many dives in vicinities in a row that find nothing are the last for now."""


class ByPaths:
    """One core's work on a search."""

    def __init__(
        self, search: Search, pool: Pool, diagrams: Diagrams, is_over: Callable[[float], bool], seed: int
    ) -> None:
        self._search, self._is_over, self._random = search, is_over, random.Random(seed)
        self.roots = Roots(search, pool, diagrams, is_over, seed)
        self._vicinity = Vicinity(search.program, seed)

    def has(self, level: int, above: Sequence[int]) -> bool:
        """Whether the cheapest choices of all lines are paths through diagrams."""
        return self.roots.book((*above, level)) is not None

    def respond(self, level: int, above: Sequence[int], until: float) -> None:
        """Anneals whole lines against each other until the clock says `until`; without an incumbent out of nothing."""
        levels = (*above, level)
        book = self.roots.book(levels)
        assert book is not None
        seed = self._random.randrange(1 << 30)
        Responses(self._search, self.roots.made, book, levels, seed).run(until, self._is_over)

    def improve(self, level: int, above: Sequence[int], until: float) -> bool:
        """Dives in vicinities of the incumbent until FRUITLESS in a row find nothing, or the clock says `until`.

        Returns whether any found something.
        """
        fruitless, found = 0, False
        while fruitless < FRUITLESS and not self._search.is_proved(level):
            now = time.monotonic()
            aim = self.roots.aim(level, above, min(until, now + max(NEARBY_SECONDS, NEARBY_SHARE * (until - now))))
            if aim is None:
                break
            is_better = self._dive_nearby(self.roots.of(aim), aim)
            fruitless = 0 if is_better else fruitless + 1
            found |= is_better
        return found

    def prove(self, level: int, above: Sequence[int], until: float) -> None:
        """Anneals whole lines, then dives, and grows the tree for as long, in turn, until the level is proved or the
        clock says `until`; or until prices have had their time and are still far off."""
        now = time.monotonic()
        if not self.roots.is_begun((*above, level)):
            self.respond(level, above, now + RESPONDING_SHARE * (until - now))
        while self._search.best is not None and not self._is_over(until) and not self._search.is_proved(level):
            began = time.monotonic()
            if not self._dive_from_all(level, above, until):
                return
            self.improve(level, above, until)
            now = time.monotonic()
            aim = self.roots.aim(level, above, min(until, now + max(LEAST_GROWTH, now - began)))
            if aim is not None and not self._search.is_proved(level) and not self._grow(self.roots.of(aim), aim):
                return

    def _dive_from_all(self, level: int, above: Sequence[int], until: float) -> bool:
        """Prices, which bounds the level, then dives once from all plans; whether prices have come close enough."""
        aim = self.roots.aim(level, above, until)
        root = self.roots.of(aim) if aim is not None else None
        if aim is None or root is None or not self._price(root, aim):
            return True
        if is_far(root, aim):
            self._search.is_unpriced = True
            return False
        if _is_out(root.value, aim):
            return True
        now = time.monotonic()
        end = min(until, now + max(DIVING_SHARE * (until - now), DIVING_TIMES * root.seconds))
        root.relaxation.resume(aim, root.first)
        self._dive(root, replace(aim, until=end))
        return True

    def _dive_nearby(self, root: Root, aim: Aim) -> bool:
        """Prices and dives in a vicinity of the incumbent; whether that betters it."""
        root.relaxation.resume(aim, self._vicinity.around(aim.best))
        bounds = root.descent.rounds(root.relaxation, aim, self._is_over, aim.until, patience=NEARBY_PATIENCE)
        is_out = any(_is_out(bound, aim) for bound in bounds)
        x = None if is_out else self._dive(root, aim)
        self._vicinity.resize(is_out or x is not None or not self._is_over(aim.until))
        return x is not None

    def _dive(self, root: Root, aim: Aim) -> Ints | None:
        """The plan of a dive from what the relaxation allows, offered to the search."""
        x = Dive(root.descent, root.relaxation, aim, self._is_over, self._random.randrange(1 << 30)).run()
        if x is not None and self._search.offer(x):
            self._search.dived = self._search.key
        return x

    def _price(self, root: Root, aim: Aim) -> bool:
        """Whether rounds of prices have had their say, after those that there is time for, and the level is open."""
        now = time.monotonic()
        if not root.is_priced:
            root.relaxation.resume(aim, root.relaxation.domain)
            until = now + PRICING_SHARE * (aim.until - now)
            for bound in root.descent.rounds(root.relaxation, aim, self._is_over, until, patience=PATIENCE):
                root.bound = max(root.bound, bound)
                self._search.prove(aim.level, bound)
                if self._search.is_proved(aim.level):
                    return False
            root.is_priced, root.value = True, root.relaxation.value or 0.0
            root.is_cut_short = time.monotonic() >= until
            root.seconds = time.monotonic() - now
        return True

    def _grow(self, root: Root, aim: Aim) -> bool:
        """Grows the tree until a better plan turns up or time is up; whether anything is left of it."""
        search = self._search
        if root.tree is None:
            root.tree = Tree(root.descent, search.program.domain, root.bound)
        root.relaxation.resume(aim, root.first)
        enough = aim.key[aim.level] - int(search.program.grains[aim.level]) + SMALL
        for plan in root.tree.grow(root.relaxation, aim, self._is_over, enough):
            search.prove(aim.level, root.tree.bound)
            if plan is not None and search.offer(plan):
                break
        return root.tree.first is not None


def is_far(root: Root, aim: Aim) -> bool:
    """Whether prices have had their time and say next to nothing yet: neither is the bound near what they ask, nor
    that much below the incumbent."""
    is_loose = root.bound < LOOSE * root.value and root.value > BARELY * aim.key[aim.level]
    return root.is_cut_short and root.tree is None and (is_loose or root.bound < -root.value)


def _is_out(bound: float, aim: Aim) -> bool:
    """Whether nothing that costs as much is better than the incumbent."""
    return bound > aim.key[aim.level] - 1 + SMALL
