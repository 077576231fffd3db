"""A program laid out for local search: only what is open, in flat arrays from cells to terms, rows, limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from solver.engine.reduction import Reduction
from solver.program.program import MARK, Ints, Program

Int32s = npt.NDArray[np.int32]

WORD = 64
"""Bits in a word."""

WEIGHT = 3
"""Where a limit's weight lies."""


class Layout(NamedTuple):
    """Arrays that compiled search reads; `*_start` index the arrays that follow them.

    Cells: `term_start` [cells + 1] → `term` [terms × (row, coefficient)]; which of a cell's terms an option is in says
    a bit each of `holds` [patterns × K × words], with `pattern` [cells]. Rows: `limit_start` [rows + 1] → `limit`
    [limits × (lo, hi, step, weight, level)]; `mark_start` [rows + 1] → `mark_lo`, `mark_hi`, and per mark
    `feed_start` → `feed_row`, `feed_coef`. `cost` [priced levels × cells × K], `cost_level` its levels.
    `choice_start` [cells + 1] → `choice`, the options of each cell's domain. `grid` [lines × columns × planes]
    holds cells or -1, `place` [cells × 3] where each cell lies; `open_cell` lists the cells that have a choice.
    `marks` are the numbers that marks have in the program. A change of one cell changes rows `reach` times at most.
    """

    term_start: Int32s
    term: Int32s
    pattern: Int32s
    holds: npt.NDArray[np.uint64]
    limit_start: Int32s
    limit: Ints
    mark_start: Int32s
    mark_lo: Ints
    mark_hi: Ints
    feed_start: Int32s
    feed_row: Int32s
    feed_coef: Int32s
    cost: Int32s
    cost_level: Int32s
    choice_start: Int32s
    choice: Int32s
    allowed: npt.NDArray[np.uint8]
    grid: Int32s
    place: Int32s
    open_cell: Int32s
    marks: Int32s
    reach: int


def layout_of(reduction: Reduction) -> Layout:
    """Lays a program out; limits that cannot be missed and rows that nothing reads are left out."""
    program = reduction.program
    rows = _Rows(reduction)
    term = np.flatnonzero(reduction.term_open & (program.term_set != MARK) & rows.is_read[program.term_row])
    term = term[np.argsort(program.term_of[term], kind="stable")]
    term_start = starts_of(program.term_of[term], program.cells)
    pattern, holds = _patterns(program, term_start, program.term_set[term])
    cost_level, cost = _costs(program)
    grid = _grid(program)
    choice_cell, choice = np.nonzero(program.domain)
    return Layout(
        term_start=term_start,
        term=np.stack([program.term_row[term], program.term_coef[term]], axis=1).astype(np.int32),
        pattern=pattern,
        holds=holds,
        **rows.arrays(),
        cost=cost,
        cost_level=cost_level,
        choice_start=starts_of(choice_cell, program.cells),
        choice=choice.astype(np.int32),
        allowed=program.domain.astype(np.uint8),
        grid=grid,
        place=np.argwhere(grid >= 0)[np.argsort(grid[grid >= 0])].astype(np.int32),
        marks=rows.marks.astype(np.int32),
        open_cell=np.flatnonzero(program.domain.sum(axis=1) > 1).astype(np.int32),
        reach=int(np.bincount(program.term_of[term], weights=rows.reach[program.term_row[term]]).max(initial=1)),
    )


@dataclass
class _Rows:
    """Limits and marks by row."""

    reduction: Reduction

    def __post_init__(self) -> None:
        reduction, program = self.reduction, self.reduction.program
        self.limits = np.flatnonzero(reduction.limit_open)
        self.limits = self.limits[np.argsort(program.limit_row[self.limits], kind="stable")]
        self.marks = np.flatnonzero(reduction.mark_open)
        self.marks = self.marks[np.argsort(program.mark_row[self.marks], kind="stable")]
        self.is_read = np.zeros(program.rows, np.bool_)
        self.is_read[program.limit_row[self.limits]] = True
        self.is_read[program.mark_row[self.marks]] = True

    @cached_property
    def reach(self) -> Ints:
        """[rows] how many rows change at most when one does: itself, and all that its marks feed."""
        reduction, program = self.reduction, self.reduction.program
        reach = np.ones(program.rows, np.int64)
        feed = np.flatnonzero(reduction.term_open & (program.term_set == MARK))
        row_of_mark = program.mark_row[program.term_of[feed]]
        depth = program.row_depth[row_of_mark]
        for wave in range(int(depth.max(initial=-1)), -1, -1):
            fed = feed[depth == wave]
            np.add.at(reach, row_of_mark[depth == wave], reach[program.term_row[fed]])
        return reach

    def arrays(self) -> dict[str, Any]:
        program = self.reduction.program
        place = np.full(len(program.mark_row), -1, np.int64)
        place[self.marks] = np.arange(len(self.marks))
        feed = np.flatnonzero(self.reduction.term_open & (program.term_set == MARK) & self.is_read[program.term_row])
        feed = feed[np.argsort(place[program.term_of[feed]], kind="stable")]
        limits, marks = self.limits, self.marks
        return {
            "limit_start": starts_of(program.limit_row[limits], program.rows),
            "limit": limits_of(program, limits),
            "mark_start": starts_of(program.mark_row[marks], program.rows),
            "mark_lo": program.mark_lo[marks],
            "mark_hi": program.mark_hi[marks],
            "feed_start": starts_of(place[program.term_of[feed]], len(marks)),
            "feed_row": program.term_row[feed].astype(np.int32),
            "feed_coef": program.term_coef[feed].astype(np.int32),
        }


def limits_of(program: Program, limits: Ints) -> Ints:
    """[limits × (lo, hi, step, weight, level)] as compiled search reads them."""
    columns = (program.limit_lo, program.limit_hi, program.limit_step, program.limit_weight, program.limit_level)
    return np.stack([column[limits] for column in columns], axis=1)


def starts_of(keys: npt.NDArray[np.integer], count: int) -> Int32s:
    """Where each key's run begins in a sorted array of keys; one more at the end."""
    starts: Int32s = np.searchsorted(keys, np.arange(count + 1)).astype(np.int32)
    return starts


def _patterns(program: Program, term_start: Int32s, term_set: Int32s) -> tuple[Int32s, npt.NDArray[np.uint64]]:
    """Cells whose terms have the same sets in the same order are of one pattern; and which terms hold for an option.

    Bit i of word w stands for a cell's term 64 w + i.
    """
    count = np.diff(term_start)
    words = max(1, -(-int(count.max(initial=0)) // WORD))
    of_cell = np.full((program.cells, words * WORD), -1, np.int32)
    at = np.arange(len(term_set)) - np.repeat(term_start[:-1], count)
    of_cell[np.repeat(np.arange(program.cells), count), at] = term_set
    distinct, pattern = np.unique(of_cell.view(f"V{of_cell.itemsize * words * WORD}"), return_inverse=True)
    sets = distinct.view(np.int32).reshape(len(distinct), words * WORD)
    known = np.concatenate([program.sets, np.zeros((1, program.options), np.uint8)])
    packed = np.packbits(np.ascontiguousarray(known[sets].transpose(0, 2, 1)), axis=2, bitorder="little")
    return pattern.reshape(-1).astype(np.int32), packed.view("<u8").astype(np.uint64)


def _costs(program: Program) -> tuple[Int32s, Int32s]:
    """Levels that have costs, and the cost of each option of each cell on each of them."""
    levels = np.unique(program.cost_level[program.cost_level > 0]).astype(np.int32)
    cost = np.zeros((len(levels), program.cells, program.options), np.int32)
    for place, level in enumerate(levels):
        mine = program.cost_level == level
        for number in np.unique(program.cost_set[mine]):
            chosen = mine & (program.cost_set == number)
            inside = np.flatnonzero(program.sets[number])
            cells = np.repeat(program.cost_cell[chosen], len(inside))
            options = np.tile(inside, int(chosen.sum()))
            np.add.at(
                cost[place], (cells, options), np.repeat(program.cost_weight[chosen], len(inside)).astype(np.int32)
            )
    return levels, cost


def _grid(program: Program) -> Int32s:
    """Cells by line, column and plane: the cells of one line and column lie in planes, in their order."""
    place = program.cell_line * (int(program.cell_column.max(initial=0)) + 1) + program.cell_column
    order = np.argsort(place, kind="stable")
    _, first, count = np.unique(place[order], return_index=True, return_counts=True)
    plane = np.empty(program.cells, np.int64)
    plane[order] = np.arange(program.cells) - np.repeat(first, count)
    shape = (program.cell_line.max(initial=0) + 1, program.cell_column.max(initial=0) + 1, plane.max(initial=0) + 1)
    grid = np.full(shape, -1, np.int32)
    grid[program.cell_line, program.cell_column, plane] = np.arange(program.cells)
    return grid
