"""Relaxations by paths that stay alive between dives: one for some levels, while the better ones stay as good."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import Aim, Relaxation
from solver.engine.dives.descent import Descent
from solver.engine.dives.tree import Tree
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.search import Search
from solver.program.program import Bools


@dataclass
class Root:
    """A relaxation of all plans, the better levels `kept` as they were: the `bound` that rounds of prices brought,
    whether they have had their say, or were cut short, the `value` that they left and the `seconds` they took, and the
    tree that grows from it."""

    descent: Descent
    relaxation: Relaxation
    kept: tuple[int, ...]
    bound: float = -math.inf
    is_priced: bool = False
    is_cut_short: bool = False
    value: float = 0.0
    seconds: float = 0.0
    tree: Tree | None = None

    @property
    def first(self) -> Bools:
        """The options of the tree's part of least bound; all where there is no tree, or nothing left of it."""
        first = self.tree.first if self.tree is not None else None
        return self.relaxation.domain if first is None else first


class Roots:
    """One core's relaxations. Choices are `made` along paths; at first they are learnt from annealing's pool and from
    what the `others` made."""

    def __init__(
        self, search: Search, pool: Pool, diagrams: Diagrams, is_over: Callable[[float], bool], seed: int
    ) -> None:
        self._search, self._pool, self._diagrams, self._is_over = search, pool, diagrams, is_over
        self._seed = seed
        self.made = Pool(pool.lines)
        self.others: list[Pool] = []
        self._books: dict[tuple[int, ...], LineBook | None] = {}
        self._roots: dict[tuple[int, ...], Root] = {}

    def book(self, levels: tuple[int, ...]) -> LineBook | None:
        """The paths of all lines; None where some have no diagram."""
        if levels not in self._books:
            has_all = all(diagram is not None for _, diagram in self._diagrams.of(levels))
            self._books[levels] = LineBook(self._diagrams, levels) if has_all else None
        return self._books[levels]

    def aim(self, level: int, above: Sequence[int], until: float) -> Aim | None:
        """Something better than the incumbent, which both pools get to know; None if there is none, or no time."""
        best = self._search.best
        if best is None or self._is_over(until):
            return None
        evaluation = self._search.program.evaluate(best)
        for pool in (self._pool, self.made):
            pool.meet(best, evaluation.rows)
        return Aim(level, tuple(above), best, evaluation.key, until)

    def is_begun(self, levels: tuple[int, ...]) -> bool:
        """Whether there is a relaxation for these levels."""
        return levels in self._roots

    def of(self, aim: Aim) -> Root:
        """The relaxation as it was left, where the levels above are kept as they were; else a new one."""
        levels = (*aim.above, aim.level)
        root = self._roots.get(levels)
        if root is not None and root.kept == aim.key[: aim.level]:
            return root
        self.made.learn([self._pool.choices(line)[0] for line in range(self._pool.lines.count)])
        for other in self.others:
            self.made.learn(other.known)
        book = self.book(levels)
        assert book is not None
        relaxation = Relaxation(self.made, aim, self._is_over, self._search.seed)
        self._roots[levels] = root = Root(Descent(self.made, book, self._seed), relaxation, aim.key[: aim.level])
        return root
