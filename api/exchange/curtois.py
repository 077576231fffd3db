"""Curtois-Qu shift scheduling instances as facts and policy: every requirement of theirs is one of our rules."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date as Date
from datetime import timedelta
from functools import partial
from itertools import groupby
from pathlib import PurePath
from typing import Literal, TypeVar

from api.exchange.curtois_solution import read_curtois_solution, write_curtois
from api.exchange.curtois_text import WISHES_OFF, WISHES_ON, CurtoisText, StaffLine, parse_curtois, recognises_curtois
from models.bookings import Leave, Request
from models.demand import Demand
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.station import Station
from models.work import Segment, Shift
from solver.rules.base import EVERYTHING, Rule
from solver.rules.catalogue import entry
from solver.rules.entry import Entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.duty_count import DutyCount
from solver.rules.roster.forbidden_succession import ForbiddenSuccession
from solver.rules.roster.hours import Hours
from solver.rules.roster.kept_out import KeptOut
from solver.rules.roster.off_run import OffRun
from solver.rules.roster.on_leave import OnLeave
from solver.rules.roster.request_off import RequestOff
from solver.rules.roster.request_on import RequestOn
from solver.rules.roster.weekends import Weekends
from solver.rules.roster.work_run import WorkRun
from solver.rules.scope import Scope
from solver.scenario.scenario import Scenario

__all__ = ["read_curtois", "read_curtois_solution", "recognises_curtois", "write_curtois"]

FIRST = Date(2024, 1, 1)
"""A Monday: the format knows day numbers only."""

Value = TypeVar("Value", bound=Hashable)
Item = TypeVar("Item")


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
    return Scenario(facts=facts, policy=(*_hard(found), *_soft()))


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
    for (shift, people, under, over), dates in _gathered(
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


def _soft() -> Iterator[Entry]:
    yield _entry("request_on", RequestOn(), level=5)
    yield _entry("request_off", RequestOff(), level=5)
    yield _entry("cover.preferred", Cover(bound="preferred"), level=5)
    yield _entry("cover.maximum", Cover(bound="maximum"), level=5)


def _hard(found: CurtoisText) -> Iterator[Entry]:
    yield from _shift_limits(found)
    yield from _run_limits(found)
    longest = found.days * max(line.minutes for line in found.shifts.values())
    for (least, most), people in _alike(found, lambda e: (e.least_minutes, e.most_minutes)):
        rule = Hours(least_minutes=least or None, most_minutes=most if most < longest else None)
        if least or rule.most_minutes is not None:
            yield _entry(f"hours.{least}-{most}", rule, Scope(people=people))
    for number, people in _alike(found, lambda e: e.most_weekends):
        if number < (found.days + 1) // 7:
            yield _entry(f"weekends.{number}", Weekends(most=number), Scope(people=people))
    if any(found.days_off.values()):
        yield _entry("leave", OnLeave(spill_hours=24))


def _shift_limits(found: CurtoisText) -> Iterator[Entry]:
    """What may follow what, and how many duties of each shift an employee may have."""
    for line in found.shifts.values():
        if line.not_next:
            rule = ForbiddenSuccession(after=line.id, forbidden=line.not_next)
            yield _entry(f"forbidden_succession.{line.id}", rule)
    for shift in found.shifts:
        for most, people in _alike(found, partial(_most_duties, shift=shift)):
            scope = Scope(people=people, shifts=(shift,))
            if most == 0:
                yield _entry(f"kept_out.{shift}", KeptOut(), scope)
            elif most < found.days:
                yield _entry(f"duty_count.{shift}.{most}", DutyCount(most=most), scope)


def _most_duties(employee: StaffLine, shift: str) -> int:
    return employee.most_duties.get(shift, 0)


def _run_limits(found: CurtoisText) -> Iterator[Entry]:
    """Runs of working days and of days off; a least run of one day asks nothing."""
    for (least, most), people in _alike(found, lambda e: (e.shortest_run, e.longest_run)):
        rule = WorkRun(least=least if least > 1 else None, most=most if most < found.days else None)
        if rule.least or rule.most:
            yield _entry(f"work_run.{least}-{most}", rule, Scope(people=people))
    for least, people in _alike(found, lambda e: e.shortest_rest):
        if least > 1:
            yield _entry(f"off_run.{least}", OffRun(least=least), Scope(people=people))


def _alike(found: CurtoisText, limit: Callable[[StaffLine], Value]) -> Iterator[tuple[Value, tuple[str, ...]]]:
    """Each value of a limit with its employees; no employees named means all of them."""
    groups = _gathered((limit(line), line.id) for line in found.staff.values())
    for value, people in groups.items():
        yield value, () if len(groups) == 1 else tuple(people)


def _gathered(pairs: Iterable[tuple[Value, Item]]) -> dict[Value, list[Item]]:
    """Items by their key, both in the order in which they come."""
    groups: dict[Value, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return groups


def _entry(id: str, rule: Rule, scope: Scope = EVERYTHING, level: int = 0) -> Entry:
    return entry(rule, id=id, level=level, scope=scope)


def _date(day: int) -> Date:
    return FIRST + timedelta(days=day)
