"""The relaxation over known choices, kept alive: choices enter, prices follow, and a dive rounds it line by line."""

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
"""Simplex strategies of HiGHS: choices that enter leave the last solution feasible, settled lines do not."""


class Master:
    """A linear program over some of the known choices; `line` and `choice` say what each of its first columns is."""

    def __init__(self, model: ColumnModel, stated: Sequence[Bools], level: int, seed: int) -> None:
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
        self._settled = True
        self._line = np.full(model.columns, -1, np.int64)
        self._line[: sum(counts)] = np.repeat(np.arange(len(counts)), counts)
        self._choice = np.full(model.columns, -1, np.int64)
        self._choice[: sum(counts)] = np.concatenate([np.flatnonzero(taken) for taken in stated])

    def relax(self, seconds: float) -> float | None:
        """Solves the relaxation; its value, None if it was not solved in the time."""
        self._solver.setOptionValue("simplex_strategy", DUAL if self._settled else PRIMAL)
        self._settled = False
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

    def likeliest_of(self, lines: Sequence[int]) -> list[tuple[float, int, int]]:
        """For each of some lines: how much its likeliest choice holds, the line, and the choice's number."""
        held = np.array(self._solver.getSolution().col_value)
        columns = np.flatnonzero(np.isin(self._line, lines))
        order = columns[np.lexsort((-held[columns], self._line[columns]))]
        _, first = np.unique(self._line[order], return_index=True)
        chosen = order[first]
        return list(zip(held[chosen].tolist(), self._line[chosen].tolist(), self._choice[chosen].tolist(), strict=True))

    def settle(self, line: int, choice: int) -> None:
        """The line takes this choice, whatever the relaxation says."""
        mine = np.flatnonzero(self._line == line)
        upper = np.where(self._choice[mine] == choice, 1.0, 0.0)
        self._solver.changeColsBounds(len(mine), mine.astype(np.int32), upper, upper)
        self._settled = True

    def likeliest(self) -> Ints:
        """[lines] the number, among those known, of the choice that holds most in the last relaxation."""
        lines = np.unique(self._line[self._line >= 0]).tolist()
        return np.array([choice for _, _, choice in self.likeliest_of(lines)], np.int64)
