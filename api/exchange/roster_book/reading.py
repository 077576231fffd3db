"""Reads the wall sheet of a workbook back as a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from api.exchange.roster_book.wall_reader import StatedDay, Wall
from models.consistency import MOST_FAULTS, faults_of_plan
from models.duty import offer_of_assignment
from models.fault import Fault, InputError
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import LAYERS


def plan_of_wall(path: Path, facts: Station, name: str | None = None) -> Plan:
    """The plan that the wall sheet states. Raises InputError with every fault, each at its sheet and cell."""
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
    if faults:
        raise InputError(faults[:MOST_FAULTS])
    return plan


def _completed(facts: Station, duty: Assignment) -> Assignment:
    shift = facts.shift_by_id.get(duty.shift)
    return assignment(shift, duty.person, duty.date, duty.post, duty.zone, duty.unit) if shift else duty


def _layer(facts: Station, duty: Assignment) -> int:
    return LAYERS.index(offer_of_assignment(facts, duty).layer)


def _at_cell(fault: Fault, found: Sequence[tuple[Assignment, StatedDay]], sheet: str) -> Fault:
    number = re.match(r"assignments\[(\d+)\]", fault.place)
    place = found[int(number[1])][1].cell.place if number else sheet
    return Fault(place, fault.value, fault.allowed, fault.cure)
