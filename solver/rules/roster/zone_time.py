"""下片时间: enough time in the own zone every week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.bookings import Leave
from models.duty import Offer, Span
from models.fact import Text
from models.people import Zone
from models.station import Station
from models.work import Post, Segment
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, MONDAY, WATCH, at, officers, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet

IN_ZONE = ("work", "visit")


class ZoneTime(Rule):
    """Whoever has a zone spends at least `minutes_per_week` in it, every calendar week.

    Counted is time of kind work or visit whose zone is the person's own, by the day on which the duty starts. A
    week cut by the horizon, and days of leave, ask for their share: minutes_per_week · days / 7, rounded down.
    Each hour begun that is missing counts 1 (D3: 15 h of visits a week; S8: 16 h by default).
    """

    minutes_per_week: int = Field(960, ge=0, le=10_080)

    name = "zone_time"
    title = Text("下片时间", "Time in the zone")
    sentence = Text(
        "{person}在{date}起的一周下片{measured}，应为{allowed}",
        "{person} spends {measured} in the zone in the week from {date}; {allowed} is due",
    )
    sources = ("D3", "S8")
    level = 2
    honours = frozenset({"people", "duties"})
    strict_side = {"minutes_per_week": "higher"}

    @property
    def is_in_minutes(self) -> bool:
        return True

    def state(self, sheet: Sheet, scope: Scope) -> None:
        everyone = sheet.people(scope)
        wanted = sheet.options(scope.admits_duty)
        for zone in (zone.id for zone in sheet.facts.zones):
            people = np.array([p for p in everyone if sheet.facts.people[p].zone == zone], np.int64)
            if not len(people):
                continue
            amounts = np.where(wanted, sheet.amounts(partial(_minutes_in, zone=zone)), 0)
            for week in _weeks(sheet.facts):
                terms = sheet.tally(amounts, people, np.array(week))
                due = [self._due(sheet.facts, sheet.facts.people[p].id, week) for p in people]
                sheet.limit(terms, lo=np.array(due), step=60, person=people, day=week[0])

    def _due(self, facts: Station, person: str, week: list[int]) -> int:
        away = facts.leave_days.get(person, frozenset())
        return self.minutes_per_week * sum(facts.day(day) not in away for day in week) // 7

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        facts = timeline.facts
        for person in timeline.people(scope):
            if person.zone is None:
                continue
            spent: dict[int, int] = {}
            at_disposal: dict[int, list[int]] = {}
            for day in range(facts.days):
                week = (facts.start.weekday() + day) // 7
                away = any(e.person == person.id and e.covers(facts.day(day)) for e in facts.leave)
                at_disposal.setdefault(week, []).append(0 if away else 1)
            for duty in timeline.duties(person.id, scope):
                inside = [s for s in duty.offer.spans if s.zone == person.zone and s.kind in IN_ZONE]
                week = (facts.start.weekday() + duty.day) // 7
                spent[week] = spent.get(week, 0) + sum(s.end - s.start for s in inside)
            for week, days in at_disposal.items():
                due = self.minutes_per_week * sum(days) // 7
                short = due - spent.get(week, 0)
                if short > 0:
                    first = max(0, 7 * week - facts.start.weekday())
                    yield Finding(spent.get(week, 0), due, (short + 59) // 60, person.id, first)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        zones = (Zone(id="1"), Zone(id="2"))
        posts = (Post(id="c", zoned=True), Post(id="p"))
        own = tuple(p.model_copy(update={"zone": z}) for p, z in zip(officers(2), ("1", None), strict=True))
        shifts = (at(DAY, "c", "p"),)
        week = tiny(shifts, people=own[:1], days=5, zones=zones, posts=posts)
        yield Example("five days", week, cls(minutes_per_week=1500))
        leave = (Leave(person="甲", first=MONDAY, last=MONDAY),)
        yield Example("leave", week.model_copy(update={"leave": leave}), cls(minutes_per_week=1500))
        cut = tiny((at(DAY, "c"),), people=own, days=4, start=FRIDAY, zones=zones, posts=posts)
        yield Example("two weeks", cut, cls(minutes_per_week=1261))
        split = DAY.model_copy(
            update={
                "segments": (
                    Segment(start="08:00", end="12:00", post="p"),
                    Segment(start="14:00", end="17:30", kind="visit", zone="1"),
                )
            }
        )
        yield Example(
            "visit in a split day",
            tiny((split, WATCH), people=own, days=3, zones=zones, posts=posts),
            cls(minutes_per_week=1000),
        )


def _minutes_in(offer: Offer, zone: str) -> int:
    def counts(span: Span) -> bool:
        return span.zone == zone and span.kind in IN_ZONE

    return sum(span.end - span.start for span in offer.spans if counts(span))


def _weeks(facts: Station) -> list[list[int]]:
    """The days of each calendar week, Monday to Sunday, as far as they lie in the horizon."""
    weeks: dict[tuple[int, int], list[int]] = {}
    for index, day in enumerate(facts.dates):
        year, week, _ = day.isocalendar()
        weeks.setdefault((year, week), []).append(index)
    return list(weeks.values())
