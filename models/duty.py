"""Duties laid on the line of minutes from the horizon's start, the form in which rules look at them."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """The offer that an assignment takes; a past one was served as it says itself."""
    if assignment.date < facts.start:
        return served_offer(facts, assignment)
    shift = facts.shift_by_id.get(assignment.shift)
    if shift is None:
        return past_offer(assignment)
    return offer_of(facts, shift, assignment.post, assignment.zone, assignment.unit)


def served_offer(facts: Station, assignment: Assignment) -> Offer:
    """What somebody in fact did: the shift, unless the assignment states other hours or another kind of its own.

    With other hours the shift's first segment begins and its last one ends at them; another kind holds for all of the
    hours. What is changed so is credited by its kind (D12): called-out standby counts as the work that it was.
    """
    shift = facts.shift_by_id.get(assignment.shift)
    if shift is None:
        return past_offer(assignment)
    due = offer_of(facts, shift, assignment.post, assignment.zone, assignment.unit)
    start = minutes_into(assignment.date, assignment.start) if assignment.start else due.start
    end = minutes_into(assignment.date, assignment.end) if assignment.end else due.end
    kind = assignment.kind or due.spans[0].kind
    if (start, end, kind) == (due.start, due.end, due.spans[0].kind):
        return due
    whole = _credited(replace(due.spans[0], start=start, end=end, kind=kind))
    spans = _within(due.spans, start, end) if kind == due.spans[0].kind else (whole,)
    busy = sum(night_minutes(span.start, span.end) for span in spans if span.is_busy)
    return replace(due, spans=spans or (whole,), is_night=busy >= NIGHT_MINUTES)


def _within(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """The spans that touch [start, end), the first and the last moved to its ends."""
    kept = [span for span in spans if span.start < end and start < span.end]
    if not kept:
        return ()
    moved = list(kept)
    moved[0] = replace(moved[0], start=start)
    moved[-1] = replace(moved[-1], end=end)
    return tuple(span if span == old else _credited(span) for span, old in zip(moved, kept, strict=True))


def _credited(span: Span) -> Span:
    return replace(span, credit=(span.end - span.start) * CREDIT_PERCENT[span.kind] // 100)


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
