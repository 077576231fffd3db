"""The rows below a sheet's headings that state something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.grid import Cell, Grid
from api.exchange.workbook.headings import Heading, names_of_columns
from api.exchange.workbook.wording import heading_key, plain, tight

DITTO = ("同上", "〃", "″", '"', "''", "ditto")
_ASIDE = re.compile(
    r"(合计|总计|小计|共计|总人数|total\b)|(注|说明|备注|填表|制表|填报|审核|审批|note)\s*\S{0,6}[:：]", re.IGNORECASE
)


@dataclass
class Row:
    """One row; `id` is the id of what it states, where it has one; `above` the row before it."""

    grid: Grid
    number: int
    above: Row | None = None
    id: str = ""

    def cell(self, column: int) -> Cell:
        """The cell of a column; where it says 同上 it has the value of the cell above."""
        cell = self.grid.cell(self.number, column)
        if self.above and isinstance(cell.value, str) and tight(cell.value) in DITTO:
            over = self.above.cell(column)
            return Cell(cell.sheet, cell.row, cell.column, over.value, over.is_formula, over.is_error)
        return cell


def rows_below(grid: Grid, sheet: Sheet, heading: Heading) -> Iterator[Row]:
    """The rows with something in a known column; totals, notes and headings repeated for print are passed over."""
    known = names_of_columns(sheet)
    above: Row | None = None
    for number in sorted(grid.by_row):
        if number <= heading.last:
            continue
        cells = [cell for column in heading.columns.values() if (cell := grid.cells.get((number, column)))]
        if not any(cell.text or cell.is_formula for cell in cells):
            continue
        first = grid.by_row[number][0]
        if isinstance(first.value, str) and _ASIDE.match(plain(first.value)):
            continue
        if len(cells) > 1 and all(heading_key(cell.text) in known for cell in cells):
            continue
        above = Row(grid, number, above)
        yield above
