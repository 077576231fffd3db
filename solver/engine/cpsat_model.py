"""CP-SAT reader of a program: cells become literals, marks are reified, levels are added one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from solver.engine.cpsat_choices import CpChoices, Literal
from solver.engine.reduction import Reduction
from solver.program.program import INF, MARK

Expr = cp_model.LinearExprT


class CpModel:
    """A program as a CP-SAT model.

    Hard limits are there from the start. `add_level` brings a level's limits and costs and returns its penalty;
    the caller minimises it, or holds it at what was reached.
    """

    def __init__(self, reduction: Reduction) -> None:
        self.reduction = reduction
        self.program = reduction.program
        self.model = cp_model.CpModel()
        self.choices = CpChoices(self.model, self.program)
        self._marks: dict[int, Literal] = {}
        self._add_hard()

    def mark(self, number: int) -> Literal:
        """The literal of an open mark: equivalent to lo ≤ row ≤ hi."""
        if number not in self._marks:
            self._marks[number] = self._reified(number)
        return self._marks[number]

    def _reified(self, number: int) -> Literal:
        row = int(self.program.mark_row[number])
        lo, hi = int(self.program.mark_lo[number]), int(self.program.mark_hi[number])
        literals, coefs = self.row(row)
        base = int(self.reduction.row_base[row])
        ones = all(coef == 1 for coef in coefs)
        if ones and lo - base == 1 and hi >= self.reduction.row_max[row]:
            if len(literals) == 1:
                return literals[0]
            mark = self.model.new_bool_var("")
            self.model.add_bool_or([*literals, ~mark])
            for literal in literals:
                self.model.add_implication(literal, mark)
            return mark
        mark = self.model.new_bool_var("")
        self._bounded(literals, coefs, lo - base, hi - base, [mark])
        below, above = lo > self.reduction.row_min[row], hi < self.reduction.row_max[row]
        sides = [self.model.new_bool_var("") for _ in range(below + above)]
        self.model.add_bool_or([mark, *sides])
        if below:
            self._bounded(literals, coefs, -INF, lo - base - 1, [sides[0]])
        if above:
            self._bounded(literals, coefs, hi - base + 1, INF, [sides[-1]])
        return mark

    def row(self, row: int) -> tuple[list[Literal], list[int]]:
        """Literals and coefficients of a row's open terms; the rest is its base."""
        of, sets, coefs = self.reduction.terms(row)
        literals = [
            self.mark(what) if number == MARK else self.choices.truth(what, number)
            for what, number in zip(of, sets, strict=True)
        ]
        return literals, coefs

    def _add_hard(self) -> None:
        open_limits = np.flatnonzero(self.reduction.limit_open & (self.program.limit_level == 0))
        for number in open_limits.tolist():
            row = int(self.program.limit_row[number])
            lo, hi = int(self.program.limit_lo[number]), int(self.program.limit_hi[number])
            if lo > self.reduction.row_max[row] or hi < self.reduction.row_min[row]:
                self.model.add_bool_or([])
                return
            literals, coefs = self.row(row)
            base = int(self.reduction.row_base[row])
            self._bounded(literals, coefs, lo - base, hi - base, [])

    def _bounded(
        self, literals: Sequence[Literal], coefs: Sequence[int], lo: int, hi: int, when: Sequence[Literal]
    ) -> None:
        """lo ≤ Σ coef · literal ≤ hi, if every literal of `when` holds; clauses where it is one."""
        low, high = sum(c for c in coefs if c < 0), sum(c for c in coefs if c > 0)
        if lo <= low and high <= hi:
            return
        if all(c in (1, -1) for c in coefs):
            if lo <= low and hi == high - 1:
                self._clause([~a if c > 0 else a for a, c in zip(literals, coefs, strict=True)], when)
                return
            if hi >= high and lo == low + 1:
                self._clause([a if c > 0 else ~a for a, c in zip(literals, coefs, strict=True)], when)
                return
            if not when and lo <= low and hi == low + 1:
                self.model.add_at_most_one([a if c > 0 else ~a for a, c in zip(literals, coefs, strict=True)])
                return
        total = cp_model.LinearExpr.weighted_sum(list(literals), list(coefs))
        stated = self.model.add_linear_constraint(total, max(lo, low - 1), min(hi, high + 1))
        if when:
            stated.only_enforce_if(list(when))

    def _clause(self, literals: list[Literal], when: Sequence[Literal]) -> None:
        self.model.add_bool_or([*literals, *(~literal for literal in when)])

    def add_level(self, level: int) -> Expr:
        """States the limits and costs of a soft level; returns its penalty."""
        chosen = np.flatnonzero(self.reduction.limit_open & (self.program.limit_level == level)).tolist()
        parts: list[Expr] = []
        weights: list[int] = []
        constant = 0
        for number in chosen:
            constant += self._add_soft(number, parts, weights)
        constant += self._add_costs(level, parts, weights)
        return cp_model.LinearExpr.weighted_sum(parts, weights) + constant

    def _add_soft(self, number: int, parts: list[Expr], weights: list[int]) -> int:
        """States one soft limit; returns the part of its penalty that is owed anyway."""
        program, reduction = self.program, self.reduction
        row, step = int(program.limit_row[number]), int(program.limit_step[number])
        weight = int(program.limit_weight[number])
        lo, hi = int(program.limit_lo[number]), int(program.limit_hi[number])
        low, high = int(reduction.row_min[row]), int(reduction.row_max[row])
        literals, coefs = self.row(row)
        base = int(reduction.row_base[row])
        most = max(-(-(lo - low) // step), -(-(high - hi) // step))
        if not literals:
            return weight * most
        if len(literals) == 1 and step == 1 and abs(coefs[0]) == 1:
            at = [max(lo - base - coefs[0] * v, base + coefs[0] * v - hi, 0) for v in (0, 1)]
            parts.append(literals[0])
            weights.append(weight * (at[1] - at[0]))
            return weight * at[0]
        if most == 1:
            missed = self.model.new_bool_var("")
            self._bounded(literals, coefs, lo - base, hi - base, [~missed])
            parts.append(missed)
        else:
            missed = self.model.new_int_var(0, most, "")
            total = cp_model.LinearExpr.weighted_sum(literals, coefs)
            if low < lo:
                self.model.add(total + step * missed >= lo - base)
            if high > hi:
                self.model.add(total - step * missed <= hi - base)
            parts.append(missed)
        weights.append(weight)
        return 0

    def _add_costs(self, level: int, parts: list[Expr], weights: list[int]) -> int:
        program = self.program
        owed = 0
        chosen = np.flatnonzero(program.cost_level == level)
        cells, numbers = program.cost_cell[chosen].tolist(), program.cost_set[chosen].tolist()
        for cell, number, weight in zip(cells, numbers, program.cost_weight[chosen].tolist(), strict=True):
            inside = sum(option in self.choices.inside[number] for option in self.choices.options[cell])
            if inside == len(self.choices.options[cell]):
                owed += weight
            elif inside:
                parts.append(self.choices.truth(cell, number))
                weights.append(weight)
        return owed
