"""The relaxation over known choices, kept alive: choices enter, prices follow, and options of cells are ruled out."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np

from solver.engine.columns.column_model import ColumnModel, Known
from solver.engine.highs import highs_solver
from solver.engine.lines import Worth
from solver.engine.prices import Prices
from solver.engine.triplets import Floats
from solver.program.program import LEVELS, Bools, Ints

DUAL, PRIMAL = 1, 4
"""Simplex strategies of HiGHS: choices that enter leave the last solution feasible, choices ruled out do not."""

LEAST_HELD = 1e-7

MOST, TRIMMED = 60, 120
"""Choices of each line that are stated after trimming, and so many on average before it is done."""

BASIC = int(highspy.HighsBasisStatus.kBasic)


NONE = 10.0


class Master:
    """A linear program over some of the known choices.

    What shared rows of level 0 and kept levels ask may be missed at a price, `missing` for each unit, and a line may
    go without a choice for NONE times that: there is a solution whatever choices are known, and its value is still a
    bound.
    """

    def __init__(self, model: ColumnModel, stated: Sequence[Bools], level: int, seed: int, missing: float) -> None:
        self._model, self._level = model, level
        self.stated = [taken.copy() for taken in stated]
        self._solver = highs_solver(highspy.kHighsInf, seed)
        lp = model.to_highs(level)
        lp.integrality_ = []
        counts = [int(taken.sum()) for taken in stated]
        # One choice a line is a row; as a bound too it would take a part of what that row is worth.
        lp.col_upper_ = np.concatenate(
            [np.full(sum(counts), highspy.kHighsInf), np.array(lp.col_upper_)[sum(counts) :]]
        )
        self._solver.passModel(lp)
        self._is_cut = True
        self._missed = self._may_miss(lp, missing)
        self._line = np.full(self._missed.stop, -1, np.int64)
        self._line[: sum(counts)] = np.repeat(np.arange(len(counts)), counts)
        self._choice = np.full(self._missed.stop, -1, np.int64)
        self._choice[: sum(counts)] = np.concatenate([np.flatnonzero(taken) for taken in stated])
        self._open = np.ones(self._missed.stop, np.bool_)

    def _may_miss(self, lp: highspy.HighsLp, price: float) -> range:
        """Columns for what hard rows miss."""
        rows = np.concatenate([self._model.hard, np.array(list(self._model.keeping.values()), np.int64)])
        low = rows[np.array(lp.row_lower_)[rows] > -highspy.kHighsInf]
        high = rows[np.array(lp.row_upper_)[rows] < highspy.kHighsInf]
        lines = self._model.line_rows
        count = len(low) + len(high) + len(lines)
        self._solver.addCols(
            count,
            np.concatenate([np.full(len(low) + len(high), price), np.full(len(lines), NONE * price)]),
            np.zeros(count),
            np.full(count, highspy.kHighsInf),
            count,
            np.arange(count, dtype=np.int32),
            np.concatenate([low, high, lines]).astype(np.int32),
            np.concatenate([np.ones(len(low)), -np.ones(len(high)), np.ones(len(lines))]),
        )
        return range(self._model.columns, self._model.columns + count)

    def relax(self, seconds: float) -> float | None:
        """Solves the relaxation; its value, None if it was not solved in the time."""
        self._solver.setOptionValue("simplex_strategy", DUAL if self._is_cut else PRIMAL)
        self._is_cut = False
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.01, seconds))
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return float(self._solver.getInfo().objective_function_value)

    def widen(self, known: Known) -> None:
        """Makes room for choices that became known since."""
        for line, (choices, _) in enumerate(known):
            more = len(choices) - len(self.stated[line])
            self.stated[line] = np.concatenate([self.stated[line], np.zeros(more, np.bool_)])

    def prices(self, above: Sequence[int]) -> Prices:
        """What the relaxation asks of a line."""
        duals = self.duals
        levels = np.zeros(LEVELS)
        levels[self._level] = 1.0
        for higher in above:
            levels[higher] = max(0.0, -self._model.level_price(higher, duals))
        rest = self._solver.getInfo().objective_function_value - float(self._model.line_prices(duals).sum())
        return Prices(self._model.row_prices(duals), levels, rest)

    @property
    def duals(self) -> Floats:
        """[rows] of the last relaxation."""
        return np.array(self._solver.getSolution().row_dual)

    def enter(self, line: int, chosen: Ints, worth: Worth) -> None:
        """More choices of a line: their numbers among those known, and the worth of all known."""
        if not len(chosen):
            return
        costs, starts, rows, values = self._model.entries(
            line, Worth(worth.penalties[chosen], worth.rows, worth.values[chosen]), self._level
        )
        count = len(chosen)
        self._solver.addCols(
            count,
            costs,
            np.zeros(count),
            np.full(count, highspy.kHighsInf),
            len(rows),
            starts.astype(np.int32),
            rows.astype(np.int32),
            values,
        )
        self._line = np.concatenate([self._line, np.full(count, line)])
        self._choice = np.concatenate([self._choice, chosen])
        self._open = np.concatenate([self._open, np.ones(count, np.bool_)])
        self.stated[line][chosen] = True

    def reduced_costs(self, known: Known, above: Sequence[int]) -> list[Floats]:
        """[lines][n] what one more of each known choice would add to the relaxation's value.

        penalty(choice) − Σ dual(row) · value(choice, row) − Σ dual(kept level) · penalty on it − dual(line)
        """
        duals = self.duals
        prices, of_line = self._model.row_prices(duals), self._model.line_prices(duals)
        reduced = []
        for line, (_, worth) in enumerate(known):
            cost = worth.penalties[:, self._level] - worth.values @ prices[worth.rows] - of_line[line]
            for higher in above:
                cost = cost - self._model.level_price(higher, duals) * worth.penalties[:, higher]
            reduced.append(cost)
        return reduced

    def trim(self) -> None:
        """States no more than MOST choices of each line: those of least reduced cost, and what holds something.

        The others stay known, and enter again when prices ask for them.
        """
        choices = np.flatnonzero(self._line >= 0)
        if len(choices) <= TRIMMED * len(self.stated):
            return
        basis = self._solver.getBasis()
        status = np.array([int(each) for each in basis.col_status])
        costs = np.array(self._solver.getSolution().col_dual)[choices]
        order = choices[np.lexsort((costs, self._line[choices]))]
        starts = np.searchsorted(self._line[order], np.arange(len(self.stated)))
        rank = np.arange(len(order)) - starts[self._line[order]]
        gone = order[(rank >= MOST) & (status[order] != BASIC)]
        for line in np.unique(self._line[gone]).tolist():
            self.stated[line][self._choice[gone[self._line[gone] == line]]] = False
        left = np.ones(len(self._line), np.bool_)
        left[gone] = False
        self._solver.deleteCols(len(gone), np.sort(gone).astype(np.int32))
        basis.col_status = [each for each, stays in zip(basis.col_status, left, strict=True) if stays]
        self._solver.setBasis(basis)
        self._line, self._choice, self._open = self._line[left], self._choice[left], self._open[left]

    def renumber(self, line: int, kept: Ints) -> None:
        """Of the line's known choices those of some numbers, in order, are known from now on, all stated among them."""
        mine = self._line == line
        self._choice[mine] = np.searchsorted(kept, self._choice[mine])
        self.stated[line] = self.stated[line][kept]

    def allow(self, line: int, allowed: Bools) -> None:
        """Of a line's known choices [n] only those allowed may be taken."""
        mine = np.flatnonzero(self._line == line)
        is_open = allowed[self._choice[mine]]
        self._is_cut |= bool((self._open[mine] & ~is_open).any())
        self._open[mine] = is_open
        upper = np.where(is_open, highspy.kHighsInf, 0.0)
        self._solver.changeColsBounds(len(mine), mine.astype(np.int32), np.zeros(len(mine)), upper)

    def held(self) -> tuple[Ints, Ints, Floats]:
        """The choices that hold something in the last relaxation: their lines, their numbers and how much."""
        held = np.array(self._solver.getSolution().col_value)
        holding = np.flatnonzero((self._line >= 0) & (held > LEAST_HELD))
        return self._line[holding], self._choice[holding], held[holding]

    def likeliest(self) -> list[tuple[int, int]]:
        """Each line, and the number among those known of the choice that holds most in the last relaxation."""
        lines, choices, held = self.held()
        order = np.lexsort((-held, lines))
        lines, first = np.unique(lines[order], return_index=True)
        return list(zip(lines.tolist(), choices[order[first]].tolist(), strict=True))
