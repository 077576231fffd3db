"""Columns: of all choices that annealing has met for each line, the best combination."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from solver.engine.column_model import ColumnModel, Known
from solver.engine.highs import has_solution, highs_solver
from solver.engine.lines import Worth
from solver.engine.pool import Pool
from solver.engine.search import Search
from solver.engine.triplets import Floats
from solver.program.program import Bools, Ints

NEWEST = 60
"""Choices per line that the first relaxation states."""

ENTERING = 30
"""Choices per line that enter a relaxation at most, each time its prices are known."""

BRANCHED = 1500
"""Choices of all lines between which the exact step decides: those of least reduced cost."""

SMALL = 1e-6


@dataclass(frozen=True)
class Aim:
    """What is to be improved: a level, those `above` staying as good as `key` says of `best`, until a clock time."""

    level: int
    above: tuple[int, ...]
    best: Ints
    key: tuple[int, ...]
    until: float


@dataclass(frozen=True)
class Relaxed:
    """A relaxation over the pool: its `value`, and the reduced cost of every choice [lines][n]."""

    value: float
    reduced: list[Floats]


class Columns:
    """One core's work on a search whose pool is filled: relax, keep what is cheap by the prices, decide exactly.

    The relaxation states few choices per line and takes in those of negative reduced cost until there are none; its
    value is what no combination of the pool can beat. The exact step then decides between those of least reduced cost.
    """

    def __init__(self, search: Search, pool: Pool) -> None:
        self._search, self._pool, self._lines = search, pool, pool.lines
        self._halted = False

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True

    def improve(self, level: int, above: Sequence[int], until: float) -> None:
        """Offers better combinations until the clock says `until`; at once nothing, if the pool holds none."""
        best = self._search.best
        if best is None:
            return
        evaluation = self._search.program.evaluate(best)
        aim = Aim(level, tuple(above), best, evaluation.key, until)
        self._pool.meet(best, evaluation.rows)
        known = [self._pool.choices(line) for line in range(self._lines.count)]
        relaxed = self._relax(known, aim)
        if relaxed is None:
            return
        for line, costs in enumerate(relaxed.reduced):
            self._pool.keep(line, costs <= np.sort(costs)[: self._pool.most][-1])
        if math.ceil(relaxed.value - SMALL) < aim.key[level]:
            self._decide(known, relaxed, aim)

    def _relax(self, known: Known, aim: Aim) -> Relaxed | None:
        """The relaxation over all known choices; None if time is up before."""
        stated = [taken | _newest(taken) for taken in self._taken(known, aim.best)]
        while not self._halted and not self._search.is_stopped and time.monotonic() < aim.until:
            model = self._model(known, stated, aim)
            solver = highs_solver(aim.until - time.monotonic(), self._search.seed)
            lp = model.to_highs(aim.level)
            lp.integrality_ = []
            solver.passModel(lp)
            solver.run()
            if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
            reduced = reduced_costs(model, known, np.array(solver.getSolution().row_dual), aim.level, aim.above)
            entering = [_cheapest(costs, taken) for costs, taken in zip(reduced, stated, strict=True)]
            if not any(new.any() for new in entering):
                return Relaxed(solver.getInfo().objective_function_value, reduced)
            stated = [taken | new for taken, new in zip(stated, entering, strict=True)]
        return None

    def _decide(self, known: Known, relaxed: Relaxed, aim: Aim) -> None:
        """The exact step, from the incumbent; what costs more than the gap cannot be in anything better."""
        cheapest = np.sort(np.concatenate(relaxed.reduced))[:BRANCHED][-1]
        bar = min(cheapest, aim.key[aim.level] - relaxed.value)
        taken = self._taken(known, aim.best)
        stated = [own | (costs <= bar) for own, costs in zip(taken, relaxed.reduced, strict=True)]
        model = self._model(known, stated, aim)
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

    def _model(self, known: Known, stated: list[Bools], aim: Aim) -> ColumnModel:
        """The model of the stated choices, better levels kept."""
        some = [
            (choices[taken], Worth(worth.penalties[taken], worth.rows, worth.values[taken]))
            for (choices, worth), taken in zip(known, stated, strict=True)
        ]
        model = ColumnModel(self._lines, some, [*aim.above, aim.level])
        for higher in aim.above:
            model.keep(higher, aim.key[higher])
        return model

    def _taken(self, known: Known, x: Ints) -> list[Bools]:
        """[lines][n] which known choice each line takes in x."""
        return [(choices == x[self._lines.cells[line]]).all(axis=1) for line, (choices, _) in enumerate(known)]


def reduced_costs(model: ColumnModel, known: Known, duals: Floats, level: int, above: Sequence[int]) -> list[Floats]:
    """[lines][n] what one more of each known choice would add to the relaxation's value.

    penalty(choice) − Σ dual(row) · value(choice, row) − Σ dual(kept level) · penalty on it − dual(line)
    """
    prices, of_line = model.row_prices(duals), model.line_prices(duals)
    reduced = []
    for line, (_, worth) in enumerate(known):
        cost = worth.penalties[:, level] - worth.values @ prices[worth.rows] - of_line[line]
        for higher in above:
            cost = cost - model.level_price(higher, duals) * worth.penalties[:, higher]
        reduced.append(cost)
    return reduced


def _newest(taken: Bools) -> Bools:
    """[n] the choices met last."""
    newest: Bools = np.arange(len(taken)) >= len(taken) - NEWEST
    return newest


def _cheapest(costs: Floats, taken: Bools) -> Bools:
    """[n] of the choices not yet taken, those of least reduced cost below 0."""
    new = np.zeros(len(costs), np.bool_)
    outside = np.flatnonzero(~taken & (costs < -SMALL))
    new[outside[np.argsort(costs[outside])[:ENTERING]]] = True
    return new
