"""What a sort of column is: how a cell is read into a field of the facts, and the field written into a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from api.exchange.workbook.cell_dates import Horizon
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.naming import Naming


@dataclass
class Around:
    """What a cell is read in the light of: the horizon, the names, and the language in which words are written."""

    horizon: Horizon = field(default_factory=Horizon)
    naming: Naming = field(default_factory=Naming)
    lang: str = "zh"
    made_ids: set[str] = field(default_factory=set)


class Sort(Protocol):
    """One sort of column. `read` raises Misread; `write` gives what `read` turns into the same value."""

    def read(self, cell: Cell, around: Around) -> Any: ...

    def write(self, value: Any, around: Around) -> Any: ...


def valued(cell: Cell) -> Any:
    """The value of a cell, of a text without blanks around it."""
    return cell.value if not isinstance(cell.value, str) else cell.text
