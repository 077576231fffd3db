"""Tiny stations for the rules' examples: two or three people, a few days, one or two shifts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from typing import Any

from models.history import History
from models.people import Person
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import Segment, Shift

MONDAY = Date(2024, 1, 1)
FRIDAY = Date(2024, 1, 5)

DAY = Shift(id="D", name="白班", segments=(Segment(start="08:00", end="17:00"),))
EVENING = Shift(id="E", name="中班", segments=(Segment(start="15:00", end="23:00"),))
NIGHT = Shift(id="N", name="夜班", segments=(Segment(start="23:00", end="07:00"),))
WATCH = Shift(id="W", name="值班", segments=(Segment(start="08:00", end="08:00", kind="watch"),))
LEAD = Shift(id="L", name="带班", layer="lead", segments=(Segment(start="08:00", end="08:00", kind="watch"),))
STANDBY = Shift(
    id="S", name="备勤", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="onsite_standby"),)
)


def officers(count: int, **fields: Any) -> tuple[Person, ...]:
    """Officers 甲, 乙, 丙 … alike in everything else."""
    return tuple(Person(id=name, kind="officer", **fields) for name in "甲乙丙丁"[:count])


def tiny(
    shifts: Sequence[Shift] = (DAY,),
    *,
    people: Sequence[Person] | int = 2,
    days: int = 4,
    start: Date = MONDAY,
    past: Sequence[tuple[str, int, str]] = (),
    known: int = 0,
    **facts: Any,
) -> Station:
    """A station with these shifts. `past` lists (person, day number, shift) before the start; `known` days of the
    history are known."""
    by_id = {shift.id: shift for shift in shifts}
    bare = Station(start=start, days=days)
    duties = tuple(assignment(by_id[shift], person, bare.day(day)) for person, day, shift in past)
    history = History(known_from=bare.day(-known) if known else None, duties=duties)
    staff = officers(people) if isinstance(people, int) else tuple(people)
    return Station(start=start, days=days, shifts=tuple(shifts), people=staff, history=history, **facts)


def at(shift: Shift, *posts: str) -> Shift:
    """The shift, served at these posts."""
    return shift.model_copy(update={"posts": posts})


def plan_of(facts: Station, duties: Sequence[tuple[str, int, str]]) -> Plan:
    """A plan of (person, day number, shift)."""
    chosen: list[Assignment] = [assignment(facts.shift_by_id[s], p, facts.day(d)) for p, d, s in duties]
    return Plan(assignments=tuple(chosen))
