"""One line of a program against prices, stated exactly: its cheapest choice, and a bound on every choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from solver.engine.cpsat_choices import Literal
from solver.engine.cpsat_model import CpModel
from solver.engine.lines import SHARED, Lines
from solver.engine.prices import Prices
from solver.engine.reduction import Reduction
from solver.engine.triplets import Floats
from solver.program.program import MARK, Ints

FINE = 10**5
"""CP-SAT counts in whole numbers: prices are stated in so many parts of a penalty of 1, rounded down."""


class LineModel:
    """What one line decides alone; what it adds to shared rows only costs their price.

        least  Σ price(level) · penalty on it − Σ price(row) · what the line adds to the row

    Coefficients of literals are rounded down, so a bound on the stated sum bounds the true one.
    """

    def __init__(self, lines: Lines, line: int, levels: Sequence[int]) -> None:
        program = lines.program
        self._cells = lines.cells[line]
        domain = np.zeros_like(program.domain)
        domain[np.arange(program.cells), program.nothing] = True
        domain[self._cells] = program.domain[self._cells]
        paid = program.cell_line[program.cost_cell] == line
        alone = Reduction.of(
            replace(
                program,
                domain=domain,
                cost_cell=program.cost_cell[paid],
                cost_set=program.cost_set[paid],
                cost_weight=program.cost_weight[paid],
                cost_level=program.cost_level[paid],
            )
        )
        own = lines.reduction.limit_open & (lines.limit_line == line)
        self._model = CpModel(replace(alone, limit_open=own))
        self._penalties = {level: self._model.add_level(level) for level in levels}
        self._row, self._literals, self._coef = self._shared_terms(lines, line)

    def _shared_terms(self, lines: Lines, line: int) -> tuple[Ints, list[Literal], Floats]:
        """Rows, literals and coefficients of what the line adds to shared rows."""
        program, reduction = lines.program, lines.reduction
        terms = np.flatnonzero(reduction.term_open & (lines.row_line[program.term_row] == SHARED))
        is_mark = program.term_set[terms] == MARK
        of = program.term_of[terms]
        mine = np.zeros(len(terms), np.bool_)
        mine[~is_mark] = program.cell_line[of[~is_mark]] == line
        mine[is_mark] = lines.row_line[program.mark_row[of[is_mark]]] == line
        terms = terms[mine]
        literals = [
            self._model.mark(what) if number == MARK else self._model.choices.truth(what, number)
            for what, number in zip(program.term_of[terms].tolist(), program.term_set[terms].tolist(), strict=True)
        ]
        return program.term_row[terms].astype(np.int64), literals, program.term_coef[terms].astype(np.float64)

    def cheapest(self, prices: Prices, seconds: float, seed: int) -> tuple[float, Ints | None]:
        """A bound that no choice of the line falls below, and the best choice found [cells of the line]."""
        costs = -prices.rows[self._row] * self._coef
        whole = np.floor(costs * FINE).astype(np.int64)
        paid = np.flatnonzero(costs)
        added = cp_model.LinearExpr.weighted_sum([self._literals[n] for n in paid], whole[paid].tolist())
        prices_of_levels = [int(np.floor(prices.levels[level] * FINE)) for level in self._penalties]
        owed = cp_model.LinearExpr.weighted_sum(list(self._penalties.values()), prices_of_levels)
        self._model.model.minimize(added + owed)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.linearization_level = 2
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        status = solver.solve(self._model.model)
        bound = solver.best_objective_bound / FINE if status != cp_model.UNKNOWN else -np.inf
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return bound, None
        x = self._model.choices.solution(np.array(solver.response_proto.solution, np.int64))
        return bound, x[self._cells]
