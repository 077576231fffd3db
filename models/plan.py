"""The plan that the solver supplies: which person has which duty."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.fact import Fact, Id
from models.work import SegmentKind, Shift

Moment = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")]
"""A local wall time, `YYYY-MM-DDTHH:MM`."""


class Assignment(Fact):
    """One duty 勤务 of one person.

    `date` is the day on which the shift starts; `start` and `end` are local wall times, `kind` that of its first
    segment. `duty` is stable: the same person with the same work on the same day has the same id in every plan.
    """

    duty: str = ""
    person: Id
    date: Date
    start: Moment | None = None
    end: Moment | None = None
    shift: Id
    kind: SegmentKind | None = None
    post: Id | None = None
    zone: Id | None = None
    unit: Id | None = None
    role: Literal["leader"] | None = None

    @property
    def place(self) -> tuple[str, str | None, str | None, str | None]:
        """What is done, apart from who and when: shift, post, zone, unit."""
        return (self.shift, self.post, self.zone, self.unit)


class Plan(Fact):
    """A roster: its assignments by date, person and layer."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["plan"] = "plan"
    assignments: tuple[Assignment, ...] = ()


def duty_id(day: Date, person: str, shift: str, post: str | None, zone: str | None, unit: str | None) -> str:
    """The stable id of a duty: date, shift, place and person, joined by dots."""
    return ".".join([day.isoformat(), *(part for part in (shift, post, zone, unit, person) if part is not None)])


def assignment(
    shift: Shift,
    person: str,
    day: Date,
    post: str | None = None,
    zone: str | None = None,
    unit: str | None = None,
) -> Assignment:
    """The assignment of `shift` to `person` on `day`, with its times and stable id filled in."""
    return Assignment(
        duty=duty_id(day, person, shift.id, post, zone, unit),
        person=person,
        date=day,
        start=moment(day, shift.start_minute),
        end=moment(day, shift.end_minute),
        shift=shift.id,
        kind=shift.segments[0].kind,
        post=post,
        zone=zone,
        unit=unit,
        role="leader" if shift.layer == "lead" else None,
    )


def filled_in(shift: Shift, duty: Assignment) -> Assignment:
    """The duty with whatever it leaves out taken from its shift."""
    full = assignment(shift, duty.person, duty.date, duty.post, duty.zone, duty.unit)
    stated = {name: value for name, value in duty if value not in (None, "")}
    return full.model_copy(update=stated)


def moment(day: Date, minute: int) -> str:
    """The wall time `minute` minutes after the day's start."""
    return (datetime(day.year, day.month, day.day) + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M")
