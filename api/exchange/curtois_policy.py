"""The requirements of a Curtois-Qu instance as entries of a policy."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import TypeVar

from api.exchange.curtois_text import CurtoisText, StaffLine
from api.exchange.gathered import gathered
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

Value = TypeVar("Value", bound=Hashable)


def soft_entries() -> Iterator[Entry]:
    """Requests and cover, which the text prices."""
    yield _entry("request_on", RequestOn(), level=5)
    yield _entry("request_off", RequestOff(), level=5)
    yield _entry("cover.preferred", Cover(bound="preferred"), level=5)
    yield _entry("cover.maximum", Cover(bound="maximum"), level=5)


def hard_entries(found: CurtoisText) -> Iterator[Entry]:
    """What the format calls hard, on level 0; limits that cannot be reached are left out."""
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
    shifts = found.shifts.values()
    closed = ((tuple(shift for shift in found.shifts if shift in line.not_next), line.id) for line in shifts)
    for forbidden, after in gathered(closed).items():
        if forbidden:
            rule = ForbiddenSuccession(after=tuple(after), forbidden=forbidden)
            yield _entry(f"forbidden_succession.{after[0]}", rule)
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
    groups = gathered((limit(line), line.id) for line in found.staff.values())
    for value, people in groups.items():
        yield value, () if len(groups) == 1 else tuple(people)


def _entry(id: str, rule: Rule, scope: Scope = EVERYTHING, level: int = 0) -> Entry:
    return entry(rule, id=id, level=level, scope=scope)
