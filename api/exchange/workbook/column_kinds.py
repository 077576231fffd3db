"""What the columns of several sheets have in common: ids, names, and the ways in which hints are stated."""

from __future__ import annotations

from api.exchange.workbook.columns import Column
from api.exchange.workbook.sorts import Sort
from api.exchange.workbook.sorts_of_names import Ref, Refs
from api.exchange.workbook.sorts_of_words import Truth, Whole, Words
from models.fact import Text

DAYS, SPAN, RANGES = "*days", "*span", "*ranges"
"""Columns that state several fields: which days; from when to when; absences."""


def column(
    field: str,
    zh: str,
    en: str,
    sort: Sort,
    aliases: str = "",
    *,
    needed: bool = False,
    usual: bool = False,
    hint: tuple[str, str] = ("", ""),
) -> Column:
    """A column by its names in both languages; what is needed is usual too."""
    return Column(field, Text(zh, en), sort, aliases, needed, usual or needed, Text(*hint))


WORDS, WHOLE, YES = Words(), Whole(), Truth()

PERSON, PEOPLE = Ref(("people",)), Refs(("people",))

NAME_HINT = ("显示的名称", "what people call it")

ID_HINT = (
    "可不填：没有编号时用名称作编号。两项同名时必须填写",
    "may stay empty: the name serves as id. Needed where two have the same name",
)

WHO_HINT = ("姓名或编号；多人用、隔开；同名的人写编号", "name or id; several parted by commas; of namesakes the id")

DAY_HINT = (
    "日期，可写 2026-12-3、12月3日、12/3、12.3-12.5，多个用、隔开",
    "dates: 2026-12-3, 12/3, 12.3-12.5, several parted by commas",
)


def id_column(aliases: str = "") -> Column:
    """The column of ids."""
    return column("id", "编号", "Id", WORDS, f"代码 代号 编码 {aliases}", hint=ID_HINT)


def name_column(zh: str = "名称", en: str = "Name", aliases: str = "") -> Column:
    """The column of names."""
    return column("name", zh, en, WORDS, f"名字 {aliases}", usual=True, hint=NAME_HINT)
