"""周末上班: only so many weekends worked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.fact import Text
from models.history import Counter, History
from solver.rules.base import Example, Finding, Rule
from solver.rules.measures import weekend_carried
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, LEAD, STANDBY, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class Weekends(Rule):
    """A person works at most `most` of the horizon's weekends.

    A weekend is a Saturday and the Sunday after it, as far as they lie in the horizon; it is worked when a duty that
    the scope admits, with a busy segment, starts on either day. With `carried` the history's counter of weekends is
    added; a weekend that it holds already, since the Saturday before the horizon was worked, is not counted again.
    Each weekend too many counts 1 (D13).
    """

    most: int = Field(2, ge=0, le=60)
    carried: bool = Field(False, description="Adds the history's counter.")

    name = "weekends"
    title = Text("周末上班", "Weekends worked")
    sentence = Text(
        "{person}有{measured}个周末上班，最多{allowed}个",
        "{person} works {measured} weekends; at most {allowed} are allowed",
    )
    sources = ("D13",)
    level = 2
    honours = frozenset({"people", "duties"})
    strict_side = {"most": "lower"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        mask = sheet.options(lambda o: scope.admits_duty(o) and any(s.is_busy for s in o.spans))
        worked = sheet.weekends(mask, people, sheet.horizon, carried=self.carried)
        before = sheet.facts.history.carried("weekends") if self.carried else {}
        carried = np.array([before.get(sheet.facts.people[p].id, 0) for p in people], np.int64)
        sheet.limit(worked, hi=self.most - carried, person=people)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        carried = timeline.facts.history.carried("weekends") if self.carried else {}
        counted = weekend_carried(timeline.facts) if self.carried else frozenset()
        for person in timeline.people(scope):
            dates = [
                timeline.facts.day(duty.day)
                for duty in timeline.duties(person.id, scope)
                if any(span.is_busy for span in duty.offer.spans) and not (duty.day == 0 and person.id in counted)
            ]
            mondays = {date.toordinal() - date.weekday() for date in dates if date.weekday() in {5, 6}}
            worked = len(mondays) + carried.get(person.id, 0)
            if worked > self.most:
                yield Finding(worked, self.most, worked - self.most, person.id)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("none", tiny((DAY,), days=4, start=FRIDAY), cls(most=0))
        yield Example("one of two", tiny((DAY,), days=10, start=FRIDAY, people=1), cls(most=1))
        sunday = FRIDAY.replace(day=7)
        yield Example(
            "half a weekend", tiny((DAY,), days=3, start=sunday, past=[("甲", -1, "D")], known=1), cls(most=0)
        )
        yield Example(
            "layers",
            tiny((DAY, LEAD, STANDBY), days=3, start=FRIDAY, people=1),
            cls(most=0),
            Scope(layers=("lead", "standby")),
        )
        counters = (
            Counter(person="甲", measure="weekends", amount=2, since=FRIDAY),
            Counter(person="乙", measure="duties", amount=2, since=FRIDAY),
        )
        counted = tiny((DAY,), days=3, start=FRIDAY).model_copy(update={"history": History(counters=counters)})
        yield Example("carried", counted, cls(most=2, carried=True))
        yield Example("not carried", counted, cls(most=0))
        split = tiny((DAY,), days=8, start=sunday, past=[("甲", -1, "D"), ("乙", -1, "D")], known=1)
        before = (
            Counter(person="甲", measure="weekends", amount=1, since=FRIDAY),
            Counter(person="乙", measure="weekends", amount=1, since=sunday),
        )
        halved = split.model_copy(update={"history": split.history.model_copy(update={"counters": before})})
        yield Example("a weekend in two months", halved, cls(most=1, carried=True))
