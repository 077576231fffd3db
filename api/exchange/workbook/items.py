"""What a row states: the fields of its cells, and the items that it becomes where it names several people or days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from api.exchange.workbook.column_kinds import DAYS, RANGES, SPAN
from api.exchange.workbook.columns import Column, Sheet
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.headings import Heading
from api.exchange.workbook.located import Located
from api.exchange.workbook.naming import id_from
from api.exchange.workbook.rows import Row
from api.exchange.workbook.segments import segments_of
from api.exchange.workbook.sheets_of_bookings import COUNTERS, LEAVE, LOCKS
from api.exchange.workbook.sheets_of_work import DEMAND, SHIFTS
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.vocabulary import KINDS
from api.exchange.workbook.which_days import shown_days
from api.exchange.workbook.wording import Misread
from models.fact import Text
from models.fault import Fault
from models.work import LAYERS

COVERS = {DAYS: ("weekdays", "day_classes", "dates"), SPAN: ("start", "end"), RANGES: ("first", "last")}
"""The fields of the facts behind a column that states several."""

NOT_COMPUTED = Text("已算出的值", "a computed value")
COMPUTE = Text("在 Excel 中打开并保存一次，或直接填值", "open and save it in Excel once, or type the value")
AN_ERROR = Text("没有错误的值", "a value that is no error")
UNIT = Text("列名写明 工时（小时） 或 工时（分钟）", "a heading that says hours (hours) or hours (minutes)")


@dataclass
class Stated:
    """The fields of one row, or of one item; the cell of each, and the first cell."""

    fields: dict[str, Any]
    cells: dict[str, Cell]
    first: Cell
    row: int = 0


def items_of_row(
    sheet: Sheet, heading: Heading, row: Row, around: Around, located: Located, faults: list[Fault]
) -> Stated:
    """Reads the cells of a row; what cannot be read is noted and left out."""
    stated = Stated({}, {}, row.cell(min(heading.columns.values())), row.number)
    if row.id:
        stated.fields["id"] = row.id
    for column in sheet.columns:
        at = heading.columns.get(column.field)
        if at is None:
            _note_absent(column, heading, stated)
            continue
        cell = row.cell(at)
        for name in COVERS.get(column.field, (column.field,)):
            stated.cells.setdefault(name, cell)
        if column.field == "id" and row.id:
            continue
        try:
            value = _read(column, cell, heading, around)
        except Misread as misread:
            faults.append(located.fault(cell, misread.allowed, misread.cure))
            continue
        _put(stated, column.field, value)
    if sheet is SHIFTS:
        segments_of(stated.fields, stated.cells, located, faults)
    if sheet is DEMAND and "id" not in stated.fields:
        stated.fields["id"] = id_of_demand(stated, around)
    return stated


def _note_absent(column: Column, heading: Heading, stated: Stated) -> None:
    """A fault of a column that is not there belongs to the headings."""
    if column.is_needed and column.field in heading.absent:
        for name in COVERS.get(column.field, (column.field,)):
            stated.cells.setdefault(name, heading.absent[column.field])


def _read(column: Column, cell: Cell, heading: Heading, around: Around) -> Any:
    if cell.is_error:
        raise Misread(AN_ERROR, Text("改正公式，或直接填值", "correct the formula, or type the value"))
    if cell.value is None and cell.is_formula:
        raise Misread(NOT_COMPUTED, COMPUTE)
    if not cell.text:
        return None
    value = column.sort.read(cell, around)
    if column.field == "amount.hours":
        unit = heading.units.get(column.field, "").casefold()
        if "分" in unit or "min" in unit:
            return value
        if "小时" in unit or "时" in unit or unit.startswith("h"):
            return value * 60
        raise Misread(UNIT, Text("在列名的括号里写单位", "write the unit in brackets after the heading"))
    return value


def _put(stated: Stated, name: str, value: Any) -> None:
    if value is None and name != "shift":
        return
    if name in (DAYS, SPAN):
        stated.fields |= value
    elif value is not None or stated.cells[name].text:
        stated.fields[name] = value


def id_of_demand(stated: Stated, around: Around) -> str:
    """What a demand is called in sentences, as its row describes it."""
    fields, naming = stated.fields, around.naming
    words = [naming.name_of("shifts", fields["shift"])] if fields.get("shift") else []
    words += [f"{fields['start']}-{fields.get('end', '')}"] if fields.get("start") else []
    words += [
        naming.name_of(sort, fields[name]) for name, sort in (("post", "posts"), ("zone", "zones")) if fields.get(name)
    ]
    words += [KINDS.word(fields["kind"], around.lang)] if fields.get("kind") else []
    words += [shown_days(fields, around.lang)[:20]]
    taken = around.made_ids
    found = id_from("·".join(dict.fromkeys(filter(None, words))) or f"需求{stated.row}", taken)
    taken.add(found)
    return found


def spread(sheet: Sheet, stated: Stated, around: Around, facts: dict[str, Any]) -> Iterator[Stated]:
    """The items of a row: one for each person and day, absence, measure or layer that it states together."""
    rows = [stated.fields]
    if sheet is LEAVE:
        rows = list(_absences(stated))
    elif sheet is COUNTERS:
        rows = list(_counters(stated))
    elif sheet is LOCKS:
        rows = [{**stated.fields, "layer": layer} for layer in _layers(stated.fields, facts)]
    for fields in rows:
        many = {name: value for name in ("person", "date") if isinstance(value := fields.get(name), list)}
        for values in product(*many.values()):
            yield Stated({**fields, **dict(zip(many, values, strict=True))}, stated.cells, stated.first, stated.row)


def _absences(stated: Stated) -> Iterator[dict[str, Any]]:
    """The absences of a row; without a last day the first is the last."""
    fields, cells = stated.fields, stated.cells
    ranges = fields.pop(RANGES, None)
    if ranges is None:
        if "last" not in fields and "first" in cells and not ("last" in cells and cells["last"].text):
            cells["last"] = cells["first"]
            fields |= {"last": fields["first"]} if "first" in fields else {}
        yield fields
        return
    for first, last in ranges:
        yield {**fields, "first": first, "last": last}


def _counters(stated: Stated) -> Iterator[dict[str, Any]]:
    wide = {name.partition(".")[2]: stated.fields.pop(name) for name in [*stated.fields] if name.startswith("amount.")}
    if "measure" in stated.fields or not wide:
        yield stated.fields
    for measure, amount in wide.items():
        stated.cells.setdefault("amount", stated.cells[f"amount.{measure}"])
        yield {**stated.fields, "measure": measure, "amount": amount}


def _layers(fields: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """The layer stated, else that of the shift; a day off without a layer is off in every layer that shifts have."""
    if "layer" in fields:
        return [fields["layer"]]
    layers = {shift.get("id"): shift.get("layer", "duty") for shift in facts.get("shifts", ())}
    if fields.get("shift") is not None:
        return [layers.get(fields["shift"], "duty")]
    used: list[str] = [layer for layer in LAYERS if layer in layers.values()]
    return used or ["duty"]
