"""What every mixed-integer form of a program shares: marks and limits as rows over some columns of decisions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
import numpy.typing as npt

from solver.engine.reduction import Reduction
from solver.engine.triplets import BoundedRows, Floats
from solver.program.program import INF, Bools, Ints


@dataclass(frozen=True)
class Sums:
    """Rows of a program written in columns: `coefficient` of `column` in `row`, and the `constant` [rows] of each."""

    row: Ints
    column: Ints
    coefficient: Floats
    constant: Floats


@dataclass(frozen=True)
class Stated:
    """What a form states: the `marks` that are columns of their own, and the `limits` that are rows."""

    marks: Ints
    limits: Ints


class LinearForm(ABC):
    """A program, some levels stated, as columns and rows.

    Columns: binary decisions, one binary per stated mark, one excess per soft limit. Rows: what decisions exclude,
    what marks mean, limits (`hard` are those of level 0), and a row per level that is kept.
    """

    def __init__(self, reduction: Reduction, stated: Stated) -> None:
        self.reduction, self.program = reduction, reduction.program
        self.rows = BoundedRows()
        self._bounding: list[tuple[Ints, Ints]] = []
        self.keeping: dict[int, int] = {}
        decisions = self.decide()
        self.mark_column = np.full(len(self.program.mark_row), -1, np.int64)
        self.mark_column[stated.marks] = decisions + np.arange(len(stated.marks))
        self.soft = stated.limits[self.program.limit_level[stated.limits] > 0]
        self._excess = decisions + len(stated.marks)
        self.columns = self._excess + len(self.soft)
        self.whole = np.ones(self.columns, np.bool_)
        self.whole[self._excess :] = self.program.limit_step[self.soft] > 1
        wanted = np.zeros(self.program.rows, np.bool_)
        wanted[self.program.limit_row[stated.limits]] = True
        wanted[self.program.mark_row[stated.marks]] = True
        self._sums = self.sums(wanted)
        self._add_marks(stated.marks)
        self._add_limits(stated.limits)

    @abstractmethod
    def decide(self) -> int:
        """States the rows that decisions obey among themselves; returns how many decisions there are."""

    @abstractmethod
    def sums(self, wanted: Bools) -> Sums:
        """The wanted rows [rows] in columns."""

    @abstractmethod
    def decision_costs(self, level: int) -> tuple[Ints, Floats, float]:
        """What decisions themselves cost on a level: columns, weights and a constant."""

    @abstractmethod
    def solution(self, values: Floats) -> Ints:
        """The options taken [cells] by a solution of the form."""

    @abstractmethod
    def decisions(self, x: Ints) -> Floats:
        """[decisions] the decisions that make x."""

    def _add_marks(self, marks: Ints) -> None:
        """mark = 1 forces lo ≤ row ≤ hi; mark = 0 forces row < lo, or row > hi (one more binary where both can be)."""
        program, reduction = self.program, self.reduction
        if not len(marks):
            return
        rows, columns = program.mark_row[marks], self.mark_column[marks]
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
        self.rows.add(upper, side, (high - lo + 1)[both])
        lower = self._big_m(rows[both], m, (hi + 1 - low)[both], (hi + 1)[both], INF)
        self.rows.add(lower, side, (hi + 1 - low)[both])
        self.tighten_ones(marks[only_lo & (lo == low + 1)])

    def _more_binaries(self, count: int) -> Ints:
        columns = np.arange(self.columns, self.columns + count)
        self.columns += count
        self.whole = np.concatenate([self.whole, np.ones(count, np.bool_)])
        return columns

    def _big_m(self, rows: Ints, columns: Ints, coef: Floats | float, low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
        """low ≤ row + coef · column ≤ high."""
        numbers = self._bounded(rows, low, high)
        self.rows.add(numbers, columns, coef)
        return numbers

    def tighten_ones(self, marks: Ints) -> None:
        """A row that one step above its least value has its mark: each term of coefficient 1 implies the mark."""
        sums = self._sums
        mark_of = np.full(self.program.rows, -1, np.int64)
        mark_of[self.program.mark_row[marks]] = self.mark_column[marks]
        chosen = (mark_of[sums.row] >= 0) & (sums.coefficient == 1)
        numbers = self.rows.new(np.full(int(chosen.sum()), -INF), 0)
        self.rows.add(numbers, sums.column[chosen], 1)
        self.rows.add(numbers, mark_of[sums.row[chosen]], -1)

    def _bounded(self, rows: Ints, low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
        """New rows of the form, low ≤ program row ≤ high."""
        sums = self._sums
        numbers = self.rows.new(np.asarray(low) - sums.constant[rows], np.asarray(high) - sums.constant[rows])
        self._bounding.append((numbers, rows))
        order = np.argsort(sums.row, kind="stable")
        starts = np.searchsorted(sums.row[order], rows)
        lengths = np.searchsorted(sums.row[order], rows, side="right") - starts
        offset = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        taken = order[np.repeat(starts, lengths) + offset]
        self.rows.add(np.repeat(numbers, lengths), sums.column[taken], sums.coefficient[taken])
        return numbers

    def _add_limits(self, limits: Ints) -> None:
        program, soft = self.program, self.soft
        hard = limits[program.limit_level[limits] == 0]
        self.hard = self._bounded(program.limit_row[hard], program.limit_lo[hard], program.limit_hi[hard])
        excess, step = self._excess + np.arange(len(soft)), program.limit_step[soft].astype(float)
        below, above = self._pairs()
        numbers = self._big_m(
            program.limit_row[soft[below]],
            excess[below],
            1.0,
            program.limit_lo[soft[below]],
            program.limit_hi[soft[above]],
        )
        self.rows.add(numbers, excess[above], -1.0)
        alone = np.ones(len(soft), np.bool_)
        alone[below] = alone[above] = False
        for bounds, sign in ((program.limit_lo[soft], 1.0), (program.limit_hi[soft], -1.0)):
            real = (np.abs(bounds) < INF) & alone
            low, high = (bounds[real], INF) if sign > 0 else (-INF, bounds[real])
            self._big_m(program.limit_row[soft[real]], excess[real], sign * step[real], low, high)

    def _pairs(self) -> tuple[Ints, Ints]:
        """Places among the soft limits of a least and a most, lo ≤ hi, that are all there is on their row.

        They are one row,  lo ≤ row + excess below − excess above ≤ hi.
        """
        program, soft = self.program, self.soft
        row = program.limit_row[soft]
        order = np.lexsort((program.limit_lo[soft] <= -INF, row))
        first = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
        count = np.bincount(row, minlength=program.rows)
        first = first[count[row[first]] == 2]
        second = order[np.searchsorted(row[order], row[first], side="right") - 1]
        lo, hi = program.limit_lo[soft], program.limit_hi[soft]
        fits = (lo[first] > -INF) & (hi[first] >= INF) & (lo[second] <= -INF) & (lo[first] <= hi[second])
        fits &= (program.limit_step[soft[first]] == 1) & (program.limit_step[soft[second]] == 1)
        return first[fits], second[fits]

    def penalty(self, level: int) -> tuple[Ints, Floats, float]:
        """A level's penalty: columns, weights and constant."""
        mine = np.flatnonzero(self.program.limit_level[self.soft] == level)
        columns, weights, constant = self.decision_costs(level)
        excess = self.program.limit_weight[self.soft[mine]].astype(float)
        return np.concatenate([self._excess + mine, columns]), np.concatenate([excess, weights]), constant

    def keep(self, level: int, reached: int) -> None:
        """A level's penalty stays within what was reached."""
        columns, weights, constant = self.penalty(level)
        number = self.rows.new(-INF, reached - constant)
        self.keeping[level] = int(number[0])
        self.rows.add(number, columns, weights)

    def to_highs(self, level: int) -> highspy.HighsLp:
        """The form with the penalty of `level` to be minimised."""
        columns, weights, constant = self.penalty(level)
        cost = np.zeros(self.columns)
        np.add.at(cost, columns, weights)
        starts, index, value = self.rows.compressed(self.rows.count)
        upper = np.ones(self.columns)
        upper[self._excess : self._excess + len(self.soft)] = highspy.kHighsInf
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.rows.count
        lp.col_cost_, lp.offset_ = cost, constant
        lp.col_lower_, lp.col_upper_ = np.zeros(self.columns), upper
        low, high = self.rows.bounds()
        lp.row_lower_ = np.where(low < -INF / 2, -highspy.kHighsInf, low)
        lp.row_upper_ = np.where(high > INF / 2, highspy.kHighsInf, high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole if is_whole else real for is_whole in self.whole]
        return lp

    @cached_property
    def bounding(self) -> tuple[Ints, Ints]:
        """Rows of the form that bound rows of the program, and those, sorted by them."""
        numbers = np.concatenate([np.empty(0, np.int64), *(of for of, _ in self._bounding)])
        rows = np.concatenate([np.empty(0, np.int64), *(of for _, of in self._bounding)])
        order = np.argsort(rows, kind="stable")
        return numbers[order], rows[order]

    def row_prices(self, duals: Floats) -> Floats:
        """[rows] what one more in each row of the program saves, by the duals of the form's rows."""
        prices = np.zeros(self.program.rows)
        numbers, rows = self.bounding
        np.add.at(prices, rows, duals[numbers])
        return prices

    def level_price(self, level: int, duals: Floats) -> float:
        """What one more on a level that is kept saves."""
        return float(duals[self.keeping[level]]) if level in self.keeping else 0.0

    def start(self, x: Ints) -> tuple[Ints, Floats]:
        """Columns and their values under a known solution: decisions, marks and excesses."""
        evaluation = self.program.evaluate(x)
        marks = np.flatnonzero(self.mark_column >= 0)
        amounts = self.program.limit_amounts(evaluation.rows)[self.soft]
        values = np.concatenate([self.decisions(x), evaluation.marks[marks], amounts]).astype(np.float64)
        return np.arange(len(values)), values
