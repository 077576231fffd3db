"""最小休息间隔: enough rest between the end of one duty and the start of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.duty import Duty, Offer
from models.fact import MINUTES_PER_DAY, Text
from models.work import Segment
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, LEAD, NIGHT, STANDBY, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class MinRest(Rule):
    """After a duty that the scope admits, at least `hours` of rest before the next time at work.

    rest = start of the later duty's first busy segment − end of the earlier duty's last segment of the watched
    kinds, for every pair of duties of one person that do not overlap, across layers and from the history on.
    Watched are the scope's `duty_kinds`, else the busy kinds: work, watch, visit, training. A pair counts one per
    hour missing, rounded up (D11: 11 h between duties; after a watch the rest of the day it ends on).

    On-site standby may run into a watch unless an entry says otherwise: each kind of standby has rest of its own, for
    which no figure is known (D11, D12). A bureau states it as an entry whose scope has `duty_kinds` onsite_standby.
    """

    hours: int = Field(11, ge=1, le=96, description="Rest between duties [h].")

    name = "min_rest"
    title = Text("最小休息间隔", "Minimum rest")
    sentence = Text(
        "{person}在{date}上班前仅休息{measured}，规定不少于{allowed}",
        "{person} has {measured} of rest before duty on {date}; at least {allowed} is required",
    )
    sources = ("D11",)
    level = 2
    honours = frozenset({"people", "days", "duties"})
    strict_side = {"hours": "higher"}

    @property
    def is_in_minutes(self) -> bool:
        return True

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people, days = sheet.people(scope), sheet.days(scope)
        due = self.hours * 60
        offers = list(enumerate(sheet.offers, start=1))
        ends = {i: end for i, offer in offers if scope.admits_duty(offer) and (end := _watched_end(offer, scope))}
        starts = {j: start for j, offer in offers if (start := _busy_start(offer)) is not None}
        if not ends:
            return
        for apart, later in enumerate(range(0, max(ends.values()) + due, MINUTES_PER_DAY)):
            missing = np.zeros((sheet.draft.options, sheet.draft.options), np.int64)
            for i, end in ends.items():
                for j, start in starts.items():
                    rest = start + later - end
                    if rest >= 0:
                        missing[i, j] = -((rest - due) // 60)
            sheet.pairs(missing, apart, people, days)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        days = set(timeline.admitted_days(scope))
        due = self.hours * 60
        for person in timeline.people(scope):
            duties = timeline.duties(person.id, past=True)
            begun = [(d, start) for d in duties if d.day in days and (start := _begins(d)) is not None]
            for earlier in (d for d in duties if scope.admits_duty(d.offer)):
                watched = [
                    s for s in earlier.offer.spans if s.kind in scope.duty_kinds or (not scope.duty_kinds and s.is_busy)
                ]
                if not watched:
                    continue
                free_from = earlier.day * MINUTES_PER_DAY + watched[-1].end
                for later, start in begun:
                    rest = start - free_from
                    if 0 <= rest < due and later.day >= earlier.day and later is not earlier:
                        yield Finding(rest, due, (due - rest + 59) // 60, person.id, later.day)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("evening before day", tiny((DAY, EVENING), days=3), cls())
        yield Example("night", tiny((DAY, NIGHT), days=3), cls(hours=14))
        yield Example("watch", tiny((WATCH, DAY), days=4, people=1), cls(hours=16), Scope(duty_kinds=("watch",)))
        yield Example("after a long watch", tiny((WATCH, DAY), days=4, people=1), cls(hours=30))
        yield Example(
            "history", tiny((EVENING, DAY), days=3, past=[("甲", -1, "E"), ("乙", -2, "D")], known=2), cls(hours=15)
        )
        yield Example("layers", tiny((DAY, LEAD, STANDBY), days=3, people=1), cls())
        over = WATCH.model_copy(update={"id": "V", "segments": (Segment(start="08:00", end="08:01+1", kind="watch"),)})
        yield Example("a minute over", tiny((over, DAY, EVENING), days=3, people=1), cls(hours=7))
        yield Example("standby", tiny((WATCH, STANDBY), days=3), cls(), Scope(duty_kinds=("onsite_standby",)))
        early = DAY.model_copy(update={"id": "M", "segments": (Segment(start="00:00", end="08:00"),)})
        yield Example("days of rest", tiny((NIGHT, early), days=6, people=1), cls(hours=66))
        yield Example("one day", tiny((DAY, EVENING), days=3), cls(), Scope(weekdays=(2,), shifts=("E",)))


def _begins(duty: Duty) -> int | None:
    """The minute of the horizon at which a duty's work begins; None where it is standby at home alone."""
    busy = [span.start for span in duty.offer.spans if span.is_busy]
    return duty.day * MINUTES_PER_DAY + busy[0] if busy else None


def _watched_end(offer: Offer, scope: Scope) -> int | None:
    ends = [s.end for s in offer.spans if (s.kind in scope.duty_kinds if scope.duty_kinds else s.is_busy)]
    return max(ends) if ends else None


def _busy_start(offer: Offer) -> int | None:
    return min((s.start for s in offer.spans if s.is_busy), default=None)
