"""A folder of tables, `人员.csv`, `班次.csv` and so on, as if each were a sheet of a workbook."""

from __future__ import annotations

import re
from pathlib import Path

from api.exchange.csv_text import csv_rows
from api.exchange.text_of_file import bytes_of_file, refused
from api.exchange.workbook.grid import Book, Cell, Grid
from api.exchange.workbook.guard import MOST_MEGABYTES
from api.exchange.workbook.sheet_reader import MOST_CELLS
from models.fact import Text
from models.fault import InputError

MOST_TABLES = 100
_FRACTION = re.compile(r"\d+\.\d+")
_FEWER = Text("删去多余的行列或文件", "remove rows, columns or files")


def read_csv_folder(path: Path) -> Book:
    """The tables of a folder as grids; UTF-8 or GB18030. Raises InputError."""
    files = sorted(path.glob("*.csv"))
    if len(files) > MOST_TABLES:
        most = Text(f"最多 {MOST_TABLES} 个 .csv", f"at most {MOST_TABLES} files .csv")
        raise refused(path.name, str(len(files)), most, _FEWER)
    grids, count = [], 0
    for file in files:
        grids.append(_grid(file))
        count += len(grids[-1].cells)
        if count > MOST_CELLS:
            most = Text(f"最多 {MOST_CELLS} 个单元格", f"at most {MOST_CELLS} cells")
            raise refused(path.name, f"> {MOST_CELLS}", most, _FEWER)
    return Book(path.name, tuple(grids))


def _grid(file: Path) -> Grid:
    try:
        rows = csv_rows(bytes_of_file(file, MOST_MEGABYTES, file))
    except InputError as error:
        raise refused(file, "?", error.faults[0].allowed, error.faults[0].cure) from None
    cells = {
        (row, column): Cell(file.stem, row, column, _value(text))
        for row, line in enumerate(rows, start=1)
        for column, text in enumerate(line, start=1)
        if text.strip()
    }
    return Grid(file.stem, cells)


def _value(text: str) -> str | float:
    """A fraction is a number, as it would be in a workbook: 12.3 may be a date that lost a nought."""
    return float(text) if _FRACTION.fullmatch(text.strip()) and len(text) < 20 else text
