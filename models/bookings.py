"""What is settled or wished about single people's days: leave, requests and locks. Both ends are included."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field

from models.fact import Fact, Id, Name
from models.work import Layer


class Leave(Fact):
    """Days on which a person is not at the station's disposal, `first` to `last`, both included.

    The kind is all that is recorded: never a reason of health.
    """

    person: Id
    first: Date
    last: Date
    kind: Literal["annual", "compensatory", "training", "secondment", "other"] = "annual"

    def covers(self, day: Date) -> bool:
        return self.first <= day <= self.last


class Request(Fact):
    """A person's wish for one day: a duty (`on`) or none (`off`), of one shift or of any.

    `points` is what it costs to refuse.
    """

    person: Id
    date: Date
    wants: Literal["on", "off"]
    shift: Id | None = None
    points: int = Field(1, ge=1, le=1_000_000)


class Lock(Fact):
    """A decision made by hand: on this day and layer the person has this duty, or none where `shift` is null."""

    person: Id
    date: Date
    layer: Layer = "duty"
    shift: Id | None = None
    post: Id | None = None
    zone: Id | None = None
    unit: Id | None = None
    note: Name = ""
