"""Rows of a table of duties: what each column may hold, and the duty that a row states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import get_args

from pydantic import ValidationError

from api.exchange.csv_text import cell_place
from models.fact import Text
from models.fault import Fault
from models.plan import Assignment
from models.work import SegmentKind

COLUMNS = ("duty", "person", "date", "start", "end", "shift", "kind", "post", "zone", "unit", "role")
NEEDED = ("person", "date", "shift")

DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
MOMENT = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::00)?")


ALLOWED: dict[str, Text] = {
    "date": Text("形如 2026-02-01 的日期", "a date such as 2026-02-01"),
    "start": Text("形如 2026-02-01T08:00 的时刻，或留空", "a time such as 2026-02-01T08:00, or nothing"),
    "end": Text("形如 2026-02-02T08:00 的时刻，或留空", "a time such as 2026-02-02T08:00, or nothing"),
    "kind": Text(f"{'、'.join(get_args(SegmentKind))}，或留空", f"{', '.join(get_args(SegmentKind))}, or nothing"),
    "role": Text("leader，或留空", "leader, or nothing"),
}
A_NAME = Text("编号：1 至 64 个字符，不含斜线", "an id: 1 to 64 characters without a slash")


@dataclass(frozen=True)
class Sheet:
    """The columns of a table of duties: name and position; positions of unknown names are left out."""

    columns: Mapping[str, int]

    def place(self, row: int, name: str) -> str:
        """The cell of a column in a row, as a fault names it."""
        return cell_place(row, self.columns[name], name) if name in self.columns else f"row {row}"


def heading(cells: list[str]) -> tuple[Sheet, list[tuple[int, Fault]]]:
    """The columns, and what is wrong with them."""
    known = Text("、".join(COLUMNS), ", ".join(COLUMNS))
    columns: dict[str, int] = {}
    faults = []
    for at, name in enumerate(cell.strip() for cell in cells):
        if name in COLUMNS and name not in columns:
            columns[name] = at
        elif name:
            once = Text("每列一次", "each column once") if name in columns else known
            cure = Text("删去或改名该列", "remove or rename the column")
            faults.append(Fault(cell_place(1, at), name[:60], once, cure))
    for name in NEEDED:
        if name not in columns:
            cure = Text(f"在首行加上 {name} 列", f"add the column {name} to the first row")
            faults.append(Fault("row 1", ", ".join(cells)[:120] or "-", known, cure))
    return Sheet(columns), [(1, fault) for fault in faults]


def duty_of(sheet: Sheet, number: int, row: list[str]) -> tuple[Assignment | None, list[Fault]]:
    """The duty of one row as far as it can be read, and everything that is wrong with its form."""
    cells = {name: row[at] if at < len(row) else "" for name, at in sheet.columns.items()}
    values: dict[str, object] = {name: cell if name == "duty" else cell.strip() for name, cell in cells.items()}
    values |= {name: _moment(cells[name]) for name in ("start", "end") if name in cells}
    values["date"] = _date(cells["date"])
    stated = {name: value for name, value in values.items() if value not in (None, "")}
    wrong: dict[str, None] = {}
    try:
        Assignment.model_validate(stated)
    except ValidationError as error:
        wrong = dict.fromkeys(str(found["loc"][0]) for found in error.errors())
    faults = [_fault(sheet, number, name, cells.get(name, "")) for name in wrong] + _beyond(sheet, number, row)
    if wrong.keys() & set(NEEDED):
        return None, faults
    return Assignment.model_validate({name: stated[name] for name in stated if name not in wrong}), faults


def _date(cell: str) -> Date | None:
    found = DATE.fullmatch(cell.strip())
    try:
        return Date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _moment(cell: str) -> str:
    """A time as the models write it; anything else as it stands."""
    found = MOMENT.fullmatch(cell.strip())
    if not found:
        return cell.strip()
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}"


def _fault(sheet: Sheet, row: int, name: str, cell: str) -> Fault:
    cure = Text("改正该单元格", "correct the cell")
    return Fault(sheet.place(row, name), cell[:60] or '""', ALLOWED.get(name, A_NAME), cure)


def _beyond(sheet: Sheet, number: int, row: list[str]) -> list[Fault]:
    """Cells to the right of the last column: the row has slipped."""
    nothing, cure = Text("空", "nothing"), Text("核对该行的逗号和引号", "check the commas and quotes of the row")
    last = max(sheet.columns.values())
    return [
        Fault(cell_place(number, at), row[at][:60], nothing, cure)
        for at in range(last + 1, len(row))
        if row[at].strip()
    ]
