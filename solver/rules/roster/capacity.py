"""装备与床位: no more vehicles, beds or devices in use than there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from models.duty import Offer
from models.fact import MINUTES_PER_DAY, Text
from models.work import Post, Resource, Unit, Use
from solver.rules.base import Example, Finding, Rule
from solver.rules.pieces import BEGUN, pieces
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, WATCH, at, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class Capacity(Rule):
    """In every piece of time the duties that use a resource take no more of it than its count, a unit's seats included.

    Each piece too many in use, in each piece of time (solver.rules.pieces) to the end of the last duty, counts 1
    (S5 vehicles, S16 beds).
    """

    name = "capacity"
    title = Text("装备与床位", "Capacity")
    sentence = Text(
        "{date}同时使用{item}{measured}，仅有{allowed}",
        "{measured} of {item} in use at once on {date}; there are {allowed}",
    )
    sources = ("S5", "S16")
    level = 0

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        days = np.arange(sheet.facts.days + BEGUN[-1])
        for resource, stock in sheet.facts.stocks.items():
            counts = sorted({count for offer in sheet.offers if (count := _taken(offer, resource))})
            alike: dict[tuple[tuple[int, int, bytes], ...], int] = {}
            for start, end in pieces(sheet.facts):
                uses = partial(_uses, resource=resource, start=start, end=end)
                masks = tuple(
                    (count, ago, sheet.options(partial(uses, ago=ago, count=count)).tobytes())
                    for count in counts
                    for ago in BEGUN
                )
                alike[masks] = alike.get(masks, 0) + 1
            for masks, times in alike.items():
                bits = {(count, ago): np.frombuffer(mask, np.bool_) for count, ago, mask in masks}
                parts = [
                    sheet.presence({ago: bits[count, ago] for ago in BEGUN}, people, days).times(count)
                    for count in counts
                ]
                if parts:
                    sheet.limit(*parts, hi=stock, times=times, day=days, item=resource)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        people = {person.id for person in timeline.people(scope)}
        for day in range(timeline.facts.days + BEGUN[-1]):
            for start, end in timeline.pieces():
                used: Counter[str] = Counter()
                for duty, _ in timeline.covering(day, start, end):
                    for name, count in duty.offer.uses if duty.person in people else ():
                        used[name] += count
                for resource, count in timeline.facts.stocks.items():
                    taken = used[resource]
                    if taken > count:
                        yield Finding(taken, count, taken - count, None, day, resource)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        bed, car = Resource(id="bed", name="床位", count=1), Resource(id="car", name="警车", count=2)
        watch = WATCH.model_copy(update={"uses": (Use(resource="bed"),)})
        yield Example("beds", tiny((watch,), days=3, resources=(bed,), past=[("甲", -1, "W")], known=1), cls())
        cars = tuple(
            s.model_copy(update={"uses": (Use(resource="car", count=n),)}) for s, n in ((DAY, 1), (EVENING, 2))
        )
        yield Example("cars", tiny(cars, days=2, resources=(car, bed)), cls())
        unit = (Unit(id="u", post="p", uses=(Use(resource="bed"),)),)
        pair = (Unit(id="u", post="p", seats=1), Unit(id="v", post="p", seats=2))
        yield Example("seats", tiny((at(DAY, "p"),), days=2, people=3, posts=(Post(id="p"),), units=pair), cls())
        yield Example("unit", tiny((at(DAY, "p"),), days=3, posts=(Post(id="p"),), units=unit, resources=(bed,)), cls())


def _taken(offer: Offer, resource: str) -> int:
    return sum(count for name, count in offer.uses if name == resource)


def _uses(offer: Offer, resource: str, start: int, end: int, ago: int, count: int) -> bool:
    later = ago * MINUTES_PER_DAY
    return _taken(offer, resource) == count and any(
        span.start <= start + later and end + later <= span.end for span in offer.spans
    )
