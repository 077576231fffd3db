"""禁止接班: certain shifts do not follow certain others on the next day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import BeforeValidator, Field

from models.fact import Id, Text
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, LEAD, NIGHT, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


def _several(stated: Any) -> Any:
    """One shift is a list of one."""
    return (stated,) if isinstance(stated, str) else tuple(stated) if isinstance(stated, list) else stated


class ForbiddenSuccession(Rule):
    """After any of the shifts `after` (a list, or one), none of the shifts `forbidden` on the next calendar day.

    With forward rotation this keeps day shifts from following nights (D11). Each pair of such duties counts 1.
    """

    after: Annotated[tuple[Id, ...], BeforeValidator(_several)] = Field(min_length=1)
    forbidden: tuple[Id, ...] = Field(min_length=1)

    name = "forbidden_succession"
    title = Text("禁止接班", "Forbidden succession")
    sentence = Text(
        "{person}{date}上{item}，前一天的班次之后不得接此班",
        "{person} has {item} on {date}, which may not follow the day before",
    )
    sources = ("D11",)
    level = 2
    honours = frozenset({"people", "days"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        first = sheet.options(lambda offer: offer.shift in self.after)
        second = sheet.options(lambda offer: offer.shift in self.forbidden)
        amounts = np.outer(first, second).astype(np.int64)
        sheet.pairs(amounts, 1, sheet.people(scope), sheet.days(scope))

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        days = set(timeline.admitted_days(scope))
        for person in timeline.people(scope):
            duties = timeline.duties(person.id, past=True)
            before = Counter(duty.day for duty in duties if duty.offer.shift in self.after)
            for duty in duties:
                count = before[duty.day - 1]
                if duty.day in days and count and duty.offer.shift in self.forbidden:
                    yield Finding(count, 0, count, person.id, duty.day, duty.offer.shift)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        rule = cls(after=("N",), forbidden=("D", "E"))
        yield Example("plain", tiny((DAY, EVENING, NIGHT), days=3), rule)
        yield Example("history", tiny((DAY, NIGHT), days=3, past=[("甲", -1, "N"), ("乙", -2, "N")], known=2), rule)
        yield Example("same shift", tiny((DAY,), days=4), cls(after=("D",), forbidden=("D",)))
        both = cls(after=("E", "N"), forbidden=("D", "E"))
        yield Example("several", tiny((DAY, EVENING, NIGHT), days=3, past=[("甲", -1, "E")], known=1), both)
        yield Example("layers", tiny((DAY, LEAD), days=3, people=1), cls(after=("D", "L"), forbidden=("D",)))
        yield Example("one weekday", tiny((DAY, NIGHT), days=4), rule, Scope(weekdays=(3,), people=("甲",)))
