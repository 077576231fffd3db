"""Bounds of single rows over all choices, and the rows that depend on some cells: what few questions need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.program.program import MARK, Bools, Program


class RowBounds:
    """The least and the greatest value of a row over all choices, each row taken for itself; worked out when asked."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[int, tuple[int, int]] = {}

    def of(self, row: int) -> tuple[int, int]:
        """min and max of Σ coef · [term] over the cells' domains; a mark holds where its row lies within its bounds."""
        if row not in self._known:
            program = self._program
            terms = slice(int(program.row_start[row]), int(program.row_start[row + 1]))
            of, number, coef = (
                program.term_of[terms],
                program.term_set[terms],
                program.term_coef[terms].astype(np.int64),
            )
            may_fail, may_hold = np.empty(len(of), np.bool_), np.empty(len(of), np.bool_)
            is_mark = number == MARK
            allowed, within = program.domain[of[~is_mark]], program.sets[number[~is_mark]] != 0
            may_fail[~is_mark], may_hold[~is_mark] = (allowed & ~within).any(axis=1), (allowed & within).any(axis=1)
            marks = [self._mark(mark) for mark in of[is_mark].tolist()]
            may_fail[is_mark], may_hold[is_mark] = [fail for fail, _ in marks], [hold for _, hold in marks]
            value = np.where(may_hold, coef, 0)
            low = np.where(may_fail, np.minimum(value, 0), value)
            high = np.where(may_fail, np.maximum(value, 0), value)
            self._known[row] = int(low.sum()), int(high.sum())
        return self._known[row]

    def _mark(self, mark: int) -> tuple[bool, bool]:
        """Whether a mark can be missing, and whether it can hold."""
        program = self._program
        low, high = self.of(int(program.mark_row[mark]))
        least, most = int(program.mark_lo[mark]), int(program.mark_hi[mark])
        return not (least <= low and high <= most), high >= least and low <= most


def rows_about(program: Program, cells: Sequence[int]) -> Bools:
    """[rows] which rows depend on some of the cells, through marks too."""
    is_cell = np.zeros(program.cells, np.bool_)
    is_cell[list(cells)] = True
    is_mark = program.term_set == MARK
    touched = np.zeros(program.rows, np.bool_)
    rows = program.term_row
    touched[rows[~is_mark][is_cell[program.term_of[~is_mark]]]] = True
    row, of = rows[is_mark], program.mark_row[program.term_of[is_mark]]
    while (more := touched[of] & ~touched[row]).any():
        touched[row[more]] = True
    return touched
