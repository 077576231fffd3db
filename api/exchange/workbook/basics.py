"""The sheet of a station's basics: names on the left, values on their right."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date as Date
from typing import Any

from api.exchange.workbook.cell_dates import Horizon
from api.exchange.workbook.columns import Column
from api.exchange.workbook.grid import Cell, Grid
from api.exchange.workbook.items import AN_ERROR, COMPUTE, NOT_COMPUTED
from api.exchange.workbook.located import Located
from api.exchange.workbook.sheets import BASICS
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.wording import Misread, heading_key, plain
from models.fact import Text
from models.fault import Fault

NO_DATE = ("无", "none", "null", "-")


def read_basics(grid: Grid, document: dict[str, Any], around: Around, located: Located, faults: list[Fault]) -> None:
    """Reads the basics into the document, and tells `around` the horizon."""
    cells = _values(grid)
    values: dict[str, Any] = {}
    for column in BASICS:
        cell = cells.get(column.field)
        if cell is None:
            continue
        located.note(_path(column.field), cell)
        try:
            values[column.field] = _read(column, cell, around)
        except Misread as misread:
            faults.append(located.fault(cell, misread.allowed, misread.cure))
    if "start" not in cells:
        first = grid.by_row[min(grid.by_row)][0] if grid.cells else Cell(grid.name, 1, 1, None)
        located.note("facts.start", first)
        allowed = Text("一行“开始日期”，右边是日期", "a row First day with a date on its right")
        faults.append(located.fault(first, allowed, Text("补上这一行", "add the row")))
    _set_days(values, cells, located)
    for name, value in values.items():
        if value is not None or name == "history.known_from":
            _put(document, _path(name), value)
    if values.get("start"):
        around.horizon = Horizon(Date.fromisoformat(values["start"]), values.get("days") or 31)


def _values(grid: Grid) -> dict[str, Cell]:
    """The cell that holds the value of each name."""
    names: dict[str, str] = {}
    for column in BASICS:
        for word in (column.name.zh, column.name.en, *column.aliases.split()):
            names.setdefault(heading_key(word), column.field)
    found: dict[str, Cell] = {}
    for cells in grid.by_row.values():
        labels = [cell for cell in cells if _is_label(cell, names)]
        for cell in labels:
            field = names[heading_key(cell.text)]
            if field not in found and cell not in found.values():
                found[field] = _value_of(grid, cell, names, is_row=len(labels) > 1)
    return found


def _is_label(cell: Cell, names: Mapping[str, str]) -> bool:
    return isinstance(cell.value, str) and not cell.is_covered and heading_key(cell.text) in names


def _value_of(grid: Grid, label: Cell, names: Mapping[str, str], *, is_row: bool) -> Cell:
    """The cell right of a name; below it where the names stand side by side."""
    right = label.column + 1
    while (beside := grid.cell(label.row, right)).is_covered and beside.value == label.value:
        right += 1
    below = grid.cell(label.row + 1, label.column)
    is_taken = beside.value is None or _is_label(beside, names)
    return below if is_row and is_taken and below.value is not None and not _is_label(below, names) else beside


def _read(column: Column, cell: Cell, around: Around) -> Any:
    if cell.is_error:
        raise Misread(AN_ERROR, COMPUTE)
    if cell.value is None and cell.is_formula:
        raise Misread(NOT_COMPUTED, COMPUTE)
    if not cell.text or (column.field == "history.known_from" and plain(cell.text) in NO_DATE):
        return None
    return column.sort.read(cell, around)


def _set_days(values: dict[str, Any], cells: dict[str, Cell], located: Located) -> None:
    """Days as stated, else up to the last day, else to the end of the month."""
    start, end = values.get("start"), values.pop("end", None)
    if values.get("days") is not None:
        return
    if start is None:
        located.cells["facts.days"] = located.cells["facts.start"]
        return
    first = Date.fromisoformat(start)
    last = Date.fromisoformat(end) if end else first.replace(day=monthrange(first.year, first.month)[1])
    values["days"] = (last - first).days + 1
    located.note("facts.days", cells.get("end") or cells["start"])


def _path(name: str) -> str:
    return name if name.startswith(("published", "budget")) else f"facts.{name}"


def _put(document: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split(".")
    at = document
    for step in steps:
        at = at.setdefault(step, {})
    at[last] = value
