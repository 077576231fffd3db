"""Rosters in the text form of INRC-II: one file per week, a line for each assignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from api.exchange.inrc2_text import DAYS, Inrc2Text
from api.exchange.text_lines import TextLines
from api.exchange.text_of_file import read_text, refused
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Assignment, Plan, assignment
from models.station import Station

REMARK = re.compile(r"[A-Za-z ]+:.*")
"""A line such as `Cost: 575`, which some solvers add."""

CELLS = 4


def solution_names(found: Inrc2Text) -> list[str]:
    """The name of each week's file: `Sol-<scenario>-<week file>-<position>.txt`, positions from 0."""
    return [
        f"Sol-{found.scenario.id}-{week.number}-{found.history.week + number}.txt"
        for number, week in enumerate(found.weeks)
    ]


def write_inrc2(found: Inrc2Text, facts: Station, plan: Plan) -> dict[str, str]:
    """The text of each week's file by its name; assignments by nurse, then by day."""
    order = {nurse: number for number, nurse in enumerate(found.scenario.nurses)}
    duties = sorted(plan.assignments, key=lambda duty: (order[duty.person], duty.date))
    texts = {}
    for number, name in enumerate(solution_names(found)):
        lines = [_line(duty) for duty in duties if facts.index(duty.date) // len(DAYS) == number]
        head = ["SOLUTION", f"{found.history.week + number} {found.scenario.id}", "", f"ASSIGNMENTS = {len(lines)}"]
        texts[name] = "\n".join([*head, *lines]) + "\n"
    return texts


def _line(duty: Assignment) -> str:
    return f"{duty.person} {DAYS[duty.date.weekday()]} {duty.shift} {duty.post}"


def read_solution(path: Path, found: Inrc2Text, facts: Station) -> Plan:
    """The plan in a folder of weeks' files `Sol-….txt`, or in one file with all weeks; raises InputError."""
    files = sorted(path.glob("Sol-*.txt"), key=lambda file: file.name) if path.is_dir() else [path]
    if not files:
        allowed = Text("含 Sol-….txt 的文件夹", "a folder with files Sol-….txt")
        raise refused(path, "-", allowed, Text("换一个文件夹", "name another folder"))
    parts: dict[int, list[Assignment]] = {}
    faults: list[Fault] = []
    for file in files:
        try:
            for week, duties in read_weeks(read_text(file), file.name, found, facts, tuple(parts)).items():
                parts[week] = duties
        except InputError as error:
            faults += error.faults
    for number, name in enumerate(solution_names(found)):
        if number not in parts and not faults:
            allowed = Text("每周一份", "one for each week")
            faults.append(Fault(str(path), "-", allowed, Text(f"补上 {name}", f"add {name}")))
    if faults:
        raise InputError(faults)
    duties = [duty for week in sorted(parts) for duty in parts[week]]
    return Plan(assignments=tuple(sorted(duties, key=lambda duty: duty.date)))


def read_weeks(
    text: str, name: str, found: Inrc2Text, facts: Station, taken: Sequence[int] = ()
) -> dict[int, list[Assignment]]:
    """The assignments of each week (0 the first of the horizon) in a text; raises InputError with every fault."""
    lines, weeks = TextLines(name), dict[int, list[Assignment]]()
    rows = [(number, line) for number, raw in enumerate(text.splitlines(), start=1) if (line := raw.strip())]
    starts = [place for place, (_, line) in enumerate(rows) if line == "SOLUTION"]
    if not starts or starts[0]:
        allowed = Text("首行 SOLUTION", "SOLUTION on the first line")
        lines.fault(rows[0][0], rows[0][1], allowed, Text("给出 INRC-II 的解", "name an INRC-II solution"))
    for start, end in pairwise([*starts, len(rows)]):
        week = _week(rows[start + 1 : end], lines, found, rows[start][0])
        if week in (*taken, *weeks):
            allowed = Text("每周一份", "one for each week")
            lines.fault(rows[start][0], f"{week}", allowed, Text("删去重复的一周", "remove the week's other one"))
        weeks[week] = _assignments(rows[start + 2 : end], lines, found, facts, week)
    lines.raise_faults()
    return weeks


def _week(rows: Sequence[tuple[int, str]], lines: TextLines, found: Inrc2Text, head: int) -> int:
    """The number of the week of the horizon that the line below SOLUTION names."""
    number, cells = (rows[0][0], rows[0][1].split()) if rows else (head, [])
    if not lines.has_width(number, cells, 2, 2) or not lines.is_known(number, cells[1], (found.scenario.id,)):
        return 0
    first = found.history.week
    return lines.number(number, cells[0], first, first + len(found.weeks) - 1) - first


def _assignments(
    rows: Sequence[tuple[int, str]], lines: TextLines, found: Inrc2Text, facts: Station, week: int
) -> list[Assignment]:
    """What stands below `ASSIGNMENTS = n`: as many lines as it says."""
    said, duties = found.scenario, []
    heads = [(number, line) for number, line in rows if line.startswith("ASSIGNMENTS")]
    stated = [(number, line.split()) for number, line in rows if "=" not in line and not REMARK.fullmatch(line)]
    for number, head in heads:
        count = head.partition("=")[2].strip()
        if lines.number(number, count, 0, 1_000_000) != len(stated):
            allowed = Text(f"{len(stated)}，即其下的行数", f"{len(stated)}, the number of lines below")
            lines.fault(number, head, allowed, Text("改正行数，或补删各行", "correct the number or the lines"))
    for number, cells in stated:
        if not lines.has_width(number, cells, CELLS, CELLS):
            continue
        nurse, day, shift, skill = cells
        known = [
            lines.is_known(number, word, names)
            for word, names in ((nurse, said.nurses), (day[:3], DAYS), (shift, said.shifts), (skill, said.skills))
        ]
        if all(known):
            date = facts.start + timedelta(days=len(DAYS) * week + DAYS.index(day[:3]))
            duties.append(assignment(facts.shift_by_id[shift], nurse, date, skill))
    return duties
