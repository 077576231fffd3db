"""工时: credited time in the horizon, neither too little nor too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.bookings import Leave
from models.fact import Text
from models.people import Person
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, MONDAY, STANDBY, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet

WORKING_CLASSES = ("workday", "makeup")


class Hours(Rule):
    """A person's credited minutes in the horizon lie between `least_minutes` and `most_minutes`.

    A day of leave that is a working day is credited `leave_day_minutes` besides. Each hour begun outside counts 1:
    ⌈distance / 60⌉ (L10: 40 h a week; D12 for what is credited).
    """

    least_minutes: int | None = Field(None, ge=0, le=1_000_000)
    most_minutes: int | None = Field(None, ge=0, le=1_000_000)
    leave_day_minutes: int = Field(0, ge=0, le=1440)

    name = "hours"
    title = Text("工时", "Hours")
    sentence = Text(
        "{person}计入工时{measured}，规定{allowed}",
        "{person} is credited {measured}; {allowed} is allowed",
    )
    sources = ("L10", "D12")
    level = 2
    honours = frozenset({"people", "days", "duties"})
    strict_side = {"least_minutes": "higher", "most_minutes": "lower"}

    @property
    def is_in_minutes(self) -> bool:
        return True

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        wanted = sheet.options(scope.admits_duty)
        credit = np.where(wanted, sheet.amounts(lambda offer: offer.credit), 0)
        rows = sheet.rows(sheet.tally(credit, people, sheet.days(scope)))
        leave = np.array([self._leave_days(sheet.facts.people[p], sheet, scope) for p in people], np.int64)
        given = leave * self.leave_day_minutes
        if self.least_minutes is not None:
            sheet.limit_rows(rows, lo=self.least_minutes - given, step=60, person=people)
        if self.most_minutes is not None:
            sheet.limit_rows(rows, hi=self.most_minutes - given, step=60, person=people)

    def _leave_days(self, person: Person, sheet: Sheet, scope: Scope) -> int:
        away = sheet.facts.leave_days.get(person.id, frozenset())
        admitted = (d for d in away if scope.admits_day(d, sheet.facts))
        return sum(sheet.facts.classes[d] in WORKING_CLASSES for d in admitted)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        facts = timeline.facts
        days = set(timeline.admitted_days(scope))
        working = [facts.day(day) for day in days if facts.classes[facts.day(day)] in WORKING_CLASSES]
        for person in timeline.people(scope):
            minutes = sum(duty.offer.credit for duty in timeline.duties(person.id, scope) if duty.day in days)
            if self.leave_day_minutes:
                away = [leave for leave in facts.leave if leave.person == person.id]
                minutes += self.leave_day_minutes * sum(any(e.covers(day) for e in away) for day in working)
            for bound, off in ((self.least_minutes, -1), (self.most_minutes, 1)):
                if bound is not None and (outside := (minutes - bound) * off) > 0:
                    yield Finding(minutes, bound, (outside + 59) // 60, person.id)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("both", tiny((DAY,), days=4), cls(least_minutes=600, most_minutes=1100))
        yield Example("hour by hour", tiny((DAY,), days=4), cls(least_minutes=541))
        yield Example("one minute over", tiny((DAY,), days=4), cls(most_minutes=1079))
        yield Example(
            "watch and standby",
            tiny((WATCH, STANDBY), days=3, people=1, past=[("甲", -1, "W")], known=1),
            cls(most_minutes=2000),
        )
        leave = (Leave(person="甲", first=FRIDAY, last=FRIDAY), Leave(person="乙", first=MONDAY, last=MONDAY))
        facts = tiny((DAY,), days=3, start=FRIDAY, leave=leave)
        yield Example("leave", facts, cls(least_minutes=500, leave_day_minutes=480))
        yield Example(
            "weekend",
            facts,
            cls(most_minutes=500, leave_day_minutes=480),
            Scope(day_classes=("weekend",), shifts=("D",)),
        )
