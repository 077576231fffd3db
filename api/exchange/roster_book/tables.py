"""A sheet that is one table: a title, a head that stays in sight, rows as high as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.exchange.outcome_page import figure
from api.exchange.roster_book.page import POINTS, Page
from api.exchange.roster_book.text_width import height_of, lines_of
from api.exchange.roster_colors import COLORS

Value = str | int | float | None
LINE: dict[str, Any] = {"border": 1, "border_color": COLORS["line"]}
HEAD: dict[str, Any] = LINE | {
    "bg_color": COLORS["head"],
    "bold": True,
    "text_wrap": True,
    "border_color": COLORS["firm"],
}


@dataclass(frozen=True)
class Column:
    """A column's head and its width in pixels; `ink` colours what stands below."""

    name: str
    pixels: int
    ink: str = "ink"


def table_page(page: Page, title: str, note: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
    """Draws a whole sheet, printed on landscape A4."""
    for number, column in enumerate(columns):
        page.width(number, column.pixels)
    page.height(0, 24)
    page.text(0, 0, title, font_size=14, bold=True)
    at = 1
    if note:
        page.paragraph(1, 0, len(columns) - 1, note, 8, font_color=COLORS["quiet"])
        at = 2
    table(page, at, columns, rows)
    page.sheet.freeze_panes(at + 1, 1)
    page.sheet.repeat_rows(at)
    if rows:
        page.sheet.autofilter(at, 0, at + len(rows), len(columns) - 1)
    page.print_on("A4", landscape=True, footer=title)


def table(page: Page, row: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]], first: int = 0) -> int:
    """Draws a head and its rows from a row and column on; returns the row after them."""
    high = max(lines_of(c.name, page.widths[first + n], POINTS) for n, c in enumerate(columns))
    page.height(row, height_of(high, POINTS) + 3)
    for number, column in enumerate(columns):
        page.text(row, first + number, column.name, **HEAD)
    for at, values in enumerate(rows, start=row + 1):
        lines = 1
        for number, (column, value) in enumerate(zip(columns, values, strict=True)):
            put(page, at, first + number, value, column.ink)
            if isinstance(value, str):
                lines = max(lines, lines_of(value, page.widths[first + number], POINTS))
        page.height(at, height_of(lines, POINTS))
    return row + 1 + len(rows)


def put(page: Page, row: int, column: int, value: Value, ink: str = "ink") -> None:
    """A value as a number where it is one, a dash where nothing is known; nought alarms nobody."""
    is_nought = ink != "quiet" and not value
    look = LINE | {"font_color": COLORS["ink" if is_nought else ink]}
    if isinstance(value, int | float):
        page.number(row, column, value, **look, valign="top", num_format="0" if value == int(value) else "0.0")
    else:
        text = figure(None) if value is None else value
        page.text(row, column, text, **look, text_wrap=True, valign="top")
