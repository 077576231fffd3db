"""Reads the text of a Curtois-Qu instance, section by section, and everything that is wrong in it."""

from __future__ import annotations

from api.exchange.curtois_text import (
    MARK,
    NEEDED,
    SECTIONS,
    WISHES_OFF,
    WISHES_ON,
    CoverLine,
    CurtoisText,
    ShiftLine,
    StaffLine,
    WishLine,
)
from api.exchange.text_lines import TextLines
from models.fact import Text
from models.station import MAX_DAYS

HIGHEST = 1_000_000


def recognises_curtois(text: str) -> bool:
    """Whether the first line that is no comment opens one of the format's sections."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "") in SECTIONS


def parse_curtois(text: str, name: str) -> CurtoisText:
    """The instance in `text`; raises InputError with every fault, each with its line."""
    reader = _Reader(name)
    reader.read(_sections(text, reader.lines))
    reader.lines.raise_faults()
    return reader.found


def _sections(text: str, lines: TextLines) -> dict[str, list[tuple[int, list[str]]]]:
    """The cells of each section's lines with their numbers, without comments and blank lines."""
    sections: dict[str, list[tuple[int, list[str]]]] = {}
    section = None
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith(MARK):
            lines.is_known(number, line, SECTIONS)
            section = sections.setdefault(line, [])
        elif section is None:
            allowed = Text(f"先写一行 {MARK}…", f"a line {MARK}… before it")
            lines.fault(number, line, allowed, Text("删去此行", "remove the line"))
        else:
            section.append((number, [cell.strip() for cell in line.split(",")]))
    for needed in NEEDED:
        if not sections.get(needed):
            allowed = Text(f"{needed} 至少一行", f"at least one line in {needed}")
            lines.fault(0, needed, allowed, Text("补上这一节", "add the section"))
    return sections


class _Reader:
    """Fills a CurtoisText line by line; a line may name only what was read before it."""

    def __init__(self, name: str) -> None:
        self.lines = TextLines(name)
        self.found = CurtoisText()

    def read(self, sections: dict[str, list[tuple[int, list[str]]]]) -> None:
        horizon = sections.get("SECTION_HORIZON", [])
        for line, cells in horizon:
            if self.lines.has_width(line, cells, 1, 1):
                self.found.days = self.lines.number(line, cells[0], 1, MAX_DAYS)
        for line, cells in horizon[1:]:
            allowed = Text("只有一行天数", "one line with the number of days")
            self.lines.fault(line, ",".join(cells), allowed, Text("删去此行", "remove the line"))
        for line, cells in sections.get("SECTION_SHIFTS", []):
            self._shift(line, cells)
        for line, cells in sections.get("SECTION_SHIFTS", []):
            self._successors(line, cells)
        for line, cells in sections.get("SECTION_STAFF", []):
            self._staff(line, cells)
        for line, cells in sections.get("SECTION_DAYS_OFF", []):
            self._days_off(line, cells)
        for section in (WISHES_ON, WISHES_OFF):
            for line, cells in sections.get(section, []):
                self._wish(section, line, cells)
        for line, cells in sections.get("SECTION_COVER", []):
            self._cover(line, cells)

    def _shift(self, line: int, cells: list[str]) -> None:
        if self.lines.has_width(line, cells, 2, 3) and self.lines.is_new(line, cells[0], self.found.shifts, 32):
            minutes = self.lines.number(line, cells[1], 1, 2880)
            self.found.shifts[cells[0]] = ShiftLine(cells[0], minutes, _listed(cells))

    def _successors(self, line: int, cells: list[str]) -> None:
        for shift in _listed(cells):
            self.lines.is_known(line, shift, self.found.shifts)

    def _staff(self, line: int, cells: list[str]) -> None:
        if not (self.lines.has_width(line, cells, 8, 8) and self.lines.is_new(line, cells[0], self.found.staff, 64)):
            return
        most = {}
        for part in filter(None, cells[1].split("|")):
            shift, _, count = part.partition("=")
            if self.lines.is_known(line, shift, self.found.shifts):
                most[shift] = self.lines.number(line, count, 0, HIGHEST)
        bounds = ((0, HIGHEST), (0, HIGHEST), (1, HIGHEST), (0, 60), (0, 60), (0, HIGHEST))
        limits = [self.lines.number(line, cell, *bound) for cell, bound in zip(cells[2:], bounds, strict=True)]
        self.found.staff[cells[0]] = StaffLine(cells[0], most, *limits)

    def _days_off(self, line: int, cells: list[str]) -> None:
        self.lines.is_known(line, cells[0], self.found.staff)
        days = {self._day(line, cell) for cell in cells[1:] if cell}
        self.found.days_off.setdefault(cells[0], set()).update(days)

    def _wish(self, section: str, line: int, cells: list[str]) -> None:
        if self.lines.has_width(line, cells, 4, 4):
            self.lines.is_known(line, cells[0], self.found.staff)
            self.lines.is_known(line, cells[2], self.found.shifts)
            day, weight = self._day(line, cells[1]), self.lines.number(line, cells[3], 0, HIGHEST)
            self.found.wishes[section].append(WishLine(cells[0], day, cells[2], weight))

    def _cover(self, line: int, cells: list[str]) -> None:
        if not self.lines.has_width(line, cells, 5, 5):
            return
        day = self._day(line, cells[0])
        self.lines.is_known(line, cells[1], self.found.shifts)
        people = self.lines.number(line, cells[2], 0, 10_000)
        under, over = (self.lines.number(line, cell, 0, HIGHEST) for cell in cells[3:])
        if (day, cells[1]) in self.found.cover:
            allowed = Text("每天每班一行", "one line for each day and shift")
            self.lines.fault(line, ",".join(cells), allowed, Text("只留一行", "keep one of the lines"))
        self.found.cover[day, cells[1]] = CoverLine(day, cells[1], people, under, over)

    def _day(self, line: int, cell: str) -> int:
        return self.lines.number(line, cell, 0, self.found.days - 1)


def _listed(cells: list[str]) -> tuple[str, ...]:
    """The shifts in the third cell of a shift's line."""
    return tuple(part.strip() for part in "".join(cells[2:3]).split("|") if part.strip())
