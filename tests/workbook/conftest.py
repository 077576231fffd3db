"""Workbooks as a station chief would make them, built cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.exchange.scenarios import LoadedScenario, load_scenario
from models.fault import InputError

Rows = list[list[Any]]
Change = Callable[[Any], None]

BASICS: Rows = [["项目", "内容"], ["站名", "滨河派出所"], ["开始日期", date(2026, 12, 1)], ["天数", 31]]
PEOPLE: Rows = [
    ["姓名", "类别", "职务", "队"],
    ["张三", "民警", "副所长", "一队"],
    ["李四", "民警", None, "一队"],
    ["王五", "辅警", None, "二队"],
]
SHIFTS: Rows = [
    ["名称", "代码", "时间", "性质"],
    ["白班", "B", "8:00-16:00", None],
    ["值班", "Z", "8:00-次日8:00", "值班"],
]
DEMAND: Rows = [["班次", "最少"], ["白班", 1], ["值班", 1]]


def sheet_of(book: Any, name: str, rows: Rows) -> Any:
    """A sheet with these rows; one of that name is replaced."""
    if name in book.sheetnames:
        del book[name]
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    return sheet


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """Saves the plain workbook, changed by a function."""

    def save(change: Change | None = None) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in (("派出所", BASICS), ("人员", PEOPLE), ("班次", SHIFTS), ("需求", DEMAND)):
            sheet_of(book, name, rows)
        if change:
            change(book)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return save


@pytest.fixture
def read(saved: Callable[..., Path]) -> Callable[..., LoadedScenario]:
    """Reads the plain workbook, changed by a function."""
    return lambda change=None: load_scenario(saved(change))


@pytest.fixture
def refused(saved: Callable[..., Path]) -> Callable[..., list[str]]:
    """The places of the faults of the plain workbook, changed by a function, without the file's name."""

    def places(change: Change) -> list[str]:
        with pytest.raises(InputError) as error:
            load_scenario(saved(change))
        return [fault.place.removeprefix("book.xlsx: ") for fault in error.value.faults]

    return places
