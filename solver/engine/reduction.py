"""What of a program is still open: constants folded, limits that cannot be missed left out. Readers start here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.program.program import MARK, Bools, Ints, Program

CHUNK = 1 << 19


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
        base = _by_row(program, np.where(held, program.term_coef, 0))
        low = base + _by_row(program, np.where(open_terms, np.minimum(program.term_coef, 0), 0))
        high = base + _by_row(program, np.where(open_terms, np.maximum(program.term_coef, 0), 0))
        mark_open = np.zeros(len(program.mark_row), np.bool_)
        mark_value = np.zeros(len(program.mark_row), np.int64)
        of_mark = np.flatnonzero(program.term_set == MARK)
        rows, marks = program.term_row[of_mark], program.term_of[of_mark]
        coef = program.term_coef[of_mark].astype(np.int64)
        depth = program.row_depth[program.mark_row]
        for wave in range(int(depth.max(initial=-1)) + 1):
            now = depth == wave
            lo, hi = low[program.mark_row], high[program.mark_row]
            mark_value[now] = ((program.mark_lo <= lo) & (hi <= program.mark_hi))[now]
            never = (hi < program.mark_lo) | (lo > program.mark_hi)
            mark_open[now] = ((mark_value == 0) & ~never)[now]
            fed = now[marks]
            known = np.where(mark_open[marks], 0, coef * mark_value[marks])
            np.add.at(base, rows[fed], known[fed])
            np.add.at(low, rows[fed], (known + np.where(mark_open[marks], np.minimum(coef, 0), 0))[fed])
            np.add.at(high, rows[fed], (known + np.where(mark_open[marks], np.maximum(coef, 0), 0))[fed])
        open_terms[of_mark] = mark_open[marks]
        missed = (low[program.limit_row] < program.limit_lo) | (high[program.limit_row] > program.limit_hi)
        priced = program.limit_weight > 0
        return Reduction(program, open_terms, base, low, high, mark_open, mark_value, missed & priced)

    @cached_property
    def soft_levels(self) -> list[int]:
        """Levels on which something can be missed or paid, in order."""
        used = np.concatenate([self.program.limit_level[self.limit_open], self.program.cost_level])
        return [int(level) for level in np.unique(used) if level > 0]

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
    """Which terms over cells are open, and which hold whatever is chosen."""
    size = program.domain.sum(axis=1)
    open_terms = np.zeros(len(program.term_of), np.bool_)
    held = np.zeros(len(program.term_of), np.bool_)
    sets = program.sets.astype(np.bool_)
    for start in range(0, len(program.term_of), CHUNK):
        part = slice(start, start + CHUNK)
        cells = np.flatnonzero(program.term_set[part] != MARK)
        of = program.term_of[part][cells]
        inside = _inside(program.domain, sets, of, program.term_set[part][cells])
        open_terms[start + cells] = (inside > 0) & (inside < size[of])
        held[start + cells] = inside == size[of]
    return open_terms, held


def _inside(domain: Bools, sets: Bools, cells: npt.NDArray[np.int32], numbers: npt.NDArray[np.int32]) -> Ints:
    """How many options of each cell's domain lie in its set."""
    count: Ints = (domain[cells] & sets[numbers]).sum(axis=1, dtype=np.int64)
    return count


def _by_row(program: Program, values: npt.NDArray[np.integer]) -> Ints:
    sums: Ints = np.bincount(program.term_row, values, minlength=program.rows).astype(np.int64)
    return sums
