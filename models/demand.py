"""How many people a station needs, of which kind, where and when."""

from __future__ import annotations

from datetime import date as Date
from typing import Annotated

from pydantic import Field

from models.calendar import DayClass, Weekday
from models.fact import Fact, Id
from models.people import Kind, Rank
from models.work import Clock

Number = Annotated[int, Field(ge=0, le=10_000)]


class Demand(Fact):
    """People needed at one place at one time, on the days that it names.

    The time is either a `shift` (people who serve that very shift) or an interval [start, end) of the day, on
    which people are counted minute by minute whatever shift brings them. `post`, `zone` and `unit` say where;
    `kind`, `ranks`, `skill` and `woman` say who counts. Several demands on the same work hold side by side
    ("two people, one of them an officer").

    Days: `dates`, `day_classes` and `weekdays` restrict the demand to those days. Where several demands differ
    only in days and numbers, the most particular one that names the day holds: dates before day classes before
    weekdays before no restriction.

    Numbers: fewer than `minimum` is unfilled work; fewer than `preferred` and more than `maximum` are wishes.
    `priority` is the price of each missing person, `surplus_priority` of each person too many.
    """

    id: Id
    post: Id | None = None
    shift: Id | None = None
    start: Clock | None = None
    end: Clock | None = None
    zone: Id | None = None
    unit: Id | None = None
    kind: Kind | None = None
    ranks: tuple[Rank, ...] = ()
    skill: Id | None = None
    woman: bool | None = None
    weekdays: tuple[Weekday, ...] = ()
    day_classes: tuple[DayClass, ...] = ()
    dates: tuple[Date, ...] = ()
    minimum: Number = 0
    preferred: Number | None = None
    maximum: Number | None = None
    priority: int = Field(1, ge=1, le=1_000_000)
    surplus_priority: int = Field(1, ge=0, le=1_000_000)

    @property
    def work(self) -> tuple[object, ...]:
        """What the demand is about, apart from days and numbers: demands alike in this replace one another."""
        return (
            self.post, self.shift, self.start, self.end, self.zone, self.unit,
            self.kind, self.ranks, self.skill, self.woman,
        )  # fmt: skip

    @property
    def particularity(self) -> int:
        """3 dates, 2 day classes, 1 weekdays, 0 every day."""
        return 3 if self.dates else 2 if self.day_classes else 1 if self.weekdays else 0

    def holds_on(self, day: Date, day_class: DayClass) -> bool:
        """Whether the demand names this day."""
        return (
            (not self.dates or day in self.dates)
            and (not self.day_classes or day_class in self.day_classes)
            and (not self.weekdays or day.isoweekday() in self.weekdays)
        )
