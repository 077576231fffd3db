"""班次数: so many duties of one kind, no fewer and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.fact import Text
from models.history import Counter, History
from models.station import Station
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, LEAD, MONDAY, NIGHT, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class DutyCount(Rule):
    """A person's duties that the scope admits number at least `least` and at most `most` in the horizon.

    Days in the scope are those on which the duty starts. With `carried` the history's counter is added, and the bounds
    hold for the whole: the counter of nights where the scope is about nights, else that of duties. Each duty too few or
    too many counts 1.
    """

    least: int | None = Field(None, ge=0, le=1000)
    most: int | None = Field(None, ge=0, le=1000)
    carried: bool = Field(False, description="Adds the history's counter.")

    name = "duty_count"
    title = Text("班次数", "Number of duties")
    sentence = Text("{person}共{measured}班，规定{allowed}班", "{person} has {measured} duties; {allowed} are allowed")
    sources = ("D11", "D13")
    level = 2
    honours = frozenset({"people", "days", "duties"})
    strict_side = {"least": "higher", "most": "lower"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        wanted = sheet.options(scope.admits_duty).astype(int)
        rows = sheet.rows(sheet.tally(wanted, people, sheet.days(scope)))
        before = self._before(sheet.facts, scope)
        carried = np.array([before.get(sheet.facts.people[p].id, 0) for p in people], np.int64)
        if self.least is not None:
            sheet.limit_rows(rows, lo=self.least - carried, person=people)
        if self.most is not None:
            sheet.limit_rows(rows, hi=self.most - carried, person=people)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        before = self._before(timeline.facts, scope)
        for person in timeline.people(scope):
            held = timeline.duties(person.id, scope)
            count = sum(scope.admits_day(timeline.facts.day(duty.day), timeline.facts) for duty in held)
            count += before.get(person.id, 0)
            if self.least is not None and count < self.least:
                yield Finding(count, self.least, self.least - count, person.id)
            if self.most is not None and count > self.most:
                yield Finding(count, self.most, count - self.most, person.id)

    def _before(self, facts: Station, scope: Scope) -> dict[str, int]:
        """What each person brings along."""
        return facts.history.carried("nights" if scope.nights else "duties") if self.carried else {}

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("most nights", tiny((DAY, NIGHT), days=3), cls(most=1), Scope(nights=True))
        yield Example("least", tiny((DAY, NIGHT), days=3), cls(least=2), Scope(shifts=("D",)))
        yield Example(
            "weekend", tiny((DAY,), days=4, start=FRIDAY), cls(most=1, least=1), Scope(day_classes=("weekend",))
        )
        past = [("甲", -1, "W")]
        yield Example("layers", tiny((WATCH, LEAD), days=3, people=1, past=past, known=1), cls(most=2))
        counters = (
            Counter(person="甲", measure="duties", amount=4, since=MONDAY),
            Counter(person="乙", measure="nights", amount=2, since=MONDAY),
        )
        counted = tiny((DAY, NIGHT), days=3).model_copy(update={"history": History(counters=counters)})
        yield Example("carried", counted, cls(least=2, most=5, carried=True))
        yield Example("nights carried", counted, cls(least=2, most=3, carried=True), Scope(nights=True))
        yield Example("not carried", counted, cls(least=2, most=3))
