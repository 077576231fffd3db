"""Draws people down and days across on a sheet: the wall roster with everybody, a team's sheet with its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format

from api.exchange.outcome_page import figure
from api.exchange.person_totals import TOTALS
from api.exchange.roster_book.cell_text import (
    AT,
    CODE_POINTS,
    JOIN,
    PLACE_POINTS,
    cell_lines,
    chip_pixels,
    chip_text,
    laid_out,
)
from api.exchange.roster_book.page import POINTS, Page
from api.exchange.roster_book.text_width import height_of, lines_of, text_pixels
from api.exchange.roster_cells import Cell, Chip
from api.exchange.roster_colors import COLORS
from api.exchange.roster_table import DayColumn, RosterTable, Row, TeamRows
from api.exchange.roster_words import WORDS, measure_heads
from api.exchange.shift_marks import ShiftMark

ID, NAME, NOTE, FIRST_DAY = range(4)
ROW_KINDS = {"head": "/id", "below_head": "/", "team": "/team", "counts": "/counts"}
"""What stands in the hidden first column of rows that are nobody's; no id begins with a slash."""

NARROWEST_DAY, WIDEST_DAY = 31, 46
NARROWEST_NAME, WIDEST_NAME = 64, 150
NOTE_PIXELS, TOTAL_PIXELS = 58, 38
SMALL = 7.5


@dataclass(frozen=True)
class Shape:
    """Where the parts of a drawn roster stand: its columns, and the rows repeated on every page."""

    days: int
    day_pixels: int
    heads: range

    @property
    def last_day(self) -> int:
        return FIRST_DAY + self.days - 1

    @property
    def last(self) -> int:
        return self.last_day + len(TOTALS)


class RosterGrid:
    """Draws a roster's head, its teams and the cells of their people."""

    def __init__(self, page: Page, table: RosterTable, marks: dict[str, ShiftMark]) -> None:
        self.page, self.table, self.lang = page, table, page.book.lang
        self.marks = {mark.number: mark for mark in marks.values()}
        chips = [chip for team in table.teams for row in team.rows for cell in row.cells for chip in cell.chips]
        widest = max((chip_pixels(chip) for chip in chips), default=0.0) + 5
        self.day_pixels = round(min(WIDEST_DAY, max(NARROWEST_DAY, widest)))

    def columns(self) -> None:
        """Sets the widths of all columns."""
        rows = [row for team in self.table.teams for row in team.rows]
        name = max((text_pixels(row.name, POINTS) for row in rows), default=0.0) + 10
        note = max((text_pixels(row.note, SMALL) for row in rows), default=0.0) + 10
        self.page.width(ID, 30, hidden=True)
        self.page.width(NAME, min(WIDEST_NAME, max(NARROWEST_NAME, name)))
        self.page.width(NOTE, min(WIDEST_NAME, max(NOTE_PIXELS, note)))
        for column in range(len(self.table.days)):
            self.page.width(FIRST_DAY + column, self.day_pixels)
        for column in range(len(TOTALS)):
            self.page.width(FIRST_DAY + len(self.table.days) + column, TOTAL_PIXELS)

    def head(self, row: int) -> Shape:
        """Months, days and weekdays in four rows from `row` on; totals beside them."""
        page, days, look = self.page, self.table.days, self._head_look
        shape = Shape(len(days), self.day_pixels, range(row, row + 4))
        for at, points in enumerate((16, 15, 13, 12)):
            page.height(row + at, points)
        page.text(row + 1, ID, ROW_KINDS["head"])
        page.text(row + 2, ID, ROW_KINDS["below_head"])
        page.text(row + 3, ID, ROW_KINDS["below_head"])
        person = WORDS["person"].in_language(self.lang)
        page.merged(row, NAME, NOTE, person, rows=4, **look(), bold=True, valign="vcenter", indent=1)
        for block in self.table.blocks:
            at = FIRST_DAY + block.first
            for name, width in block.months:
                page.merged(row, at, at + width - 1, name, **look(), bold=True, align="center")
                at += width
        for number, day in enumerate(days):
            self._day_head(row, FIRST_DAY + number, day)
        for number, name in enumerate(measure_heads(self.lang)[key] for key in TOTALS):
            at = shape.last_day + 1 + number
            page.merged(row, at, at, name, rows=4, **look(), font_size=SMALL, align="center", text_wrap=True)
        return shape

    def _day_head(self, row: int, column: int, day: DayColumn) -> None:
        page, look = self.page, self._head_look(day.look)
        red = {"font_color": COLORS["red"]} if day.look in ("statutory", "moved_off") else {}
        page.date(row + 1, column, day.date, **look | red, num_format="d", bold=True, align="center", bottom=0)
        page.text(row + 2, column, day.weekday, **look, font_size=SMALL, align="center", top=0, bottom=0)
        mark = {"font_color": COLORS["ink"] if day.look == "makeup" else COLORS["red"]}
        page.text(row + 3, column, day.mark, **look | mark, font_size=6.5, align="center", shrink=True, top=0)

    def _head_look(self, look: str = "") -> dict[str, Any]:
        return {"bg_color": COLORS.get(look, COLORS["head"]), "border": 1, "border_color": COLORS["firm"]}

    def team(self, row: int, team: TeamRows, shape: Shape) -> int:
        """A team's heading and its people; returns the row after it."""
        self.heading(row, team.name, team.note, shape, ROW_KINDS["team"])
        for number, person in enumerate(team.rows, start=row + 1):
            self.person(number, person, shape)
        return row + 1 + len(team.rows)

    def heading(self, row: int, name: str, note: str, shape: Shape, kind: str) -> None:
        """A line across all columns."""
        page, look = self.page, {"bg_color": COLORS["team"], "top": 1, "bottom": 1, "border_color": COLORS["firm"]}
        page.height(row, 16)
        page.text(row, ID, kind)
        page.text(row, NAME, f"{name}   {note}", **look, bold=True, indent=1)
        for column in range(NOTE, shape.last + 1):
            page.blank(row, column, **look)

    def person(self, row: int, person: Row, shape: Shape) -> None:
        """One person: name, note, cells and totals, in a row as high as the fullest cell."""
        page, line = self.page, {"border": 1, "border_color": COLORS["line"]}
        lines = max((cell_lines(cell, self.day_pixels) for cell in person.cells), default=1)
        named = lines_of(person.name, page.widths[NAME], POINTS)
        noted = lines_of(person.note, page.widths[NOTE], SMALL)
        page.height(row, max(height_of(max(lines, named), POINTS), height_of(noted, SMALL)))
        page.text(row, ID, person.id)
        page.text(row, NAME, person.name, **line, text_wrap=named > 1, indent=1)
        page.text(row, NOTE, person.note, **line, font_size=SMALL, font_color=COLORS["quiet"], text_wrap=noted > 1)
        for number, cell in enumerate(person.cells):
            self.cell(row, FIRST_DAY + number, cell)
        for number, key in enumerate(TOTALS):
            value = getattr(person.totals, key) if person.totals else None
            at = shape.last_day + 1 + number
            look = line | {"align": "right", "font_size": 8, "bg_color": "#fafbfc"}
            if value is None:
                page.text(row, at, figure(value), **look)
            else:
                page.number(row, at, value, **look, num_format="0.#" if value != int(value) else "0")

    def cell(self, row: int, column: int, cell: Cell) -> None:
        """One person's day."""
        look = self._cell_look(cell)
        if not cell.chips:
            leave = WORDS["leave_code"].in_language(self.lang) if cell.leave else ""
            if leave:
                self.page.text(row, column, leave, **look, font_color=COLORS["quiet"], font_size=8)
            else:
                self.page.blank(row, column, **look)
            return
        lines = laid_out(cell.chips, self.day_pixels)
        chips = [chip for line in lines for chip in line]
        if len(chips) == 1 and not chips[0].where:
            self.page.text(row, column, chip_text(chips[0]), **look | _layer_look(chips[0]))
            return
        self._rich(row, column, lines, look)

    def _rich(self, row: int, column: int, lines: Sequence[Sequence[Chip]], look: dict[str, Any]) -> None:
        """Codes large, places small."""
        book = self.page.book
        ink = look.get("font_color", COLORS["ink"])
        parts: list[str | Format] = []
        for number, line in enumerate(lines):
            for at, chip in enumerate(line):
                parts += [book.look(**_layer_look(chip), font_color=ink, font_size=CODE_POINTS), chip.code]
                is_last = number == len(lines) - 1 and at == len(line) - 1
                after = "" if is_last else JOIN + ("\n" if at == len(line) - 1 else "")
                small = (f"{AT}{chip.where}" if chip.where else "") + after
                if small:
                    parts += [book.look(font_color=ink, font_size=PLACE_POINTS), small]
        self.page.sheet.write_rich_string(row, column, *parts, book.look(**look))

    def _cell_look(self, cell: Cell) -> dict[str, Any]:
        """Colour of the first duty's shift, else of the day; the signs of leave, locks and changes."""
        look: dict[str, Any] = {"border": 1, "border_color": COLORS["line"], "align": "center", "text_wrap": True}
        color = COLORS.get(cell.look, "")
        if cell.chips:
            mark = self.marks.get(cell.chips[0].style if cell.chips[0].style is not None else -1)
            color = mark.color if mark else COLORS["unknown"]
            look["font_color"] = mark.ink if mark else COLORS["ink"]
        if cell.leave:
            look |= {"pattern": 14, "fg_color": COLORS["leave"], "bg_color": color or COLORS["paper"]}
        elif color:
            look["bg_color"] = color
        if cell.changed:
            look |= {"border": 2 if cell.locked else 8, "border_color": COLORS["accent"]}
        elif cell.locked:
            look |= {"border": 2, "border_color": COLORS["lock"]}
        return look


def _layer_look(chip: Chip) -> dict[str, Any]:
    """A lead stands bold and underlined, standby in italics."""
    if chip.layer == "lead":
        return {"bold": True, "underline": 1}
    return {"italic": True} if chip.layer == "standby" else {}
