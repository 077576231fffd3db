"""A program by columns: each line takes one of the choices known for it, and only what lines share is stated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.linear_form import LinearForm, Stated, Sums
from solver.engine.lines import Lines, Worth
from solver.engine.triplets import Floats, Triplets
from solver.program.program import MARK, Bools, Ints

Known = Sequence[tuple[Ints, Worth]]
"""For each line the choices known for it [n × cells of the line] and their worth."""


class ColumnModel(LinearForm):
    """One binary per known choice of a line; exactly one of a line's choices holds.

    least  Σ penalty(choice) · z(choice) + Σ weight · excess
    with   Σ z = 1 for each line,  lo ≤ Σ value(choice, row) · z(choice) + Σ marks ≤ hi + excess for shared rows
    """

    def __init__(self, lines: Lines, known: Known, levels: Sequence[int]) -> None:
        self._lines, self._known = lines, known
        self.first = np.concatenate([[0], np.cumsum([len(choices) for choices, _ in known])]).astype(np.int64)
        shared = lines.shared_limits
        stated = shared[np.isin(lines.program.limit_level[shared], [0, *levels])]
        super().__init__(lines.reduction, Stated(lines.shared_marks, stated))

    def decide(self) -> int:
        count = int(self.first[-1])
        self.line_rows = self.rows.new(np.ones(self._lines.count), 1)
        self.rows.add(np.repeat(self.line_rows, np.diff(self.first)), np.arange(count), 1)
        return count

    def tighten_ones(self, marks: Ints) -> None:
        """Nothing: it would price one line's choices otherwise than another's."""

    def sums(self, wanted: Bools) -> Sums:
        program, reduction = self.program, self.reduction
        out = Triplets()
        for first, (_, worth) in zip(self.first, self._known, strict=False):
            values = np.where(wanted[worth.rows], worth.values, 0)
            choice, place = np.nonzero(values)
            out.add(worth.rows[place], first + choice, values[choice, place])
        fed = np.flatnonzero(reduction.term_open & (program.term_set == MARK) & wanted[program.term_row])
        fed = fed[self.mark_column[program.term_of[fed]] >= 0]
        out.add(program.term_row[fed], self.mark_column[program.term_of[fed]], program.term_coef[fed])
        constant = reduction.row_base.astype(np.float64)
        return Sums(np.concatenate(out.rows), np.concatenate(out.columns), np.concatenate(out.values), constant)

    def decision_costs(self, level: int) -> tuple[Ints, Floats, float]:
        weights = np.concatenate([worth.penalties[:, level] for _, worth in self._known]).astype(np.float64)
        columns = np.flatnonzero(weights)
        return columns, weights[columns], 0.0

    def solution(self, values: Floats) -> Ints:
        x = np.zeros(self.program.cells, np.int64)
        for line, (choices, _) in enumerate(self._known):
            x[self._lines.cells[line]] = choices[np.argmax(values[self.first[line] : self.first[line + 1]])]
        return x

    def decisions(self, x: Ints) -> Floats:
        values = np.zeros(int(self.first[-1]))
        for line, (choices, _) in enumerate(self._known):
            same = np.flatnonzero((choices == x[self._lines.cells[line]]).all(axis=1))
            values[self.first[line] + same[:1]] = 1.0
        return values

    def entries(self, line: int, worth: Worth, level: int) -> tuple[Floats, Ints, Ints, Floats]:
        """More choices of a line as columns: their costs on a level, and starts, rows and values of their entries."""
        numbers, rows = self.bounding
        first = np.searchsorted(rows, worth.rows)
        length = np.searchsorted(rows, worth.rows, side="right") - first
        choice, place = np.nonzero(np.where(length > 0, worth.values, 0))
        times = length[place]
        offset = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
        out = Triplets()
        out.add(
            np.repeat(choice, times),
            numbers[np.repeat(first[place], times) + offset],
            np.repeat(worth.values[choice, place], times),
        )
        count = len(worth.penalties)
        out.add(np.arange(count), self.line_rows[line], 1)
        for higher, number in self.keeping.items():
            out.add(np.arange(count), number, worth.penalties[:, higher])
        starts, index, values = out.compressed(count)
        return worth.penalties[:, level].astype(np.float64), starts[:-1], index, values

    def line_prices(self, duals: Floats) -> Floats:
        """[lines] what the line's one choice is worth by the duals."""
        prices: Floats = duals[self.line_rows]
        return prices
