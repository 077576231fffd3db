"""连续休息天数: days off come in runs that are neither too short nor too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pydantic import Field

from models.fact import Text
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, LEAD, STANDBY, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class OffRun(Rule):
    """A run of days off between two days of work is at least `least` days long, and no run is longer than `most`.

    A day is off when no duty with a busy segment starts on it. Runs reach back into the known history. A run that
    is ended by a working day of the horizon counts each day short of `least`, unless it may have begun before the
    known days; a run open at the horizon's end is not short. Each day of the horizon beyond `most` counts 1 (D11).
    """

    least: int | None = Field(None, ge=1, le=60)
    most: int | None = Field(None, ge=1, le=400)

    name = "off_run"
    title = Text("连续休息天数", "Run of days off")
    sentence = Text(
        "{person}到{date}为止连续休息{measured}天，规定{allowed}天",
        "{person} is off {measured} days in a row up to {date}; {allowed} are allowed",
    )
    sources = ("D11", "L11")
    level = 2
    strict_side = {"least": "higher", "most": "lower"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        worked = sheet.truth(sheet.options(lambda o: any(span.is_busy for span in o.spans)), people)
        if self.most is not None:
            sheet.limit_windows(worked, people, self.most + 1, lo=1)
        if self.least is None:
            return
        for length in range(1, self.least):
            short = self.least - length
            sheet.limit_patterns(worked, people, inside=length, coef=-1, hi=1, times=short)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        known, end = -timeline.facts.known_days, timeline.facts.days
        for person in timeline.people(scope):
            busy = {d.day for d in timeline.duties(person.id, past=True) if any(s.is_busy for s in d.offer.spans)}
            off = [(day, day not in busy) for day in range(known, end)]
            for is_off, days in groupby(off, key=itemgetter(1)):
                run = [day for day, _ in days]
                if not is_off:
                    continue
                if self.most is not None:
                    over = sum(day >= 0 for day in run[self.most :])
                    if over:
                        yield Finding(len(run), self.most, over, person.id, run[-1])
                closed = run[0] > known and -1 <= run[-1] < end - 1
                if self.least is not None and closed and len(run) < self.least:
                    yield Finding(len(run), self.least, self.least - len(run), person.id, run[-1])

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("least", tiny((DAY,), days=6), cls(least=3))
        yield Example("most", tiny((DAY,), days=5), cls(most=2))
        past = [("甲", -3, "D"), ("乙", -1, "D")]
        yield Example("history", tiny((DAY,), days=4, past=past, known=4), cls(least=3, most=3))
        yield Example("known no further", tiny((DAY,), days=4, past=[("乙", -1, "D")], known=1), cls(least=2, most=1))
        yield Example("layers", tiny((DAY, LEAD, STANDBY), days=3, people=1), cls(least=2, most=1))
