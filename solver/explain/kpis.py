"""Figures that a planner reports on a roster (domain section 7)."""

from __future__ import annotations

from collections.abc import Iterable

from models.outcome import Breach, LedgerRow, Unfilled
from models.plan import Plan
from models.station import Station
from solver.explain.fairness import fairness, widest
from solver.explain.hours_of_day import unmanned_percent, zone_hours
from solver.rules.roster.cover import Cover
from solver.rules.timeline import Timeline


def kpis(
    facts: Station,
    plan: Plan,
    rows: tuple[LedgerRow, ...],
    missing: tuple[Unfilled, ...],
    breaches: tuple[Breach, ...],
) -> dict[str, float | int | None]:
    """People, duties, share of the demand that is covered, hours, spreads within groups, rest, zones, wishes."""
    asked = sum(demand.minimum for day in facts.demand_by_day for demand in day)
    short = _short(facts, breaches)
    hours = [row.hours for row in rows]
    groups = fairness(facts, rows)
    return {
        "people": len(facts.people),
        "duties": len(plan.assignments),
        "demanded": asked,
        "unfilled": sum(item.missing for item in missing),
        "coverage_percent": round(100 * (1 - short / asked), 2) if asked else None,
        "hours_mean": round(sum(hours) / len(hours), 1) if hours else None,
        "hours_most": max(hours, default=None),
        "nights_most": max((row.nights for row in rows), default=None),
        "weekends_most": max((row.weekends for row in rows), default=None),
        "nights_spread": widest(groups, "nights"),
        "weekends_spread": widest(groups, "weekends"),
        "holidays_spread": widest(groups, "holidays"),
        "rest_due_days": sum(row.rest_due or 0 for row in rows),
        "rest_overdue_days": sum(row.rest_overdue or 0 for row in rows),
        "zone_hours_per_officer_week": _zone_hours(facts, plan),
        "zone_hours_without_officer_percent": unmanned_percent(facts, zone_hours(facts, plan)),
        "requests_granted_percent": _requests_granted(facts, plan),
    }


def _short(facts: Station, breaches: Iterable[Breach]) -> int:
    """People below the minimum of each demand and day; of an interval the piece that is shortest of people."""
    minimum = {
        (day.isoformat(), d.id): d.minimum
        for day, due in zip(facts.dates, facts.demand_by_day, strict=True)
        for d in due
    }
    worst: dict[tuple[str, str], int] = {}
    for breach in breaches:
        if breach.rule == Cover.name and len(breach.about) == 2:
            key = (breach.about[0], breach.about[1].partition("@")[0])
            worst[key] = max(worst.get(key, 0), minimum.get(key, 0) - breach.measured)
    return sum(worst.values())


def _zone_hours(facts: Station, plan: Plan) -> float | None:
    """Hours that officers with a zone spend in it, per officer and week."""
    officers = [p for p in facts.people if p.kind == "officer" and p.zone is not None]
    if not officers:
        return None
    timeline = Timeline(facts, plan)
    minutes = sum(
        span.end - span.start
        for person in officers
        for duty in timeline.duties(person.id)
        for span in duty.offer.spans
        if span.zone == person.zone and span.kind in ("work", "visit")
    )
    return round(minutes / 60 / len(officers) / (facts.days / 7), 1)


def _requests_granted(facts: Station, plan: Plan) -> float | None:
    if not facts.requests:
        return None
    held = {(a.person, a.date): a.shift for a in plan.assignments}
    granted = 0
    for request in facts.requests:
        shift = held.get((request.person, request.date))
        met = shift is not None and request.shift in (None, shift)
        granted += met if request.wants == "on" else not met
    return round(100 * granted / len(facts.requests), 1)
