"""The sheet of counts against demand: every work by day, who is there of how many asked, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from api.exchange.headcount import Count, HeadcountRow
from api.exchange.roster_book.book_words import book_word
from api.exchange.roster_book.page import POINTS, Page
from api.exchange.roster_book.tables import HEAD, LINE
from api.exchange.roster_book.text_width import height_of, lines_of
from api.exchange.roster_colors import COLORS
from api.exchange.roster_table import RosterTable
from api.exchange.roster_words import WORDS

POST, WORK, FIRST_DAY = range(3)
SUMS = ("asked", "met", "missing")
SIZE = 8
DATE_SIZE = 7
"""12/31 in bold fits its column; a date that does not is shown as ###."""


def draw_counts(page: Page, counts: Sequence[HeadcountRow], table: RosterTable) -> None:
    """Draws the sheet."""
    lang = page.book.lang
    sums = FIRST_DAY + len(table.days)
    for column, pixels in ((POST, 110), (WORK, 170)):
        page.width(column, pixels)
    for column in range(FIRST_DAY, sums):
        page.width(column, 33)
    for column in range(sums, sums + len(SUMS)):
        page.width(column, 46)
    page.height(0, 24)
    page.text(0, 0, WORDS["counts"].in_language(lang), font_size=14, bold=True)
    _head(page, table, sums, lang)
    for row, line in enumerate(counts, start=3):
        _row(page, row, line, table, sums)
    page.sheet.freeze_panes(3, FIRST_DAY)
    page.sheet.repeat_rows(1, 2)
    page.sheet.repeat_columns(POST, WORK)
    page.print_on("A3", landscape=True, footer=book_word("counts", lang))
    groups = [list(range(FIRST_DAY + block.first, FIRST_DAY + block.last)) for block in table.blocks]
    groups[-1] += range(sums, sums + len(SUMS))
    if len(groups) > 1:
        page.print_groups(page.scale("A3", [[POST, WORK, *group] for group in groups]), groups)


def _head(page: Page, table: RosterTable, sums: int, lang: str) -> None:
    page.merged(1, POST, POST, WORDS["post"].in_language(lang), rows=2, **HEAD)
    page.merged(1, WORK, WORK, book_word("work", lang), rows=2, **HEAD)
    for number, day in enumerate(table.days):
        look = HEAD | {"align": "center"} | ({"bg_color": COLORS[day.look]} if day.look in COLORS else {})
        page.date(1, FIRST_DAY + number, day.date, **look, num_format="m/d", font_size=DATE_SIZE)
        page.text(2, FIRST_DAY + number, day.weekday, **look, font_size=SIZE)
    for number, name in enumerate(SUMS):
        page.merged(1, sums + number, sums + number, book_word(name, lang), rows=2, **HEAD, align="center")


def _row(page: Page, row: int, line: HeadcountRow, table: RosterTable, sums: int) -> None:
    high = max(lines_of(line.post, page.widths[POST], POINTS), lines_of(line.label, page.widths[WORK], POINTS))
    page.height(row, height_of(high, POINTS))
    page.text(row, POST, line.post, **LINE, text_wrap=True)
    page.text(row, WORK, line.label, **LINE, text_wrap=True)
    for number, count in enumerate(line.counts):
        _count(page, row, FIRST_DAY + number, count, table.days[number].look)
    if all(count.need is None for count in line.counts):
        for number in range(len(SUMS)):
            page.blank(row, sums + number, **LINE)
        return
    asked = sum(count.need or 0 for count in line.counts)
    met = sum(min(count.have, count.need or 0) for count in line.counts)
    for number, amount in enumerate((asked, met, asked - met)):
        ink = COLORS["red"] if number == 2 and amount else COLORS["ink"]
        page.number(row, sums + number, amount, **LINE, font_color=ink, bold=number == 2)


def _count(page: Page, row: int, column: int, count: Count, day: str) -> None:
    look = LINE | {"align": "center", "font_size": SIZE}
    if count.is_short:
        look |= {"bg_color": COLORS["red"], "font_color": COLORS["paper"], "bold": True}
    elif day in COLORS:
        look["bg_color"] = COLORS[day]
    if count.need is not None:
        page.text(row, column, f"{count.have}/{count.need}", **look)
    elif count.have:
        page.number(row, column, count.have, **look)
    else:
        page.blank(row, column, **look)
