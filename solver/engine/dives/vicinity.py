"""The vicinity of an incumbent: what a dive may change of it, some lines or some columns."""

from __future__ import annotations

import random

import numpy as np

from solver.program.program import MARK, Bools, Ints, Program

SHARE, LEAST, MOST = 0.4, 0.05, 0.9
"""The part of all cells that is free at first, at least and at most."""

GROWTH, SHRINKING = 1.2, 1.4
"""How much larger the next vicinity is after a dive that came to its end, and how much smaller after any other."""

COLUMNS_SHARE = 0.6
"""How often columns are freed instead of lines."""


class Vicinity:
    """Draws vicinities whose size follows how far dives come: `lines` or `columns`, each with a size of its own."""

    def __init__(self, program: Program, seed: int) -> None:
        self._program, self._random = program, random.Random(seed)
        self._share = {"lines": SHARE, "columns": SHARE}
        self._way = "lines"

    def around(self, x: Ints) -> Bools:
        """[cells × K] the options that the next dive may take: all in what is free, in other cells what x takes."""
        self._way = "columns" if self._random.random() < COLUMNS_SHARE else "lines"
        program = self._program
        of = program.cell_line if self._way == "lines" else program.cell_column
        count = int(of.max()) + 1
        size = max(min(2, count), round(self._share[self._way] * count))
        if self._way == "lines":
            chosen = self._random.sample(range(count), size)
        else:
            first = min(max(0, self._amiss(x) - self._random.randrange(size)), count - size)
            chosen = list(range(first, first + size))
        fixed = np.flatnonzero(~np.isin(of, chosen))
        allowed = program.domain.copy()
        allowed[fixed] = False
        allowed[fixed, x[fixed]] = True
        return allowed

    def _amiss(self, x: Ints) -> int:
        """A column of some limit that is missed, the dearer the likelier; any column where none is."""
        program = self._program
        owed = program.limit_amounts(program.row_values(x)[0]) * program.limit_weight
        missed = np.flatnonzero(owed)
        if len(missed):
            limit = self._random.choices(missed.tolist(), owed[missed].tolist())[0]
            start, end = program.row_start[program.limit_row[limit] : program.limit_row[limit] + 2]
            of, sets = program.term_of[start:end], program.term_set[start:end]
            if (sets != MARK).any():
                return int(program.cell_column[self._random.choice(of[sets != MARK].tolist())])
        return self._random.randrange(int(program.cell_column.max()) + 1)

    def resize(self, has_ended: bool) -> None:
        """Notes whether the dive came to its end."""
        share = self._share[self._way]
        self._share[self._way] = min(MOST, share * GROWTH) if has_ended else max(LEAST, share / SHRINKING)
