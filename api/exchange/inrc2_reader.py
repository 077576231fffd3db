"""Reads the scenario file of an INRC-II instance, and everything that is wrong in it."""

from __future__ import annotations

from api.exchange.inrc2_sections import bounds, listed_cells, rows_of, run_bounds, sections
from api.exchange.inrc2_text import (
    ANY_SHIFT,
    NO_SHIFT,
    ContractLine,
    NurseLine,
    ScenarioText,
)
from api.exchange.text_lines import TextLines
from models.fact import Text

SCENARIO = ("SCENARIO", "WEEKS", "SKILLS", "SHIFT_TYPES", "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS", "CONTRACTS", "NURSES")
LONGEST_NAME = 32
MOST_TOTAL, MOST_WEEKENDS = 1000, 60
MOST_WEEKS = 52


def recognises_inrc2(text: str) -> bool:
    """Whether the first line names an INRC-II scenario."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return next((line for line in lines if line), "").partition("=")[0].strip() == "SCENARIO"


def parse_scenario(text: str, name: str) -> ScenarioText:
    """The scenario in a file `Sc-….txt`; raises InputError with every fault, each with its line."""
    lines, found = TextLines(name), ScenarioText()
    parts = sections(text, SCENARIO, lines)
    if parts["SCENARIO"].line and lines.is_new(parts["SCENARIO"].line, parts["SCENARIO"].value, (), 64):
        found.id = parts["SCENARIO"].value
    if parts["WEEKS"].line:
        found.weeks = lines.number(parts["WEEKS"].line, parts["WEEKS"].value, 1, MOST_WEEKS)
    for line, cells in rows_of(parts["SKILLS"], lines):
        if lines.has_width(line, cells, 1, 1) and lines.is_new(line, cells[0], found.skills, LONGEST_NAME):
            found.skills.append(cells[0])
    for line, cells in rows_of(parts["SHIFT_TYPES"], lines):
        taken = {*found.shifts, NO_SHIFT, ANY_SHIFT}
        if lines.has_width(line, cells, 2, 2) and lines.is_new(line, cells[0], taken, LONGEST_NAME):
            found.shifts[cells[0]] = run_bounds(lines, line, cells[1])
    for line, cells in parts["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"].rows:
        _closed(lines, line, cells, found)
    for line, cells in rows_of(parts["CONTRACTS"], lines):
        _contract(lines, line, cells, found)
    for line, cells in rows_of(parts["NURSES"], lines):
        _nurse(lines, line, cells, found)
    for heading, count in (("SKILLS", found.skills), ("SHIFT_TYPES", found.shifts), ("NURSES", found.nurses)):
        if parts[heading].line and not parts[heading].rows and not count:
            allowed = Text(f"{heading} 至少一行", f"at least one line in {heading}")
            lines.fault(parts[heading].line, heading, allowed, Text("补上各行", "add the lines"))
    lines.raise_faults()
    return found


def _closed(lines: TextLines, line: int, cells: list[str], found: ScenarioText) -> None:
    if lines.is_known(line, cells[0], found.shifts) and lines.is_new(line, cells[0], found.closed, LONGEST_NAME):
        after = listed_cells(lines, line, cells[1:])
        found.closed[cells[0]] = tuple(shift for shift in after if lines.is_known(line, shift, found.shifts))


def _contract(lines: TextLines, line: int, cells: list[str], found: ScenarioText) -> None:
    if not lines.has_width(line, cells, 6, 6) or not lines.is_new(line, cells[0], found.contracts, LONGEST_NAME):
        return
    found.contracts[cells[0]] = ContractLine(
        cells[0],
        total=bounds(lines, line, cells[1], 0, MOST_TOTAL),
        work=run_bounds(lines, line, cells[2]),
        off=run_bounds(lines, line, cells[3]),
        most_weekends=lines.number(line, cells[4], 0, MOST_WEEKENDS),
        is_complete=lines.number(line, cells[5], 0, 1) == 1,
    )


def _nurse(lines: TextLines, line: int, cells: list[str], found: ScenarioText) -> None:
    if not lines.has_width(line, cells, 3, 1000) or not lines.is_new(line, cells[0], found.nurses, 64):
        return
    lines.is_known(line, cells[1], found.contracts)
    skills = [skill for skill in listed_cells(lines, line, cells[2:]) if lines.is_known(line, skill, found.skills)]
    found.nurses[cells[0]] = NurseLine(cells[0], cells[1], tuple(dict.fromkeys(skills)))
