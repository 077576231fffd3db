"""A program while it is being stated: everything goes in as whole arrays, nothing is checked twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from solver.program.program import ABSENT, INF, Bools, Ints, Label, Program

Whole = npt.ArrayLike
"""A number or an array that broadcasts to the rows concerned."""


@dataclass(frozen=True)
class Terms:
    """Terms of n rows with m places each: [n × m] arrays.

    `of` is a cell or, where `sets` is MARK, a mark; `sets` is ABSENT where a row has no term at that place.
    """

    of: Ints
    sets: Ints
    coef: Ints

    @staticmethod
    def join(parts: Sequence[Terms]) -> Terms:
        """Rows that carry the terms of all parts."""
        return Terms(
            np.concatenate([p.of for p in parts], axis=1),
            np.concatenate([p.sets for p in parts], axis=1),
            np.concatenate([p.coef for p in parts], axis=1),
        )

    def columns(self, places: Sequence[int]) -> Terms:
        """The same rows with only these places."""
        chosen = list(places)
        return Terms(self.of[:, chosen], self.sets[:, chosen], self.coef[:, chosen])

    def times(self, factor: int) -> Terms:
        """The same terms with every coefficient multiplied."""
        return Terms(self.of, self.sets, self.coef * factor)


class Columns:
    """Several arrays that grow together, chunk by chunk; a number stands for a chunk of that number."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._chunks: list[tuple[int, Sequence[Whole]]] = []
        self.length = 0

    def append(self, count: int, values: Sequence[Whole]) -> None:
        self._chunks.append((count, values))
        self.length += count

    def arrays(self) -> list[Ints]:
        arrays = [np.empty(self.length, np.int64) for _ in range(self._width)]
        first = 0
        for count, values in self._chunks:
            for array, value in zip(arrays, values, strict=True):
                array[first : first + count] = value
            first += count
        return arrays


@dataclass(frozen=True)
class Origin:
    """The entry of the policy that is being stated: its number, level and weight."""

    entry: int
    level: int
    weight: int


@dataclass
class Draft:
    """Collects cells, sets, rows, marks, limits and costs; `program()` closes it.

    `options` is K, the number of options including option 0, "nothing".
    """

    options: int
    entries: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._domain: list[Bools] = []
        self._places = Columns(2)
        self.cells = 0
        self._sets: list[npt.NDArray[np.uint8]] = []
        self._set_numbers: dict[bytes, int] = {}
        self._row_lengths: list[Ints] = []
        self._terms: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]] = []
        self.rows = 0
        self._marks = Columns(3)
        self._limits = Columns(10)
        self._costs = Columns(8)
        self._items: dict[str, int] = {}

    def add_cells(self, domain: Bools, line: Ints, column: Ints) -> int:
        """Adds n cells with their `domain` [n × K] and place in the grid; returns the first one's number."""
        first = self.cells
        self._domain.append(domain)
        self._places.append(len(domain), (line, column))
        self.cells += len(domain)
        return first

    def option_set(self, mask: Bools) -> int:
        """The number of the set of options where `mask` [K] is true; ABSENT for the empty set."""
        if not mask.any():
            return ABSENT
        row = mask.astype(np.uint8)
        key = row.tobytes()
        if key not in self._set_numbers:
            self._set_numbers[key] = len(self._sets)
            self._sets.append(row)
        return self._set_numbers[key]

    def item(self, text: str) -> int:
        """The number of a text that labels refer to."""
        return self._items.setdefault(text, len(self._items))

    def add_rows(self, terms: Terms) -> Ints:
        """Adds one row per line of `terms`; returns their numbers."""
        present = terms.sets != ABSENT
        count = len(present)
        self._row_lengths.append(present.sum(axis=1))
        self._terms.append(
            (
                terms.of[present].astype(np.int32),
                terms.sets[present].astype(np.int32),
                np.broadcast_to(terms.coef, present.shape)[present].astype(np.int32),
            )
        )
        first = self.rows
        self.rows += count
        return np.arange(first, first + count)

    def add_marks(self, rows: Ints, lo: Whole = -INF, hi: Whole = INF) -> Ints:
        """Adds a mark per row: 1 iff lo ≤ row ≤ hi. Returns their numbers."""
        first = self._marks.length
        self._marks.append(len(rows), (rows, lo, hi))
        return np.arange(first, first + len(rows))

    def add_limits(
        self,
        origin: Origin,
        rows: Ints,
        lo: Whole = -INF,
        hi: Whole = INF,
        *,
        times: Whole = 1,
        step: Whole = 1,
        person: Whole = -1,
        day: Whole = -1,
        item: Whole = -1,
    ) -> None:
        """Adds lo ≤ row ≤ hi for each row, at the origin's level; `times` multiplies its weight."""
        weight = origin.weight * np.asarray(times, np.int64)
        values = (rows, lo, hi, origin.level, weight, step, origin.entry, person, day, item)
        self._limits.append(len(rows), values)

    def add_costs(
        self,
        origin: Origin,
        cells: Ints,
        sets: Whole,
        *,
        times: Whole = 1,
        person: Whole = -1,
        day: Whole = -1,
        item: Whole = -1,
    ) -> None:
        """Prices each cell's taking an option of its set; on level 0 this forbids them."""
        weight = origin.weight * np.asarray(times, np.int64)
        values = (cells, sets, weight, origin.level, origin.entry, person, day, item)
        keep = np.broadcast_to(np.asarray(sets) != ABSENT, len(cells))
        kept = [value if np.ndim(value) == 0 else np.asarray(value)[keep] for value in values]
        self._costs.append(int(keep.sum()), kept)

    def program(self) -> Program:
        """The finished program. A cell's domain is what it was given, less what level 0 forbids."""
        terms = [np.concatenate([np.empty(0, np.int32), *(t[i] for t in self._terms)]) for i in range(3)]
        sets = np.array(self._sets, np.uint8).reshape(len(self._sets), self.options)
        mark_row, mark_lo, mark_hi = self._marks.arrays()
        limits = self._limits.arrays()
        costs = self._costs.arrays()
        places = self._places.arrays()
        offered = np.concatenate([np.empty((0, self.options), np.bool_), *self._domain])
        lengths = np.concatenate([np.zeros(1, np.int64), *self._row_lengths])
        return Program(
            options=self.options,
            cell_line=places[0],
            cell_column=places[1],
            offered=offered,
            domain=_closed(offered, sets, costs),
            sets=sets,
            row_start=np.cumsum(lengths),
            term_of=terms[0],
            term_set=terms[1],
            term_coef=terms[2],
            mark_row=mark_row,
            mark_lo=mark_lo,
            mark_hi=mark_hi,
            limit_row=limits[0],
            limit_lo=limits[1],
            limit_hi=limits[2],
            limit_level=limits[3],
            limit_weight=limits[4],
            limit_step=limits[5],
            limit_label=Label(*limits[6:]),
            cost_cell=costs[0].astype(np.int32),
            cost_set=costs[1].astype(np.int32),
            cost_weight=costs[2],
            cost_level=costs[3].astype(np.int8),
            cost_label=Label(*costs[4:]),
            entries=tuple(self.entries),
            items=tuple(self._items),
        )


def _closed(offered: Bools, sets: npt.NDArray[np.uint8], costs: list[Ints]) -> Bools:
    """What is offered, less what level 0 forbids."""
    domain = offered.copy()
    law = costs[3] == 0
    for number in np.unique(costs[1][law]):
        cells = costs[0][law & (costs[1] == number)]
        domain[cells] &= sets[number] == 0
    return domain
