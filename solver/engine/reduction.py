"""What of a program is still open: constants folded, limits that cannot be missed left out. Readers start here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.program.program import LEVELS, MARK, Bools, Ints, Program


@dataclass(frozen=True)
class Reduction:
    """A program with its constants worked out.

    `term_open` [terms]: the term's truth is not known. `row_base` [rows]: sum of the terms known to hold.
    `row_min`, `row_max` [rows]: bounds of the row over all choices. `mark_open` [marks]: the mark is not known,
    and `mark_value` [marks] is its value where it is. `limit_open` [limits]: some choice misses the limit.
    """

    program: Program
    term_open: Bools
    row_base: Ints
    row_min: Ints
    row_max: Ints
    mark_open: Bools
    mark_value: Ints
    limit_open: Bools

    @staticmethod
    def of(program: Program) -> Reduction:
        """Folds the constants of a program, rows over cells first, then rows over marks, wave by wave."""
        open_terms, held = _cell_terms(program)
        base = program.by_row(np.where(held, program.term_coef, 0))
        low = base + program.by_row(np.where(open_terms, np.minimum(program.term_coef, 0), 0))
        high = base + program.by_row(np.where(open_terms, np.maximum(program.term_coef, 0), 0))
        mark_open = np.zeros(len(program.mark_row), np.bool_)
        mark_value = np.zeros(len(program.mark_row), np.int64)
        for wave in program.waves:
            marks, rows, of = wave.marks, program.mark_row[wave.marks], wave.of
            lo, hi = program.mark_lo[marks], program.mark_hi[marks]
            mark_value[marks] = (lo <= low[rows]) & (high[rows] <= hi)
            mark_open[marks] = (mark_value[marks] == 0) & (high[rows] >= lo) & (low[rows] <= hi)
            coef = program.term_coef[wave.terms].astype(np.int64)
            known = np.where(mark_open[of], 0, coef * mark_value[of])
            np.add.at(base, wave.rows, known)
            np.add.at(low, wave.rows, known + np.where(mark_open[of], np.minimum(coef, 0), 0))
            np.add.at(high, wave.rows, known + np.where(mark_open[of], np.maximum(coef, 0), 0))
            open_terms[wave.terms] = mark_open[of]
        missed = (low[program.limit_row] < program.limit_lo) | (high[program.limit_row] > program.limit_hi)
        priced = program.limit_weight > 0
        return Reduction(program, open_terms, base, low, high, mark_open, mark_value, missed & priced)

    @cached_property
    def soft_levels(self) -> list[int]:
        """Levels on which something can be missed or paid, in order."""
        used = np.concatenate([self.program.limit_level[self.limit_open], self.program.cost_level])
        return [int(level) for level in np.unique(used) if level > 0]

    @property
    def levels(self) -> list[int]:
        """The soft levels, or the last level where there is none: every search has one to work on."""
        return self.soft_levels or [LEVELS - 1]

    def terms(self, row: int) -> tuple[list[int], list[int], list[int]]:
        """The open terms of a row: what they are of, their sets, their coefficients."""
        start, end = self.program.row_start[row], self.program.row_start[row + 1]
        chosen = slice(start, end)
        is_open = self.term_open[chosen]
        return (
            self.program.term_of[chosen][is_open].tolist(),
            self.program.term_set[chosen][is_open].tolist(),
            self.program.term_coef[chosen][is_open].tolist(),
        )


def weights_of(reduction: Reduction, level: int) -> tuple[float, float]:
    """A low and a high weight of what a level can cost: its tenth and ninetieth percentile."""
    program = reduction.program
    limits = program.limit_weight[reduction.limit_open & (program.limit_level == level)]
    costs = program.cost_weight[program.cost_level == level]
    weights = np.concatenate([limits, costs])
    if not len(weights):
        return 1.0, 1.0
    low, high = np.percentile(weights, [10, 90])
    return max(1.0, float(low)), max(1.0, float(high))


def _cell_terms(program: Program) -> tuple[Bools, Bools]:
    """Which terms over cells are open, and which hold whatever is chosen.

    Many cells have the same domain: how many options of each distinct one lie in each set is counted once.
    """
    if not program.cells:
        return np.zeros(len(program.term_set), np.bool_), np.zeros(len(program.term_set), np.bool_)
    packed = np.packbits(program.domain, axis=1)
    _, first, kind = np.unique(packed.view(f"V{packed.shape[1]}"), return_index=True, return_inverse=True)
    domains = program.domain[first].astype(np.int32)
    count = np.column_stack([domains @ program.sets.T.astype(np.int32), np.zeros(len(first), np.int32)])
    size, number = domains.sum(axis=1)[:, None], np.where(program.term_set == MARK, -1, program.term_set)
    place = kind.ravel()[np.where(number < 0, 0, program.term_of)], number
    is_open, is_held = (count > 0) & (count < size), count == size
    return is_open[place], is_held[place]
