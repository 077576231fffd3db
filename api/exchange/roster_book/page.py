"""One sheet of the workbook: cells that are only ever text, numbers, dates or empty, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.exchange.roster_book.text_width import height_of, lines_of
from api.exchange.roster_colors import COLORS

MOST_CHARACTERS = 32_767
"""What a cell holds."""

PAPERS = {"A3": (8, 297, 420), "A4": (9, 210, 297)}
"""Number of a paper, its width and height in millimetres."""

MARGIN_SIDES, MARGIN_TOP, MARGIN_BOTTOM = 8, 9, 12
POINTS = 9
INCH = 25.4
SPARE = 0.94
"""Programs differ by so much in how wide they print a column."""

WELL_FILLED = 0.7
"""A page so full is left for the next rather than tearing a part in two."""

FONTS = {"zh": "微软雅黑", "en": "Arial"}


class Book:
    """A workbook in the making: its formats, each made once, and its language."""

    def __init__(self, workbook: Workbook, lang: str) -> None:
        self.workbook, self.lang = workbook, lang
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **properties: Any) -> Format:
        """The format with these properties, in the book's font."""
        key = tuple(properties.items())
        if key not in self._formats:
            base = {
                "font_name": FONTS[self.lang],
                "font_size": POINTS,
                "font_color": COLORS["ink"],
                "valign": "vcenter",
            }
            self._formats[key] = self.workbook.add_format(base | properties)
        return self._formats[key]

    def page(self, name: str) -> Page:
        """A further sheet."""
        return Page(self, self.workbook.add_worksheet(name))


class Page:
    """A sheet; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet = book, sheet
        self.heights: dict[int, float] = {}
        self.widths: dict[int, int] = {}

    def text(self, row: int, column: int, text: str, **look: Any) -> None:
        """A text, never a formula, a link or a number."""
        self.sheet.write_string(row, column, text[:MOST_CHARACTERS], self.book.look(**look))

    def number(self, row: int, column: int, number: float, **look: Any) -> None:
        self.sheet.write_number(row, column, number, self.book.look(**look))

    def date(self, row: int, column: int, day: Date, **look: Any) -> None:
        self.sheet.write_datetime(row, column, day, self.book.look(**look))

    def blank(self, row: int, column: int, **look: Any) -> None:
        self.sheet.write_blank(row, column, None, self.book.look(**look))

    def merged(self, row: int, first: int, last: int, text: str, *, rows: int = 1, **look: Any) -> None:
        """A text over several columns of a row, or of several rows."""
        if first == last and rows == 1:
            self.text(row, first, text, **look)
            return
        self.sheet.merge_range(row, first, row + rows - 1, last, "", self.book.look(**look))
        self.text(row, first, text, **look)

    def width(self, column: int, pixels: float, *, hidden: bool = False) -> None:
        self.widths[column] = 0 if hidden else round(pixels)
        self.sheet.set_column_pixels(column, column, round(pixels), None, {"hidden": hidden})

    def height(self, row: int, points: float, **look: Any) -> None:
        """The height of a row, and the look of its cells in which nothing is written."""
        self.heights[row] = min(points, 409)
        self.sheet.set_row(row, self.heights[row], self.book.look(**look) if look else None)

    def paragraph(self, row: int, first: int, last: int, text: str, points: float = POINTS, **look: Any) -> None:
        """A text over the columns `first` to `last`, in a row as high as it needs."""
        pixels = sum(self.widths.get(column, 64) for column in range(first, last + 1))
        self.height(row, height_of(lines_of(text, pixels, points), points))
        given: dict[str, Any] = {"text_wrap": True, "font_size": points, "valign": "top"}
        self.merged(row, first, last, text, **given | look)

    def print_on(self, paper: str, *, landscape: bool, footer: str = "") -> None:
        """One page wide, as many high as it takes, numbered."""
        self.sheet.set_paper(PAPERS[paper][0])
        if landscape:
            self.sheet.set_landscape()
        sides, top, bottom = MARGIN_SIDES / INCH, MARGIN_TOP / INCH, MARGIN_BOTTOM / INCH
        self.sheet.set_margins(left=sides, right=sides, top=top, bottom=bottom)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L&8{_plain(footer)}&R&8&P / &N", {"margin": 5 / INCH})

    def scale(self, paper: str, columns: Iterable[Iterable[int]]) -> float:
        """The scale at which each of these groups of columns fits across the paper in landscape."""
        widest = max(sum(self.widths[column] for column in group) for group in columns)
        return min(1.0, (PAPERS[paper][2] - 2 * MARGIN_SIDES) / INCH * 96 / widest)

    def print_groups(self, scale: float, groups: Sequence[Sequence[int]]) -> None:
        """Puts each of several groups of columns on pages of their own."""
        self.sheet.set_print_scale(max(10, int(scale * 100 * SPARE)))
        self.sheet.set_v_pagebreaks([group[0] for group in groups[1:]])

    def break_pages(self, starts: Iterable[tuple[int, int]], titles: Sequence[int], paper: str, scale: float) -> None:
        """Begins a page before a part (first row, row after its last) that would be torn, if a page can hold it.

        `titles` are the rows repeated on every page. The paper is printed in landscape.
        """
        height = PAPERS[paper][1]
        room = (height - MARGIN_TOP - MARGIN_BOTTOM) / INCH * 72 / scale * 0.97
        head = sum(self.heights.get(row, 15) for row in titles)
        breaks, used, at = [], 0.0, 0
        for first, after in starts:
            used += sum(self.heights.get(row, 15) for row in range(at, first))
            part = sum(self.heights.get(row, 15) for row in range(first, after))
            if used + part > room >= part + head and used > WELL_FILLED * room:
                breaks.append(first)
                used = head
            used += part
            while used > room:
                used += head - room
            at = after
        self.sheet.set_h_pagebreaks(breaks)


def _plain(text: str) -> str:
    """A text in which no sign steers the footer; at most 120 characters."""
    return text.replace("&", "＆").replace("\n", " ")[:120]
