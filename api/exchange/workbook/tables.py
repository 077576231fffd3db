"""The sheets of a workbook and their headings: found, missing, unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from api.exchange.roster_book.book_words import KEY_SHEET
from api.exchange.workbook.columns import Column, Sheet
from api.exchange.workbook.grid import Book, Cell, Grid
from api.exchange.workbook.headings import (
    Heading,
    heading_of,
    is_ignored_sheet,
    names_of_columns,
    path_of_sheet,
)
from api.exchange.workbook.located import Located
from api.exchange.workbook.rows import Row, rows_below
from api.exchange.workbook.sheets import BASICS_NAME, LISTED
from api.exchange.workbook.wording import heading_key, tight
from models.fact import Text
from models.fault import Fault

A_ROSTER = (
    Text("场景的工作簿。这是排好的勤务表", "the workbook of a scenario. This is a finished roster"),
    Text(
        "给出填写人员、班次和需求的那个工作簿；勤务表是 verify、--from-plan 等要的方案",
        "name the workbook with people, shifts and demand; a roster is the plan that verify, --from-plan etc. ask for",
    ),
)
"""What is said of a workbook that Paiqin wrote, where a scenario is asked for."""


@dataclass
class Reading:
    """What was read: the document, its cells, what is wrong with single cells, and what the reader should know."""

    document: dict[str, Any]
    located: Located
    faults: list[Fault] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """A sheet that was found, with its headings and rows."""

    sheet: Sheet
    grid: Grid
    heading: Heading
    rows: tuple[Row, ...]


def grids_by_list(book: Book, reading: Reading) -> dict[str, Grid]:
    """The grid of each known sheet; missing ones that are needed are faults, unknown and hidden ones are told."""
    found: dict[str, list[Grid]] = {}
    strange = []
    for grid in book.grids:
        path = path_of_sheet(grid.name)
        if path is not None:
            found.setdefault(path, []).append(grid)
        elif grid.cells and not is_ignored_sheet(grid.name):
            strange.append(grid.name)
    chosen = {path: _chosen(path, grids, reading) for path, grids in found.items()}
    needed = {"": BASICS_NAME} | {sheet.path: sheet.name for sheet in LISTED if sheet.is_needed}
    if "" not in chosen and book.grid(KEY_SHEET) is not None:
        reading.faults.append(Fault(reading.located.file, book.grids[0].name[:60], *A_ROSTER))
        return {}
    reading.faults += [_missing(name, strange, reading) for path, name in needed.items() if path not in chosen]
    if strange:
        names = "、".join(strange[:8])
        reading.notices.append(Text(f"未读的工作表：{names}", f"sheets not read: {names}"))
    reading.notices += [notice for grid in chosen.values() for notice in _hidden(grid)]
    return chosen


def _missing(name: Text, strange: list[str], reading: Reading) -> Fault:
    """The fault of a sheet that is not there, with one that may be meant."""
    near = get_close_matches(name.zh, strange, 1, 0.4) or strange[:1]
    cure = Text(f"补上工作表“{name.zh}”", f"add the sheet {name.en}")
    if near:
        cure = Text(f"把“{near[0]}”改名为“{name.zh}”，或{cure.zh}", f"rename {near[0]} to {name.en}, or {cure.en}")
    others = "、".join(strange[:6])
    more = Text(f"（另有 {others}）", f" (there are {others})") if others else Text("", "")
    return Fault(reading.located.file, "-", Text(f"有工作表“{name.zh}”{more.zh}", f"a sheet {name.en}{more.en}"), cure)


def _hidden(grid: Grid) -> Iterator[Text]:
    """What is hidden counts all the same."""
    rows = "、".join(str(row) for row in sorted(grid.by_row) if row in grid.hidden_rows)[:60]
    if rows:
        yield Text(f"{grid.name}：隐藏的行 {rows} 同样有效", f"{grid.name}: hidden rows {rows} count too")
    if grid.is_hidden:
        yield Text(f"隐藏的工作表 {grid.name} 同样有效", f"the hidden sheet {grid.name} counts too")


def _chosen(path: str, grids: list[Grid], reading: Reading) -> Grid:
    """Of several sheets for one list the one with the exact name; a fault where none has it."""
    if len(grids) == 1:
        return grids[0]
    name = next((sheet.name for sheet in LISTED if sheet.path == path), BASICS_NAME)
    exact = [grid for grid in grids if heading_key(grid.name) in (heading_key(name.zh), heading_key(name.en))]
    plainly = [grid for grid in exact if tight(grid.name) in (tight(name.zh), tight(name.en))]
    best = (plainly or exact or grids)[0]
    others = "、".join(grid.name for grid in grids if grid is not best)
    if plainly or len(exact) == 1:
        reading.notices.append(
            Text(f"未读的工作表：{others}（已读 {best.name}）", f"sheets not read: {others} ({best.name} was)")
        )
    else:
        allowed = Text(f"一张表是“{name.zh}”（另有 {others}）", f"one sheet for {name.en} (there are also {others})")
        cure = Text(f"只把一张命名为“{name.zh}”", f"name only one of them {name.en}")
        reading.faults.append(reading.located.fault(Cell(best.name, 1, 1, best.name), allowed, cure))
    return best


def table_of(sheet: Sheet, grid: Grid, reading: Reading) -> Table | None:
    """A sheet's headings and rows; an empty sheet has none."""
    if not grid.cells:
        return None
    heading = heading_of(grid, sheet)
    needed = [column for column in sheet.columns if column.is_needed]
    named = Text("、".join(c.name.zh for c in needed), ", ".join(c.name.en for c in needed))
    if heading is None:
        first = grid.by_row[min(grid.by_row)][0]
        allowed = Text(
            f"一行列名，至少有 {named.zh or sheet.columns[1].name.zh}",
            f"a row of headings, at least {named.en or sheet.columns[1].name.en}",
        )
        cure = Text("补上列名，或从 paiqin template 复制", "add headings, or copy them from paiqin template")
        reading.faults.append(reading.located.fault(first, allowed, cure))
        return None
    _faults_of_heading(sheet, grid, heading, reading)
    return Table(sheet, grid, heading, tuple(rows_below(grid, sheet, heading)))


def _faults_of_heading(sheet: Sheet, grid: Grid, heading: Heading, reading: Reading) -> None:
    """Columns that are missing, and headings that nobody knows."""
    strange = list(heading.strange)
    for column in sheet.columns:
        if column.is_needed and column.field not in heading.columns:
            _note_missing_column(sheet, column, grid, heading, strange, reading)
    free = {key: name for key, name in names_of_columns(sheet).items() if name not in heading.columns}
    for cell in strange:
        near = get_close_matches(heading_key(cell.text), list(free), 1, 0.7)
        if near:
            meant = sheet.column(free[near[0]]).name
            cure = Text(
                f"改为“{meant.zh}”；不需要这一列就在列名前加 #", f"write {meant.en}; or # before it to leave it out"
            )
            reading.faults.append(reading.located.fault(cell, Text("认得的列名", "a heading that is known"), cure))
        elif not cell.text.startswith("#"):
            shown = f"{cell.place} ({cell.text[:20]})"
            reading.notices.append(Text(f"未读的列：{shown}", f"column not read: {shown}"))


def _note_missing_column(
    sheet: Sheet, column: Column, grid: Grid, heading: Heading, strange: list[Cell], reading: Reading
) -> None:
    """The fault of a needed column that is not there, at the unknown heading that may be meant."""
    near = get_close_matches(column.name.zh, [cell.text for cell in strange], 1, 0.3)
    cell = next((c for c in strange if c.text in near), strange[0] if len(strange) == 1 else None)
    if cell is not None:
        strange.remove(cell)
    at = cell or Cell(grid.name, heading.last, min(heading.columns.values()), None)
    heading.absent[column.field] = at
    names = [sheet.column(name).name for name in heading.columns]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    allowed = Text(f"列“{column.name.zh}”（已有 {zh}）", f"a column {column.name.en} (there are {en})")
    cure = Text(f"把列名改为“{column.name.zh}”，或补上这一列", f"name a column {column.name.en}, or add one")
    reading.faults.append(reading.located.fault(at, allowed, cure))
