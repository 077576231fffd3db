"""Reads a workbook into the plain document of a scenario, with the cell of every part and every fault of a cell."""

from __future__ import annotations

from typing import Any

from api.exchange.fields import fields_of
from api.exchange.workbook.basics import read_basics
from api.exchange.workbook.grid import Book
from api.exchange.workbook.identities import name_items
from api.exchange.workbook.items import items_of_row, spread
from api.exchange.workbook.located import Located
from api.exchange.workbook.naming import MADE_UP
from api.exchange.workbook.policy_rows import policy_of
from api.exchange.workbook.sheet_of_policy import POLICY
from api.exchange.workbook.sheets import LISTED
from api.exchange.workbook.sheets_of_bookings import PUBLISHED
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.tables import Reading, Table, grids_by_list, table_of
from models.station import Station

ORDER = tuple(fields_of(Station))
"""The fields of the facts in the order in which documents state them."""


def document_of_book(book: Book) -> Reading:
    """The document that a workbook states. Nothing is raised: faults are collected."""
    located = Located(str(book.file), sheets={grid.name: n for n, grid in enumerate(book.grids)})
    reading = Reading({"schema": 1, "kind": "roster"}, located)
    grids = grids_by_list(book, reading)
    around = Around()
    facts: dict[str, Any] = {"schema": 1, "kind": "station"}
    reading.document["facts"] = facts
    if "" in grids:
        read_basics(grids[""], reading.document, around, located, reading.faults)
    tables = [
        table for sheet in LISTED if sheet.path in grids and (table := table_of(sheet, grids[sheet.path], reading))
    ]
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
