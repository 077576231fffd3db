"""What one line of a program decides alone, in numbers of its own: lines of equal shape share all that follows.

Cells fixed by their domain keep their terms here, so that people who differ only in leave or history have one shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from solver.engine.lines import SHARED, Lines, row_lines
from solver.program.program import MARK, Bools, Ints


@dataclass(frozen=True)
class Shape:
    """A line's own rows, marks and limits, numbered from 0.

    Terms: `term_step` (place of the cell among the line's), `term_row`, `term_set`, `term_coef`. Marks: `mark_row`,
    `mark_lo`, `mark_hi`, and what they feed, `feed_mark`, `feed_row`, `feed_coef`. Limits: `limit_row`, … `_level`.
    `base` [rows] is what each row holds besides; `column` [steps] the column of each cell.
    """

    column: Ints
    base: Ints
    term_step: Ints
    term_row: Ints
    term_set: Ints
    term_coef: Ints
    mark_row: Ints
    mark_lo: Ints
    mark_hi: Ints
    feed_mark: Ints
    feed_row: Ints
    feed_coef: Ints
    limit_row: Ints
    limit_lo: Ints
    limit_hi: Ints
    limit_step: Ints
    limit_weight: Ints
    limit_level: Ints

    @cached_property
    def key(self) -> bytes:
        """Equal for lines of equal shape."""
        return b"|".join(getattr(self, field.name).tobytes() for field in fields(self))

    @property
    def steps(self) -> int:
        return len(self.column)

    @property
    def rows(self) -> int:
        return len(self.base)

    @cached_property
    def depth(self) -> Ints:
        """[rows] 0 for rows over cells alone, else one more than the deepest mark in the row."""
        depth = np.zeros(self.rows, np.int64)
        while True:
            deeper = depth.copy()
            np.maximum.at(deeper, self.feed_row, depth[self.mark_row[self.feed_mark]] + 1)
            if np.array_equal(deeper, depth):
                return depth
            depth = deeper

    @cached_property
    def span(self) -> tuple[Ints, Ints]:
        """[rows] the first and last step that moves each row, by a cell or by a mark."""
        first, last = np.full(self.rows, self.steps), np.full(self.rows, -1)
        np.minimum.at(first, self.term_row, self.term_step)
        np.maximum.at(last, self.term_row, self.term_step)
        order = np.argsort(self.depth[self.feed_row], kind="stable")
        for feed in order.tolist():
            source, target = self.mark_row[self.feed_mark[feed]], self.feed_row[feed]
            first[target] = min(first[target], first[source])
            last[target] = max(last[target], last[source])
        return first, last

    @property
    def is_total(self) -> Bools:
        """[rows] rows that are long, and read by limits alone."""
        first, last = self.span
        long = np.zeros(self.rows, np.bool_)
        some = last >= 0
        long[some] = self.column[last[some]] - self.column[first[some]] >= LONG
        long[self.mark_row] = False
        return long

    def part(self, rows: Bools) -> Shape:
        """The shape with only these rows [rows] and what is theirs; marks keep their numbers, and -1 for a lost row."""
        place = np.where(rows, np.cumsum(rows) - 1, -1)
        term, feed, limit = rows[self.term_row], rows[self.feed_row], rows[self.limit_row]
        return Shape(
            column=self.column,
            base=self.base[rows],
            term_step=self.term_step[term],
            term_row=place[self.term_row[term]],
            term_set=self.term_set[term],
            term_coef=self.term_coef[term],
            mark_row=place[self.mark_row],
            mark_lo=self.mark_lo,
            mark_hi=self.mark_hi,
            feed_mark=self.feed_mark[feed],
            feed_row=place[self.feed_row[feed]],
            feed_coef=self.feed_coef[feed],
            limit_row=place[self.limit_row[limit]],
            limit_lo=self.limit_lo[limit],
            limit_hi=self.limit_hi[limit],
            limit_step=self.limit_step[limit],
            limit_weight=self.limit_weight[limit],
            limit_level=self.limit_level[limit],
        )


LONG = 14
"""A row that spans more columns is a total: it is counted, not remembered."""


@dataclass(frozen=True)
class Own:
    """A line's shape in two parts, rows that are remembered from column to column and `totals` that are counted, and
    which cells and marks of the program their numbers stand for."""

    shape: Shape
    totals: Shape
    cells: Ints
    marks: Ints


class Shapes:
    """The shapes of all lines of a program, as far as some levels are concerned."""

    def __init__(self, lines: Lines, levels: Sequence[int]) -> None:
        self._lines, self._program = lines, lines.program
        program, reduction = lines.program, lines.reduction
        self._whole = row_lines(program, np.ones(len(program.term_of), np.bool_))
        own = np.where(self._whole != SHARED, self._whole, lines.row_line)
        is_mark = program.term_set == MARK
        counts = reduction.term_open | (self._whole != SHARED)[program.term_row]
        limits = np.isin(program.limit_level, [0, *levels]) & (program.limit_weight > 0) & (own[program.limit_row] >= 0)
        limits &= np.where(
            self._whole[program.limit_row] == SHARED,
            reduction.limit_open,
            ~reduction.limit_open | (lines.limit_line != SHARED),
        )
        marks = own[program.mark_row] >= 0
        needed_rows, needed_marks = self._needed(limits, marks, own, counts)
        self._rows = _Sorted.of(own, needed_rows, lines.count)
        self._marks = _Sorted.of(own[program.mark_row], needed_marks, lines.count)
        self._limits = _Sorted.of(own[program.limit_row], limits, lines.count)
        inside = counts & needed_rows[program.term_row]
        self._terms = _Sorted.of(own[program.term_row], inside & ~is_mark, lines.count)
        fed = np.zeros(len(program.term_of), np.bool_)
        fed[is_mark] = needed_marks[program.term_of[is_mark]]
        self._feeds = _Sorted.of(own[program.term_row], inside & is_mark & fed, lines.count)

    def _needed(self, limits: Bools, marks: Bools, own: Ints, counts: Bools) -> tuple[Bools, Bools]:
        """Rows that a limit reads or a needed mark; marks that feed a needed row, or an open one that lines share."""
        program, lines = self._program, self._lines
        rows = np.zeros(program.rows, np.bool_)
        rows[program.limit_row[limits]] = True
        needed = np.zeros(len(program.mark_row), np.bool_)
        feeds = np.flatnonzero((program.term_set == MARK) & counts)
        feeds = feeds[marks[program.term_of[feeds]]]
        to_shared = lines.reduction.term_open[feeds] & (own[program.term_row[feeds]] == SHARED)
        while True:
            wanted = to_shared | rows[program.term_row[feeds]]
            more = needed.copy()
            more[program.term_of[feeds[wanted]]] = True
            rows[program.mark_row[more]] = True
            if np.array_equal(more, needed):
                return rows, needed
            needed = more

    def own(self, line: int) -> Own:
        """A line's shape."""
        program = self._program
        cells = self._lines.cells[line]
        cells = cells[np.argsort(program.cell_column[cells], kind="stable")]
        rows, marks = np.sort(self._rows.at(line)), np.sort(self._marks.at(line))
        terms, feeds, limits = self._terms.at(line), self._feeds.at(line), self._limits.at(line)
        step = np.argsort(cells, kind="stable")[np.searchsorted(np.sort(cells), program.term_of[terms])]
        base = np.where(self._whole[rows] == SHARED, self._lines.reduction.row_base[rows], 0)
        shape = Shape(
            column=program.cell_column[cells] - program.cell_column.min(initial=0),
            base=base,
            term_step=step,
            term_row=np.searchsorted(rows, program.term_row[terms]),
            term_set=program.term_set[terms].astype(np.int64),
            term_coef=program.term_coef[terms].astype(np.int64),
            mark_row=np.searchsorted(rows, program.mark_row[marks]),
            mark_lo=program.mark_lo[marks],
            mark_hi=program.mark_hi[marks],
            feed_mark=np.searchsorted(marks, program.term_of[feeds]),
            feed_row=np.searchsorted(rows, program.term_row[feeds]),
            feed_coef=program.term_coef[feeds].astype(np.int64),
            limit_row=np.searchsorted(rows, program.limit_row[limits]),
            limit_lo=program.limit_lo[limits],
            limit_hi=program.limit_hi[limits],
            limit_step=program.limit_step[limits],
            limit_weight=program.limit_weight[limits],
            limit_level=program.limit_level[limits],
        )
        is_total = shape.is_total
        return Own(shape.part(~is_total), shape.part(is_total), cells, marks)


@dataclass(frozen=True)
class _Sorted:
    """Numbers sorted by line."""

    order: Ints
    starts: Ints

    @staticmethod
    def of(line: Ints, chosen: Bools, count: int) -> _Sorted:
        numbers = np.flatnonzero(chosen)
        order = numbers[np.argsort(line[numbers], kind="stable")]
        return _Sorted(order, np.searchsorted(line[order], np.arange(count + 1)))

    def at(self, line: int) -> Ints:
        """The numbers of a line, ascending."""
        return self.order[self.starts[line] : self.starts[line + 1]]
