"""The duties that were served, from a workbook: a wall sheet edited by hand, or a list of duties saved as one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.exchange.csv import duties_of_rows
from api.exchange.duty_columns import columns_of
from api.exchange.roster_book.book_words import KEY_SHEET
from api.exchange.roster_book.reading import plan_of_wall
from api.exchange.stated_plan import StatedPlan
from api.exchange.workbook.book_reader import read_book
from api.exchange.workbook.grid import Grid
from models.fact import Text
from models.fault import Fault, InputError
from models.station import Station

A_VALUE = Text("已算出的值", "a computed value")
TYPE_IT = Text("在 Excel 中打开并保存一次，或直接填值", "open and save it in Excel once, or type the value")


def actual_duties_of_book(path: Path, facts: Station) -> StatedPlan:
    """The duties of the first sheet if it is a list with the columns of a plan, else those of the wall sheet.

    A list says hours of its own as a .csv does; on the wall every duty has the hours of its shift. Raises
    InputError with every fault, each at its sheet and cell.
    """
    grid = _list_of_duties(path)
    if grid is None:
        return StatedPlan(plan_of_wall(path, facts, is_actual=True))
    unknown = [cell for cell in grid.cells.values() if cell.is_error or (cell.is_formula and cell.value is None)]
    if unknown:
        raise InputError([Fault(cell.place, cell.text or "=", A_VALUE, TYPE_IT) for cell in unknown])
    try:
        return duties_of_rows(_texts(grid), facts, is_actual=True)
    except InputError as error:
        raise InputError([replace(fault, place=f"{grid.name}!{fault.place}") for fault in error.faults]) from None


def _list_of_duties(path: Path) -> Grid | None:
    """The first sheet, unless the workbook is a roster that paiqin wrote or has other columns there."""
    names: list[str] = []

    def is_looked_at(name: str) -> bool:
        names.append(name)
        return len(names) == 1 or name == KEY_SHEET

    book = read_book(path, only=is_looked_at)
    if book.grid(KEY_SHEET) is not None or not book.grids:
        return None
    return book.grids[0] if columns_of(_texts(book.grids[0]))[0].is_complete else None


def _texts(grid: Grid) -> list[list[str]]:
    """The cells as texts, rows and columns at their numbers."""
    columns = range(1, grid.columns + 1)
    return [[grid.cell(row, column).text for column in columns] for row in range(1, grid.rows + 1)]
