"""Columns: the best combination of choices for whole lines, met by annealing or made on purpose."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from solver.engine.columns.descent import Descent
from solver.engine.columns.dive import Dive
from solver.engine.columns.line_bound import LineBound
from solver.engine.columns.pool import Pool
from solver.engine.columns.pricing import Pricing
from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.columns.tree import Tree
from solver.engine.highs import has_solution, highs_solver, is_optimal
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.search import Search
from solver.program.program import Ints

BRANCHED, FEWEST_BRANCHED, GROWTH = 600, 200, 1.5
"""Choices of all lines between which the exact step decides, those of least reduced cost: at first, at least, and how
their number grows when the step comes to its end, and shrinks when it does not."""

LEAST_GROWTH = 2.0
"""Seconds for which a tree grows at a time, at least."""

PRICING_SHARE = 0.6
"""The part of the time in which choices are made against prices; rounding has the rest."""


@dataclass(frozen=True)
class Combined:
    """How far a combination came: a plan near it, `x` [cells] (None: only worse than the incumbent), and whether
    nothing better is among what was known (`is_best`)."""

    x: Ints | None
    is_best: bool


@dataclass
class Root:
    """A relaxation by paths, the better levels `kept` as they were: the `bound` that rounds of prices brought, whether
    they have had their say, and the tree that grows from it."""

    relaxation: Relaxation
    kept: tuple[int, ...]
    bound: float = -math.inf
    is_priced: bool = False
    tree: Tree | None = None


class Columns:
    """One core's work on a search: relax, price, and decide between the choices of least reduced cost.

    Where a line's cheapest choice is a path, these are `made`, learning from `others` at first, and dives combine them.
    Else annealing makes new choices for each line against the prices of the relaxation, until that takes little off
    its value, and an exact step decides between the choices of least reduced cost.
    """

    def __init__(self, search: Search, pool: Pool, diagrams: Diagrams, seed: int) -> None:
        self._search, self._pool, self._diagrams = search, pool, diagrams
        self._seed = search.seed * 1000 + seed
        self.made = Pool(pool.lines)
        self.others: list[Pool] = []
        self._descents: dict[tuple[int, ...], Descent | None] = {}
        self._roots: dict[tuple[int, ...], Root] = {}
        self._random = random.Random(self._seed)
        self._pricing = Pricing(pool, seed)
        self._bound = LineBound(pool, search.seed)
        self._branched = BRANCHED
        self._is_decidable = True
        self._halted = False

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True

    def improve(self, level: int, above: Sequence[int], until: float) -> Combined | None:
        """Offers better combinations until the clock says `until`, or none is to be had; None if time was too short."""
        best = self._search.best
        if best is None:
            return None
        descent = self._descent((*above, level))
        if descent is not None:
            return self._descend(descent, best, level, above, until)
        aim, relaxation = self._begin(best, level, above, until)
        if relaxation.value is None:
            return None
        is_best = math.ceil(relaxation.value - SMALL) >= aim.key[level]
        if not is_best and self._is_decidable:
            self._is_decidable = self._decide(relaxation, aim) or self._search.best is not best
        relaxation.forget()
        return Combined(relaxation.combined(), is_best)

    def prove(self, level: int, above: Sequence[int], until: float) -> None:
        """Bounds a level, those `above` staying as good, until the clock says `until`; then improves it."""
        best = self._search.best
        if best is None:
            return
        descent = self._descent((*above, level))
        if descent is not None:
            self._prove_by_paths(descent, level, above, until)
            return
        aim, relaxation = self._begin(best, level, above, until)
        for bound in self._bound.rounds(relaxation, aim, self._is_over):
            self._search.prove(level, bound)
            if self._search.is_proved(level):
                return
        if relaxation.value is not None:
            self._decide(relaxation, aim)

    def follows_paths(self, level: int, above: Sequence[int]) -> bool:
        """Whether the cheapest choices of all lines are paths through diagrams."""
        return self._descent((*above, level)) is not None

    def _descent(self, levels: tuple[int, ...]) -> Descent | None:
        if levels not in self._descents:
            has_all = all(diagram is not None for _, diagram in self._diagrams.of(levels))
            made = Descent(self.made, LineBook(self._diagrams, levels), self._seed) if has_all else None
            self._descents[levels] = made
        return self._descents[levels]

    def _descend(self, descent: Descent, best: Ints, level: int, above: Sequence[int], until: float) -> Combined | None:
        """Prices by paths, which bounds the level, then dives; decides between what is known from time to time."""
        evaluation = self._search.program.evaluate(best)
        aim = Aim(level, tuple(above), best, evaluation.key, until)
        for pool in (self._pool, self.made):
            pool.meet(best, evaluation.rows)
        root = self._root(aim)
        now = time.monotonic()
        if not root.is_priced:
            for bound in descent.rounds(root.relaxation, aim, self._is_over, now + PRICING_SHARE * (until - now)):
                root.bound = max(root.bound, bound)
                self._search.prove(level, bound)
                if self._search.is_proved(level):
                    return None
            root.is_priced = True
        value = root.relaxation.value
        if value is None:
            return None
        is_best = math.ceil(value - SMALL) >= aim.key[level]
        seed = self._random.randrange(1 << 30)
        x = (
            None
            if is_best
            else Dive(descent, root.relaxation, aim, self._is_over, seed).run(self._search.program.domain)
        )
        if x is not None:
            self._search.offer(x)
        return Combined(x, is_best)

    def _prove_by_paths(self, descent: Descent, level: int, above: Sequence[int], until: float) -> None:
        """Dives, and grows the tree for as long, in turn."""
        while self._search.best is not None and not self._is_over(until) and not self._search.is_proved(level):
            began = time.monotonic()
            self._descend(descent, self._search.best, level, above, until)
            now = time.monotonic()
            self._grow(descent, level, above, min(until, now + max(LEAST_GROWTH, now - began)))

    def _grow(self, descent: Descent, level: int, above: Sequence[int], until: float) -> None:
        """Grows the tree under the root's relaxation."""
        search, best = self._search, self._search.best
        if best is None or self._is_over(until):
            return
        aim = Aim(level, tuple(above), best, search.program.evaluate(best).key, until)
        root = self._root(aim)
        if root.tree is None:
            root.tree = Tree(descent, search.program.domain, root.bound)
        enough = aim.key[level] - int(search.program.grains[level]) + SMALL
        for plan in root.tree.grow(root.relaxation, aim, self._is_over, enough):
            search.prove(level, root.tree.bound)
            if plan is not None and search.offer(plan):
                return

    def _root(self, aim: Aim) -> Root:
        """The relaxation of what paths made, as it was left, where the levels above it are kept as they were."""
        root = self._roots.get((*aim.above, aim.level))
        if root is None or root.kept != aim.key[: aim.level]:
            self.made.learn([self._pool.choices(line)[0] for line in range(self._pool.lines.count)])
            for other in self.others:
                self.made.learn(other.known)
            root = Root(Relaxation(self.made, aim, self._is_over, self._search.seed), aim.key[: aim.level])
            self._roots[(*aim.above, aim.level)] = root
        else:
            root.relaxation.resume(aim)
        return root

    def _begin(self, best: Ints, level: int, above: Sequence[int], until: float) -> tuple[Aim, Relaxation]:
        """The relaxation over what is known and what prices bring."""
        evaluation = self._search.program.evaluate(best)
        aim = Aim(level, tuple(above), best, evaluation.key, until)
        self._pool.meet(best, evaluation.rows)
        now = time.monotonic()
        relaxation = Relaxation(self._pool, aim, self._is_over, self._search.seed)
        relaxation.price(self._pricing, now + PRICING_SHARE * (until - now))
        return aim, relaxation

    def _is_over(self, until: float) -> bool:
        return self._halted or self._search.is_stopped or time.monotonic() >= until

    def _decide(self, relaxation: Relaxation, aim: Aim) -> bool:
        """The exact step, from the incumbent; what costs more than the gap cannot be in anything better.

        Returns whether it came to its end.
        """
        reduced = relaxation.reduced_costs()
        cheapest = np.sort(np.concatenate(reduced))[: self._branched][-1]
        bar = min(cheapest, aim.key[aim.level] - (relaxation.value or 0.0))
        model = relaxation.model([own | (costs <= bar) for own, costs in zip(relaxation.taken(), reduced, strict=True)])
        solver = highs_solver(min(aim.until - time.monotonic(), self._search.left), self._search.seed)
        solver.passModel(model.to_highs(aim.level))
        columns, values = model.start(aim.best)
        solver.setSolution(len(columns), columns.astype(np.int32), values)

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            if self._halted or self._search.is_stopped:
                event.interrupt()

        def solution(event: highspy.HighsCallbackEvent) -> None:
            self._search.offer(model.solution(np.array(event.data_out.mip_solution)))

        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbMipImprovingSolution.subscribe(solution)
        solver.run()
        if has_solution(solver):
            self._search.offer(model.solution(np.array(solver.getSolution().col_value)))
        factor = GROWTH if is_optimal(solver) else 1.0 / GROWTH
        self._branched = max(FEWEST_BRANCHED, int(self._branched * factor))
        return is_optimal(solver)
