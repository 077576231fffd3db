"""Why nothing satisfies level 0: a smallest set of hard requirements that cannot hold together."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from solver.engine.cpsat_model import CpModel
from solver.engine.reduction import Reduction
from solver.program.program import Label, Program


@dataclass(frozen=True)
class Requirement:
    """Hard limits and costs of one entry about one person and item; -1 where it names none."""

    entry: int
    person: int
    item: int


class GuardedModel(CpModel):
    """Level 0 of a program with a guard per requirement: it binds only while its guard holds."""

    def __init__(self, program: Program) -> None:
        self.guards: dict[Requirement, cp_model.IntVar] = {}
        law = np.flatnonzero(program.cost_level == 0)
        super().__init__(Reduction.of(replace(program, domain=program.offered)))
        for cost in law.tolist():
            guard = self._guard(_of(program.cost_label, cost))
            inside = self._inside[int(program.cost_set[cost])]
            for option, literal in self._literals[int(program.cost_cell[cost])].items():
                if option in inside:
                    self.model.add_implication(guard, ~literal)

    def _guard(self, requirement: Requirement) -> cp_model.IntVar:
        if requirement not in self.guards:
            self.guards[requirement] = self.model.new_bool_var("")
        return self.guards[requirement]

    def _add_hard(self) -> None:
        program = self.program
        for number in np.flatnonzero(self.reduction.limit_open & (program.limit_level == 0)).tolist():
            row = int(program.limit_row[number])
            base = int(self.reduction.row_base[row])
            literals, coefs = self.row(row)
            lo, hi = int(program.limit_lo[number]) - base, int(program.limit_hi[number]) - base
            guard = self._guard(_of(program.limit_label, number))
            if lo > self.reduction.row_max[row] - base or hi < self.reduction.row_min[row] - base:
                self.model.add(guard == 0)
            else:
                self._bounded(literals, coefs, lo, hi, [guard])


def smallest_conflict(program: Program, seconds: float) -> list[Requirement]:
    """Requirements that cannot hold together, none of which can be left out; empty if not found in time.

    A core of assumptions is only a start: each requirement is left out in turn, and stays out when the rest is
    still infeasible. The last set is thus proved by a solve of its own.
    """
    deadline = time.monotonic() + max(1.0, seconds)
    model = GuardedModel(program)
    core = _core(model, list(model.guards), deadline)
    if core is None:
        return []
    kept = core
    for requirement in core:
        without = [other for other in kept if other != requirement]
        smaller = _core(model, without, deadline)
        if smaller is not None:
            kept = [other for other in kept if other in smaller]
    return kept


def _core(model: GuardedModel, wanted: list[Requirement], deadline: float) -> list[Requirement] | None:
    """Requirements among `wanted` that cannot hold together, or None if they can or time ran out."""
    model.model.clear_assumptions()
    model.model.add_assumptions([model.guards[requirement] for requirement in wanted])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, deadline - time.monotonic())
    solver.parameters.num_workers = 1
    if solver.solve(model.model) != cp_model.INFEASIBLE:
        return None
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [requirement for requirement in wanted if model.guards[requirement].index in named]


def _of(label: Label, number: int) -> Requirement:
    return Requirement(int(label.entry[number]), int(label.person[number]), int(label.item[number]))
