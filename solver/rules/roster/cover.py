"""岗位警力: the people demanded are there; who is missing is unfilled work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from models.demand import Demand
from models.duty import Offer
from models.fact import MINUTES_PER_DAY, Text
from models.people import Person
from models.work import Post, Segment
from solver.rules.base import Example, Finding, Rule
from solver.rules.demanded import clock, counts, interval, is_at_place, is_at_work, is_in_scope
from solver.rules.pieces import BEGUN, pieces
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, FRIDAY, NIGHT, WATCH, at, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet

Bound = Literal["minimum", "preferred", "maximum"]
Piece = tuple[int, int] | None
Masks = dict[int, np.ndarray[tuple[int], np.dtype[np.bool_]]]


class Cover(Rule):
    """Each demand has as many people as its `bound` says: at least `minimum` or `preferred`, at most `maximum`.

    A demand on a shift counts the duties of that shift; each missing person counts `priority`. A demand on an
    interval counts, in each piece of it, the duties with a segment through the whole piece at the demand's post
    (at-home standby does not count); each missing person counts `priority` per hour begun. People too many count
    `surplus_priority` in place of `priority`. Unfilled work is the breach of `minimum` (S, D1).
    """

    bound: Bound = "minimum"

    name = "cover"
    title = Text("岗位警力", "Cover")
    sentence = Text(
        "{date}勤务{item}到岗{measured}人，应为{allowed}人",
        "{item} on {date} has {measured} people, {allowed} are due",
    )
    sources = ("S1", "D1")
    level = 1
    is_presence = True
    honours = frozenset({"people", "days", "duties"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        crowd = sheet.people(scope)
        alike: dict[str, list[tuple[int, Demand, int]]] = {}
        for day in sheet.days(scope):
            for demand in sheet.facts.demand_by_day[day]:
                bound = self._number(demand)
                if bound is not None and is_in_scope(demand, scope, sheet.facts.shift_by_id):
                    alike.setdefault(demand.id, []).append((int(day), demand, bound))
        for found in alike.values():
            self._state_demand(sheet, crowd, found)

    def _state_demand(self, sheet: Sheet, crowd: np.ndarray, found: list[tuple[int, Demand, int]]) -> None:
        (_, demand, _), *_ = found
        who = np.array([p for p in crowd if counts(sheet.facts.people[p], demand)], np.int64)
        days = np.array([day for day, _, _ in found])
        numbers = np.array([number for _, _, number in found])
        for masks, hours, item in _masks(sheet, demand):
            rows = sheet.attendance(masks, who, days)
            price = hours * self._price(demand)
            if self.bound == "maximum":
                sheet.limit_rows(rows, hi=numbers, times=price, day=days, item=item)
            else:
                sheet.limit_rows(rows, lo=numbers, times=price, day=days, item=item)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        people, asked = timeline.people(scope), dict[str, frozenset[str]]()
        for day in timeline.admitted_days(scope):
            for demand in timeline.facts.demand_by_day[day]:
                due = self._number(demand)
                if due is None or not is_in_scope(demand, scope, timeline.facts.shift_by_id):
                    continue
                if demand.id not in asked:
                    asked[demand.id] = frozenset(person.id for person in people if counts(person, demand))
                for present, hours, piece in _counted(timeline, day, demand, asked[demand.id]):
                    off = present - due if self.bound == "maximum" else due - present
                    price = hours * self._price(demand)
                    if off > 0 and price:
                        yield Finding(present, due, off * price, None, day, _item(demand, piece))

    def _number(self, demand: Demand) -> int | None:
        if self.bound == "minimum":
            return demand.minimum or None
        return demand.preferred if self.bound == "preferred" else demand.maximum

    def _price(self, demand: Demand) -> int:
        return demand.surplus_priority if self.bound == "maximum" else demand.priority

    @classmethod
    def examples(cls) -> Iterable[Example]:
        two = Demand(id="d", shift="D", minimum=2, preferred=2, maximum=1, priority=3, surplus_priority=2)
        one = Demand(id="n", shift="N", minimum=1, weekdays=(6, 7))
        facts = tiny((DAY, NIGHT), people=3, days=2, start=FRIDAY, demand=(two, one))
        for bound in ("minimum", "preferred", "maximum"):
            yield Example(f"shift {bound}", facts, cls(bound=bound))
        yield Example("nights", facts, cls(), Scope(nights=True, weekdays=(6,)))
        span = Demand(id="i", post="p", start="13:59", end="20:00", minimum=1)
        early = Demand(id="e", post="p", start="00:00", end="09:00", minimum=1, maximum=1, day_classes=("workday",))
        shifts = (at(DAY, "p", "q"), at(EVENING, "p"))
        posts = (Post(id="p"), Post(id="q"))
        yield Example("interval", tiny(shifts, days=2, posts=posts, demand=(span,)), cls())
        yield Example(
            "watch",
            tiny((at(WATCH, "p"),), days=4, posts=posts, demand=(early,), past=[("甲", -1, "W")], known=1),
            cls(),
        )
        yield Example(
            "watch maximum", tiny((at(WATCH, "p"),), days=4, posts=posts, demand=(early,)), cls(bound="maximum")
        )
        late = Demand(id="l", start="23:00", end="06:00", minimum=1)
        small_hours = EVENING.model_copy(update={"id": "M", "segments": (Segment(start="00:00", end="08:00"),)})
        yield Example("past midnight", tiny((NIGHT, small_hours), days=2, demand=(late,)), cls())
        mixed = (
            Person(id="甲", kind="officer", woman=True, skills=("k",)),
            Person(id="乙", kind="auxiliary", rank="squad_leader"),
        )
        asked = (
            Demand(id="o", shift="D", kind="officer", minimum=1),
            Demand(id="w", shift="D", woman=True, skill="k", minimum=1, priority=2),
            Demand(id="r", shift="D", ranks=("squad_leader",), minimum=1, priority=5),
        )
        yield Example("who", tiny((DAY,), people=mixed, days=3, demand=asked), cls())


def _masks(sheet: Sheet, demand: Demand) -> Iterator[tuple[Masks, int, str]]:
    """What is counted for a demand: options by days ago, the hours begun, and its name; alike pieces are joined."""
    if demand.shift is not None:
        yield {0: sheet.options(partial(_serves, demand=demand))}, 1, _item(demand, None)
        return
    start, end = interval(demand)
    for a, b in pieces(sheet.facts, start, end):
        masks = {
            ago: sheet.options(
                partial(_lasts, demand=demand, start=a + ago * MINUTES_PER_DAY, end=b + ago * MINUTES_PER_DAY)
            )
            for ago in BEGUN
        }
        yield masks, -(-(b - a) // 60), _item(demand, (a, b))


def _serves(offer: Offer, demand: Demand) -> bool:
    return offer.shift == demand.shift and is_at_place(offer, demand)


def _lasts(offer: Offer, demand: Demand, start: int, end: int) -> bool:
    return (demand.unit is None or offer.unit == demand.unit) and any(
        span.start <= start and span.end >= end and is_at_work(span, demand) for span in offer.spans
    )


def _item(demand: Demand, piece: Piece) -> str:
    """The name of what is counted: the demand, with its piece of the day where it asks for an interval."""
    return demand.id if piece is None else f"{demand.id}@{clock(piece[0])}-{clock(piece[1])}"


def _counted(timeline: Timeline, day: int, demand: Demand, asked: frozenset[str]) -> Iterator[tuple[int, int, Piece]]:
    """Of those asked for the people present, the hours begun, and the piece, of all that is counted on a day."""
    if demand.shift is not None:
        held = [duty for duty in timeline.of_shift(demand.shift, day) if duty.person in asked]
        yield sum(is_at_place(duty.offer, demand) for duty in held), 1, None
        return
    start, end = interval(demand)
    for a, b in timeline.pieces(start, end):
        there = [
            duty
            for duty, span in timeline.covering(day, a, b, demand.post)
            if duty.person in asked and is_at_work(span, demand) and demand.unit in (None, duty.offer.unit)
        ]
        yield len(there), -(-(b - a) // 60), (a, b)
