"""What happened before the horizon, as far as rules look back."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field

from models.fact import Fact, Id, Text
from models.plan import Assignment

HISTORY_DAYS = 14
"""So many days before the horizon are looked at."""

Measure = Literal["duties", "hours", "nights", "weekends", "holidays", "leads", "standbys"]
"""What is counted per person: duties 班数, credited hours 工时, nights 夜班, weekends worked 周末,
duties on statutory holidays 法定节假日, leader days 带班, standbys 备勤."""

MEASURE_WORDS: dict[str, Text] = {
    "duties": Text("班数", "duties"),
    "hours": Text("工时", "working time"),
    "nights": Text("夜班", "nights"),
    "weekends": Text("周末", "weekends"),
    "holidays": Text("法定节假日", "statutory holidays"),
    "leads": Text("带班", "leader days"),
    "standbys": Text("备勤", "standbys"),
}


class Counter(Fact):
    """What a person has carried since `since` up to the horizon's start: fair shares go on from here (D13)."""

    person: Id
    measure: Measure
    amount: int = Field(ge=0, le=1_000_000)
    since: Date


class RestOwed(Fact):
    """Days of compensatory rest 补休 that a person has earned and not yet taken (L9).

    `earned` is the day of rest that was worked; several earned by then may stand together as `days`.
    """

    person: Id
    earned: Date
    days: int = Field(1, ge=1, le=1000)


class History(Fact):
    """The last days' duties, the counters, and the compensatory rest still owed.

    `known_from` is the first day of which every duty is listed (null: nothing is known before the horizon). Days
    before it are unknown, not free: a run that may have begun there is not charged for being short.
    """

    known_from: Date | None = None
    duties: tuple[Assignment, ...] = ()
    counters: tuple[Counter, ...] = ()
    rest_owed: tuple[RestOwed, ...] = ()

    def carried(self, measure: Measure) -> dict[str, int]:
        """What each person who has such a counter has carried of a measure."""
        amounts: dict[str, int] = {}
        for counter in self.counters:
            if counter.measure == measure:
                amounts[counter.person] = amounts.get(counter.person, 0) + counter.amount
        return amounts
