"""Reads the wall sheet of a workbook back as a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from pathlib import Path

from api.exchange.roster_book.wall_reader import StatedDay, Wall
from models.consistency import MOST_FAULTS, faults_of_plan
from models.duty import offer_of_assignment
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import LAYERS

ONE_A_LAYER = Text("每人每天每层一项勤务", "one duty a person, day and layer")
KEEP_ONE = Text(
    "只留一项；起止时间不同的，用 .csv 清单写明实际时间",
    "keep one; where hours differ, state the actual ones in a .csv list",
)


def plan_of_wall(path: Path, facts: Station, name: str | None = None, *, is_actual: bool = False) -> Plan:
    """The plan that the wall sheet states. Raises InputError with every fault, each at its sheet and cell.

    Of what was in fact served, a person has one duty a day in each layer.
    """
    wall = Wall(path, facts, name)
    faults, found = list(wall.faults), list[tuple[Assignment, StatedDay]]()
    for day in wall.days:
        for token, duty, possible in wall.duties(day):
            if duty is None:
                faults.append(wall.unclear(day, token, possible))
            else:
                found.append((duty, day))
    order = {person.id: number for number, person in enumerate(facts.people)}
    found.sort(key=lambda item: (item[0].date, order[item[0].person], _layer(facts, item[0])))
    duties = tuple(_completed(facts, duty) for duty, _ in found)
    plan = Plan(assignments=duties)
    faults += [_at_cell(fault, found, wall.grid.name) for fault in faults_of_plan(plan, facts)]
    if is_actual:
        faults += _second_duties(facts, found)
    if faults:
        raise InputError(faults[:MOST_FAULTS])
    return plan


def _second_duties(facts: Station, found: Sequence[tuple[Assignment, StatedDay]]) -> Iterator[Fault]:
    """Second duties of one person on one day in one layer."""
    held: set[tuple[str, Date, int]] = set()
    for duty, day in found:
        key = (duty.person, duty.date, _layer(facts, duty))
        if key in held:
            yield Fault(day.cell.place, day.cell.text[:60], ONE_A_LAYER, KEEP_ONE)
        held.add(key)


def _completed(facts: Station, duty: Assignment) -> Assignment:
    shift = facts.shift_by_id.get(duty.shift)
    return assignment(shift, duty.person, duty.date, duty.post, duty.zone, duty.unit) if shift else duty


def _layer(facts: Station, duty: Assignment) -> int:
    return LAYERS.index(offer_of_assignment(facts, duty).layer)


def _at_cell(fault: Fault, found: Sequence[tuple[Assignment, StatedDay]], sheet: str) -> Fault:
    number = re.match(r"assignments\[(\d+)\]", fault.place)
    place = found[int(number[1])][1].cell.place if number else sheet
    return Fault(place, fault.value, fault.allowed, fault.cure)
