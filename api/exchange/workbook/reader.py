"""Reads a workbook into the plain document of a scenario, with the cell of every part and every fault of a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from api.exchange.fields import fields_of
from api.exchange.workbook.basics import read_basics
from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.grid import Book, Cell, Grid
from api.exchange.workbook.headings import (
    Heading,
    heading_of,
    is_ignored_sheet,
    names_of_columns,
    path_of_sheet,
)
from api.exchange.workbook.identities import name_items
from api.exchange.workbook.items import items_of_row, spread
from api.exchange.workbook.located import Located
from api.exchange.workbook.naming import MADE_UP
from api.exchange.workbook.policy_rows import policy_of
from api.exchange.workbook.rows import Row, rows_below
from api.exchange.workbook.sheet_of_policy import POLICY
from api.exchange.workbook.sheets import BASICS_NAME, LISTED
from api.exchange.workbook.sheets_of_bookings import PUBLISHED
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.wording import heading_key, tight
from models.fact import Text
from models.fault import Fault
from models.station import Station

ORDER = tuple(fields_of(Station))
"""The fields of the facts in the order in which documents state them."""


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


def document_of_book(book: Book) -> Reading:
    """The document that a workbook states. Nothing is raised: faults are collected."""
    located = Located(str(book.file), sheets={grid.name: n for n, grid in enumerate(book.grids)})
    reading = Reading({"schema": 1, "kind": "roster"}, located)
    grids = _grids(book, reading)
    around = Around()
    facts: dict[str, Any] = {"schema": 1, "kind": "station"}
    reading.document["facts"] = facts
    if "" in grids:
        read_basics(grids[""], reading.document, around, located, reading.faults)
    tables = [table for sheet in LISTED if sheet.path in grids and (table := _table(sheet, grids[sheet.path], reading))]
    _name_everything(tables, around, reading)
    for table in tables:
        _read_table(table, reading, around)
    for sort, ids in around.naming.made_up.items():
        if ids:
            facts[sort] = [{"id": id} for id in ids]
    history = facts.get("history", {})
    if history.get("duties") and "known_from" not in history:
        dated = [duty["date"] for duty in history["duties"] if "date" in duty]
        history |= {"known_from": min(dated)} if dated else {}
    reading.document["facts"] = {name: facts[name] for name in ORDER if name in facts}
    return reading


def _grids(book: Book, reading: Reading) -> dict[str, Grid]:
    """The grid of each known sheet; missing ones that are needed are faults, unknown ones are told."""
    found: dict[str, list[Grid]] = {}
    strange = []
    for grid in book.grids:
        path = path_of_sheet(grid.name)
        if path is not None:
            found.setdefault(path, []).append(grid)
        elif grid.cells and not is_ignored_sheet(grid.name):
            strange.append(grid.name)
    chosen = {path: _chosen(path, grids, reading) for path, grids in found.items()}
    for path, name in [("", BASICS_NAME), *((sheet.path, sheet.name) for sheet in LISTED if sheet.is_needed)]:
        if path not in chosen:
            near = get_close_matches(name.zh, strange, 1, 0.4) or strange[:1]
            listed = "、".join(strange[:6])
            cure = Text(f"补上工作表“{name.zh}”", f"add the sheet {name.en}")
            if near:
                cure = Text(
                    f"把“{near[0]}”改名为“{name.zh}”，或{cure.zh}", f"rename {near[0]} to {name.en}, or {cure.en}"
                )
            more = Text(f"（另有 {listed}）", f" (there are {listed})") if listed else Text("", "")
            allowed = Text(f"有工作表“{name.zh}”{more.zh}", f"a sheet {name.en}{more.en}")
            reading.faults.append(Fault(reading.located.file, "-", allowed, cure))
    if strange:
        names = "、".join(strange[:8])
        reading.notices.append(Text(f"未读的工作表：{names}", f"sheets not read: {names}"))
    for grid in chosen.values():
        hidden = sorted(row for row in grid.by_row if row in grid.hidden_rows)
        if hidden or grid.is_hidden:
            rows = "、".join(map(str, hidden[:8]))
            what = Text(f"{grid.name}：隐藏的行 {rows} 同样有效", f"{grid.name}: hidden rows {rows} count too")
            reading.notices.append(
                what
                if hidden
                else Text(f"隐藏的工作表 {grid.name} 同样有效", f"the hidden sheet {grid.name} counts too")
            )
    return chosen


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


def _table(sheet: Sheet, grid: Grid, reading: Reading) -> Table | None:
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
    names = names_of_columns(sheet)
    for column in sheet.columns:
        if not column.is_needed or column.field in heading.columns:
            continue
        near = get_close_matches(column.name.zh, [cell.text for cell in strange], 1, 0.3)
        cell = next((c for c in strange if c.text in near), strange[0] if len(strange) == 1 else None)
        if cell is not None:
            strange.remove(cell)
        at = cell or Cell(grid.name, heading.last, min(heading.columns.values()), None)
        have = Text(
            "、".join(sheet.column(f).name.zh for f in heading.columns),
            ", ".join(sheet.column(f).name.en for f in heading.columns),
        )
        allowed = Text(f"列“{column.name.zh}”（已有 {have.zh}）", f"a column {column.name.en} (there are {have.en})")
        cure = Text(f"把列名改为“{column.name.zh}”，或补上这一列", f"name a column {column.name.en}, or add one")
        reading.faults.append(reading.located.fault(at, allowed, cure))
        heading.absent[column.field] = at
    for cell in strange:
        free = {key: f for key, f in names.items() if f not in heading.columns}
        near = get_close_matches(heading_key(cell.text), list(free), 1, 0.7)
        if near:
            meant = sheet.column(free[near[0]]).name
            allowed = Text("认得的列名", "a heading that is known")
            cure = Text(
                f"改为“{meant.zh}”；不需要这一列就在列名前加 #", f"write {meant.en}; or # before it to leave it out"
            )
            reading.faults.append(reading.located.fault(cell, allowed, cure))
        elif not cell.text.startswith("#"):
            reading.notices.append(
                Text(f"未读的列：{cell.place}（{cell.text[:20]}）", f"column not read: {cell.place} ({cell.text[:20]})")
            )


def _name_everything(tables: list[Table], around: Around, reading: Reading) -> None:
    listed = {table.sheet.path for table in tables if table.rows}
    for sort in MADE_UP:
        if sort not in listed:
            around.naming.open(sort)
    for table in tables:
        reading.faults += name_items(table.sheet, table.heading, table.rows, around.naming, reading.located)


def _read_table(table: Table, reading: Reading, around: Around) -> None:
    """The items of a sheet, into the document."""
    located, sheet = reading.located, table.sheet
    root = sheet.path if sheet in (POLICY, PUBLISHED) else f"facts.{sheet.path}"
    if sheet is PUBLISHED:
        root = "published.assignments"
    items: list[Any] = []
    read = [items_of_row(sheet, table.heading, row, around, located, reading.faults) for row in table.rows]
    if sheet is POLICY:
        stated = policy_of(read, around, located, reading.faults)
        items = [item.fields for item in stated]
        for number, item in enumerate(stated):
            for name, cell in item.cells.items():
                located.note(f"{root}[{number}]{name}", cell)
        if table.rows:
            reading.document["policy"] = items
        return
    for stated_row in read:
        for item in spread(sheet, stated_row, around, reading.document["facts"]):
            place = f"{root}[{len(items)}]"
            located.note(place, item.first)
            for name, cell in item.cells.items():
                located.note(f"{place}.{name}", cell)
            items.append(item.fields)
    if items:
        _put(reading.document, root, items)


def _put(document: dict[str, Any], path: str, items: list[Any]) -> None:
    *steps, last = path.split(".")
    at = document
    for step in steps:
        at = at.setdefault(step, {})
    at[last] = items
