"""Curtois-Qu shift scheduling instances as facts and policy: every requirement of theirs is one of our rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from itertools import groupby
from pathlib import PurePath
from typing import Literal

from api.exchange.curtois_policy import hard_entries, soft_entries
from api.exchange.curtois_reader import parse_curtois, recognises_curtois
from api.exchange.curtois_solution import read_curtois_solution, write_curtois
from api.exchange.curtois_text import WISHES_OFF, WISHES_ON, CurtoisText
from api.exchange.gathered import gathered
from models.bookings import Leave, Request
from models.demand import Demand
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.station import Station
from models.work import Segment, Shift
from solver.scenario.scenario import Scenario

__all__ = ["read_curtois", "read_curtois_solution", "recognises_curtois", "write_curtois"]

FIRST = Date(2024, 1, 1)
"""A Monday: the format knows day numbers only."""


def read_curtois(text: str, name: str) -> Scenario:
    """The scenario in `text`; `name` is the file's, for faults and for the station's name.

    What the format calls hard is on level 0, least hours and least runs included, so that an instance may be
    infeasible; requests and cover are priced on level 5 by the weights of the text.
    """
    found = parse_curtois(text, name)
    facts = Station(
        name=PurePath(name).stem[:120],
        start=FIRST,
        days=found.days,
        shifts=tuple(_shift(line.id, line.minutes) for line in found.shifts.values()),
        people=tuple(Person(id=employee, kind="officer") for employee in found.staff),
        demand=tuple(_demand(found)),
        leave=tuple(leave for employee in found.staff for leave in _leave(found, employee)),
        requests=(*_requests(found, WISHES_ON, "on"), *_requests(found, WISHES_OFF, "off")),
    )
    return Scenario(facts=facts, policy=(*hard_entries(found), *soft_entries()))


def _shift(id: str, minutes: int) -> Shift:
    """A shift of that length. The format knows no clock: it starts at midnight and is no night."""
    days, rest = divmod(minutes, MINUTES_PER_DAY)
    end = f"{rest // 60:02}:{rest % 60:02}" + (f"+{days}" if days else "")
    return Shift(id=id, segments=(Segment(start="00:00", end=end),), night=False)


def _leave(found: CurtoisText, employee: str) -> Iterator[Leave]:
    """Days off as leave, days in a row together."""
    days = sorted(found.days_off.get(employee, ()))
    for _, run in groupby(enumerate(days), key=lambda item: item[1] - item[0]):
        row = [day for _, day in run]
        yield Leave(person=employee, first=_date(row[0]), last=_date(row[-1]), kind="other")


def _requests(found: CurtoisText, section: str, wants: Literal["on", "off"]) -> Iterator[Request]:
    for wish in found.wishes[section]:
        if wish.weight:
            day = _date(wish.day)
            yield Request(person=wish.employee, date=day, wants=wants, shift=wish.shift, points=wish.weight)


def _demand(found: CurtoisText) -> Iterator[Demand]:
    """One demand for the days on which a shift needs as many people at the same prices; a price of 0 asks nothing."""
    lines = found.cover.values()
    for (shift, people, under, over), dates in gathered(
        ((line.shift, line.people, line.under, line.over), _date(line.day)) for line in lines
    ).items():
        yield Demand(
            id=f"{shift}.{people}.{under}.{over}",
            shift=shift,
            dates=tuple(dates),
            preferred=people if under and people else None,
            maximum=people if over else None,
            priority=max(1, under),
            surplus_priority=over,
        )


def _date(day: int) -> Date:
    return FIRST + timedelta(days=day)
