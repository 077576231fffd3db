"""HiGHS at work on a search: good at bounds, and at proofs of small rosters."""

from __future__ import annotations

import time
from collections.abc import Sequence

import highspy
import numpy as np

from solver.engine.linear_model import LinearModel
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import INF


class HighsEngine:
    """HiGHS on the whole program, level after level."""

    def __init__(self, search: Search, reduction: Reduction) -> None:
        self.workers = 1
        self._search, self._reduction = search, reduction
        self._halted = False

    def improve(self, level: int, above: Sequence[int], until: float) -> None:
        """Minimises a level until it is proved or the clock says `until`, the levels `above` staying as good."""
        search = self._search
        if self._halted:
            return
        model = LinearModel(self._reduction, [*above, level])
        for higher in above:
            reached = search.penalty(higher)
            if reached is not None:
                model.keep(higher, reached)
        solver = highs_solver(min(until - time.monotonic(), search.left), search.seed, search.gap, self.workers)
        solver.passModel(model.to_highs(level))
        if search.best is not None:
            columns, values = model.start(search.best)
            solver.setSolution(len(columns), columns.astype(np.int32), values)
        self._watch(solver, model, level)
        solver.run()
        self._conclude(solver, model, level, above)

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True

    def _watch(self, solver: highspy.Highs, model: LinearModel, level: int) -> None:
        """Streams solutions and bounds out of HiGHS, and the wish to stop into it."""

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            bound = event.data_out.mip_dual_bound
            if abs(bound) < INF:
                self._search.prove(level, bound)
            if self._halted or self._search.is_stopped:
                event.interrupt()

        def solution(event: highspy.HighsCallbackEvent) -> None:
            self._search.offer(model.solution(np.array(event.data_out.mip_solution)))

        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbMipImprovingSolution.subscribe(solution)

    def _conclude(self, solver: highspy.Highs, model: LinearModel, level: int, above: Sequence[int]) -> None:
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible and not above:
            self._search.infeasible = True
        if has_solution(solver):
            self._search.offer(model.solution(np.array(solver.getSolution().col_value)))
        bound = solver.getInfo().mip_dual_bound
        if solver.getModelStatus() in BOUNDING and abs(bound) < INF:
            self._search.prove(level, bound)


BOUNDING = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
)
"""Statuses after which the dual bound is a bound."""


def highs_solver(seconds: float, seed: int, gap: float = 0.0, workers: int = 1) -> highspy.Highs:
    """A silent HiGHS, on one core unless told otherwise; the first in a process decides for all."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", workers)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("time_limit", max(0.01, seconds))
    return solver


def has_solution(solver: highspy.Highs) -> bool:
    """Whether HiGHS ended with a solution."""
    return bool(solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)


def is_optimal(solver: highspy.Highs) -> bool:
    """Whether HiGHS proved its solution."""
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
