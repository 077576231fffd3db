"""Where a sheet's headings are: below titles, over one or two rows, in any order, by any of their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from api.exchange.workbook.columns import Sheet
from api.exchange.workbook.grid import Cell, Grid
from api.exchange.workbook.sheets import BASICS_ALIASES, BASICS_NAME, IGNORED_SHEETS, LISTED
from api.exchange.workbook.wording import heading_key, remark_of

SEARCHED_ROWS = 25
HARMLESS = frozenset(
    (
        "序号", "号", "no", "number", "备注", "说明", "电话", "手机", "联系电话", "手机号", "联系方式", "身份证号",
        "出生年月", "出生日期", "年龄", "学历", "政治面貌", "籍贯", "民族", "入职时间", "参加工作时间", "签名", "签字",
        "remark", "remarks", "note", "notes", "phone", "age",
    )
)  # fmt: skip
"""Columns that people keep beside and that say nothing to a roster."""

_DATED = re.compile(r"^(\d{4}年?度?)?(\d{1,2}月份?)?(\d{1,2}[日号]?)?|(\d{4}年)?\d{0,2}月?份?$")
_KIND = re.compile(
    "(汇总表|登记表|统计表|明细表|一览表|情况表|信息表|安排表|汇总|登记|统计|明细|一览|情况|信息|安排|表|单)$"
)


@dataclass(frozen=True)
class Heading:
    """The headings of one sheet: `columns` the column of each field, `last` the row below which the items begin.

    `units` are remarks in brackets by field, `strange` the headings that nothing is known of,
    `absent` the cell at which a missing column is told.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    units: Mapping[str, str] = field(default_factory=dict)
    strange: tuple[Cell, ...] = ()
    absent: dict[str, Cell] = field(default_factory=dict)


def heading_of(grid: Grid, sheet: Sheet) -> Heading | None:
    """The headings of a sheet; None when no row looks like them."""
    known = names_of_columns(sheet)
    rows = [row for row in sorted(grid.by_row) if row <= SEARCHED_ROWS + min(grid.by_row)] if grid.by_row else []
    fields = {
        row: {known[key] for cell in grid.by_row[row] if (key := heading_key(cell.text)) in known} for row in rows
    }
    best = max(rows, key=lambda row: (len(fields[row]), -row), default=None)
    if best is None or not fields[best]:
        return None
    if len(fields[best]) == 1 and len(sheet.columns) > 2 and len(grid.by_row[best]) > 3:
        return None
    last = best
    while last + 1 in fields and _is_heading(grid, last + 1, known):
        last += 1
    first = best
    while first - 1 in fields and len(fields[first - 1]) >= 2:
        first -= 1
    return _read(grid, known, first, last)


def _is_heading(grid: Grid, row: int, known: Mapping[str, str]) -> bool:
    """Whether a row below headings consists of headings too, such as 最少 and 最多 below 人数."""
    own = [cell for cell in grid.by_row[row] if not cell.is_covered]
    return bool(own) and all(heading_key(cell.text) in known for cell in own)


def _read(grid: Grid, known: Mapping[str, str], first: int, last: int) -> Heading:
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    strange: dict[int, Cell] = {}
    told: set[int] = set()
    for row in range(last, first - 1, -1):
        for cell in grid.by_row.get(row, ()):
            key = heading_key(cell.text)
            if cell.column in told or not key:
                continue
            named = known.get(key)
            if named is not None and named not in columns:
                columns[named], units[named] = cell.column, remark_of(cell.text)
                told.add(cell.column)
                strange.pop(cell.column, None)
            elif not cell.is_covered and key not in HARMLESS:
                strange[cell.column] = cell
    return Heading(first, last, columns, units, tuple(strange[column] for column in sorted(strange)))


@cache
def names_of_columns(sheet: Sheet) -> dict[str, str]:
    """The field of each heading of a sheet."""
    names: dict[str, str] = {}
    for column in sheet.columns:
        for word in (column.name.zh, column.name.en, column.field.strip("*"), column.field.rpartition(".")[2]):
            names.setdefault(heading_key(word), column.field)
    for column in sheet.columns:
        for word in column.aliases.split():
            names.setdefault(heading_key(word), column.field)
    return names


@cache
def _names_of_sheets() -> dict[str, str]:
    names: dict[str, str] = {}
    for sheet in LISTED:
        for word in (sheet.name.zh, sheet.name.en, sheet.key):
            names.setdefault(heading_key(word), sheet.path)
    for sheet in LISTED:
        for word in sheet.aliases.split():
            names.setdefault(heading_key(word), sheet.path)
    for word in (BASICS_NAME.zh, BASICS_NAME.en, *BASICS_ALIASES.split()):
        names.setdefault(heading_key(word), "")
    return names


def path_of_sheet(name: str) -> str | None:
    """The list that a sheet of that name holds, an empty path for the station's basics; None for an unknown name."""
    names, key = _names_of_sheets(), heading_key(name)
    for _ in range(4):
        if key in names:
            return names[key]
        shorter = _KIND.sub("", _DATED.sub("", key))
        if shorter == key:
            return None
        key = shorter
    return None


def is_ignored_sheet(name: str) -> bool:
    """Whether a sheet is one that nobody expects to be read."""
    return heading_key(name) in IGNORED_SHEETS.split() or name.startswith("#")
