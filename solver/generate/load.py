"""Strength against demand in credited time: what people can give and what the minimum demand takes."""

from __future__ import annotations

from models.station import Station
from models.work import Shift

MINUTES_PER_WEEK = 40 * 60
"""What a person gives in a week (L10)."""

PRESENT_SHARE = 0.93
"""Share of the days on which a person is not on leave."""


def capacity_minutes(people: int, days: int) -> float:
    """What so many people give in so many days, leave taken off."""
    return people * MINUTES_PER_WEEK * days / 7 * PRESENT_SHARE


def asked_minutes(facts: Station) -> int:
    """Credited minutes of the horizon's minimum demand on shifts; intervals are filled by the people of shifts."""
    return sum(
        demand.minimum * facts.shift_by_id[demand.shift].credit
        for demands in facts.demand_by_day
        for demand in demands
        if demand.shift is not None
    )


def load_of(facts: Station) -> float:
    """The minimum demand as a share of what the people can give at 40 hours a week."""
    return asked_minutes(facts) / capacity_minutes(len(facts.people), facts.days)


def credit_per_day(shift: Shift, days_a_week: float) -> float:
    """Credited minutes of one person on the shift, on the average of all days."""
    return shift.credit * days_a_week / 7
