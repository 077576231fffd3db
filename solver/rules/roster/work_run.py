"""连续上班天数: neither too many days at work in a row nor too few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from models.fact import Text
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, LEAD, NIGHT, STANDBY, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class WorkRun(Rule):
    """A run of days on which a duty starts is at least `least` and at most `most` days long.

    A day counts when a duty that the scope admits starts on it; without `duty_kinds` in the scope, a duty with a
    busy segment. Runs reach back into the known history. Each day of the horizon beyond `most` counts 1. A run that is
    ended by a free day of the horizon counts each day short of `least`, unless it may have begun before the known days;
    a run still open at the horizon's end is not short (D11: at most 6 days, at most 3 nights).
    """

    least: int | None = Field(None, ge=1, le=60)
    most: int | None = Field(None, ge=1, le=400)

    name = "work_run"
    title = Text("连续上班天数", "Run of working days")
    sentence = Text(
        "{person}到{date}为止连续上班{measured}天，规定{allowed}天",
        "{person} works {measured} days in a row up to {date}; {allowed} are allowed",
    )
    sources = ("D11", "L14")
    level = 2
    honours = frozenset({"people", "duties"})
    strict_side = {"least": "higher", "most": "lower"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        busy = sheet.options(
            lambda o: scope.admits_duty(o) and (bool(scope.duty_kinds) or any(s.is_busy for s in o.spans))
        )
        worked = sheet.truth(busy, people)
        if self.most is not None:
            sheet.limit_windows(worked, people, self.most + 1, hi=self.most)
        if self.least is None:
            return
        for length in range(1, self.least):
            short = self.least - length
            sheet.limit_patterns(worked, people, inside=length, coef=1, hi=length - 1, times=short)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        facts = timeline.facts
        for person in timeline.people(scope):
            worked = {
                duty.day
                for duty in timeline.duties(person.id, scope, past=True)
                if scope.duty_kinds or any(span.is_busy for span in duty.offer.spans)
            }
            run = 0
            for day in range(-facts.known_days, facts.days):
                if day in worked:
                    run += 1
                    if self.most is not None and run > self.most and day >= 0:
                        yield Finding(run, self.most, 1, person.id, day)
                    continue
                begun = day - run
                if self.least is not None and 0 < run < self.least and begun > -facts.known_days and day >= 0:
                    yield Finding(run, self.least, self.least - run, person.id, day - 1)
                run = 0

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("most", tiny((DAY,), days=5), cls(most=2))
        yield Example("least", tiny((DAY,), days=6), cls(least=3))
        past = [("甲", -1, "D"), ("甲", -2, "D"), ("乙", -2, "D")]
        yield Example("history", tiny((DAY,), days=4, past=past, known=3), cls(least=3, most=3))
        yield Example("known no further", tiny((DAY,), days=4, past=past, known=2), cls(least=3, most=3))
        yield Example("watch and lead", tiny((WATCH, LEAD, STANDBY), days=4, people=1), cls(most=2, least=2))
        yield Example("nights", tiny((DAY, NIGHT), days=4), cls(most=1), Scope(nights=True))
