"""What a plan gives at each hour of the day: demand met by post, and zones with nobody to answer for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from models.demand import Demand
from models.fact import MINUTES_PER_DAY
from models.plan import Plan
from models.station import Station
from solver.program.program import Ints
from solver.rules.demanded import counts, interval, is_at_place, is_at_work
from solver.rules.timeline import Timeline

HOURS = 24


class PostHours(NamedTuple):
    """Person-hours asked for at a post and met there, by hour of the day, over the horizon."""

    post: str | None
    asked: tuple[float, ...]
    met: tuple[float, ...]


class ZoneHours(NamedTuple):
    """Hours that officers and auxiliaries spend in a zone; `unmanned` [24] counts the days without an officer."""

    zone: str
    officers: float
    auxiliaries: float
    unmanned: tuple[int, ...]


def coverage(facts: Station, plan: Plan) -> tuple[PostHours, ...]:
    """Posts in the order of the demand. Every demand counts for itself: two people, one of them an officer, ask
    for three."""
    timeline = Timeline(facts, plan)
    asked: dict[str | None, Ints] = {}
    met: dict[str | None, Ints] = {}
    for day, demands in enumerate(facts.demand_by_day):
        for demand in demands:
            if not demand.minimum:
                continue
            for first, present in _present(timeline, demand, day):
                hours = (first + np.arange(len(present))) // 60 % HOURS
                for total, people in ((asked, np.full_like(present, demand.minimum)), (met, present)):
                    row = total.setdefault(demand.post, np.zeros(HOURS, np.int64))
                    np.add.at(row, hours, np.minimum(people, demand.minimum))
    return tuple(PostHours(post, _hours(asked[post]), _hours(met[post])) for post in asked)


def _hours(minutes: Ints) -> tuple[float, ...]:
    return tuple((minutes / 60).tolist())


def _present(timeline: Timeline, demand: Demand, day: int) -> Iterator[tuple[int, Ints]]:
    """First minute and people present, minute by minute, of each piece of a demand on a day."""
    facts = timeline.facts
    shift = facts.shift_by_id.get(demand.shift or "")
    if shift is not None:
        people = sum(
            duty.offer.shift == shift.id
            and is_at_place(duty.offer, demand)
            and counts(facts.person_by_id[duty.person], demand)
            for duty in timeline.on_day(day)
        )
        for segment in shift.segments:
            yield segment.start_minute, np.full(segment.minutes, people, np.int64)
        return
    start, end = interval(demand)
    present = np.zeros(end - start, np.int64)
    for ago in range(-1, 3):
        shifted = -ago * MINUTES_PER_DAY - start
        for duty in timeline.on_day(day - ago):
            if duty.offer.end + shifted <= 0 or duty.offer.start + shifted >= end - start:
                continue
            if demand.unit in (None, duty.offer.unit) and counts(facts.person_by_id[duty.person], demand):
                for span in duty.offer.spans:
                    if is_at_work(span, demand):
                        present[max(0, span.start + shifted) : max(0, span.end + shifted)] += 1
    yield start, present


def zone_hours(facts: Station, plan: Plan) -> tuple[ZoneHours, ...]:
    """Every zone of the station. An hour is without an officer when none is in the zone at any minute of it."""
    timeline = Timeline(facts, plan)
    spent = {(zone.id, kind): 0 for zone in facts.zones for kind in ("officer", "auxiliary")}
    manned = {zone.id: np.zeros(facts.days * HOURS, np.bool_) for zone in facts.zones}
    for duty in timeline.all_duties(past=True):
        kind = facts.person_by_id[duty.person].kind
        for span in duty.offer.spans:
            if span.zone not in manned or span.kind == "athome_standby":
                continue
            start, end = (max(0, duty.day * MINUTES_PER_DAY + at) for at in (span.start, span.end))
            spent[span.zone, kind] += max(0, min(end, facts.days * MINUTES_PER_DAY) - start)
            if kind == "officer" and end > start:
                manned[span.zone][start // 60 : -(-end // 60)] = True
    return tuple(
        ZoneHours(
            zone.id,
            spent[zone.id, "officer"] / 60,
            spent[zone.id, "auxiliary"] / 60,
            tuple((~manned[zone.id]).reshape(facts.days, HOURS).sum(axis=0).tolist()),
        )
        for zone in facts.zones
    )


def unmanned_percent(facts: Station, zones: tuple[ZoneHours, ...]) -> float | None:
    """Of all hours of all zones the share without an officer; None without zones."""
    if not zones:
        return None
    return round(100 * sum(sum(zone.unmanned) for zone in zones) / (len(zones) * HOURS * facts.days), 1)
