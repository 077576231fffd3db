"""不得重叠: nobody is in two places at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from models.duty import Duty, Offer, Span
from models.fact import MINUTES_PER_DAY, Text
from models.work import Segment
from solver.rules.base import Example, Finding, Rule
from solver.rules.pieces import BEGUN
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, LEAD, NIGHT, STANDBY, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet

PRESENT = ("work", "watch", "visit", "training", "onsite_standby")


class NoOverlap(Rule):
    """Two duties of one person have no minute in common in which both need the person's presence.

    Presence is every kind but at-home standby. The lead layer is left out: whoever answers for the 24 hours does
    other work meanwhile (L8, D10). Each pair of overlapping duties counts 1.
    """

    name = "no_overlap"
    title = Text("不得重叠", "No overlap")
    sentence = Text("{person}{date}的班次{item}与前一班时间重叠", "{person}: {item} on {date} overlaps the duty before")
    sources = ("D1", "L10")
    level = 0

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        for apart in BEGUN[1:]:
            both = np.zeros((sheet.draft.options, sheet.draft.options), np.int64)
            for i, a in enumerate(sheet.offers, start=1):
                for j, b in enumerate(sheet.offers, start=1):
                    counted_before = apart == 0 and sheet.layers.index(a.layer) >= sheet.layers.index(b.layer)
                    both[i, j] = int(not counted_before and _overlap(a, b, apart))
            sheet.pairs(both, apart, people, sheet.horizon)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        for person in timeline.people(scope):
            duties = [d for d in timeline.duties(person.id, past=True) if d.offer.layer != "lead"]
            for one, other in combinations(duties, 2):
                later = max(one, other, key=lambda d: d.day)
                if later.day >= 0 and min(one.end, other.end) > later.start and _shares_time(one, other):
                    yield Finding(1, 0, 1, person.id, later.day, later.offer.shift)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("layers", tiny((DAY, STANDBY, NIGHT), days=2), cls())
        yield Example("watch then night", tiny((WATCH, NIGHT, STANDBY), days=3, people=1), cls())
        long = WATCH.model_copy(update={"segments": (WATCH.segments[0].model_copy(update={"end": "09:00+1"}),)})
        yield Example("long watch", tiny((long, DAY), days=3, people=1, past=[("甲", -1, "W")], known=1), cls())
        two = WATCH.model_copy(update={"segments": (WATCH.segments[0].model_copy(update={"end": "09:00+2"}),)})
        yield Example("watch of two days", tiny((two, DAY), days=4, people=1), cls())
        until = STANDBY.model_copy(
            update={"id": "T", "segments": (Segment(start="06:00", end="08:00", kind="onsite_standby"),)}
        )
        yield Example("one after the other", tiny((until, DAY, EVENING, STANDBY), days=2, people=1), cls())
        yield Example("leader works too", tiny((EVENING, LEAD, STANDBY), days=2, people=1), cls())


def _overlap(a: Offer, b: Offer, apart: int) -> bool:
    """Whether `b`, `apart` days after `a`, needs presence in a minute of `a`."""
    if "lead" in (a.layer, b.layer):
        return False
    later = apart * MINUTES_PER_DAY
    return any(s.start < t.end + later and t.start + later < s.end for s in _present(a) for t in _present(b))


def _present(offer: Offer) -> list[Span]:
    return [span for span in offer.spans if span.kind in PRESENT]


def _shares_time(one: Duty, other: Duty) -> bool:
    """Whether both are needed in some minute: one of their segments begins within one of the other's."""
    spans = [range(s.start, s.end) for s in _on_the_clock(one)], [range(s.start, s.end) for s in _on_the_clock(other)]
    return any(a.start in b or b.start in a for a in spans[0] for b in spans[1])


def _on_the_clock(duty: Duty) -> list[Span]:
    """The segments that need presence, in minutes from the horizon's start."""
    begin = duty.day * MINUTES_PER_DAY
    present = [s for s in duty.offer.spans if s.kind != "athome_standby"]
    return [replace(s, start=begin + s.start, end=begin + s.end) for s in present]
