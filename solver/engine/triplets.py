"""A sparse matrix while it is being stated, and rows of it with bounds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from solver.program.program import Ints

Floats = npt.NDArray[np.float64]


@dataclass
class Triplets:
    """Entries of a matrix as they come: rows, columns and values in chunks."""

    rows: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)

    def add(self, rows: npt.ArrayLike, columns: npt.ArrayLike, values: npt.ArrayLike) -> None:
        r, c, v = np.broadcast_arrays(
            np.asarray(rows, np.int64), np.asarray(columns, np.int64), np.asarray(values, np.float64)
        )
        self.rows.append(r.ravel())
        self.columns.append(c.ravel())
        self.values.append(v.ravel())

    def compressed(self, count: int) -> tuple[Ints, Ints, Floats]:
        """Row starts, columns and values, sorted by row, entries of one place added up."""
        rows, columns = np.concatenate(self.rows), np.concatenate(self.columns)
        order = np.lexsort((columns, rows))
        rows, columns, values = rows[order], columns[order], np.concatenate(self.values)[order]
        first = np.ones(len(rows), np.bool_)
        first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
        sums = np.add.reduceat(values, np.flatnonzero(first)) if len(values) else values
        starts = np.searchsorted(rows[first], np.arange(count + 1))
        return starts, columns[first], sums


class BoundedRows(Triplets):
    """Rows of a linear program as they come: entries and bounds."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._low: list[Floats] = []
        self._high: list[Floats] = []

    def new(self, low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
        """Numbers of new rows with these bounds."""
        low, high = np.broadcast_arrays(np.asarray(low, np.float64), np.asarray(high, np.float64))
        numbers = np.arange(self.count, self.count + low.size)
        self._low.append(low.ravel())
        self._high.append(high.ravel())
        self.count += low.size
        return numbers

    def bounds(self) -> tuple[Floats, Floats]:
        """[rows] lower and upper bounds."""
        return np.concatenate(self._low), np.concatenate(self._high)
