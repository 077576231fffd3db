"""The text of an INRC-II file cut into its sections, and the cells of a line."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from api.exchange.inrc2_text import Bounds
from api.exchange.text_lines import TextLines
from models.fact import Text

PAIR = re.compile(r"\(\s*([0-9]{1,9})\s*,\s*([0-9]{1,9})\s*\)")

LONGEST_RUN, MOST_LEAST = 400, 60

Row = tuple[int, list[str]]
"""A line's number and its cells."""


@dataclass
class Section:
    """A heading with its line number, what follows its `=`, and the lines below it."""

    line: int
    value: str
    rows: list[Row] = field(default_factory=list)


def sections(
    text: str, headings: Collection[str], lines: TextLines, may_miss: Collection[str] = ()
) -> dict[str, Section]:
    """The sections of a file by their headings; one that is missing, save `may_miss`, twice or unknown is a fault."""
    found: dict[str, Section] = {}
    section = None
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        line = PAIR.sub(r"(\1,\2)", raw.strip())
        heading, _, value = (part.strip() for part in line.partition("="))
        if heading in headings and heading not in found:
            section = found[heading] = Section(number, value)
        elif section is not None and line and "=" not in line and heading not in headings:
            section.rows.append((number, line.split()))
        elif line:
            listed = Text(f"以下各节各一次：{'、'.join(headings)}", f"each of {', '.join(headings)} once")
            lines.fault(number, line, listed, Text("删去或改正此行", "remove or correct the line"))
    for heading in headings:
        if heading not in found and heading not in may_miss:
            allowed = Text(f"有一节 {heading}", f"a section {heading}")
            lines.fault(0, heading, allowed, Text("补上这一节", "add the section"))
        found.setdefault(heading, Section(0, ""))
    return found


def rows_of(section: Section, lines: TextLines) -> list[Row]:
    """The lines of a section, of which there must be as many as its heading says."""
    if section.line:
        stated = lines.number(section.line, section.value, 0, 100_000)
        if stated != len(section.rows):
            count = len(section.rows)
            allowed = Text(f"{count}，即其下的行数", f"{count}, the number of lines below")
            lines.fault(
                section.line, section.value, allowed, Text("改正行数，或补删各行", "correct the number or the lines")
            )
    return section.rows


def bounds(lines: TextLines, line: int, cell: str, least: int, most: int) -> Bounds:
    """A pair `(least,most)`, both within these limits and in order."""
    pair = PAIR.fullmatch(cell)
    if pair and least <= int(pair[1]) <= int(pair[2]) <= most:
        return int(pair[1]), int(pair[2])
    allowed = Text(
        f"({least},{most}) 之间的一对整数，小数在前",
        f"a pair of whole numbers from {least} to {most}, the smaller first",
    )
    lines.fault(line, cell, allowed, Text("改正这一对数", "correct the pair"))
    return least, most


def run_bounds(lines: TextLines, line: int, cell: str) -> Bounds:
    """A pair of days in a row: the least up to 60, the most from 1 to 400."""
    least, most = bounds(lines, line, cell, 0, LONGEST_RUN)
    if least > MOST_LEAST or most < 1:
        allowed = Text(
            f"最少 0 至 {MOST_LEAST} 天，最多至少 1 天", f"at least 0 to {MOST_LEAST} days, at most 1 or more"
        )
        lines.fault(line, cell, allowed, Text("改正这一对数", "correct the pair"))
        return 0, LONGEST_RUN
    return least, most


def listed_cells(lines: TextLines, line: int, cells: list[str]) -> list[str]:
    """The cells after a count: as many as it says."""
    count = lines.number(line, cells[0], 0, 1000) if cells else 0
    if len(cells) - 1 != count:
        allowed = Text(f"{max(0, len(cells) - 1)}，即其后的个数", f"{max(0, len(cells) - 1)}, the number that follow")
        lines.fault(
            line, cells[0] if cells else "", allowed, Text("改正个数，或补删各项", "correct the count or the items")
        )
    return cells[1:]
