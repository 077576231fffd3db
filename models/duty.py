"""Duties laid on the line of minutes from the horizon's start, the form in which rules look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from functools import cached_property

from models.fact import MINUTES_PER_DAY
from models.plan import Assignment
from models.station import Station
from models.work import (
    BUSY_KINDS,
    CREDIT_PERCENT,
    NIGHT_MINUTES,
    Layer,
    SegmentKind,
    Shift,
    night_minutes,
    seats_of,
)


@dataclass(frozen=True)
class Span:
    """A segment of a duty: [start, end) in minutes from the start of the duty's day."""

    start: int
    end: int
    kind: SegmentKind
    post: str | None
    zone: str | None
    credit: int

    @property
    def is_busy(self) -> bool:
        return self.kind in BUSY_KINDS


@dataclass(frozen=True)
class Offer:
    """A duty that somebody may have on some day: shift, place, and its spans relative to that day's start."""

    shift: str
    post: str | None
    zone: str | None
    unit: str | None
    layer: Layer
    spans: tuple[Span, ...]
    is_night: bool
    uses: tuple[tuple[str, int], ...] = ()

    @cached_property
    def start(self) -> int:
        return self.spans[0].start

    @cached_property
    def end(self) -> int:
        return self.spans[-1].end

    @cached_property
    def credit(self) -> int:
        """Credited minutes."""
        return sum(span.credit for span in self.spans)

    @cached_property
    def kinds(self) -> frozenset[SegmentKind]:
        return frozenset(span.kind for span in self.spans)

    @property
    def place(self) -> tuple[str, str | None, str | None, str | None]:
        return (self.shift, self.post, self.zone, self.unit)


@dataclass(frozen=True)
class Duty:
    """An offer taken by a person on day `day` of the horizon (negative: in the history)."""

    person: str
    day: int
    offer: Offer

    @property
    def start(self) -> int:
        """Minutes from the horizon's start."""
        return self.day * MINUTES_PER_DAY + self.offer.start

    @property
    def end(self) -> int:
        return self.day * MINUTES_PER_DAY + self.offer.end


def offer_of(
    facts: Station, shift: Shift, post: str | None = None, zone: str | None = None, unit: str | None = None
) -> Offer:
    """The offer of a shift at a place; segments that name their own post or zone keep it."""
    spans = tuple(
        Span(s.start_minute, s.end_minute, s.kind, s.post or post, s.zone or zone, s.credit) for s in shift.segments
    )
    aboard = next((u for u in facts.units if u.id == unit), None)
    uses = tuple((use.resource, use.count) for use in shift.uses + (aboard.uses if aboard else ()))
    if aboard:
        uses += ((seats_of(aboard), 1),)
    return Offer(shift.id, post, zone, unit, shift.layer, spans, shift.is_night, uses)


def past_offer(assignment: Assignment) -> Offer:
    """The offer of a past duty whose shift is no longer among the facts: one span from its own times."""
    start = minutes_into(assignment.date, assignment.start) if assignment.start else 0
    end = minutes_into(assignment.date, assignment.end) if assignment.end else start
    kind = assignment.kind or "work"
    credit = (end - start) * CREDIT_PERCENT[kind] // 100
    span = Span(start, end, kind, assignment.post, assignment.zone, credit)
    night = span.is_busy and night_minutes(start, end) >= NIGHT_MINUTES
    layer: Layer = (
        "lead" if assignment.role == "leader" else "standby" if kind in ("onsite_standby", "athome_standby") else "duty"
    )
    return Offer(assignment.shift, assignment.post, assignment.zone, assignment.unit, layer, (span,), night)


def offer_of_assignment(facts: Station, assignment: Assignment) -> Offer:
    """The offer that an assignment takes."""
    shift = facts.shift_by_id.get(assignment.shift)
    if shift is None:
        return past_offer(assignment)
    return offer_of(facts, shift, assignment.post, assignment.zone, assignment.unit)


def minutes_into(day: Date, moment: str) -> int:
    """Minutes from the start of `day` to a wall time."""
    gone = datetime.fromisoformat(moment) - datetime(day.year, day.month, day.day)
    return int(gone.total_seconds()) // 60


def offers(facts: Station) -> tuple[Offer, ...]:
    """Every duty that the station offers: each shift at each of its posts, by zone and by unit where there are any."""
    return tuple(offer for shift in facts.shifts for offer in _offers_of_shift(facts, shift))


def _offers_of_shift(facts: Station, shift: Shift) -> list[Offer]:
    found = []
    for post in shift.posts or (None,):
        zoned = post is not None and facts.post_by_id[post].zoned
        zones: list[str | None] = [zone.id for zone in facts.zones] if zoned else [None]
        units: list[str | None] = [unit.id for unit in facts.units if post is not None and unit.post == post] or [None]
        found += [offer_of(facts, shift, post, zone, unit) for zone in zones for unit in units]
    return found
