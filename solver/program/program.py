"""The neutral program of a roster: cells, terms, marks, limits and costs in flat arrays. It knows no police work.

cell    one decision; exactly one of its options 0 … K−1 holds (option 0 is "nothing")
set     a set of options, a row of the table `sets`
row     a sum  Σ coefficient · [cell takes an option of set]  +  Σ coefficient · mark
mark    a derived 0/1:  1 iff  lo ≤ row ≤ hi
limit   lo ≤ row ≤ hi; hard on level 0, else  weight · ⌈(distance outside) / step⌉  on its level
cost    weight · [cell takes an option of set], on its level; on level 0 the option is forbidden

A row is stated with all its terms at once and may name only marks that exist, so there are no cycles.
Everything is an integer.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

INF = 1 << 40
"""An absent bound of a limit or mark."""

ABSENT = -1
"""In `term_set`: no term here (only while rows are being stated)."""

MARK = -2
"""In `term_set`: the term is a mark, and `term_of` its number."""

LEVELS = 6


@dataclass(frozen=True)
class Label:
    """Where a limit or cost comes from: the number of the policy's entry, and what it is about (-1: not said)."""

    entry: Ints
    person: Ints
    day: Ints
    item: Ints


@dataclass(frozen=True)
class Evaluation:
    """The penalties of one assignment of options to cells.

    `levels` [LEVELS] and `entries` [entries] are sums of penalties; `rows` [rows] the row values, `marks` [marks]
    the marks.
    """

    levels: Ints
    entries: Ints
    rows: Ints
    marks: Ints

    @property
    def key(self) -> tuple[int, ...]:
        """Plans compare by this: level by level."""
        return tuple(int(v) for v in self.levels)


@dataclass(frozen=True)
class Wave:
    """Marks of one depth, and the `terms` that are one of them: each term's row, and the mark that it is `of`."""

    marks: Ints
    terms: Ints
    rows: npt.NDArray[np.int32]
    of: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Program:
    """A stated program. `domain` [cells × K] says which options a cell may take: those `offered`, less what level 0
    forbids. Cells lie in a grid: `cell_line` [cells] (a roster's people) and `cell_column` [cells] (its days)."""

    options: int
    cell_line: Ints
    cell_column: Ints
    offered: Bools
    domain: Bools
    sets: npt.NDArray[np.uint8]
    row_start: Ints
    term_of: npt.NDArray[np.int32]
    term_set: npt.NDArray[np.int32]
    term_coef: npt.NDArray[np.int32]
    mark_row: Ints
    mark_lo: Ints
    mark_hi: Ints
    limit_row: Ints
    limit_lo: Ints
    limit_hi: Ints
    limit_level: Ints
    limit_weight: Ints
    limit_step: Ints
    limit_label: Label
    cost_cell: npt.NDArray[np.int32]
    cost_set: npt.NDArray[np.int32]
    cost_weight: Ints
    cost_level: npt.NDArray[np.int8]
    cost_label: Label
    entries: tuple[str, ...]
    items: tuple[str, ...]

    def __getstate__(self) -> dict[str, object]:
        """What is stated; what was worked out of it does not travel to other processes."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def nothing(self) -> Ints:
        """The first option allowed in every cell [cells]: nothing, where that is allowed."""
        first: Ints = np.argmax(self.domain, axis=1).astype(np.int64)
        return first

    @property
    def cells(self) -> int:
        return len(self.domain)

    @property
    def rows(self) -> int:
        return len(self.row_start) - 1

    @cached_property
    def grains(self) -> Ints:
        """[LEVELS] what every penalty of a level is a multiple of."""
        grains = np.zeros(LEVELS, np.int64)
        np.gcd.at(grains, self.limit_level, self.limit_weight)
        np.gcd.at(grains, self.cost_level, self.cost_weight)
        return np.maximum(grains, 1)

    @cached_property
    def term_row(self) -> npt.NDArray[np.int32]:
        """The row of each term."""
        return np.repeat(np.arange(self.rows, dtype=np.int32), np.diff(self.row_start))

    @cached_property
    def row_depth(self) -> Ints:
        """0 for rows over cells alone, else one more than the deepest mark in the row."""
        depth = np.zeros(self.rows, np.int64)
        terms = np.flatnonzero(self.term_set == MARK)
        named = self.mark_row[self.term_of[terms]]
        rows, starts = np.unique(self.term_row[terms], return_index=True)
        while len(rows):
            deeper = np.maximum.reduceat(depth[named] + 1, starts)
            if np.array_equal(deeper, depth[rows]):
                break
            depth[rows] = deeper
        return depth

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """All marks, those first on which others depend."""
        terms = np.flatnonzero(self.term_set == MARK)
        rows, of = self.term_row[terms], self.term_of[terms]
        depth = self.row_depth[self.mark_row]
        found = []
        for number in range(int(depth.max(initial=-1)) + 1):
            fed = depth[of] == number
            found.append(Wave(np.flatnonzero(depth == number), terms[fed], rows[fed], of[fed]))
        return tuple(found)

    @cached_property
    def _look_up(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Ints]:
        """The cell of each term, and the place of its set's line in the table of sets; marks look up an empty line.

        The table is `sets` with that line at its end, written out.
        """
        of_mark = self.term_set == MARK
        line = np.where(of_mark, len(self.sets), self.term_set) * self.options
        table = np.concatenate([self.sets.ravel(), np.zeros(self.options, np.uint8)]).astype(np.int64)
        return np.where(of_mark, 0, self.term_of), line.astype(np.int32), table

    def by_row(self, values: npt.NDArray[np.integer]) -> Ints:
        """[rows] sums of a value per term."""
        total = np.zeros(len(values) + 1, np.int64)
        np.cumsum(values, out=total[1:])
        sums: Ints = total[self.row_start[1:]] - total[self.row_start[:-1]]
        return sums

    def row_values(self, x: Ints) -> tuple[Ints, Ints]:
        """Values of all rows and marks when cell c takes option x[c]."""
        cell, line, table = self._look_up
        chosen = x.astype(np.int32)[cell] if len(x) else np.zeros(len(cell), np.int32)
        values = self.by_row(table[line + chosen] * self.term_coef)
        marks = np.zeros(len(self.mark_row), np.int64)
        for wave in self.waves:
            value = values[self.mark_row[wave.marks]]
            marks[wave.marks] = (self.mark_lo[wave.marks] <= value) & (value <= self.mark_hi[wave.marks])
            np.add.at(values, wave.rows, self.term_coef[wave.terms] * marks[wave.of])
        return values, marks

    def limit_amounts(self, rows: Ints) -> Ints:
        """Steps by which each limit is missed, ⌈distance outside / step⌉."""
        value = rows[self.limit_row]
        outside = np.maximum(np.maximum(self.limit_lo - value, value - self.limit_hi), 0)
        steps: Ints = -(-outside // self.limit_step)
        return steps

    def evaluate(self, x: Ints) -> Evaluation:
        """Penalties per level and per entry of the assignment x [cells]."""
        rows, marks = self.row_values(x)
        owed = self.limit_amounts(rows) * self.limit_weight
        taken = self.sets[self.cost_set, x[self.cost_cell]] * self.cost_weight
        levels = _sums(self.limit_level, owed, LEVELS) + _sums(self.cost_level, taken, LEVELS)
        count = len(self.entries)
        entries = _sums(self.limit_label.entry, owed, count) + _sums(self.cost_label.entry, taken, count)
        return Evaluation(levels, entries, rows, marks)


def _sums(keys: npt.NDArray[np.integer], values: Ints, size: int) -> Ints:
    """Integer sums of values by key."""
    total = np.zeros(size, np.int64)
    np.add.at(total, keys, values)
    return total
