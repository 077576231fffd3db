"""The wall sheet of a workbook, cell by cell: what each states and which duties that may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from api.exchange.roster_book.book_words import BOOK_WORDS, KEY_SHEET
from api.exchange.roster_book.codes import Codes, Token
from api.exchange.roster_book.duties_of_cell import Completion, Where
from api.exchange.roster_book.grid import ROW_KINDS
from api.exchange.roster_book.key import Key, key_of
from api.exchange.roster_book.wall_cells import wall_cells
from api.exchange.text_of_file import refused
from api.exchange.workbook.book_reader import read_book
from api.exchange.workbook.grid import Book, Cell, Grid
from models.fact import Text
from models.fault import Fault
from models.plan import Assignment, assignment
from models.station import Station

ENDING = ".xlsx"
COMPUTED = Text("班次代码，不是公式", "a shift's code, not a formula")
TYPE_CODE = Text("直接写班次代码", "type the code itself")


@dataclass(frozen=True)
class StatedDay:
    """One person's day on the wall: its cell and the duties that it states."""

    person: str
    date: Date
    cell: Cell
    tokens: tuple[Token, ...]


class Wall:
    """The wall sheet of a workbook against a station's facts; `faults` is what cannot be read of it."""

    def __init__(self, path: Path, facts: Station, name: str | None = None) -> None:
        self.facts = facts
        self.grid, self.key = _sheets(path, name)
        self.faults: list[Fault] = []
        self._codes, self._completion = Codes(facts, self.key), Completion(facts)
        found = wall_cells(self.grid, self.key, facts)
        self.faults += found.faults
        self.days = [day for stated in found.cells if (day := self._day(*stated)) is not None]

    def _day(self, person: str, date: Date, cell: Cell) -> StatedDay | None:
        if cell.is_formula and cell.value is None:
            self.faults.append(Fault(cell.place, "=", COMPUTED, TYPE_CODE))
            return None
        tokens = self._codes.tokens(cell.text)
        if isinstance(tokens, str):
            known = Text(f"班次代码：{self._codes.listed()}", f"codes of shifts: {self._codes.listed()}")
            cure = Text("改成这些代码，多个用“/”连接", "write one of these, several joined by “/”")
            self.faults.append(Fault(cell.place, tokens[:60], known, cure))
            return None
        return StatedDay(person, date, cell, tuple(tokens))

    def before(self, day: StatedDay) -> list[Assignment]:
        """The duties of a day as they were written."""
        return list(self.key.duties.get((day.person, day.date), ())) if self.key else []

    def duties(self, day: StatedDay) -> Iterator[tuple[Token, Assignment | None, list[Where]]]:
        """Each duty of a day: as it was written, or the only one that its code can mean, or else all of these."""
        before, person = self.before(day), self.facts.person_by_id.get(day.person)
        for token in day.tokens:
            kept = self._completion.kept(token, before)
            if kept is not None:
                before.remove(kept)
                yield token, kept, []
                continue
            possible = self._completion.possible(token, person)
            if len(possible) == 1:
                shift, *place = possible[0]
                yield token, assignment(self.facts.shift_by_id[shift], day.person, day.date, *place), []
            else:
                yield token, None, possible

    def unclear(self, day: StatedDay, token: Token, possible: list[Where]) -> Fault:
        """The fault of a code that may mean several duties, or none that the station has."""
        choices = self._completion.in_words(possible)
        allowed = Text(f"其中之一：{choices}", f"one of {choices}")
        if not possible:
            allowed = Text("本班次有的岗位、警务区或巡逻组", "a post, zone or unit at which the shift is served")
        cure = Text("在“·”后写明岗位、警务区或巡逻组", "name post, zone or unit after “·”")
        return Fault(day.cell.place, token.text[:60], allowed, cure)


def _sheets(path: Path, name: str | None) -> tuple[Grid, Key | None]:
    """The wall sheet, and what the hidden sheet says if it is there."""
    usual = (KEY_SHEET, *BOOK_WORDS["wall"])
    book = read_book(path, name, only=lambda sheet: sheet in usual)
    key = _key(book)
    wall = book.grid(key.wall) if key and key.wall else next((g for g in book.grids if g.name in usual[1:]), None)
    if wall is None:
        wall = next((grid for grid in read_book(path, name).grids if _is_wall(grid)), None)
    if wall is None:
        sheet = Text(
            f"有工作表“{BOOK_WORDS['wall'].zh}”的工作簿", f"a workbook with the sheet “{BOOK_WORDS['wall'].en}”"
        )
        raise refused(
            name or path, path.name, sheet, Text("给出 paiqin 写出的工作簿", "name a workbook that paiqin wrote")
        )
    return wall, key


def _is_wall(grid: Grid) -> bool:
    """Whether a sheet that was renamed is the wall: only that has counts below its people."""
    marks = {cell.text for cell in grid.cells.values() if cell.text.startswith("/")}
    return {ROW_KINDS["head"], ROW_KINDS["counts"]} <= marks


def _key(book: Book) -> Key | None:
    grid = book.grid(KEY_SHEET)
    if grid is None:
        return None
    return key_of([{cell.column - 1: cell.text for cell in cells} for _, cells in sorted(grid.by_row.items())])
