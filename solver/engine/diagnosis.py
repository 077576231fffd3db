"""Why nothing satisfies level 0: a smallest set of hard requirements that cannot hold together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.sat.python import cp_model

from solver.engine.cpsat_model import CpModel
from solver.engine.reduction import Reduction
from solver.program.program import Bools, Ints, Label, Program

LEAST_SECONDS, MOST_SECONDS = 0.2, 5.0
"""With less time a requirement's least miss is not sought, and never for longer."""


@dataclass(frozen=True)
class Requirement:
    """Hard limits and costs of one entry about one person and item; -1 where it names none.

    `missed` [cells], in a conflict, keeps the other requirements and misses this one by as little as can be; None
    when that was not found in time.
    """

    entry: int
    person: int
    item: int
    missed: Ints | None = field(default=None, compare=False, repr=False)


class GuardedModel(CpModel):
    """Level 0 of a program with a guard per requirement: it binds only while its guard holds."""

    def __init__(self, program: Program) -> None:
        self.guards: dict[Requirement, cp_model.IntVar] = {}
        law = np.flatnonzero(program.cost_level == 0)
        super().__init__(Reduction.of(replace(program, domain=program.offered)))
        for cost in law.tolist():
            guard = self._guard(_of(program.cost_label, cost))
            inside = self.choices.inside[int(program.cost_set[cost])]
            for option, literal in self.choices.literals[int(program.cost_cell[cost])].items():
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
    return [replace(one, missed=_least_missed(program, one, kept, deadline)) for one in kept]


def _least_missed(program: Program, missed: Requirement, conflict: list[Requirement], deadline: float) -> Ints | None:
    """Options [cells] that keep the rest of a conflict and miss this one by the fewest steps; None if out of time."""
    left = (deadline - time.monotonic()) / 2
    if left < LEAST_SECONDS:
        return None
    model = CpModel(Reduction.of(_relaxed(program, missed, conflict)))
    model.model.minimize(model.add_level(1))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = min(left, MOST_SECONDS)
    solver.parameters.num_workers = 1
    if solver.solve(model.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return model.choices.solution(np.array(solver.response_proto.solution, np.int64))


def _relaxed(program: Program, missed: Requirement, conflict: list[Requirement]) -> Program:
    """The requirements of a conflict alone, all on level 0 but the one that is missed, each step of which costs 1."""
    limits, costs = program.limit_level == 0, program.cost_level == 0
    soft_limit = _is_of(program.limit_label, missed) & limits
    soft_cost = _is_of(program.cost_label, missed) & costs
    hard_limit, hard_cost = np.zeros_like(limits), np.zeros_like(costs)
    for other in conflict:
        if other != missed:
            hard_limit |= _is_of(program.limit_label, other) & limits
            hard_cost |= _is_of(program.cost_label, other) & costs
    domain = program.offered.copy()
    for cost in np.flatnonzero(hard_cost).tolist():
        domain[program.cost_cell[cost]] &= program.sets[program.cost_set[cost]] == 0
    kept = soft_limit | hard_limit
    return replace(
        program,
        domain=domain,
        limit_row=program.limit_row[kept],
        limit_lo=program.limit_lo[kept],
        limit_hi=program.limit_hi[kept],
        limit_level=soft_limit[kept].astype(program.limit_level.dtype),
        limit_weight=np.ones_like(program.limit_weight[kept]),
        limit_step=program.limit_step[kept],
        limit_label=_of_those(program.limit_label, kept),
        cost_cell=program.cost_cell[soft_cost],
        cost_set=program.cost_set[soft_cost],
        cost_weight=np.ones_like(program.cost_weight[soft_cost]),
        cost_level=np.ones_like(program.cost_level[soft_cost]),
        cost_label=_of_those(program.cost_label, soft_cost),
    )


def _is_of(label: Label, requirement: Requirement) -> Bools:
    found: Bools = (
        (label.entry == requirement.entry) & (label.person == requirement.person) & (label.item == requirement.item)
    )
    return found


def _of_those(label: Label, wanted: Bools) -> Label:
    return Label(label.entry[wanted], label.person[wanted], label.day[wanted], label.item[wanted])


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
