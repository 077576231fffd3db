"""How many people are at each post on each day, against what is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.exchange.asked_words import BETWEEN, who_in_words
from api.exchange.presence import Presence, Work, work_of
from api.exchange.roster_cells import label_of
from models.demand import Demand
from models.duty import offer_of_assignment
from models.plan import Plan
from models.station import Station


class Count(NamedTuple):
    """People present and, where a demand holds on the day, people needed."""

    have: int
    need: int | None = None

    @property
    def is_short(self) -> bool:
        return self.need is not None and self.have < self.need


@dataclass(frozen=True)
class HeadcountRow:
    """One line below the roster: a post and shift, or a demand on particular people, and a count per day."""

    post: str
    label: str
    counts: tuple[Count, ...]

    @property
    def is_short(self) -> bool:
        return any(count.is_short for count in self.counts)


def headcounts(facts: Station, plan: Plan, lang: str) -> tuple[HeadcountRow, ...]:
    """A line per work that is demanded or planned, by post and shift in the order of the facts.

    A demand on a shift counts the duties of that shift; a demand on an interval the fewest duties that are
    there at any moment of it, whatever shift brings them.
    """
    presence = Presence(facts, plan)
    needs = [_needs(facts, demands) for demands in facts.demand_by_day]
    listed = dict.fromkeys([work for day in needs for work in day] + presence.works())
    posts = {post.id: number for number, post in enumerate(facts.posts)}
    shifts = {shift.id: number for number, shift in enumerate(facts.shifts)}
    last = len(posts) + len(shifts)
    order = sorted(
        listed,
        key=lambda work: (posts.get(work.post or "", last), work.shift is None, shifts.get(work.shift or "", last)),
    )
    rows = []
    for work in order:
        counts = tuple(Count(presence.of(work, day), needs[day].get(work)) for day in range(facts.days))
        rows.append(HeadcountRow(label_of(facts, "post", work.post), work_in_words(facts, work, lang), counts))
    return tuple(rows)


def _needs(facts: Station, demands: Sequence[Demand]) -> dict[Work, int | None]:
    """The people needed on a day, by work; where a shift has one post only, a demand on it is about that post."""
    needs: dict[Work, int | None] = {}
    for demand in demands:
        work = work_of(demand)
        shift = facts.shift_by_id.get(work.shift or "")
        if work.post is None and shift is not None and len(shift.posts) == 1:
            work = work._replace(post=shift.posts[0])
        needs[work] = max(needs.get(work) or 0, demand.minimum) or None
    return needs


def people_on_duty(facts: Station, plan: Plan) -> tuple[int, ...]:
    """How many people start a duty on each day, standby at home left out."""
    seen: list[set[str]] = [set() for _ in facts.dates]
    for assignment in plan.assignments:
        day = facts.index(assignment.date)
        if 0 <= day < facts.days and offer_of_assignment(facts, assignment).kinds != {"athome_standby"}:
            seen[day].add(assignment.person)
    return tuple(len(people) for people in seen)


def work_in_words(facts: Station, work: Work, lang: str) -> str:
    """When, where within the post, and who."""
    when = label_of(facts, "shift", work.shift) or f"{work.start or '00:00'}–{work.end or '24:00'}"
    where = (label_of(facts, "zone", work.zone), label_of(facts, "unit", work.unit))
    return BETWEEN.join(part for part in (when, *where, who_in_words(facts, work, lang)) if part)
