"""Where in a workbook each part of the document stands, and faults told by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from api.exchange.workbook.grid import Cell
from models.fact import Text
from models.fault import Fault

_STEP = re.compile(r"\.?[^.\[\]]+$|\[[^\[\]]*\]$")
_PATH = re.compile(r"(?:facts|policy|published|budget)(?:\.\w+|\[\d+\])+")


@dataclass
class Located:
    """The cell of each place of a document read from a workbook; `sheets` their order; `file` its name."""

    file: str
    cells: dict[str, Cell] = field(default_factory=dict)
    sheets: dict[str, int] = field(default_factory=dict)
    marks: dict[str, Cell] = field(default_factory=dict)
    """The cells that faults of this workbook name, by place."""

    def note(self, path: str, cell: Cell) -> None:
        self.cells.setdefault(path, cell)

    def cell_of(self, path: str) -> tuple[Cell, bool] | None:
        """The cell of a place, or of the nearest that holds it; and whether it is the cell of the place itself."""
        at, is_own = path, True
        while at:
            if at in self.cells:
                return self.cells[at], is_own or self._is_within_cell(at, path)
            shorter = _STEP.sub("", at)
            if shorter == at:
                return None
            at, is_own = shorter, False
        return None

    def _is_within_cell(self, at: str, path: str) -> bool:
        """Whether the place is an item of a list that one cell states."""
        return not at.endswith("]") and path.startswith((f"{at}[", f"{at}."))

    def place(self, cell: Cell) -> str:
        """How faults name a cell."""
        place = f"{self.file}: {cell.place}"
        self.marks[place] = cell
        return place

    def fault(self, cell: Cell, allowed: Text, cure: Text) -> Fault:
        """What is wrong with a cell."""
        return Fault(self.place(cell), shown(cell), allowed, cure)

    def told(self, faults: Sequence[Fault], own: Sequence[Fault] = ()) -> list[Fault]:
        """The faults of the document by sheet and cell, in the order of the sheets, together with the reader's own.

        Of a cell that the reader could not read, and of a sheet that is missing, nothing else is said.
        """
        unread = {fault.place for fault in own}
        found = list(own)
        for fault in faults:
            located = self._located(fault)
            is_of_missing_sheet = self.file in unread and located.place.startswith("facts")
            if located.place not in unread and not is_of_missing_sheet:
                found.append(located)
        return sorted(dict.fromkeys(found), key=self._order)

    def _located(self, fault: Fault) -> Fault:
        at = self.cell_of(fault.place)
        allowed, cure = (
            Text(*(_PATH.sub(self._named, words) for words in said)) for said in (fault.allowed, fault.cure)
        )
        if at is None:
            return replace(fault, allowed=allowed, cure=cure)
        cell, is_own = at
        value = shown(cell) if is_own or fault.value == "-" else fault.value
        return Fault(self.place(cell), value, allowed, cure)

    def _by_cell(self, said: Text) -> Text:
        """A sentence in which cells stand for places of the document."""
        return Text(*(_PATH.sub(self._named, words) for words in said))

    def _named(self, found: re.Match[str]) -> str:
        at = self.cell_of(found[0])
        return at[0].place if at else found[0]

    @property
    def _order(self) -> Callable[[Fault], tuple[int, int, int]]:
        def order(fault: Fault) -> tuple[int, int, int]:
            cell = self.marks.get(fault.place)
            return (self.sheets.get(cell.sheet, 0), cell.row, cell.column) if cell else (-1, 0, 0)

        return order


def shown(cell: Cell) -> str:
    """What stands in a cell, for a sentence."""
    text = cell.text.replace("\n", " ")
    if not text:
        return "-"
    return text if len(text) <= 60 else f"{text[:59]}…"


def marked_beside(path: Path) -> Path:
    """The name of the copy in which the faults of a workbook are marked."""
    return path.with_name(f"{path.stem}.faults.xlsx")
