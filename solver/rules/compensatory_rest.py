"""Compensatory rest 补休: days of rest that were worked, repaid by working days without work (L9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import NamedTuple

from models.duty import Duty
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.station import Station

REST_CLASSES = ("weekend", "statutory", "moved_off")
REPAID_WITHIN_DAYS = 14
"""Rest that was earned so many days before the roster's end, and is still due, is overdue."""


class Rest(NamedTuple):
    """Days of compensatory rest: carried into the horizon, earned and taken in it; `owed` are those still due, each
    by the day on which it was earned, the earliest first."""

    carried: int
    earned: int
    taken: int
    owed: tuple[Date, ...]

    @property
    def due(self) -> int:
        return len(self.owed)

    def overdue(self, end: Date) -> int:
        """How many of them were earned more than `REPAID_WITHIN_DAYS` days before `end`."""
        return sum((end - earned).days > REPAID_WITHIN_DAYS for earned in self.owed)


def rest(facts: Station, person: Person, duties: Sequence[Duty], days: int | None = None) -> Rest:
    """What one person is owed after the first `days` days of the horizon, by default after all of them.

    owed = carried + earned − taken, where `carried` is the history's rest owed. Earned is a day of rest on which work
    begins. Taken is a working day without a minute of work, watch or standby on site that is not leave of another
    kind than compensatory, as long as there is rest to repay. The earliest earned is repaid first. `duties` are
    all known ones, those before the horizon included.
    """
    days = facts.days if days is None else days
    carried = sorted(one.earned for one in facts.history.rest_owed if one.person == person.id for _ in range(one.days))
    earned = [facts.day(d) for d in _begun(duties) if 0 <= d < days and _class(facts, d) in REST_CLASSES]
    kept = _occupied(duties) | _other_leave(facts, person)
    free = sum(_class(facts, d) not in REST_CLASSES and d not in kept for d in range(days))
    due = [*carried, *earned]
    taken = min(len(due), free)
    return Rest(len(carried), len(earned), taken, tuple(due[taken:]))


def _class(facts: Station, day: int) -> str:
    return facts.classes[facts.day(day)]


def _begun(duties: Iterable[Duty]) -> list[int]:
    """Days on which work begins, in order."""
    return sorted({duty.day for duty in duties if any(span.is_busy for span in duty.offer.spans)})


def _occupied(duties: Iterable[Duty]) -> set[int]:
    """Days of which a minute is spent at the station."""
    days: set[int] = set()
    for duty in duties:
        for span in duty.offer.spans:
            if span.kind != "athome_standby":
                base = duty.day * MINUTES_PER_DAY
                first, last = base + span.start, base + span.end - 1
                days.update(range(first // MINUTES_PER_DAY, last // MINUTES_PER_DAY + 1))
    return days


def _other_leave(facts: Station, person: Person) -> set[int]:
    days: set[int] = set()
    for leave in facts.leave:
        if leave.person == person.id and leave.kind != "compensatory":
            days.update(range(facts.index(leave.first), facts.index(leave.last) + 1))
    return days
