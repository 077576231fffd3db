"""Finds people and days on the wall sheet of a workbook, wherever rows and columns have been moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime

from api.exchange.roster_book.codes import tight
from api.exchange.roster_book.grid import ROW_KINDS
from api.exchange.roster_book.key import Key
from api.exchange.roster_words import WORDS
from api.exchange.workbook.grid import Cell, Grid
from models.fact import Text
from models.fault import Fault
from models.station import Station

SEARCHED_ROWS = 30
DATES = Text("一行日期", "a row of dates")
PUT_DATES = Text("把原来的日期行放回人员上方", "put the row of dates back above the people")
ONE_ROW = Text("每人一行", "one row a person")
ONE_COLUMN = Text("每天一列，列头是日期", "one column a day, headed by its date")
REMOVE_ROW = Text("删去该行，或改正姓名", "remove the row, or correct the name")
REMOVE_COLUMN = Text("删去该列，或在列头写上日期", "remove the column, or write its date at its head")
PUT_ROW_BACK = Text("补回这一行；全休就让格子空着", "put the row back; leave its cells empty for off")
PUT_COLUMN_BACK = Text("补回这一列", "put the column back")


@dataclass
class WallCells:
    """The cells of people and days that were found, in the order of the sheet, and what is wrong with the sheet."""

    cells: list[tuple[str, Date, Cell]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def wall_cells(grid: Grid, key: Key | None, facts: Station) -> WallCells:
    """Reads the sheet's heads and the names beside its rows."""
    found = WallCells()
    head = _head_row(grid)
    if head is None:
        found.faults.append(Fault(grid.name, "-", DATES, PUT_DATES))
        return found
    days = list(_days(grid, head, found))
    rows = list(_rows(grid, head, days, facts, found))
    found.faults += _stray_columns(grid, days, rows)
    found.faults += _missing(grid, key, facts, {person for _, person in rows}, {day for _, day in days})
    for row, person in rows:
        found.cells += [(person, day, grid.cell(row, column)) for column, day in days]
    return found


def _head_row(grid: Grid) -> int | None:
    """The row with the most dates."""
    dates = Counter(row for (row, _), cell in grid.cells.items() if row <= SEARCHED_ROWS and _date(cell))
    return min(dates, key=lambda row: (-dates[row], row)) if dates else None


def _date(cell: Cell) -> Date | None:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, Date) else None


def _days(grid: Grid, head: int, found: WallCells) -> Iterator[tuple[int, Date]]:
    seen: dict[Date, Cell] = {}
    for cell in grid.by_row.get(head, ()):
        day = _date(cell)
        if day is None:
            continue
        if day in seen:
            cure = Text(
                f"删去该列（已见于 {seen[day].name}）", f"remove the column (the day stands at {seen[day].name})"
            )
            found.faults.append(Fault(cell.place, day.isoformat(), ONE_COLUMN, cure))
        else:
            seen[day] = cell
            yield cell.column, day


class _Names:
    """Where ids and names stand, and whom they mean."""

    def __init__(self, grid: Grid, head: int, facts: Station) -> None:
        self.grid, self.facts = grid, facts
        cells = grid.by_row.get(head, ())
        self._last_head = head + 2
        self._ids = next((cell.column for cell in cells if cell.text == ROW_KINDS["head"]), None)
        self._heads = {tight(word) for word in WORDS["person"]}
        near = [cell for row in range(max(1, head - 1), head + 3) for cell in grid.by_row.get(row, ())]
        named = next((cell.column for cell in near if tight(cell.text) in self._heads), None)
        self.column = named or (self._ids + 1 if self._ids else 1)
        self._labels: dict[str, list[str]] = {}
        for person in facts.people:
            for word in dict.fromkeys((tight(person.label), tight(person.id))):
                self._labels.setdefault(word, []).append(person.id)

    def id(self, row: int) -> str:
        return self.grid.cell(row, self._ids).text if self._ids else ""

    def cell(self, row: int) -> Cell:
        """The cell of the name."""
        return self.grid.cell(row, self.column)

    def is_head(self, row: int) -> bool:
        """Whether a row, of weekdays and their marks, belongs to the head: the heading of the names reaches there."""
        return row <= self._last_head and tight(self.cell(row).text) in {*self._heads, ""}

    def people(self, row: int) -> list[str]:
        """Everybody whose name or id stands beside a row."""
        return self._labels.get(tight(self.cell(row).text), [])


def _rows(
    grid: Grid, head: int, days: Sequence[tuple[int, Date]], facts: Station, found: WallCells
) -> Iterator[tuple[int, str]]:
    """The rows of people, each person once."""
    names, seen, is_below = _Names(grid, head, facts), dict[str, int](), False
    counts = tuple(tight(word) for word in WORDS["counts"])
    for row in sorted(row for row in grid.by_row if row > head):
        id = names.id(row)
        is_below = is_below or id == ROW_KINDS["counts"] or tight(names.cell(row).text).startswith(counts)
        if id.startswith("/") or names.is_head(row) or (is_below and not id):
            continue
        is_used = any(grid.cell(row, column).text for column, _ in days)
        person = _person(names, row, id, found, is_used=is_used)
        if person is None:
            continue
        if person in seen:
            cure = Text(f"并入第 {seen[person]} 行", f"join it with row {seen[person]}")
            found.faults.append(Fault(names.cell(row).place, names.cell(row).text or person, ONE_ROW, cure))
            continue
        seen[person] = row
        yield row, person


def _person(names: _Names, row: int, id: str, found: WallCells, *, is_used: bool) -> str | None:
    """Whose row it is: by the hidden id, else by the name; a row that means nobody may only be empty."""
    facts, cell, named = names.facts, names.cell(row), names.people(row)
    if id in facts.person_by_id:
        if named and id not in named:
            label = facts.person_by_id[id].label
            own = Text(f"{label}（这是 {id} 的行）", f"{label} (this is the row of {id})")
            cure = Text(
                "改回姓名；新增的行不要复制别人的行", "put the name back; insert an empty row for somebody else"
            )
            found.faults.append(Fault(cell.place, cell.text, own, cure))
            return None
        return id
    if not id and len(named) == 1:
        return named[0]
    if is_used:
        one = Text("本所人员的姓名或编号", "the name or id of one of the station's people")
        if len(named) > 1:
            one = Text(f"编号之一：{'、'.join(named)}", f"one of the ids {', '.join(named)}")
        found.faults.append(Fault(cell.place, cell.text or id or "-", one, REMOVE_ROW))
    return None


def _stray_columns(grid: Grid, days: Sequence[tuple[int, Date]], rows: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    """Columns between the days that have no date and yet hold something for somebody."""
    known = {column for column, _ in days}
    for column in range(min(known) + 1, max(known)):
        if column not in known:
            used = next((grid.cell(row, column) for row, _ in rows if grid.cell(row, column).text), None)
            if used is not None:
                yield Fault(used.place, used.text[:60], ONE_COLUMN, REMOVE_COLUMN)


def _missing(grid: Grid, key: Key | None, facts: Station, people: set[str], days: set[Date]) -> Iterator[Fault]:
    """People and days that the workbook had when it was written, or that it must have when that is not known."""
    for person in facts.people:
        if person.id not in people and (key is None or person.id in key.people):
            value = person.label if person.label == person.id else f"{person.label} {person.id}"
            yield Fault(grid.name, value, ONE_ROW, PUT_ROW_BACK)
    for day in facts.dates:
        if day not in days and (key is None or day in key.dates):
            yield Fault(grid.name, day.isoformat(), ONE_COLUMN, PUT_COLUMN_BACK)
