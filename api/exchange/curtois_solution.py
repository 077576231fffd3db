"""Rosters in the text form of the Curtois-Qu instances: one line per employee, one cell per day."""

from __future__ import annotations

import re
from datetime import date as Date

from api.exchange.text_lines import TextLines
from models.fact import Text
from models.plan import Plan, assignment
from models.station import Station
from solver.scenario.scenario import Scenario

OFF = "-"


def write_curtois(stated: Scenario | Station, plan: Plan) -> str:
    """The plan as text: people in the order of the facts, the shift of each day, `-` for none, between blanks.

    Raises InputError where the text cannot hold the plan: two duties of a person on one day, or a duty of somebody,
    of a day or of a shift unknown to the facts.
    """
    facts = stated.facts if isinstance(stated, Scenario) else stated
    cells = {(person.id, day): OFF for person in facts.people for day in facts.dates}
    lines = TextLines("plan")
    for number, duty in enumerate(plan.assignments):
        place = (duty.person, duty.date)
        if cells.get(place) != OFF or duty.shift not in facts.shift_by_id:
            _does_not_fit(lines, number, duty.shift, *place)
        cells[place] = duty.shift
    lines.raise_faults()
    return "".join(" ".join(cells[person.id, day] for day in facts.dates) + "\n" for person in facts.people)


def _does_not_fit(lines: TextLines, number: int, shift: str, person: str, day: Date) -> None:
    allowed = Text("每人每天至多一个已列班次", "one listed shift a day for each person at most")
    cure = Text("改用 .json 或 .csv，或改正方案", "write .json or .csv instead, or correct the plan")
    lines.fault(0, f"assignments[{number}]: {person} {day.isoformat()} {shift}", allowed, cure)


def read_curtois_solution(text: str, facts: Station, name: str = "roster") -> Plan:
    """The plan in `text`: one line per person in the order of the facts, cells between blanks, tabs or commas.

    An empty cell between tabs or commas means off, like `-`. Raises InputError with every fault and its line.
    """
    lines = TextLines(name)
    rows = [(number, row) for number, row in enumerate(text.removeprefix("\ufeff").splitlines(), 1) if row.strip(" ")]
    if len(rows) != len(facts.people):
        count = len(facts.people)
        allowed = Text(f"{count} 行，每人一行", f"{count} lines, one for each person")
        lines.fault(0, str(len(rows)), allowed, Text("补足或删去多余的行", "add or remove lines"))
    taken = []
    for person, (number, row) in zip(facts.people, rows, strict=False):
        cells = _cells(row)
        if not lines.has_width(number, cells, facts.days, facts.days):
            continue
        for day, cell in zip(facts.dates, cells, strict=True):
            if cell not in {"", OFF} and lines.is_known(number, cell, facts.shift_by_id):
                taken.append(assignment(facts.shift_by_id[cell], person.id, day))
    lines.raise_faults()
    return Plan(assignments=tuple(sorted(taken, key=lambda duty: duty.date)))


def _cells(row: str) -> list[str]:
    if "\t" in row:
        return [cell.strip() for cell in row.strip("\r\n").split("\t")]
    if "," in row:
        return [cell.strip() for cell in row.split(",")]
    return re.split(r"[ ;]+", row.strip())
