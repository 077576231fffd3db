"""Large neighbourhoods: most cells stay as they are, CP-SAT improves the rest."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from solver.engine.cpsat import CpModel
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import Bools, Ints

CELLS_AT_FIRST = 150
CELLS_AT_LEAST = 40
SECONDS_EACH = 4.0
GROWTH = 1.15
SPAN = 10


class Neighbourhoods:
    """One core's work on a search that has an incumbent: free some lines or some columns, solve, keep what is better.

    A neighbourhood frees whole lines of the grid of cells (people), or a block of columns (days) of more lines.
    Every second choice of lines starts from those whose limits are missed. The number of free cells grows when
    neighbourhoods are solved to optimality, and shrinks when they are not.
    """

    def __init__(self, search: Search, stream: int) -> None:
        self._search = search
        self._random = random.Random(search.seed * 1000 + stream)
        self._cells = CELLS_AT_FIRST
        self._solver: cp_model.CpSolver | None = None
        self._halted = False

    def improve(self, level: int, above: Sequence[int], until: float) -> None:
        """Improves the incumbent on a level until the clock says `until`, the levels `above` staying as good."""
        while not self._halted and not self._search.is_stopped and time.monotonic() < until:
            best = self._search.best
            if best is None:
                time.sleep(0.05)
                continue
            self._solve(self._free_cells(best, level), best, level, above, until)

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True
        if self._solver is not None:
            self._solver.stop_search()

    def resume(self) -> None:
        self._halted = False

    def _free_cells(self, x: Ints, level: int) -> Bools:
        """[cells] which cells are freed."""
        program = self._search.program
        lines, columns = program.cell_line, program.cell_column
        is_open = program.domain.sum(axis=1) > 1
        free = is_open.copy()
        if self._random.random() < 0.3 and columns.max() >= 2 * SPAN:
            first = self._random.randrange(int(columns.max()) - SPAN + 2)
            free &= (columns >= first) & (columns < first + SPAN)
        per_line = np.bincount(lines[free], minlength=int(lines.max()) + 1)
        chosen = self._lines(x, level, per_line)
        freed: Bools = free & np.isin(lines, chosen)
        return freed

    def _lines(self, x: Ints, level: int, per_line: Ints) -> list[int]:
        """Lines to free, so many that their cells are about as many as are wanted."""
        candidates = np.flatnonzero(per_line).tolist()
        self._random.shuffle(candidates)
        if self._random.random() < 0.5:
            poor = self._missed_lines(x, level)
            candidates.sort(key=lambda line: line not in poor or self._random.random() < 0.3)
        chosen: list[int] = []
        cells = 0
        for line in candidates:
            if cells >= self._cells and len(chosen) >= 2:
                break
            chosen.append(line)
            cells += int(per_line[line])
        return chosen

    def _missed_lines(self, x: Ints, level: int) -> set[int]:
        """Lines that a missed limit of the level is about, or that have a cell in one."""
        program = self._search.program
        rows, _ = program.row_values(x)
        missed = (program.limit_amounts(rows) > 0) & (program.limit_level == level)
        about = program.limit_label.person[missed]
        return set(about[about >= 0].tolist())

    def _solve(self, free: Bools, x: Ints, level: int, above: Sequence[int], until: float) -> None:
        search = self._search
        domain = search.program.domain.copy()
        fixed = np.flatnonzero(~free)
        domain[fixed] = False
        domain[fixed, x[fixed]] = True
        model = CpModel(Reduction.of(replace(search.program, domain=domain)))
        for higher in above:
            model.model.add(model.add_level(higher) <= search.program.evaluate(x).key[higher])
        model.model.minimize(model.add_level(level))
        model.hint(x)
        self._solver = solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self._random.randrange(1 << 30)
        solver.parameters.max_time_in_seconds = max(0.05, min(SECONDS_EACH, until - time.monotonic(), search.left))
        if self._halted:
            return
        status = solver.solve(model.model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            search.offer(model.solution(np.array(solver.response_proto.solution, np.int64)), or_equal=True)
        if status == cp_model.OPTIMAL:
            self._cells = int(self._cells * GROWTH) + 1
        else:
            self._cells = max(CELLS_AT_LEAST, int(self._cells / GROWTH / GROWTH))
