"""The rows of a workbook that state a document: what the reader turns back into the same document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from api.exchange.workbook.cell_dates import Horizon
from api.exchange.workbook.column_kinds import DAYS, RANGES
from api.exchange.workbook.columns import Column, Sheet
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.items import COVERS, Stated, id_of_demand
from api.exchange.workbook.naming import MADE_UP, id_from
from api.exchange.workbook.policy_rows import (
    NAMED,
    NO_POLICY,
    SCOPE_DAYS,
    shown_parameters,
    title_of_policy,
)
from api.exchange.workbook.segments import columns_of_segments
from api.exchange.workbook.sheet_of_policy import POLICY
from api.exchange.workbook.sheets import BASICS, LISTED
from api.exchange.workbook.sheets_of_bookings import COUNTERS, LOCKS, PUBLISHED
from api.exchange.workbook.sheets_of_work import DEMAND, SHIFTS
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.sorts_of_names import Refs
from api.exchange.workbook.sorts_of_times import DayCells
from api.exchange.workbook.wording import tight
from models.history import Measure
from models.references import LISTS
from solver.rules.catalogue import RULES

NOWHERE = Cell("", 0, 0, None)

Row = Mapping[str, Any]
"""The value of each column of a row, by the column's field, as the cell is to hold it."""


@dataclass(frozen=True)
class Filled:
    """A sheet with its rows; `columns` are those that it shows."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def naming_of(facts: Mapping[str, Any], around: Around) -> None:
    """Makes everything that the facts list known by its names; lists that they leave out, by being named."""
    for sort in MADE_UP:
        if not facts.get(sort):
            around.naming.open(sort)
    for sort in LISTS:
        for item in facts.get(sort, ()):
            around.naming.add(sort, item["id"], item.get("name", ""), item.get("code", ""))


def statements(document: Mapping[str, Any], lang: str) -> tuple[dict[str, Any], list[Filled]]:
    """The basics by field, and the sheets, of a document whose facts and plan are written out and valid."""
    facts: Mapping[str, Any] = document["facts"]
    around = Around(Horizon(Date.fromisoformat(facts["start"]), facts["days"]), lang=lang)
    naming_of(facts, around)
    sheets = []
    for sheet in LISTED:
        rows = [_row(sheet, item, around, facts) for item in _items(sheet, document)]
        if sheet is COUNTERS:
            rows = _wide(_items(sheet, document), around) or rows
        if rows or sheet.is_needed:
            sheets.append(Filled(sheet, _columns(sheet, rows), tuple(rows)))
    return _basics(document, around), sheets


def _basics(document: Mapping[str, Any], around: Around) -> dict[str, Any]:
    found = {}
    for column in BASICS:
        path = column.field.split(".")
        at: Any = document if path[0] in ("published", "budget") else document["facts"]
        for step in path:
            at = at.get(step) if isinstance(at, Mapping) else None
        if at is not None and not isinstance(at, Mapping):
            found[column.field] = column.sort.write(at, around)
    if document["facts"].get("history", {}).get("duties"):
        found.setdefault("history.known_from", NO_POLICY.in_language(around.lang))
    return found


def _items(sheet: Sheet, document: Mapping[str, Any]) -> Sequence[Any]:
    if sheet is POLICY:
        policy = document.get("policy")
        if policy is None:
            return ()
        return policy if any(isinstance(item, str) for item in policy) else (NO_POLICY.zh, *policy)
    if sheet is PUBLISHED:
        published = document.get("published")
        return published.get("assignments", ()) if isinstance(published, Mapping) else ()
    at: Any = document["facts"]
    for step in sheet.path.split("."):
        at = at.get(step, {})
    return at or ()


def _row(sheet: Sheet, item: Any, around: Around, facts: Mapping[str, Any]) -> Row:
    """The cells of an item."""
    if isinstance(item, str):
        word = NO_POLICY.in_language(around.lang) if item == NO_POLICY.zh else title_of_policy(item, around.lang)
        return {"id": word, "rule": NAMED.in_language(around.lang)}
    fields = dict(item)
    if sheet.path in LISTS and _is_made(sheet, item, around, facts):
        del fields["id"]
    if sheet is SHIFTS:
        fields |= columns_of_segments(fields.pop("segments"))
    elif sheet is POLICY:
        fields = _flat(fields, around)
    elif sheet is LOCKS:
        fields = {"shift": None, "layer": "duty", **fields}
    row: dict[str, Any] = {}
    for column in sheet.columns:
        value = _value(sheet, column, fields)
        if value is None and not (sheet is LOCKS and column.field == "shift"):
            continue
        if isinstance(column.sort, Refs | DayCells) and not isinstance(value, list):
            value = [value]
        if value == [] and column.field != "spans":
            continue
        row[column.field] = column.sort.write(value, around)
    return row


def _is_made(sheet: Sheet, item: Mapping[str, Any], around: Around, facts: Mapping[str, Any]) -> bool:
    """Whether the reader makes the same id if none is written."""
    if sheet is DEMAND:
        before = set(around.made_ids)
        if id_of_demand(Stated(dict(item), {}, NOWHERE), around) == item["id"]:
            return True
        around.made_ids = before
        return False
    name = item.get("name", "")
    if not name or item["id"] != id_from(name):
        return False
    return sum(tight(other.get("name", "")) == tight(name) for other in facts[sheet.path]) == 1


def _value(sheet: Sheet, column: Column, fields: Mapping[str, Any]) -> Any:
    """What an item states in a column; days are stated together, ends of leave and of times apart."""
    if column.field == DAYS:
        found = {name: fields[name] for name in COVERS[DAYS] if fields.get(name)}
        return found or None
    if column.field in COVERS:
        return None
    return fields.get(column.field)


def _flat(entry: Mapping[str, Any], around: Around) -> dict[str, Any]:
    """An entry with its scope laid flat and its parameters in words."""
    fields = {name: value for name, value in entry.items() if name not in ("scope", "parameters")}
    for name, value in (entry.get("scope") or {}).items():
        fields[name if name in SCOPE_DAYS else f"scope.{name}"] = value
    if entry.get("parameters"):
        fields["parameters"] = shown_parameters(entry["parameters"], entry.get("rule"), around)
    if entry.get("rule") in RULES:
        fields["rule"] = RULES[entry["rule"]].title.in_language(around.lang)
    return fields


def _columns(sheet: Sheet, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The usual columns and those in which something stands."""
    used = {name for row in rows for name in row}
    wide = any(name.startswith("amount.") for name in used)
    return tuple(
        column
        for column in sheet.columns
        if column.field in used or (column.is_usual and not (sheet is COUNTERS and wide) and column.field != RANGES)
    )


def _wide(counters: Sequence[Mapping[str, Any]], around: Around) -> list[Row]:
    """Counters with a row a person and a column a measure, where that keeps their order; else nothing."""
    measures = list(Measure.__args__)  # type: ignore[attr-defined]
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for counter in counters:
        grouped.setdefault((counter["person"], counter["since"]), []).append(counter)
    ordered = [c for group in grouped.values() for c in sorted(group, key=lambda c: measures.index(c["measure"]))]
    if ordered != list(counters) or any(len({c["measure"] for c in g}) < len(g) for g in grouped.values()):
        return []
    return [
        {
            "person": around.naming.word_for(person, "people"),
            "since": Date.fromisoformat(since),
            **{f"amount.{counter['measure']}": counter["amount"] for counter in group},
        }
        for (person, since), group in grouped.items()
    ]
