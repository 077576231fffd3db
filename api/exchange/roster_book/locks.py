"""What a chief changed by hand on the wall sheet, as locks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.exchange.roster_book.book_words import KEY_SHEET
from api.exchange.roster_book.duties_of_cell import Where
from api.exchange.roster_book.wall_reader import StatedDay, Wall
from api.exchange.text_of_file import refused
from models.bookings import Lock
from models.consistency import MOST_FAULTS, faults_of_plan
from models.duty import offer_of_assignment
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Plan
from models.station import Station
from models.work import LAYERS, Layer

WITH_KEY = Text("paiqin 写出的工作簿，带其隐藏表", "a workbook that paiqin wrote, with its hidden sheet")
EDIT_IT = Text("在原工作簿上改", "edit the workbook itself")


@dataclass(frozen=True)
class Decisions:
    """Locks with the cells they come from, and the plan as it was before the edits."""

    locks: tuple[tuple[Lock, str], ...]
    written: Plan


def decisions_of_wall(path: Path, facts: Station, name: str | None = None) -> Decisions:
    """A lock for each layer of each day that differs from what was written.

    Where a new code may mean several places, the lock leaves open what they do not share. Raises InputError with
    every fault, each at its sheet and cell.
    """
    wall = Wall(path, facts, name)
    if wall.key is None:
        raise refused(name or path, KEY_SHEET, WITH_KEY, EDIT_IT)
    horizon, faults, found = set(facts.dates), list(wall.faults), list[tuple[Lock, str]]()
    for day in wall.days:
        if day.date in horizon:
            found += [(lock, day.cell.place) for lock in _locks(wall, day, faults)]
    duties = [duty for held in wall.key.duties.values() for duty in held if duty.date in horizon]
    written = Plan(assignments=tuple(duties))
    faults += [Fault(KEY_SHEET, f.value, f.allowed, f.cure) for f in faults_of_plan(written, facts)]
    if faults:
        raise InputError(faults[:MOST_FAULTS])
    return Decisions(tuple(found), written)


def _locks(wall: Wall, day: StatedDay, faults: list[Fault]) -> Iterator[Lock]:
    """What was decided about a day, layer by layer."""
    facts = wall.facts
    was: dict[Layer, Where] = {offer_of_assignment(facts, duty).layer: duty.place for duty in wall.before(day)}
    now: dict[Layer, Where] = {}
    for token, duty, possible in wall.duties(day):
        wheres = [duty.place] if duty else possible
        if len({where[0] for where in wheres}) == 1:
            now[facts.shift_by_id[wheres[0][0]].layer] = _shared(wheres)
        else:
            faults.append(wall.unclear(day, token, possible))
    for layer in LAYERS:
        if was.get(layer) != now.get(layer):
            shift, post, zone, unit = now.get(layer, (None, None, None, None))
            yield Lock(person=day.person, date=day.date, layer=layer, shift=shift, post=post, zone=zone, unit=unit)


def _shared(wheres: list[Where]) -> Where:
    """The shift, and of the place what all share."""
    shift, *first = wheres[0]
    post, zone, unit = (
        part if all(where[at] == part for where in wheres) else None for at, part in enumerate(first, start=1)
    )
    return shift, post, zone, unit
