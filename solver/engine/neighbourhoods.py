"""Large neighbourhoods: most cells stay as they are, CP-SAT improves the rest."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np
from ortools.sat.python import cp_model

from solver.engine.clock import CPSAT_SECONDS, LOOKS, OPEN_TERMS, PIVOTS, TERMS
from solver.engine.cpsat import limit
from solver.engine.cpsat_model import CpModel
from solver.engine.highs import has_solution, highs_solver, is_optimal
from solver.engine.linear_model import LinearModel
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import INF, Bools, Ints

CELLS_AT_FIRST = 150
CELLS_AT_LEAST = 40
SECONDS_EACH = 4.0
GROWTH = 1.15
SPAN = 10
LEAST_SECONDS = 0.01
"""What a neighbourhood counts for at least, where work is counted."""


class Neighbourhoods:
    """One core's work on a search that has an incumbent: free some lines or some columns, solve, keep what is better.

    A neighbourhood frees whole lines of the grid of cells (people), or a block of columns (days) of more lines.
    Every second choice of lines starts from those whose limits are missed. The number of free cells grows when
    neighbourhoods are solved to optimality, and shrinks when they are not.
    """

    def __init__(self, search: Search, stream: int) -> None:
        self._search, self._clock = search, search.clock
        self._random = random.Random(search.seed * 1000 + stream)
        self._cells = dict.fromkeys(("cpsat", "highs"), CELLS_AT_FIRST)
        self._spent = dict.fromkeys(self._cells, 0.0)
        self._proved = dict.fromkeys(self._cells, 0)
        self._solver: cp_model.CpSolver | None = None
        self._halted = False

    def improve(self, level: int, above: Sequence[int], until: float) -> None:
        """Improves the incumbent on a level until the clock says `until`, the levels `above` staying as good."""
        while not self._halted and not self._search.is_stopped and self._clock.now() < until:
            best = self._search.best
            if best is None:
                time.sleep(0.05)
                continue
            way = self._way()
            self._solve(way, self._free_cells(best, level, self._cells[way]), best, level, above, until)

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True
        if self._solver is not None:
            self._solver.stop_search()

    def _free_cells(self, x: Ints, level: int, wanted: int) -> Bools:
        """[cells] which cells are freed, about as many as are wanted."""
        program = self._search.program
        lines, columns = program.cell_line, program.cell_column
        is_open = program.domain.sum(axis=1) > 1
        free = is_open.copy()
        if self._random.random() < 0.3 and columns.max() >= 2 * SPAN:
            first = self._random.randrange(int(columns.max()) - SPAN + 2)
            free &= (columns >= first) & (columns < first + SPAN)
        per_line = np.bincount(lines[free], minlength=int(lines.max()) + 1)
        chosen = self._lines(x, level, per_line, wanted)
        freed: Bools = free & np.isin(lines, chosen)
        return freed

    def _lines(self, x: Ints, level: int, per_line: Ints, wanted: int) -> list[int]:
        """Lines to free, so many that their cells are about as many as are wanted."""
        candidates = np.flatnonzero(per_line).tolist()
        self._random.shuffle(candidates)
        if self._random.random() < 0.5:
            poor = self._missed_lines(x, level)
            candidates.sort(key=lambda line: line not in poor or self._random.random() < 0.3)
        chosen: list[int] = []
        cells = 0
        for line in candidates:
            if cells >= wanted and len(chosen) >= 2:
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

    def _solve(self, way: str, free: Bools, x: Ints, level: int, above: Sequence[int], until: float) -> None:
        """Solves what is free, the rest fixed, by CP-SAT or HiGHS in turn, whichever has served better."""
        program = self._search.program
        domain = program.domain.copy()
        fixed = np.flatnonzero(~free)
        domain[fixed] = False
        domain[fixed, x[fixed]] = True
        seconds = max(0.05, min(SECONDS_EACH, until - self._clock.now(), self._search.left))
        began = self._clock.now()
        task = Part(Reduction.of(replace(program, domain=domain)), level, tuple(above), x, program.evaluate(x).key)
        stated = len(program.term_of) / TERMS + int(task.reduction.term_open.sum()) / OPEN_TERMS
        self._clock.count(max(LEAST_SECONDS, stated))
        seed = self._random.randrange(1 << 30)
        found, is_best = self._by_cpsat(task, seconds, seed) if way == "cpsat" else self._by_highs(task, seconds, seed)
        if found is not None:
            self._search.offer(found, or_equal=True)
        self._spent[way] += self._clock.now() - began
        self._proved[way] += is_best
        self._cells[way] = self._resized(self._cells[way], is_best)

    def _way(self) -> str:
        """CP-SAT or HiGHS: mostly the one that proves more cells a second, now and then the other."""
        if self._random.random() < 0.2 or not all(self._spent.values()):
            return "cpsat" if self._random.random() < 0.5 else "highs"
        return max(self._spent, key=lambda way: self._cells[way] * self._proved[way] / self._spent[way])

    def _resized(self, cells: int, is_best: bool) -> int:
        return int(cells * GROWTH) + 1 if is_best else max(CELLS_AT_LEAST, int(cells / GROWTH / GROWTH))

    def _by_cpsat(self, task: Part, seconds: float, seed: int) -> tuple[Ints | None, bool]:
        model = CpModel(task.reduction)
        for higher in task.above:
            model.model.add(model.add_level(higher) <= task.key[higher])
        model.model.minimize(model.add_level(task.level))
        model.choices.hint(task.x)
        self._solver = solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        limit(solver.parameters, seconds, self._clock)
        if self._halted:
            return None, False
        status = solver.solve(model.model)
        self._clock.count(CPSAT_SECONDS * solver.response_proto.deterministic_time)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, False
        return model.choices.solution(np.array(solver.response_proto.solution, np.int64)), status == cp_model.OPTIMAL

    def _by_highs(self, task: Part, seconds: float, seed: int) -> tuple[Ints | None, bool]:
        model = LinearModel(task.reduction, [*task.above, task.level])
        for higher in task.above:
            model.keep(higher, task.key[higher])
        solver = highs_solver(INF if self._clock.is_counted else seconds, seed)
        solver.passModel(model.to_highs(task.level))
        columns, values = model.start(task.x)
        solver.setSolution(len(columns), columns.astype(np.int32), values)
        looks, most = 0, LOOKS * seconds if self._clock.is_counted else INF

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            nonlocal looks
            looks += 1
            if self._halted or self._search.is_stopped or looks > most:
                event.interrupt()

        solver.cbMipInterrupt.subscribe(interrupt)
        solver.run()
        self._clock.count(max(looks / LOOKS, solver.getInfo().simplex_iteration_count / PIVOTS))
        if not has_solution(solver):
            return None, False
        return model.solution(np.array(solver.getSolution().col_value)), is_optimal(solver)


@dataclass(frozen=True)
class Part:
    """A neighbourhood: the reduced program, the level to improve, those to keep, and the solution to start from."""

    reduction: Reduction
    level: int
    above: tuple[int, ...]
    x: Ints
    key: tuple[int, ...]
