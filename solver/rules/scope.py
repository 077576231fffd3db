"""Whom, which days and which duties an entry of a policy is about."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from models.calendar import DayClass, Weekday
from models.duty import Offer
from models.fact import Fact, Id
from models.people import Kind, Person, Rank
from models.station import Station
from models.work import Layer, SegmentKind

ScopePart = Literal["people", "days", "duties"]

PARTS: dict[ScopePart, tuple[str, ...]] = {
    "people": ("kinds", "ranks", "teams", "groups", "skills", "people", "community"),
    "days": ("day_classes", "weekdays", "dates"),
    "duties": ("layers", "shifts", "posts", "duty_kinds", "nights"),
}
"""The fields of a scope by what they restrict; `station_types` is heeded by every rule."""


class Scope(Fact):
    """The people, days and duties that an entry is about; an empty list admits everything.

    Several lists restrict together, values of one list are alternatives. `community`: of a community team, or
    not. `nights`: night duties only, or only others. A duty is admitted by its kinds when any of its segments
    is of one of `duty_kinds`.
    """

    kinds: tuple[Kind, ...] = ()
    ranks: tuple[Rank, ...] = ()
    teams: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    skills: tuple[Id, ...] = ()
    people: tuple[Id, ...] = ()
    community: bool | None = None
    station_types: tuple[str, ...] = ()
    day_classes: tuple[DayClass, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    dates: tuple[Date, ...] = ()
    layers: tuple[Layer, ...] = ()
    shifts: tuple[Id, ...] = ()
    posts: tuple[Id, ...] = ()
    duty_kinds: tuple[SegmentKind, ...] = ()
    nights: bool | None = None

    def admits_station(self, facts: Station) -> bool:
        return not self.station_types or facts.type in self.station_types

    def admits_person(self, person: Person, facts: Station) -> bool:
        return (
            self.admits_station(facts)
            and (not self.kinds or person.kind in self.kinds)
            and (not self.ranks or person.rank in self.ranks)
            and (not self.teams or person.team in self.teams)
            and (not self.groups or person.group in self.groups)
            and (not self.skills or any(skill in self.skills for skill in person.skills))
            and (not self.people or person.id in self.people)
            and (self.community is None or (person.team in facts.community_teams) == self.community)
        )

    def admits_day(self, day: Date, facts: Station) -> bool:
        return (
            self.admits_station(facts)
            and (not self.day_classes or facts.classes[day] in self.day_classes)
            and (not self.weekdays or day.isoweekday() in self.weekdays)
            and (not self.dates or day in self.dates)
        )

    def admits_duty(self, offer: Offer) -> bool:
        return (
            (not self.layers or offer.layer in self.layers)
            and (not self.shifts or offer.shift in self.shifts)
            and (not self.posts or any(post in self.posts for post in (offer.post, *(s.post for s in offer.spans))))
            and (not self.duty_kinds or any(kind in self.duty_kinds for kind in offer.kinds))
            and (self.nights is None or offer.is_night == self.nights)
        )

    def restricts(self, part: ScopePart) -> list[str]:
        """The fields of one part that are set."""
        return [name for name in PARTS[part] if getattr(self, name) not in ((), None)]
