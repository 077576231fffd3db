"""不得重叠: nobody is in two places at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product
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


class NoOverlap(Rule):
    """Two duties of one person have no minute in common.

    At-home standby counts like any other kind: who is at work, or on standby already, cannot be called. Whoever
    leads may work, watch or be on on-site standby meanwhile (L8, D10), but not be on at-home standby. Each pair of
    overlapping duties counts 1.
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
            for one, other in combinations(timeline.duties(person.id, past=True), 2):
                if other.start >= one.end:
                    continue
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
        home = STANDBY.model_copy(
            update={"id": "H", "segments": (Segment(start="18:00", end="09:00", kind="athome_standby"),)}
        )
        yield Example("at-home standby", tiny((DAY, EVENING, home), days=2, people=1), cls())
        yield Example("leader on at-home standby", tiny((DAY, LEAD, home), days=3, people=1), cls())
        called = LEAD.model_copy(update={"segments": home.segments})
        yield Example("lead at home", tiny((WATCH, called, home), days=2, people=1), cls())


def _overlap(a: Offer, b: Offer, apart: int) -> bool:
    """Whether `b`, `apart` days after `a`, takes a minute that `a` takes from it."""
    later = apart * MINUTES_PER_DAY
    return any(s.start < t.end + later and t.start + later < s.end for s in _taken(a, b) for t in _taken(b, a))


def _taken(offer: Offer, other: Offer) -> list[Span]:
    """The segments of `offer` beside which `other` cannot be served: beside a lead, at-home standby alone."""
    if other.layer != "lead":
        return list(offer.spans)
    return [span for span in offer.spans if span.kind == "athome_standby" and offer.layer != "lead"]


def _shares_time(one: Duty, other: Duty) -> bool:
    """Whether one of their segments begins within one of the other's, where the two exclude each other."""
    leads = [duty.offer.layer for duty in (one, other)].count("lead")
    for a, b in product(_on_the_clock(one), _on_the_clock(other)):
        meet = a.start in range(b.start, b.end) or b.start in range(a.start, a.end)
        called = a if other.offer.layer == "lead" else b
        if meet and (leads == 0 or (leads == 1 and called.kind == "athome_standby")):
            return True
    return False


def _on_the_clock(duty: Duty) -> list[Span]:
    """The segments in minutes from the horizon's start."""
    begin = duty.day * MINUTES_PER_DAY
    return [replace(s, start=begin + s.start, end=begin + s.end) for s in duty.offer.spans]
