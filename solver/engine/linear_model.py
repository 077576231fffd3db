"""HiGHS reader of a program: the same limits as rows of a mixed-integer program, handed over as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np
import numpy.typing as npt

from solver.engine.reduction import CHUNK, Reduction
from solver.engine.triplets import Floats, Triplets
from solver.program.program import INF, MARK, Bools, Ints


class LinearModel:
    """A program, some levels stated, as columns and rows.

    Columns: one binary per option of each open cell, one per open mark, one excess per soft limit of the levels
    stated. Rows: exactly one option per cell, what marks mean, limits, and a row per level that is kept.
    """

    def __init__(self, reduction: Reduction, levels: Sequence[int]) -> None:
        self.reduction, self.program = reduction, reduction.program
        self._matrix = Triplets()
        self._low: list[Ints | Floats] = []
        self._high: list[Ints | Floats] = []
        self._rows = 0
        self._add_columns(levels)
        self._add_cells()
        self._sum_of = self._sums_of_rows(levels)
        self._add_marks()
        self._add_limits(levels)

    def _add_columns(self, levels: Sequence[int]) -> None:
        program, reduction = self.program, self.reduction
        open_cells = program.domain.sum(axis=1) > 1
        options = program.domain & open_cells[:, None]
        self.column = np.full(program.domain.shape, -1, np.int64)
        self.column[options] = np.arange(int(options.sum()))
        count = int(options.sum())
        self._mark_column = np.full(len(program.mark_row), -1, np.int64)
        marks = np.flatnonzero(reduction.mark_open)
        self._mark_column[marks] = count + np.arange(len(marks))
        count += len(marks)
        self.soft = np.flatnonzero(reduction.limit_open & np.isin(program.limit_level, list(levels)))
        self._excess_column = count + np.arange(len(self.soft))
        self.columns = count + len(self.soft)
        self.binaries = count
        self.whole = np.zeros(self.columns, np.bool_)
        self.whole[:count] = True
        self.whole[count:] = program.limit_step[self.soft] > 1

    def _new_rows(self, low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
        low, high = np.broadcast_arrays(np.asarray(low, np.float64), np.asarray(high, np.float64))
        numbers = np.arange(self._rows, self._rows + low.size)
        self._low.append(low.ravel())
        self._high.append(high.ravel())
        self._rows += low.size
        return numbers

    def _add_cells(self) -> None:
        cells, options = np.nonzero(self.column >= 0)
        distinct, place = np.unique(cells, return_inverse=True)
        self._matrix.add(self._new_rows(np.ones(len(distinct)), 1)[place], self.column[cells, options], 1)

    def _sums_of_rows(self, levels: Sequence[int]) -> tuple[Ints, Ints, Floats, Floats]:
        """The program's rows written in columns: (row, column, coefficient), and the constant of each row."""
        program, reduction = self.program, self.reduction
        wanted = np.zeros(program.rows, np.bool_)
        stated = reduction.limit_open & ((program.limit_level == 0) | np.isin(program.limit_level, list(levels)))
        wanted[program.limit_row[stated]] = True
        wanted[program.mark_row[reduction.mark_open]] = True
        terms = np.flatnonzero(reduction.term_open & wanted[program.term_row])
        constant = reduction.row_base.astype(np.float64)
        out = Triplets()
        of_mark = program.term_set[terms] == MARK
        marks, cells = terms[of_mark], terms[~of_mark]
        out.add(program.term_row[marks], self._mark_column[program.term_of[marks]], program.term_coef[marks])
        for start in range(0, len(cells), CHUNK):
            self._expand(cells[start : start + CHUNK], out, constant)
        return np.concatenate(out.rows), np.concatenate(out.columns), np.concatenate(out.values), constant

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

    def _add_marks(self) -> None:
        """mark = 1 forces lo ≤ row ≤ hi; mark = 0 forces row < lo, or row > hi (by a helper where both can be)."""
        program, reduction = self.program, self.reduction
        marks = np.flatnonzero(reduction.mark_open)
        if not len(marks):
            return
        rows, columns = program.mark_row[marks], self._mark_column[marks]
        lo, hi = program.mark_lo[marks].astype(float), program.mark_hi[marks].astype(float)
        low, high = reduction.row_min[rows].astype(float), reduction.row_max[rows].astype(float)
        below, above = lo > low, hi < high
        self._big_m(rows[below], columns[below], low[below] - lo[below], low[below], INF)
        self._big_m(rows[above], columns[above], high[above] - hi[above], -INF, high[above])
        only_lo, only_hi = below & ~above, above & ~below
        self._big_m(rows[only_lo], columns[only_lo], -(high - lo + 1)[only_lo], -INF, (lo - 1)[only_lo])
        self._big_m(rows[only_hi], columns[only_hi], (hi + 1 - low)[only_hi], (hi + 1)[only_hi], INF)
        both = below & above
        side = self._more_binaries(int(both.sum()))
        m = columns[both]
        # side = 1: below lo; side = 0: above hi; a mark of 1 lifts both.
        upper = self._big_m(rows[both], m, -(high - lo + 1)[both], -INF, high[both])
        self._matrix.add(upper, side, (high - lo + 1)[both])
        lower = self._big_m(rows[both], m, (hi + 1 - low)[both], (hi + 1)[both], INF)
        self._matrix.add(lower, side, (hi + 1 - low)[both])
        self._tighten_ones(marks[only_lo & (lo == reduction.row_base[rows] + 1)])

    def _more_binaries(self, count: int) -> Ints:
        columns = np.arange(self.columns, self.columns + count)
        self.columns += count
        self.whole = np.concatenate([self.whole, np.ones(count, np.bool_)])
        return columns

    def _big_m(self, rows: Ints, columns: Ints, coef: Floats, low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
        """low ≤ row + coef · column ≤ high."""
        numbers = self._bounded(rows, low, high)
        self._matrix.add(numbers, columns, coef)
        return numbers

    def _tighten_ones(self, marks: Ints) -> None:
        """Each term of coefficient 1 in a "at least one" row implies the mark: stronger than their sum."""
        row, column, value, _ = self._sum_of
        mark_of = np.full(self.program.rows, -1, np.int64)
        mark_of[self.program.mark_row[marks]] = self._mark_column[marks]
        chosen = (mark_of[row] >= 0) & (value == 1)
        numbers = self._new_rows(np.full(int(chosen.sum()), -INF), 0)
        self._matrix.add(numbers, column[chosen], 1)
        self._matrix.add(numbers, mark_of[row[chosen]], -1)

    def _bounded(self, rows: Ints, low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
        """New rows of the model, low ≤ program row ≤ high."""
        row, column, value, constant = self._sum_of
        numbers = self._new_rows(np.asarray(low) - constant[rows], np.asarray(high) - constant[rows])
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], rows)
        lengths = np.searchsorted(row[order], rows, side="right") - starts
        offset = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        taken = order[np.repeat(starts, lengths) + offset]
        self._matrix.add(np.repeat(numbers, lengths), column[taken], value[taken])
        return numbers

    def _add_limits(self, levels: Sequence[int]) -> None:
        program = self.program
        hard = np.flatnonzero(self.reduction.limit_open & (program.limit_level == 0))
        self._bounded(program.limit_row[hard], program.limit_lo[hard], program.limit_hi[hard])
        soft, excess, step = self.soft, self._excess_column, program.limit_step[self.soft].astype(float)
        for bounds, sign in ((program.limit_lo[soft], 1.0), (program.limit_hi[soft], -1.0)):
            real = np.abs(bounds) < INF
            low, high = (bounds[real], INF) if sign > 0 else (-INF, bounds[real])
            self._big_m(program.limit_row[soft[real]], excess[real], sign * step[real], low, high)

    def penalty(self, level: int) -> tuple[Ints, Floats, float]:
        """A level's penalty: columns, weights and constant."""
        program = self.program
        mine = program.limit_level[self.soft] == level
        columns = [self._excess_column[mine]]
        weights = [program.limit_weight[self.soft[mine]].astype(float)]
        costs = np.flatnonzero(program.cost_level == level)
        cells = program.cost_cell[costs]
        inside = program.domain[cells] & program.sets[program.cost_set[costs]].astype(np.bool_)
        fixed = self.column[cells].max(axis=1) < 0
        constant = float(program.cost_weight[costs][fixed & inside.any(axis=1)].sum())
        cost, option = np.nonzero(inside & ~fixed[:, None])
        columns.append(self.column[cells[cost], option])
        weights.append(program.cost_weight[costs[cost]].astype(float))
        return np.concatenate(columns), np.concatenate(weights), constant

    def keep(self, level: int, reached: int) -> None:
        """A level's penalty stays within what was reached."""
        columns, weights, constant = self.penalty(level)
        self._matrix.add(self._new_rows(-INF, reached - constant), columns, weights)

    def to_highs(self, level: int) -> highspy.HighsLp:
        """The model with the penalty of `level` to be minimised."""
        columns, weights, constant = self.penalty(level)
        cost = np.zeros(self.columns)
        np.add.at(cost, columns, weights)
        starts, index, value = self._matrix.compressed(self._rows)
        upper = np.full(self.columns, highspy.kHighsInf)
        upper[self.whole] = 1.0
        integer_excess = np.flatnonzero(self.whole[self.binaries : self.binaries + len(self.soft)])
        upper[self.binaries + integer_excess] = highspy.kHighsInf
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self._rows
        lp.col_cost_, lp.offset_ = cost, constant
        lp.col_lower_, lp.col_upper_ = np.zeros(self.columns), upper
        low, high = np.concatenate(self._low), np.concatenate(self._high)
        lp.row_lower_ = np.where(low < -INF / 2, -highspy.kHighsInf, low)
        lp.row_upper_ = np.where(high > INF / 2, highspy.kHighsInf, high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole if is_whole else real for is_whole in self.whole]
        return lp

    def solution(self, values: Floats) -> Ints:
        """The options taken [cells] by a solution of the model."""
        scores = np.where(
            self.column >= 0, values[np.maximum(self.column, 0)], np.where(self.program.domain, 2.0, -1.0)
        )
        x: Ints = np.argmax(scores, axis=1).astype(np.int64)
        return x

    def start(self, x: Ints) -> tuple[Ints, Floats]:
        """Columns of the cells' options and their values under a known solution, for HiGHS to complete."""
        cells, options = np.nonzero(self.column >= 0)
        return self.column[cells, options], (x[cells] == options).astype(np.float64)
