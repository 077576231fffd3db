"""The vicinity of an incumbent: what a dive may change of it, some lines or some columns."""

from __future__ import annotations

import random

import numpy as np

from solver.program.program import Bools, Ints, Program

SHARE, LEAST, MOST = 0.4, 0.05, 0.9
"""The part of all cells that is free at first, at least and at most."""

GROWTH, SHRINKING = 1.2, 1.4
"""How much larger the next vicinity is after a dive that came to its end, and how much smaller after any other."""

COLUMNS_SHARE = 0.3
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
        first = self._random.randrange(count - size + 1)
        chosen = self._random.sample(range(count), size) if self._way == "lines" else range(first, first + size)
        fixed = np.flatnonzero(~np.isin(of, list(chosen)))
        allowed = program.domain.copy()
        allowed[fixed] = False
        allowed[fixed, x[fixed]] = True
        return allowed

    def resize(self, has_ended: bool) -> None:
        """Notes whether the dive came to its end."""
        share = self._share[self._way]
        self._share[self._way] = min(MOST, share * GROWTH) if has_ended else max(LEAST, share / SHRINKING)
