"""Columns: the best combination of choices for whole lines, met by annealing or made on purpose."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from solver.engine.columns.line_bound import LineBound
from solver.engine.columns.pool import Pool
from solver.engine.columns.pricing import Pricing
from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.highs import has_solution, highs_solver, is_optimal
from solver.engine.search import Search
from solver.program.program import Ints

BRANCHED, FEWEST_BRANCHED, GROWTH = 600, 200, 1.5
"""Choices of all lines between which the exact step decides, those of least reduced cost: at first, at least, and how
their number grows when the step comes to its end, and shrinks when it does not."""

PRICING_SHARE = 0.6
"""The part of the time in which choices are made against prices; rounding has the rest."""


@dataclass(frozen=True)
class Combined:
    """How far a combination came: a plan near it, `x` [cells], and whether nothing better is among what was known."""

    x: Ints
    is_best: bool


class Columns:
    """One core's work on a search: relax, price, and decide between the choices of least reduced cost.

    Annealing makes new choices for each line against the prices of the relaxation, until that takes little off its
    value, and an exact step decides between the choices of least reduced cost.
    """

    def __init__(self, search: Search, pool: Pool, is_over: Callable[[float], bool], seed: int) -> None:
        self._search, self._pool, self._is_over = search, pool, is_over
        self._pricing = Pricing(pool, seed)
        self._bound = LineBound(pool, search.seed)
        self._branched = BRANCHED
        self._is_decidable = True

    def improve(self, level: int, above: Sequence[int], until: float) -> Combined | None:
        """Offers better combinations until the clock says `until`, or none is to be had; None if time was too short."""
        best = self._search.best
        if best is None:
            return None
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
        aim, relaxation = self._begin(best, level, above, until)
        for bound in self._bound.rounds(relaxation, aim, self._is_over):
            self._search.prove(level, bound)
            if self._search.is_proved(level):
                return
        if relaxation.value is not None:
            self._decide(relaxation, aim)

    def _begin(self, best: Ints, level: int, above: Sequence[int], until: float) -> tuple[Aim, Relaxation]:
        """The relaxation over what is known and what prices bring."""
        evaluation = self._search.program.evaluate(best)
        aim = Aim(level, tuple(above), best, evaluation.key, until)
        self._pool.meet(best, evaluation.rows)
        now = time.monotonic()
        relaxation = Relaxation(self._pool, aim, self._is_over, self._search.seed)
        relaxation.price(self._pricing, now + PRICING_SHARE * (until - now))
        return aim, relaxation

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
            if self._is_over(math.inf):
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
