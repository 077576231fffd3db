"""What the signs of a roster mean, flowed over the columns of its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from api.exchange.roster_book.book_words import book_word
from api.exchange.roster_book.grid import FIRST_DAY, NAME, RosterGrid, Shape
from api.exchange.roster_book.page import Page
from api.exchange.roster_book.text_width import text_pixels
from api.exchange.roster_cells import Cell, Chip
from api.exchange.roster_colors import COLORS
from api.exchange.roster_table import places_shown
from api.exchange.roster_words import DAY_MARKS, WORDS, times
from api.exchange.shift_marks import shift_marks
from models.calendar import DayClass
from models.station import Station

SIZE = 8
SIGNS = ("leave", "locked", "changed", "weekend", "statutory", "moved_off", "makeup")


@dataclass(frozen=True)
class Sample:
    """A cell and what it means; `code` is shown plainly where there is no cell."""

    meaning: str
    cell: Cell | None = None
    code: str = ""
    look: dict[str, Any] = field(default_factory=dict)


def draw_legend(grid: RosterGrid, facts: Station, row: int, shape: Shape, *, is_edited: bool = False) -> int:
    """Shifts, posts and units, signs, and how to edit where that is meant; returns the row after them."""
    page, lang = grid.page, grid.lang
    blocks = grid.table.blocks
    last = shape.last if len(blocks) == 1 else FIRST_DAY + blocks[0].last - 1
    for name, samples in (
        ("legend", list(_shifts(facts, lang))),
        ("places", [Sample(full, code=short) for short, full in places_shown(facts, grid.table)]),
        ("signs", list(_signs(lang))),
    ):
        if samples:
            page.text(row, NAME, WORDS[name].in_language(lang), font_color=COLORS["quiet"], font_size=SIZE, indent=1)
            row = _flow(grid, samples, row, last)
    if not is_edited:
        return row
    page.paragraph(row, FIRST_DAY, last, book_word("rows_hint", lang), SIZE)
    return row + 1


def _shifts(facts: Station, lang: str) -> Iterator[Sample]:
    marks = shift_marks(facts)
    for shift in facts.shifts:
        mark = marks[shift.id]
        meaning = f"{shift.label} {times(shift, lang)}"
        yield Sample(meaning, Cell("", (Chip(mark.code, "", shift.layer, mark.number),)))


def _signs(lang: str) -> Iterator[Sample]:
    for sign in SIGNS:
        meaning = WORDS[sign].in_language(lang)
        if sign in ("leave", "locked", "changed"):
            yield Sample(meaning, Cell("", leave=sign == "leave", locked=sign == "locked", changed=sign == "changed"))
        else:
            yield Sample(meaning, Cell(sign), code=_mark(sign, lang))
    short = {"bg_color": COLORS["red"], "font_color": COLORS["paper"], "bold": True}
    yield Sample(WORDS["short"].in_language(lang), code="1/2", look=short)


def _mark(sign: str, lang: str) -> str:
    marks: dict[str, str] = {key: text.in_language(lang) for key, text in DAY_MARKS.items()}
    classes: dict[str, DayClass] = {"moved_off": "moved_off", "makeup": "makeup"}
    return marks[classes[sign]] if sign in classes else ""


def _flow(grid: RosterGrid, samples: list[Sample], row: int, last: int) -> int:
    """Samples one after another, on as many rows as they take; returns the row after them."""
    page, column = grid.page, FIRST_DAY
    page.height(row, 15)
    for sample in samples:
        needed = 1 + max(1, -(-int(text_pixels(sample.meaning, SIZE) + 12) // grid.day_pixels))
        if column + needed > last + 1 and column > FIRST_DAY:
            row, column = row + 1, FIRST_DAY
            page.height(row, 15)
        _sample(grid, page, row, column, sample)
        wide = min(needed, last + 1 - column)
        page.merged(row, column + 1, column + wide - 1, sample.meaning, font_size=SIZE, shrink=wide < needed, indent=0)
        column += needed
    return row + 1


def _sample(grid: RosterGrid, page: Page, row: int, column: int, sample: Sample) -> None:
    if sample.cell is not None and not sample.code:
        grid.cell(row, column, sample.cell)
        return
    look = {"border": 1, "border_color": COLORS["line"], "align": "center", "font_size": SIZE} | sample.look
    if sample.cell is not None and sample.cell.look in COLORS:
        look["bg_color"] = COLORS[sample.cell.look]
    page.text(row, column, sample.code, **look)
