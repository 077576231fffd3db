"""夜班后休息: after several nights in a row, a long rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.duty import Offer
from models.fact import MINUTES_PER_DAY, Text
from models.work import Segment
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, LEAD, NIGHT, STANDBY, WATCH, tiny

if TYPE_CHECKING:
    from solver.program.draft import Terms
    from solver.program.program import Bools, Ints
    from solver.roster.sheet import Sheet


class RestAfterNights(Rule):
    """After a run of `nights` or more nights in a row, at least `hours` of rest before the next time at work.

    A run is days in a row on each of which a night duty with a busy segment starts that the scope admits, the known
    history included.
    rest = start of the later duty's first busy segment − end of the last night's last busy segment, for every busy duty
    of a later day and every night duty of the run's last day that do not overlap; a night that goes on with the run is
    not counted. Such a pair counts one per hour missing, rounded up (D11: 48 h after three nights). Days of the scope
    are those of the later duty.
    """

    nights: int = Field(3, ge=1, le=14, description="Nights in a row.")
    hours: int = Field(48, ge=1, le=168, description="Rest after them [h].")

    name = "rest_after_nights"
    title = Text("夜班后休息", "Rest after nights")
    sentence = Text(
        "{person}连续夜班之后，在{date}上班前仅休息{measured}，规定不少于{allowed}",
        "{person} has {measured} of rest after a run of nights before duty on {date}; at least {allowed} is required",
    )
    sources = ("D11",)
    level = 2
    honours = frozenset({"people", "days", "duties"})
    strict_side = {"nights": "lower", "hours": "higher"}

    @property
    def is_in_minutes(self) -> bool:
        return True

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        due = self.hours * 60
        offers = list(enumerate(sheet.offers, start=1))
        ends = {i: _end(offer) for i, offer in offers if _is_counted(offer, scope)}
        starts = {j: start for j, offer in offers if (start := _start(offer)) is not None}
        if not ends:
            return
        run = sheet.truth(sheet.options(lambda o: _is_counted(o, scope)), people)
        for apart, later in enumerate(range(MINUTES_PER_DAY, max(ends.values()) + due, MINUTES_PER_DAY), start=1):
            missing = np.zeros((sheet.draft.options, sheet.draft.options), np.int64)
            for i, end in ends.items():
                for j, start in starts.items():
                    rest = start + later - end
                    if rest >= 0:
                        missing[i, j] = -((rest - due) // 60)
            for price, firsts, seconds in sheet.priced_alike(missing):
                self._limit(sheet, run, people, sheet.days(scope), firsts, seconds, apart, price)

    def _limit(
        self,
        sheet: Sheet,
        run: Terms,
        people: Ints,
        days: Ints,
        firsts: Bools,
        seconds: Bools,
        apart: int,
        price: int,
    ) -> None:
        """nights before the last + [last in firsts] − [the day after is a night] + [later in seconds] ≤ `nights`."""
        last = days - apart + sheet.past
        days, last = days[last >= self.nights - 1], last[last >= self.nights - 1]
        before = sheet.stretch(run, last, np.arange(1 - self.nights, 0))
        after = sheet.stretch(run, last, np.array([1]), signs=-1)
        who, when = np.repeat(people, len(days)), np.tile(days, len(people))
        for a in sheet.layers_of(firsts):
            for b in sheet.layers_of(seconds):
                first, second = sheet.taken(firsts, who, when - apart, a), sheet.taken(seconds, who, when, b)
                sheet.limit(before, first, after, second, hi=self.nights, times=price, person=who, day=when)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        days = set(timeline.admitted_days(scope))
        due = self.hours * 60
        for person in timeline.people(scope):
            duties = timeline.duties(person.id, past=True)
            nights = [duty for duty in duties if _is_counted(duty.offer, scope)]
            over = _last_days({duty.day for duty in nights}, self.nights)
            for night in (duty for duty in nights if duty.day in over):
                free_from = night.day * MINUTES_PER_DAY + [s.end for s in night.offer.spans if s.is_busy][-1]
                for later in duties:
                    busy = [span.start for span in later.offer.spans if span.is_busy]
                    if later.day not in days or later.day <= night.day or not busy:
                        continue
                    rest = later.day * MINUTES_PER_DAY + busy[0] - free_from
                    if 0 <= rest < due:
                        yield Finding(rest, due, (due - rest + 59) // 60, person.id, later.day)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("plain", tiny((DAY, NIGHT), days=5, people=1), cls(nights=2))
        yield Example("three", tiny((DAY, NIGHT), days=7, people=1), cls())
        past = [("甲", -1, "N"), ("甲", -2, "N"), ("乙", -2, "N"), ("乙", -3, "N")]
        yield Example("history", tiny((DAY, NIGHT), days=3, past=past, known=3), cls(nights=2))
        yield Example("known no further", tiny((DAY, NIGHT), days=3, past=past[:3], known=2), cls(nights=3))
        yield Example("any night", tiny((EVENING, NIGHT), days=4, people=1), cls(nights=1, hours=33))
        yield Example("layers", tiny((NIGHT, LEAD, STANDBY), days=4, people=1), cls(nights=2))
        yield Example("watches alone", tiny((NIGHT, WATCH), days=5, people=1), cls(nights=2), Scope(shifts=("W",)))
        yield Example("one weekday", tiny((DAY, NIGHT), days=5, people=1), cls(nights=1), Scope(weekdays=(4,)))
        split = (Segment(start="19:00", end="22:10"), Segment(start="22:30", end="06:20+1"))
        home = Segment(start="06:30+1", end="07:30+1", kind="athome_standby")
        long = NIGHT.model_copy(update={"id": "V", "segments": (*split, home)})
        yield Example("a night in parts", tiny((DAY, long), days=5, people=1), cls(nights=2))
        over = NIGHT.model_copy(update={"id": "V", "segments": (Segment(start="23:00", end="07:01"),)})
        early = DAY.model_copy(update={"id": "M", "segments": (Segment(start="00:00", end="08:00"),)})
        yield Example(
            "a minute short", tiny((early, over), days=5, people=1), cls(nights=1, hours=41), Scope(shifts=("V",))
        )


def _last_days(days: set[int], length: int) -> set[int]:
    """The last day of each run of at least that many days."""
    return {day for day in days - {day - 1 for day in days} if days.issuperset(range(day - length + 1, day))}


def _is_counted(offer: Offer, scope: Scope) -> bool:
    return offer.is_night and scope.admits_duty(offer) and any(span.is_busy for span in offer.spans)


def _end(offer: Offer) -> int:
    return max(span.end for span in offer.spans if span.is_busy)


def _start(offer: Offer) -> int | None:
    return min((span.start for span in offer.spans if span.is_busy), default=None)
