"""HiGHS reader of a program: one column per option of each cell, handed over as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.linear_form import LinearForm, Stated, Sums
from solver.engine.reduction import Reduction
from solver.engine.triplets import Floats, Triplets
from solver.program.program import MARK, Bools, Ints

CHUNK = 1 << 19
"""So many terms are expanded at a time, to save memory."""


class LinearModel(LinearForm):
    """A program, some levels stated: one binary per option of each open cell, exactly one of a cell's options holds."""

    def __init__(self, reduction: Reduction, levels: Sequence[int]) -> None:
        stated = np.isin(reduction.program.limit_level, [0, *levels])
        super().__init__(
            reduction, Stated(np.flatnonzero(reduction.mark_open), np.flatnonzero(reduction.limit_open & stated))
        )

    def decide(self) -> int:
        """One column per option of each open cell, and a row per cell."""
        domain = self.program.domain
        options = domain & (domain.sum(axis=1) > 1)[:, None]
        self.column = np.full(domain.shape, -1, np.int64)
        self.column[options] = np.arange(int(options.sum()))
        cells, taken = np.nonzero(options)
        distinct, place = np.unique(cells, return_inverse=True)
        self.rows.add(self.rows.new(np.ones(len(distinct)), 1)[place], self.column[cells, taken], 1)
        return int(options.sum())

    def sums(self, wanted: Bools) -> Sums:
        """The wanted rows in columns of options and marks."""
        program, reduction = self.program, self.reduction
        terms = np.flatnonzero(reduction.term_open & wanted[program.term_row])
        constant = reduction.row_base.astype(np.float64)
        out = Triplets()
        of_mark = program.term_set[terms] == MARK
        marks, cells = terms[of_mark], terms[~of_mark]
        out.add(program.term_row[marks], self.mark_column[program.term_of[marks]], program.term_coef[marks])
        for start in range(0, len(cells), CHUNK):
            self._expand(cells[start : start + CHUNK], out, constant)
        return Sums(np.concatenate(out.rows), np.concatenate(out.columns), np.concatenate(out.values), constant)

    def _expand(self, terms: Ints, out: Triplets, constant: Floats) -> None:
        """Terms over cells as sums of option columns, or one less the others where these are fewer."""
        program = self.program
        rows, cells, coef = program.term_row[terms], program.term_of[terms], program.term_coef[terms].astype(float)
        inside = program.domain[cells] & program.sets[program.term_set[terms]].astype(np.bool_)
        outside = program.domain[cells] & ~inside
        flip = outside.sum(axis=1) < inside.sum(axis=1)
        chosen: Bools = np.where(flip[:, None], outside, inside)
        np.add.at(constant, rows[flip], coef[flip])
        term, option = np.nonzero(chosen)
        sign = np.where(flip, -coef, coef)
        out.add(rows[term], self.column[cells[term], option], sign[term])

    def decision_costs(self, level: int) -> tuple[Ints, Floats, float]:
        """Costs of options; a constant for cells that have no choice."""
        program = self.program
        costs = np.flatnonzero(program.cost_level == level)
        cells = program.cost_cell[costs]
        inside = program.domain[cells] & program.sets[program.cost_set[costs]].astype(np.bool_)
        fixed = self.column[cells].max(axis=1) < 0
        constant = float(program.cost_weight[costs][fixed & inside.any(axis=1)].sum())
        cost, option = np.nonzero(inside & ~fixed[:, None])
        return self.column[cells[cost], option], program.cost_weight[costs[cost]].astype(float), constant

    def solution(self, values: Floats) -> Ints:
        """Each cell's option of the largest value."""
        scores = np.where(
            self.column >= 0, values[np.maximum(self.column, 0)], np.where(self.program.domain, 2.0, -1.0)
        )
        x: Ints = np.argmax(scores, axis=1).astype(np.int64)
        return x

    def decisions(self, x: Ints) -> Floats:
        cells, options = np.nonzero(self.column >= 0)
        values: Floats = (x[cells] == options).astype(np.float64)
        return values
