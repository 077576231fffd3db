"""The facts of one station for one horizon: the document that a station supplies."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
from functools import cached_property
from typing import Literal

from pydantic import Field

from models.bookings import Leave, Lock, Request
from models.calendar import CalendarDay, DayClass, day_classes
from models.demand import Demand
from models.fact import Fact, Id, Name
from models.history import HISTORY_DAYS, History
from models.people import Group, Pattern, Person, Skill, Team, Zone
from models.work import Post, Resource, Shift, Unit, seats_of

MAX_DAYS = 400


class Station(Fact):
    """A station's facts: who there is, what work there is, and what is already settled.

    The horizon is [start, start + days). All lists keep their order; a roster shows people by team in that order.
    """

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["station"] = "station"
    id: Id = "station"
    name: Name = ""
    type: Literal["urban", "town", "rural"] | None = None
    start: Date
    days: int = Field(ge=1, le=MAX_DAYS)
    skills: tuple[Skill, ...] = ()
    teams: tuple[Team, ...] = ()
    zones: tuple[Zone, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    groups: tuple[Group, ...] = ()
    posts: tuple[Post, ...] = ()
    units: tuple[Unit, ...] = ()
    resources: tuple[Resource, ...] = ()
    shifts: tuple[Shift, ...] = ()
    people: tuple[Person, ...] = ()
    demand: tuple[Demand, ...] = ()
    leave: tuple[Leave, ...] = ()
    requests: tuple[Request, ...] = ()
    locks: tuple[Lock, ...] = ()
    history: History = History()
    calendar: tuple[CalendarDay, ...] = ()

    @cached_property
    def end(self) -> Date:
        """The first day after the horizon."""
        return self.start + timedelta(days=self.days)

    def day(self, index: int) -> Date:
        """The date of day `index`; day 0 is the first, negative days lie in the history."""
        return self.start + timedelta(days=index)

    def index(self, day: Date) -> int:
        """The number of `day`, counted from the start of the horizon."""
        return (day - self.start).days

    @cached_property
    def known_days(self) -> int:
        """How many days before the horizon are known, at most `HISTORY_DAYS`."""
        known = self.history.known_from
        return 0 if known is None else max(0, min(HISTORY_DAYS, (self.start - known).days))

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The days of the horizon."""
        return tuple(self.day(i) for i in range(self.days))

    @cached_property
    def classes(self) -> dict[Date, DayClass]:
        """Class of every day from the known history to two days after the horizon."""
        first = self.day(-HISTORY_DAYS)
        return day_classes(first, self.days + HISTORY_DAYS + 2, self.calendar)

    @cached_property
    def stocks(self) -> dict[str, int]:
        """How much there is of everything that duties use: resources, and the seats of each unit."""
        return {r.id: r.count for r in self.resources} | {seats_of(unit): unit.seats for unit in self.units}

    @cached_property
    def shift_by_id(self) -> dict[str, Shift]:
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def post_by_id(self) -> dict[str, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def community_teams(self) -> frozenset[str]:
        return frozenset(team.id for team in self.teams if team.community)

    @cached_property
    def leave_days(self) -> dict[str, frozenset[Date]]:
        """Days of leave within the horizon, per person who has any."""
        days: dict[str, set[Date]] = {}
        for leave in self.leave:
            first, end = max(0, self.index(leave.first)), max(0, self.index(leave.last) + 1)
            days.setdefault(leave.person, set()).update(self.dates[first:end])
        return {person: frozenset(dates) for person, dates in days.items()}

    @cached_property
    def demand_by_day(self) -> tuple[tuple[Demand, ...], ...]:
        """For each day of the horizon the demands that hold on it, in the order of the facts."""
        numbers = {work: n for n, work in enumerate(dict.fromkeys(d.work for d in self.demand))}
        named: dict[Date, dict[int, list[Demand]]] = {day: {} for day in self.dates}
        for demand in self.demand:
            for day in demand.dates or self.dates:
                if day in named and demand.holds_on(day, self.classes[day]):
                    named[day].setdefault(numbers[demand.work], []).append(demand)
        return tuple(self._most_particular(named[day]) for day in self.dates)

    def _most_particular(self, named: dict[int, list[Demand]]) -> tuple[Demand, ...]:
        """Of the demands on each work the one that holds, in the order in which the works first come."""
        return tuple(max(named[work], key=lambda d: d.particularity) for work in sorted(named))

    def pattern_days(self, pattern: str) -> tuple[str | None, ...]:
        """The days of a pattern with nested patterns written out: shift ids and None for off."""
        nested = {p.id: p for p in self.patterns}
        days: list[str | None] = []
        for item in nested[pattern].days:
            days.extend(self.pattern_days(item) if item in nested else (item,))
        return tuple(days)
