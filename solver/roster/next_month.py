"""The facts of the next month: the same station, with what is past left behind and the history carried over."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta

from models.demand import Demand
from models.history import HISTORY_DAYS
from models.plan import Plan
from models.station import Station
from solver.roster.carry import history_after


def next_month(facts: Station, plan: Plan, start: Date | None = None, days: int | None = None) -> Station:
    """The station for the horizon that begins on `start`, by default the day after, for so many days.

    Without `days` it lasts a calendar month if the old one was a whole calendar month, else as many days as the old
    one. People and work stay as they are, rotation anchors too. Leave that reaches into the new horizon or lies
    behind its start is kept whole; requests, locks and dated demand are kept for the days of the new horizon, the
    calendar from the first day of its history on.
    """
    start = start or facts.end
    days = days or _days(facts, start)
    end = start + timedelta(days=days)
    return facts.model_copy(
        update={
            "start": start,
            "days": days,
            "demand": tuple(_demand(facts, start)),
            "leave": tuple(leave for leave in facts.leave if leave.last >= start),
            "requests": tuple(request for request in facts.requests if start <= request.date < end),
            "locks": tuple(lock for lock in facts.locks if start <= lock.date < end),
            "calendar": tuple(day for day in facts.calendar if day.date >= start - timedelta(days=HISTORY_DAYS)),
            "history": history_after(facts, plan, start),
        }
    )


def _days(facts: Station, start: Date) -> int:
    return _month(start) if start.day == 1 and is_whole_month(facts) else facts.days


def is_whole_month(facts: Station) -> bool:
    """Whether the horizon is one calendar month."""
    return facts.start.day == 1 and facts.days == _month(facts.start)


def _month(day: Date) -> int:
    return monthrange(day.year, day.month)[1]


def _demand(facts: Station, start: Date) -> Iterator[Demand]:
    """Demand without its past dates; what was asked on past dates only is gone."""
    for demand in facts.demand:
        dates = tuple(day for day in demand.dates if day >= start)
        if dates == demand.dates:
            yield demand
        elif dates:
            yield demand.model_copy(update={"dates": dates})
