"""A program seen line by line: what one line's cells decide alone, and what they add to the rows that lines share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.engine.layout import Layout, layout_of
from solver.engine.reduction import Reduction
from solver.engine.triplets import Floats
from solver.program.program import LEVELS, MARK, Bools, Ints, Program

SHARED = -1
"""In place of a line: more than one line decides."""


@dataclass(frozen=True)
class Worth:
    """What choices for one line come to, n choices: `penalties` [n × LEVELS] that the line answers for alone, and
    what they add to the shared rows `rows` [m]: `values` [n × m]."""

    penalties: Ints
    rows: Ints
    values: Floats


class Lines:
    """Which line decides each row of a program, `row_line` [rows] (SHARED: several), and what lines are worth."""

    def __init__(self, reduction: Reduction) -> None:
        self.reduction, self.program = reduction, reduction.program
        program = reduction.program
        self.count = int(program.cell_line.max(initial=-1)) + 1
        self.row_line = row_lines(program, reduction.term_open)
        self.limit_line = self.row_line[program.limit_row]
        self.shared_limits = np.flatnonzero(reduction.limit_open & (self.limit_line == SHARED))
        self.shared_marks = np.flatnonzero(reduction.mark_open & (self.row_line[program.mark_row] == SHARED))
        self._parts: dict[int, Part] = {}

    @cached_property
    def layout(self) -> Layout:
        """The program laid out for compiled search, once for all who search."""
        return layout_of(self.reduction)

    @cached_property
    def cells(self) -> list[Ints]:
        """The cells of each line."""
        return _by_line(np.arange(self.program.cells), self.program.cell_line, self.count)

    @cached_property
    def shared_feeds(self) -> Ints:
        """Open terms that are marks, in rows that lines share."""
        program = self.program
        is_shared = self.row_line[program.term_row] == SHARED
        return np.flatnonzero(self.reduction.term_open & is_shared & (program.term_set == MARK))

    def shared_terms(self, line: int) -> Ints:
        """Open terms of a line's cells in rows that lines share."""
        return self._shared_terms[line]

    @cached_property
    def _shared_terms(self) -> list[Ints]:
        program = self.program
        is_shared = self.row_line[program.term_row] == SHARED
        terms = np.flatnonzero(self.reduction.term_open & is_shared & (program.term_set != MARK))
        return _by_line(terms, program.cell_line[program.term_of[terms]], self.count)

    @cached_property
    def widest(self) -> int:
        """How many shared rows the first line's cells touch."""
        return len(np.unique(self.program.term_row[self.shared_terms(0)])) if self.count else 0

    def own_costs(self, line: int) -> Ints:
        """Costs of a line's cells."""
        return self._own_costs[line]

    @cached_property
    def _own_costs(self) -> list[Ints]:
        of = self.program.cell_line[self.program.cost_cell]
        return _by_line(np.arange(len(of)), of, self.count)

    def worth(self, line: int, choices: Ints) -> Worth:
        """What `choices` [n × cells of the line] for one line come to."""
        if line not in self._parts:
            self._parts[line] = Part.of(self, line)
        return self._parts[line].worth(self, choices)


@dataclass(frozen=True)
class Part:
    """One line's share of the program: its open terms, its own marks by depth, and the rows that these touch."""

    cells: Ints
    rows: Ints
    cell_terms: Ints
    marks: list[Ints]
    feeds: list[Ints]
    limits: Ints
    costs: Ints

    @staticmethod
    def of(lines: Lines, line: int) -> Part:
        """Gathers a line's share."""
        program, reduction = lines.program, lines.reduction
        is_mark = program.term_set == MARK
        own = np.zeros(len(program.term_of), np.bool_)
        own[~is_mark] = program.cell_line[program.term_of[~is_mark]] == line
        mark_is_own = reduction.mark_open & (lines.row_line[program.mark_row] == line)
        feeds = np.flatnonzero(is_mark & reduction.term_open)
        feeds = feeds[mark_is_own[program.term_of[feeds]]]
        cell_terms = np.flatnonzero(own & reduction.term_open)
        rows = np.union1d(program.term_row[cell_terms], program.term_row[feeds])
        marks = np.flatnonzero(mark_is_own)
        depth = program.row_depth[program.mark_row]
        waves = range(int(depth[marks].max(initial=-1)) + 1)
        return Part(
            cells=lines.cells[line],
            rows=rows,
            cell_terms=cell_terms,
            marks=[marks[depth[marks] == wave] for wave in waves],
            feeds=[feeds[depth[program.term_of[feeds]] == wave] for wave in waves],
            limits=np.flatnonzero(reduction.limit_open & (lines.limit_line == line)),
            costs=np.flatnonzero(program.cell_line[program.cost_cell] == line),
        )

    def worth(self, lines: Lines, choices: Ints) -> Worth:
        """See `Lines.worth`."""
        program = lines.program
        place = np.zeros(program.cells, np.int64)
        place[self.cells] = np.arange(len(self.cells))
        values = self._values(lines, choices, place)
        shared = lines.row_line[self.rows] == SHARED
        rows = program.limit_row[self.limits]
        value = (values[np.searchsorted(self.rows, rows)] + lines.reduction.row_base[rows][:, None]).T
        outside = np.maximum(program.limit_lo[self.limits] - value, value - program.limit_hi[self.limits])
        owed = -(-np.maximum(outside, 0) // program.limit_step[self.limits]) * program.limit_weight[self.limits]
        taken = program.sets[program.cost_set[self.costs], choices[:, place[program.cost_cell[self.costs]]]]
        paid = taken * program.cost_weight[self.costs]
        limit_level, cost_level = program.limit_level[self.limits], program.cost_level[self.costs]
        of_level = [owed[:, limit_level == n].sum(axis=1) + paid[:, cost_level == n].sum(axis=1) for n in range(LEVELS)]
        return Worth(np.stack(of_level, axis=1), self.rows[shared], values[shared].T.astype(np.float64))

    def _values(self, lines: Lines, choices: Ints, place: Ints) -> Ints:
        """[rows of the line × n] what the line's open terms add to each row."""
        program, reduction = lines.program, lines.reduction
        values = np.zeros((len(self.rows), len(choices)), np.int64)
        terms = self.cell_terms
        inside = program.sets[program.term_set[terms], choices[:, place[program.term_of[terms]]]].astype(np.int64)
        self._add(values, program.term_row[terms], (inside * program.term_coef[terms]).T)
        own = np.sort(np.concatenate([*self.marks, np.empty(0, np.int64)]))
        held = np.zeros((len(own), len(choices)), np.int64)
        for marks, feeds in zip(self.marks, self.feeds, strict=True):
            rows = program.mark_row[marks]
            value = values[np.searchsorted(self.rows, rows)] + reduction.row_base[rows][:, None]
            is_held = (program.mark_lo[marks][:, None] <= value) & (value <= program.mark_hi[marks][:, None])
            held[np.searchsorted(own, marks)] = is_held
            taken = held[np.searchsorted(own, program.term_of[feeds])]
            self._add(values, program.term_row[feeds], taken * program.term_coef[feeds][:, None])
        return values

    def _add(self, values: Ints, rows: npt.NDArray[np.int32], added: Ints) -> None:
        """Adds what terms come to [terms × n] to their rows; terms lie sorted by row."""
        if len(rows):
            distinct, starts = np.unique(rows, return_index=True)
            values[np.searchsorted(self.rows, distinct)] += np.add.reduceat(added, starts, axis=0)


def _by_line(numbers: Ints, line: Ints, count: int) -> list[Ints]:
    """Numbers parted by their line."""
    order = np.argsort(line, kind="stable")
    return np.split(numbers[order], np.searchsorted(line[order], np.arange(1, count)))


def row_lines(program: Program, counts: Bools) -> Ints:
    """[rows] the line whose cells decide a row, over the terms that count [terms]; SHARED where there are several."""
    low = np.full(program.rows, np.iinfo(np.int64).max)
    high = np.full(program.rows, SHARED)
    terms = np.flatnonzero(counts)
    is_mark = program.term_set[terms] == MARK
    cells, marks = terms[~is_mark], terms[is_mark]
    line = program.cell_line[program.term_of[cells]]
    np.minimum.at(low, program.term_row[cells], line)
    np.maximum.at(high, program.term_row[cells], line)
    depth = program.row_depth[program.mark_row[program.term_of[marks]]]
    for wave in range(int(depth.max(initial=-1)) + 1):
        fed = marks[depth == wave]
        rows, of = program.term_row[fed], program.mark_row[program.term_of[fed]]
        np.minimum.at(low, rows, low[of])
        np.maximum.at(high, rows, high[of])
    lines: Ints = np.where(low == high, low, SHARED)
    return lines
