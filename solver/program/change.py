"""What one change of one cell does to the penalties: for explaining, not for searching."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.program.program import LEVELS, MARK, Evaluation, Ints, Program


class Changes:
    """Consequences of single changes to a fixed solution x [cells]; plain lists inside, for many small look-ups."""

    def __init__(self, program: Program, x: Ints) -> None:
        self.program, self.x = program, x
        self.now: Evaluation = program.evaluate(x)
        self._rows, self._marks = self.now.rows.tolist(), self.now.marks.tolist()
        self._sets = [line.tobytes() for line in program.sets]
        self._terms = _Lists.of(program.term_row, program.term_set, program.term_coef)
        self._limits = _Lists.of(
            program.limit_lo,
            program.limit_hi,
            program.limit_step,
            program.limit_weight,
            program.limit_level,
            program.limit_label.entry,
        )
        self._costs = _Lists.of(program.cost_set, program.cost_weight, program.cost_level, program.cost_label.entry)

    def to(self, cell: int, option: int) -> tuple[Ints, dict[int, int]]:
        """The change of penalty per level [LEVELS] and per entry concerned, when the cell takes the option."""
        levels = np.zeros(LEVELS, np.int64)
        entries: dict[int, int] = {}
        for level, entry, change in [*self.costs(cell, option), *self._limit_changes(cell, option)]:
            levels[level] += change
            entries[entry] = entries.get(entry, 0) + change
        return levels, entries

    def costs(self, cell: int, option: int) -> list[tuple[int, int, int]]:
        """Level, entry and change of every cost of the cell that the option changes."""
        was, found = int(self.x[cell]), []
        for cost in self._costs_of[cell]:
            number, weight, level, entry = self._costs.at(cost)
            inside = self._sets[number]
            if inside[option] != inside[was]:
                found.append((level, entry, (inside[option] - inside[was]) * weight))
        return found

    def _limit_changes(self, cell: int, option: int) -> list[tuple[int, int, int]]:
        found = []
        for row, new in self._new_rows(cell, option).items():
            old = self._rows[row]
            for limit in self._limits_of[row]:
                lo, hi, step, weight, level, entry = self._limits.at(limit)
                price = -(-max(lo - new, new - hi, 0) // step) - -(-max(lo - old, old - hi, 0) // step)
                if price:
                    found.append((level, entry, price * weight))
        return found

    def _new_rows(self, cell: int, option: int) -> dict[int, int]:
        """New values of every row that the change reaches, through marks too."""
        program, was = self.program, int(self.x[cell])
        new: dict[int, int] = {}
        for term in self._terms_of_cell[cell]:
            row, number, coef = self._terms.at(term)
            turn = self._sets[number][option] - self._sets[number][was]
            if turn:
                new[row] = new.get(row, self._rows[row]) + turn * coef
        waiting = sorted(new, key=lambda row: int(program.row_depth[row]))
        while waiting:
            row = waiting.pop(0)
            for mark in self._marks_of[row]:
                holds = int(program.mark_lo[mark] <= new[row] <= program.mark_hi[mark])
                step = holds - self._marks[mark]
                for term in self._terms_of_mark[mark] if step else []:
                    fed, _, coef = self._terms.at(term)
                    new[fed] = new.get(fed, self._rows[fed]) + step * coef
                    if fed not in waiting:
                        waiting.append(fed)
                        waiting.sort(key=lambda row: int(program.row_depth[row]))
        return new

    @cached_property
    def _terms_of_cell(self) -> Places:
        return Places.of(np.where(self.program.term_set == MARK, -1, self.program.term_of), self.program.cells)

    @cached_property
    def _terms_of_mark(self) -> Places:
        of_mark = np.where(self.program.term_set == MARK, self.program.term_of, -1)
        return Places.of(of_mark, len(self.program.mark_row))

    @cached_property
    def _limits_of(self) -> Places:
        return Places.of(self.program.limit_row, self.program.rows)

    @cached_property
    def _marks_of(self) -> Places:
        return Places.of(self.program.mark_row, self.program.rows)

    @cached_property
    def _costs_of(self) -> Places:
        return Places.of(self.program.cost_cell, self.program.cells)


@dataclass(frozen=True)
class Places:
    """The positions at which each key stands in an array; keys of -1 are left out."""

    order: Ints
    starts: Ints

    @staticmethod
    def of(keys: npt.NDArray[np.integer], count: int) -> Places:
        order = np.argsort(keys, kind="stable").astype(np.int64)
        starts = np.searchsorted(keys[order], np.arange(count + 1)).astype(np.int64)
        return Places(order, starts)

    def __getitem__(self, key: int) -> list[int]:
        positions: list[int] = self.order[self.starts[key] : self.starts[key + 1]].tolist()
        return positions


@dataclass(frozen=True)
class _Lists:
    """Columns of numbers as plain lists, looked up line by line."""

    columns: tuple[list[int], ...]

    @staticmethod
    def of(*columns: npt.NDArray[np.integer]) -> _Lists:
        return _Lists(tuple(column.tolist() for column in columns))

    def at(self, line: int) -> list[int]:
        return [column[line] for column in self.columns]
