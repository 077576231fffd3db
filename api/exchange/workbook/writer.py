"""Writes a document as a workbook that people can fill in: headings with comments, drop-down lists, frozen panes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Date
from pathlib import Path
from typing import Any

import xlsxwriter

from api.exchange.workbook.columns import Column
from api.exchange.workbook.sheets import BASICS, BASICS_NAME, GUIDE_NAME
from api.exchange.workbook.sorts_of_names import Ref
from api.exchange.workbook.statements import Filled, statements
from models.fact import Text

MOST_ROWS_OF_CHOICE = 500
"""So many rows below the headings offer drop-down lists."""

NARROW, WIDE, WIDEST = 9, 14, 40
HEAD_COLOUR, NEEDED_COLOUR, LINE = "#DCE6F1", "#FCE4B6", "#9AA7B4"
FONT = "Microsoft YaHei"

_NEEDED = Text("必填", "needed")
_EMPTY = Text("可不填", "may stay empty")
_CHOICES = Text("可选：", "One of: ")
_MATTER = Text("项目", "Item")
_VALUE = Text("内容", "Value")
_REMARK = Text("备注", "Remark")


def write_workbook(
    document: Mapping[str, Any], path: Path, lang: str = "zh", guide: Sequence[Sequence[str]] = ()
) -> None:
    """Saves a document whose facts and plan are written out. With `guide`, its lines stand on a first sheet.

    Every text is written as text: nothing becomes a formula or a link. Raises OSError.
    """
    basics, sheets = statements(document, lang)
    try:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            looks = _Looks(book)
            if guide:
                _write_guide(book, guide, looks, lang)
            _write_basics(book, basics, looks, lang)
            names = {filled.sheet.path: filled for filled in sheets}
            for filled in sheets:
                _write_sheet(book, filled, names, looks, lang)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


class _Looks:
    """The formats of cells."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        ruled = {**plain, "border": 1, "border_color": LINE}
        self.cell = book.add_format({**ruled, "text_wrap": True, "num_format": "@"})
        self.number = book.add_format({**ruled, "align": "center"})
        self.date = book.add_format({**ruled, "num_format": "yyyy-mm-dd", "align": "center"})
        head = {**ruled, "bold": True, "align": "center", "text_wrap": True}
        self.head = book.add_format({**head, "bg_color": HEAD_COLOUR})
        self.needed = book.add_format({**head, "bg_color": NEEDED_COLOUR})
        self.title = book.add_format({**plain, "font_size": 16, "bold": True})
        self.about = book.add_format({**plain, "text_wrap": True, "font_color": "#444444"})
        self.bold = book.add_format({**plain, "bold": True, "text_wrap": True})


def _write_guide(book: Any, guide: Sequence[Sequence[str]], looks: _Looks, lang: str) -> None:
    sheet = book.add_worksheet(GUIDE_NAME.in_language(lang))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 96)
    for row, line in enumerate(guide):
        look = looks.title if row == 0 else looks.bold
        sheet.write_string(row, 0, line[0], look)
        if len(line) > 1:
            sheet.write_string(row, 1, line[1], looks.about)
            sheet.set_row(row, 18 * max(1, -(-width(line[1]) // 92)))
    _on_paper(sheet, landscape=True)


def _write_basics(book: Any, values: Mapping[str, Any], looks: _Looks, lang: str) -> None:
    sheet = book.add_worksheet(BASICS_NAME.in_language(lang))
    for at, (name, size) in enumerate(((_MATTER, 18), (_VALUE, 24), (_REMARK, 48))):
        sheet.write_string(0, at, name.in_language(lang), looks.head)
        sheet.set_column(at, at, size)
    row = 0
    for column in BASICS:
        if column.field not in values and not column.is_usual:
            continue
        row += 1
        sheet.write_string(row, 0, column.name.in_language(lang), looks.needed if column.is_needed else looks.head)
        _write_cell(sheet, row, 1, values.get(column.field), looks)
        sheet.write_string(row, 2, column.hint.in_language(lang), looks.about)
        if column.choices:
            _offer(sheet, row, row, 1, [word.in_language(lang) for word in column.choices.words.values()])
    sheet.freeze_panes(1, 1)
    _on_paper(sheet)


def _write_sheet(book: Any, filled: Filled, filled_by: Mapping[str, Filled], looks: _Looks, lang: str) -> None:
    sheet = book.add_worksheet(filled.sheet.name.in_language(lang))
    for at, column in enumerate(filled.columns):
        sheet.write_string(0, at, column.name.in_language(lang), looks.needed if column.is_needed else looks.head)
        sheet.write_comment(0, at, comment_of(column, lang), {"x_scale": 2, "y_scale": 1.2})
        sheet.set_column(at, at, _width(column, filled, lang))
        choices = _choices(column, filled_by, lang)
        if choices:
            _offer(sheet, 1, max(len(filled.rows) + 50, MOST_ROWS_OF_CHOICE), at, choices)
    for row, cells in enumerate(filled.rows, start=1):
        for at, column in enumerate(filled.columns):
            _write_cell(sheet, row, at, cells.get(column.field), looks)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(1, len(filled.rows)), len(filled.columns) - 1)
    _on_paper(sheet, landscape=True)


def comment_of(column: Column, lang: str) -> str:
    """What a heading's comment says."""
    lines = [(_NEEDED if column.is_needed else _EMPTY).in_language(lang), column.hint.in_language(lang)]
    if column.choices:
        lines.append(_CHOICES.in_language(lang) + column.choices.listed.in_language(lang))
    return "\n".join(line for line in lines if line)


def _choices(column: Column, filled_by: Mapping[str, Filled], lang: str) -> list[str] | str:
    """The words of a drop-down list: fixed ones, or the cells in which another sheet lists its names."""
    if column.choices:
        return [word.in_language(lang) for word in column.choices.words.values()]
    sort = column.sort
    if isinstance(sort, Ref) and len(sort.sorts) == 1 and sort.sorts[0] in filled_by:
        return _cells_of_names(filled_by[sort.sorts[0]], lang)
    return []


def _cells_of_names(filled: Filled, lang: str) -> str:
    fields = [column.field for column in filled.columns]
    named = all(row.get("name") for row in filled.rows)
    field = "name" if "name" in fields and named else "id"
    if field not in fields or not filled.rows:
        return ""
    column = chr(ord("A") + fields.index(field))
    name = filled.sheet.name.in_language(lang)
    return f"='{name}'!${column}$2:${column}${len(filled.rows) + 51}"


def _offer(sheet: Any, first: int, last: int, column: int, choices: list[str] | str) -> None:
    """A drop-down list that helps and does not refuse other words."""
    sheet.data_validation(
        first, column, last, column, {"validate": "list", "source": choices, "error_type": "information",
                                      "show_error": False}
    )  # fmt: skip


def _write_cell(sheet: Any, row: int, column: int, value: Any, looks: _Looks) -> None:
    if isinstance(value, Date):
        sheet.write_datetime(row, column, value, looks.date)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, looks.number)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, looks.cell)
    else:
        sheet.write_string(row, column, str(value), looks.cell)


def _width(column: Column, filled: Filled, lang: str) -> int:
    texts = [column.name.in_language(lang) + "  ", *(str(row.get(column.field, "")) for row in filled.rows[:200])]
    longest = max(width(text) for text in texts)
    return min(WIDEST, max(NARROW, longest + 2))


def width(text: str) -> int:
    """How many narrow characters a text is wide."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _on_paper(sheet: Any, *, landscape: bool = False) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.7, 0.5)
    sheet.set_header("&L&A")
    sheet.set_footer("&C&P / &N")
