"""A workbook as plain grids: typed cells by sheet, row and column, merged ranges resolved, nothing executed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime, time, timedelta
from pathlib import Path

Value = str | bool | int | float | Date | datetime | time | timedelta
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows. Rows and columns count from 1.

    A formula's value is what it showed when the workbook was saved, None if it was never computed. Within a merged
    range every cell has the value of the first; `is_covered` marks the others. `is_error` marks `#REF!` and the like.
    """

    sheet: str
    row: int
    column: int
    value: Value | None
    is_formula: bool = False
    is_error: bool = False
    is_covered: bool = False

    @property
    def text(self) -> str:
        """The value as text, without blanks around it; an empty text for nothing."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return str(self.value).upper()
        if isinstance(self.value, float) and self.value == int(self.value):
            return str(int(self.value))
        return str(self.value).strip()

    @property
    def name(self) -> str:
        """What the spreadsheet calls it: `B3`."""
        return cell_name(self.row, self.column)

    @property
    def place(self) -> str:
        """Sheet and cell, as faults name them: `人员!B3`."""
        return f"{self.sheet}!{self.name}"


@dataclass(frozen=True)
class Grid:
    """One sheet. `cells` holds those that show something, merged ones included, by row and column."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    by_row: Mapping[int, tuple[Cell, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows: dict[int, list[Cell]] = {}
        for key in sorted(self.cells):
            rows.setdefault(key[0], []).append(self.cells[key])
        object.__setattr__(self, "by_row", {row: tuple(cells) for row, cells in rows.items()})

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column, an empty one where nothing stands."""
        return self.cells.get((row, column)) or Cell(self.name, row, column, None)

    @property
    def rows(self) -> int:
        """The last row in which something stands."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def columns(self) -> int:
        """The last column in which something stands."""
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets in order; `file` is what faults call it."""

    file: Path | str
    grids: tuple[Grid, ...]

    def grid(self, name: str) -> Grid | None:
        """The sheet of exactly that name."""
        return next((grid for grid in self.grids if grid.name == name), None)


def cell_name(row: int, column: int) -> str:
    """`B3` for row 3, column 2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of `B3`; None for what is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def area(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of `A1:C2` or `A1`."""
    first, _, last = reference.partition(":")
    begin, end = position(first), position(last or first)
    if begin is None or end is None:
        return None
    rows, columns = sorted((begin[0], end[0])), sorted((begin[1], end[1]))
    return rows[0], columns[0], rows[1], columns[1]
