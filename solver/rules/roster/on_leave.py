"""休假: no duty on a day of leave, and none that reaches too far into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.bookings import Leave as Booking
from models.duty import Offer
from models.fact import MINUTES_PER_DAY, Text
from models.work import Segment
from solver.rules.base import Example, Finding, Rule
from solver.rules.pieces import BEGUN
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, LEAD, MONDAY, NIGHT, STANDBY, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class OnLeave(Rule):
    """No duty starts on a person's day of leave; one that starts before may reach at most `spill_hours` into it.

    The duty of the evening before thus ends in time, and a watch that ends at 08:00 may still be served. Each
    duty counts 1 (L12).
    """

    spill_hours: int = Field(9, ge=0, le=24, description="Hours of the first day of leave that a duty may take [h].")

    name = "leave"
    title = Text("休假", "Leave")
    sentence = Text("{person}在{date}的班次{item}占用休假", "{person}: {item} on {date} falls into leave")
    sources = ("L12",)
    level = 0
    honours = frozenset({"people", "duties"})
    strict_side = {"spill_hours": "lower"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        wanted = sheet.options(scope.admits_duty)
        latest = {ahead: ahead * MINUTES_PER_DAY + self.spill_hours * 60 for ahead in BEGUN[2:]}
        late = {ahead: sheet.options(partial(_ends_after, minute=minute)) for ahead, minute in latest.items()}
        for p in sheet.people(scope):
            away = sheet.facts.leave_days.get(sheet.facts.people[p].id, frozenset())
            days = np.array(sorted(sheet.facts.index(day) for day in away), np.int64)
            sheet.cost(wanted, np.full(len(days), p), days)
            for ahead in BEGUN[2:]:
                before = np.array([d - ahead for d in days if self._is_next(int(d), ahead, days)], np.int64)
                sheet.cost(wanted & late[ahead], np.full(len(before), p), before)

    def _is_next(self, day: int, ahead: int, days: np.ndarray) -> bool:
        """Whether `day` is the first day of leave after the day `ahead` days before, which itself is in the horizon."""
        return day - ahead >= 0 and not any(day - back in days for back in range(1, ahead + 1))

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        for person in timeline.people(scope):
            away = timeline.facts.leave_days.get(person.id, frozenset())
            for duty in timeline.duties(person.id, scope) if away else []:
                ahead = [n for n in BEGUN[1:] if timeline.facts.day(duty.day + n) in away]
                if not ahead:
                    continue
                into = duty.offer.end - ahead[0] * MINUTES_PER_DAY
                if ahead[0] == 0 or into > self.spill_hours * 60:
                    yield Finding(1, 0, 1, person.id, duty.day, duty.offer.shift)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        wednesday, thursday = MONDAY.replace(day=3), MONDAY.replace(day=4)
        leave = (Booking(person="甲", first=wednesday, last=thursday),)
        yield Example("night before", tiny((DAY, NIGHT), days=4, leave=leave), cls(spill_hours=6))
        yield Example("night allowed", tiny((DAY, NIGHT), days=4, leave=leave), cls(spill_hours=7))
        yield Example("layers", tiny((WATCH, LEAD, STANDBY), days=4, people=1, leave=leave), cls(spill_hours=7))
        long = WATCH.model_copy(update={"segments": (WATCH.segments[0].model_copy(update={"end": "10:00+2"}),)})
        yield Example("two days ahead", tiny((long,), days=4, people=1, leave=leave), cls())
        late = NIGHT.model_copy(update={"segments": (Segment(start="23:00", end="07:05"),)})
        yield Example("five minutes too long", tiny((late,), days=4, people=1, leave=leave), cls(spill_hours=7))
        first = (Booking(person="甲", first=MONDAY, last=MONDAY),)
        yield Example(
            "first day", tiny((WATCH,), days=2, leave=first, past=[("甲", -1, "W")], known=1), cls(spill_hours=0)
        )


def _ends_after(offer: Offer, minute: int) -> bool:
    return offer.end > minute
