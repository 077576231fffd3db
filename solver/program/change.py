"""What one change of one cell does to the penalties: for explaining, not for searching."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from solver.program.program import LEVELS, MARK, Evaluation, Ints, Program


class Changes:
    """Consequences of single changes to a fixed solution x [cells]."""

    def __init__(self, program: Program, x: Ints) -> None:
        self.program, self.x = program, x
        self.now: Evaluation = program.evaluate(x)

    def to(self, cell: int, option: int) -> tuple[Ints, dict[int, int]]:
        """The change of penalty per level [LEVELS] and per entry concerned, when the cell takes the option."""
        levels = np.zeros(LEVELS, np.int64)
        entries: dict[int, int] = {}
        for number, change in [*self._costs(cell, option), *self._limits(cell, option)]:
            level, entry = number
            levels[level] += change
            entries[entry] = entries.get(entry, 0) + change
        return levels, entries

    def _costs(self, cell: int, option: int) -> list[tuple[tuple[int, int], int]]:
        program, found = self.program, []
        for cost in self._costs_of[cell]:
            inside = program.sets[program.cost_set[cost]]
            change = (int(inside[option]) - int(inside[self.x[cell]])) * int(program.cost_weight[cost])
            found.append(((int(program.cost_level[cost]), int(program.cost_label.entry[cost])), change))
        return found

    def _limits(self, cell: int, option: int) -> list[tuple[tuple[int, int], int]]:
        program, found = self.program, []
        for row, new in self._new_rows(cell, option).items():
            for limit in self._limits_of[row]:
                old_price, new_price = (self._price(limit, value) for value in (int(self.now.rows[row]), new))
                where = (int(program.limit_level[limit]), int(program.limit_label.entry[limit]))
                found.append((where, new_price - old_price))
        return found

    def _price(self, limit: int, value: int) -> int:
        program = self.program
        outside = max(int(program.limit_lo[limit]) - value, value - int(program.limit_hi[limit]), 0)
        return -(-outside // int(program.limit_step[limit])) * int(program.limit_weight[limit])

    def _new_rows(self, cell: int, option: int) -> dict[int, int]:
        """New values of every row that the change reaches, through marks too."""
        program = self.program
        new: dict[int, int] = {}
        for term in self._terms_of_cell[cell]:
            inside = program.sets[program.term_set[term]]
            step = (int(inside[option]) - int(inside[self.x[cell]])) * int(program.term_coef[term])
            row = int(program.term_row[term])
            new[row] = new.get(row, int(self.now.rows[row])) + step
        waiting = sorted(new, key=lambda row: int(program.row_depth[row]))
        while waiting:
            row = waiting.pop(0)
            for mark in self._marks_of[row]:
                holds = int(program.mark_lo[mark] <= new[row] <= program.mark_hi[mark])
                step = holds - int(self.now.marks[mark])
                for term in self._terms_of_mark[mark] if step else []:
                    fed = int(program.term_row[term])
                    new[fed] = new.get(fed, int(self.now.rows[fed])) + step * int(program.term_coef[term])
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
