"""Compensatory rest 补休: days of rest that were worked, repaid by working days without work (L9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.duty import Duty
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.station import Station

REST_CLASSES = ("weekend", "statutory", "moved_off")
REPAID_WITHIN_DAYS = 14
"""Rest that was earned so many days before the roster's end, and is still due, is overdue."""


class Rest(NamedTuple):
    """Days of compensatory rest earned, taken, still due, and overdue at the end of the horizon."""

    earned: int
    taken: int
    due: int
    overdue: int


def rest(facts: Station, person: Person, duties: Sequence[Duty]) -> Rest:
    """What one person is owed; `duties` are all known ones, those before the horizon included.

    Earned is a day of rest on which work begins. Taken is a working day without a minute of work, watch or standby
    on site that is not leave of another kind than compensatory. The earliest earned is repaid first.
    """
    earned = [day for day in _begun(duties) if 0 <= day < facts.days and _class(facts, day) in REST_CLASSES]
    away = _other_leave(facts, person)
    kept = _occupied(duties)
    free = [d for d in range(facts.days) if _class(facts, d) not in REST_CLASSES and d not in kept and d not in away]
    taken = min(len(earned), len(free))
    due = earned[taken:]
    return Rest(len(earned), taken, len(due), sum(day < facts.days - REPAID_WITHIN_DAYS for day in due))


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
