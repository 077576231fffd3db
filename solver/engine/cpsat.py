"""CP-SAT at work on a search: level after level on one model that grows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from solver.engine.clock import CPSAT_SECONDS, Clock
from solver.engine.cpsat_model import CpModel, Expr
from solver.engine.reduction import Reduction
from solver.engine.search import Search


class CpSat:
    """CP-SAT at work on one search, level after level; each level's model builds on the last one's."""

    def __init__(self, search: Search, reduction: Reduction) -> None:
        self.workers = search.workers
        self._search, self._reduction = search, reduction
        self._model: CpModel | None = None
        self._penalties: dict[int, Expr] = {}
        self._kept: list[int] = []
        self._solver: cp_model.CpSolver | None = None
        self._halted = False

    def improve(self, level: int, above: Sequence[int], until: float) -> None:
        """Minimises a level until it is proved or the clock says `until`, the levels `above` staying as good."""
        model = self._prepared(level, above)
        self._solver = solver = self._new_solver(level, until)
        if self._halted or self._search.left <= 0 or until <= self._search.clock.now():
            return
        if self._search.best is not None:
            model.choices.hint(self._search.best)
        status = solver.solve(model.model, _Watch(self._search, model))
        self._search.clock.count(CPSAT_SECONDS * solver.response_proto.deterministic_time)
        if status == cp_model.INFEASIBLE and not above:
            self._search.infeasible = True
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._search.offer(model.choices.solution(np.array(solver.response_proto.solution, np.int64)))
            self._search.prove(level, solver.best_objective_bound)

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True
        if self._solver is not None:
            self._solver.stop_search()

    def _prepared(self, level: int, above: Sequence[int]) -> CpModel:
        if self._model is None or any(kept not in above for kept in self._kept) or level in self._kept:
            self._model, self._penalties, self._kept = CpModel(self._reduction), {}, []
        model = self._model
        for higher in above:
            if higher not in self._kept:
                penalty = self._penalty(model, higher)
                reached = self._search.penalty(higher)
                if reached is not None:
                    model.model.add(penalty <= reached)
                    self._kept.append(higher)
        model.model.minimize(self._penalty(model, level))
        return model

    def _penalty(self, model: CpModel, level: int) -> Expr:
        if level not in self._penalties:
            self._penalties[level] = model.add_level(level)
        return self._penalties[level]

    def _new_solver(self, level: int, until: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        clock = self._search.clock
        limit(parameters, max(0.0, min(until - clock.now(), self._search.left)), clock)
        parameters.num_workers = self.workers
        parameters.random_seed = self._search.seed
        parameters.relative_gap_limit = self._search.gap
        solver.best_bound_callback = lambda bound: self._search.prove(level, bound)
        return solver


def limit(parameters: cp_model.SatParameters, seconds: float, clock: Clock) -> None:
    """Bounds CP-SAT's time, or its work where that is counted."""
    if clock.is_counted:
        parameters.max_deterministic_time = seconds / CPSAT_SECONDS
    else:
        parameters.max_time_in_seconds = seconds


class _Watch(cp_model.CpSolverSolutionCallback):
    """Hands every solution of CP-SAT to the search, and passes on the wish to stop."""

    def __init__(self, search: Search, model: CpModel) -> None:
        super().__init__()
        self._search, self._model = search, model

    def on_solution_callback(self) -> None:
        self._search.offer(self._model.choices.solution(np.array(self.response_proto.solution, np.int64)))
        if self._search.is_stopped:
            self.stop_search()
