"""What a demand asks for: which entries are about it, who counts, where and when."""

from __future__ import annotations

from models.demand import Demand
from models.duty import Offer, Span
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.work import Shift, minutes_of
from solver.rules.scope import Scope


def is_in_scope(demand: Demand, scope: Scope, shifts: dict[str, Shift]) -> bool:
    """Whether an entry about certain posts, shifts or nights is about this demand."""
    shift = shifts.get(demand.shift or "")
    return (
        (not scope.posts or demand.post in scope.posts)
        and (not scope.shifts or demand.shift in scope.shifts)
        and (not scope.layers or (shift is not None and shift.layer in scope.layers))
        and (not scope.duty_kinds or (shift is not None and any(s.kind in scope.duty_kinds for s in shift.segments)))
        and (scope.nights is None or (shift is not None and shift.is_night == scope.nights))
    )


def counts(person: Person, demand: Demand) -> bool:
    """Whether the person is one of those whom the demand asks for."""
    return (
        (demand.kind is None or person.kind == demand.kind)
        and (not demand.ranks or person.rank in demand.ranks)
        and (demand.skill is None or demand.skill in person.skills)
        and (demand.woman is None or person.woman is demand.woman)
    )


def is_at_place(offer: Offer, demand: Demand) -> bool:
    """Whether a whole duty is at the demand's post, zone and unit."""
    posts = {offer.post, *(span.post for span in offer.spans)}
    return (
        (demand.post is None or demand.post in posts)
        and (demand.zone is None or offer.zone == demand.zone)
        and (demand.unit is None or offer.unit == demand.unit)
    )


def is_at_work(span: Span, demand: Demand) -> bool:
    """Whether a segment is at the demand's post and zone; standby at home is nowhere."""
    return (
        span.kind != "athome_standby"
        and (demand.post is None or span.post == demand.post)
        and (demand.zone is None or span.zone == demand.zone)
    )


def interval(demand: Demand) -> tuple[int, int]:
    """The demand's minutes of the day, beyond 24 h where it lasts past midnight."""
    start, end = minutes_of(demand.start or "00:00"), minutes_of(demand.end or "24:00")
    return start, end if end > start else end + MINUTES_PER_DAY


def clock(minute: int) -> str:
    """A time of day."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
