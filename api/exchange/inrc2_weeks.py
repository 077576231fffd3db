"""Reads what was before the weeks of an INRC-II instance, and the weeks, with everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable

from api.exchange.inrc2_sections import Row, Section, bounds, rows_of, sections
from api.exchange.inrc2_text import (
    ANY_SHIFT,
    DAYS,
    NO_SHIFT,
    HistoryText,
    NeedLine,
    PastLine,
    ScenarioText,
    WeekText,
    WishLine,
)
from api.exchange.text_lines import TextLines
from models.fact import Text
from models.history import HISTORY_DAYS

HISTORY = ("HISTORY", "NURSE_HISTORY")
WEEK = ("WEEK_DATA", "REQUIREMENTS", "SHIFT_OFF_REQUESTS")


def parse_history(text: str, name: str, scenario: ScenarioText) -> HistoryText:
    """What was before the first week; raises InputError with every fault."""
    lines, found = TextLines(name), HistoryText()
    parts = sections(text, HISTORY, lines)
    head = parts["HISTORY"].rows
    for line, cells in head:
        if lines.has_width(line, cells, 2, 2) and lines.is_known(line, cells[1], (scenario.id,)):
            found.week = lines.number(line, cells[0], 0, scenario.weeks - 1)
    if parts["HISTORY"].line and len(head) != 1:
        allowed = Text("一行：周数和算例名", "one line with the number of the week and the scenario's name")
        lines.fault(parts["HISTORY"].line, f"{len(head)} x", allowed, Text("改正此节", "correct the section"))
    for line, cells in parts["NURSE_HISTORY"].rows:
        _past(lines, line, cells, scenario, found)
    for nurse in scenario.nurses:
        if parts["NURSE_HISTORY"].line and nurse not in found.nurses:
            allowed = Text("每名护士一行", "one line for each nurse")
            lines.fault(parts["NURSE_HISTORY"].line, nurse, allowed, Text("补上此人的一行", "add the nurse's line"))
    lines.raise_faults()
    return found


def _past(lines: TextLines, line: int, cells: list[str], scenario: ScenarioText, found: HistoryText) -> None:
    if not lines.has_width(line, cells, 7, 7) or not lines.is_known(line, cells[0], scenario.nurses):
        return
    if not lines.is_new(line, cells[0], found.nurses, 64):
        return
    last = None if cells[3] == NO_SHIFT else cells[3]
    if last is not None:
        lines.is_known(line, last, (*scenario.shifts, NO_SHIFT))
    total, weekends, same, work, off = (
        lines.number(line, cell, 0, 100_000) for cell in (cells[1], cells[2], *cells[4:])
    )
    least = work if len(scenario.shifts) == 1 else 1
    is_whole = least <= same <= work and not off if last is not None else not same and not work
    if not is_whole:
        allowed = Text(
            "在班者：同班天数 1 至上班天数、休息 0 天；休息者：None 0 0 和休息天数",
            "at work: the shift, 1 to as many days of it as at work, 0 days off; off: None 0 0 and the days off",
        )
        lines.fault(line, " ".join(cells[3:]), allowed, Text("改正此行", "correct the line"))
    past = PastLine(cells[0], total, weekends, last, same, work, off)
    if _reaches_too_far(past, scenario):
        allowed = Text(
            f"少于 {HISTORY_DAYS} 天（上限超过 {HISTORY_DAYS} 天的连续天数）",
            f"fewer than {HISTORY_DAYS} days, of runs that may be longer than {HISTORY_DAYS}",
        )
        lines.fault(
            line, " ".join(cells[3:]), allowed, Text("历史只看最近 14 天", "only the last 14 days are looked at")
        )
    found.nurses[cells[0]] = past


def _reaches_too_far(past: PastLine, scenario: ScenarioText) -> bool:
    """Whether a run is longer than the known history and its bounds reach that far too."""
    contract = scenario.contracts[scenario.nurses[past.nurse].contract]
    runs = [(past.work, contract.work), (past.off, contract.off)]
    if past.last in scenario.shifts:
        runs.append((past.same_shift, scenario.shifts[past.last]))
    return any(days >= HISTORY_DAYS and most > HISTORY_DAYS for days, (_, most) in runs)


def parse_week(text: str, name: str, number: str, scenario: ScenarioText) -> WeekText:
    """The data of a week in a file `WD-….txt`; raises InputError with every fault."""
    lines, found = TextLines(name), WeekText(number)
    parts = sections(text, WEEK, lines, may_miss=WEEK[2:])
    _is_of(parts["WEEK_DATA"], scenario, lines)
    for line, cells in parts["REQUIREMENTS"].rows:
        _needs(lines, line, cells, scenario, found)
    for line, cells in rows_of(parts["SHIFT_OFF_REQUESTS"], lines):
        if lines.has_width(line, cells, 3, 3) and lines.is_known(line, cells[0], scenario.nurses):
            lines.is_known(line, cells[1], (ANY_SHIFT, *scenario.shifts))
            if lines.is_known(line, cells[2][:3], DAYS):
                shift = None if cells[1] == ANY_SHIFT else cells[1]
                found.wishes.append(WishLine(cells[0], shift, DAYS.index(cells[2][:3])))
    lines.raise_faults()
    return found


def _is_of(section: Section, scenario: ScenarioText, lines: TextLines) -> None:
    """The heading's line names the scenario."""
    named: Iterable[Row] = section.rows
    for line, cells in named:
        lines.is_known(line, " ".join(cells), (scenario.id,))


def _needs(lines: TextLines, line: int, cells: list[str], scenario: ScenarioText, found: WeekText) -> None:
    if not lines.has_width(line, cells, 2 + len(DAYS), 2 + len(DAYS)):
        return
    shift, skill = cells[:2]
    lines.is_known(line, shift, scenario.shifts)
    lines.is_known(line, skill, scenario.skills)
    if (0, shift, skill) in found.needs:
        allowed = Text("每班每技能一行", "one line for each shift and skill")
        lines.fault(line, f"{shift} {skill}", allowed, Text("只留一行", "keep one of the lines"))
    for day, cell in enumerate(cells[2:]):
        found.needs[day, shift, skill] = NeedLine(day, shift, skill, *bounds(lines, line, cell, 0, 10_000))
