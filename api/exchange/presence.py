"""Who is where in a plan, counted by work as a demand names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from models.demand import Demand
from models.duty import Duty, Offer, Span, offer_of_assignment
from models.fact import MINUTES_PER_DAY
from models.plan import Plan
from models.station import Station
from models.work import minutes_of


class Work(NamedTuple):
    """What is counted in one line: everything that a demand says apart from days and numbers."""

    post: str | None
    shift: str | None
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    unit: str | None = None
    kind: str | None = None
    ranks: tuple[str, ...] = ()
    skill: str | None = None
    woman: bool | None = None


def work_of(demand: Demand) -> Work:
    """The work that a demand is about."""
    return Work(
        demand.post,
        demand.shift,
        demand.start,
        demand.end,
        demand.zone,
        demand.unit,
        demand.kind,
        demand.ranks,
        demand.skill,
        demand.woman,
    )


class Presence:
    """Who is where in a plan, its last known days before the horizon included."""

    def __init__(self, facts: Station, plan: Plan) -> None:
        self.facts = facts
        self._by_day: dict[int, list[Duty]] = {}
        for assignment in (*facts.history.duties, *plan.assignments):
            day = facts.index(assignment.date)
            if assignment.person in facts.person_by_id and day < facts.days:
                duty = Duty(assignment.person, day, offer_of_assignment(facts, assignment))
                self._by_day.setdefault(day, []).append(duty)

    def works(self) -> list[Work]:
        """Every pair of post and shift that somebody serves in the horizon."""
        duties = (duty for day in range(self.facts.days) for duty in self._by_day.get(day, []))
        return list(dict.fromkeys(Work(duty.offer.post, duty.offer.shift) for duty in duties))

    def of(self, work: Work, day: int) -> int:
        """How many people are at the work on a day."""
        if work.shift is not None:
            return sum(
                duty.offer.shift == work.shift and _is_at(duty.offer, work) and self._is_asked_for(duty, work)
                for duty in self._by_day.get(day, [])
            )
        start = day * MINUTES_PER_DAY + minutes_of(work.start or "00:00")
        end = day * MINUTES_PER_DAY + minutes_of(work.end or "24:00")
        end += MINUTES_PER_DAY if end <= start else 0
        there = [span for span in self._spans(work, day, start, end) if span[0] < end and span[1] > start]
        edges = {start, *(edge for span in there for edge in span if start < edge < end)}
        return min(sum(frm <= edge < to for frm, to in there) for edge in edges)

    def _spans(self, work: Work, day: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Minutes, counted from the horizon's start, in which somebody is at the work; of duties within these."""
        for ago in range(-1, 3):
            for duty in self._by_day.get(day - ago, []):
                if duty.end <= start or duty.start >= end:
                    continue
                if self._is_asked_for(duty, work) and work.unit in (None, duty.offer.unit):
                    base = duty.day * MINUTES_PER_DAY
                    yield from ((base + s.start, base + s.end) for s in duty.offer.spans if _is_span_at(s, work))

    def _is_asked_for(self, duty: Duty, work: Work) -> bool:
        person = self.facts.person_by_id[duty.person]
        return (
            work.kind in (None, person.kind)
            and (not work.ranks or person.rank in work.ranks)
            and (work.skill is None or work.skill in person.skills)
            and work.woman in (None, person.woman)
        )


def _is_at(offer: Offer, work: Work) -> bool:
    posts = {offer.post, *(span.post for span in offer.spans)}
    return (
        (work.post is None or work.post in posts)
        and work.zone in (None, offer.zone)
        and work.unit in (None, offer.unit)
    )


def _is_span_at(span: Span, work: Work) -> bool:
    return span.kind != "athome_standby" and work.post in (None, span.post) and work.zone in (None, span.zone)
