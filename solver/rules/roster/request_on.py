"""申请上班: wishes for a duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from models.bookings import Request
from models.duty import Offer
from models.fact import Text
from models.work import Post
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, MONDAY, NIGHT, STANDBY, at, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class RequestOn(Rule):
    """A person who asked for a shift on a day, or for any duty, has that shift, or one of the scope's duties.

    A wish refused counts the request's points.
    """

    name = "request_on"
    title = Text("申请上班", "Requests for duty")
    sentence = Text("{person}申请{date}上{item}，未满足", "{person} asked for {item} on {date}")
    sources = ("T8",)
    level = 5
    honours = frozenset({"people", "days", "duties"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        for shift, wishes in sheet.wishes("on", scope).items():
            wanted = sheet.options(partial(_is_meant, shift=shift, scope=scope))
            layers = sheet.layers_of(wanted)
            if len(layers) == 1:
                (layer,) = layers
                who, when, points = np.array(wishes).T
                sheet.cost_otherwise(wanted, who, when, layer, times=points, item=shift or "-")
                continue
            for person, day, price in wishes:
                held = sheet.presence({0: wanted}, np.array([person]), np.array([day]))
                sheet.limit(held, lo=1, times=price, person=person, day=day, item=shift or "-")

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        people = {person.id for person in timeline.people(scope)}
        for request in timeline.facts.requests:
            if (
                request.wants != "on"
                or request.person not in people
                or not scope.admits_day(request.date, timeline.facts)
            ):
                continue
            day = timeline.facts.index(request.date)
            held = {d.offer.shift for d in timeline.held(request.person, day) if scope.admits_duty(d.offer)}
            granted = request.shift in held if request.shift else bool(held)
            if not granted:
                yield Finding(0, 1, request.points, request.person, day, request.shift or "-")

    @classmethod
    def examples(cls) -> Iterable[Example]:
        tuesday = MONDAY.replace(day=2)
        wishes = (
            Request(person="甲", date=tuesday, wants="on", points=3),
            Request(person="乙", date=MONDAY, wants="on", shift="N", points=2),
            Request(person="乙", date=tuesday, wants="off", shift="N", points=2),
        )
        facts = tiny((DAY, NIGHT), days=3, requests=wishes)
        yield Example("any and one", facts, cls())
        yield Example("one weekday", facts, cls(), Scope(weekdays=(1,)))
        yield Example("layers", tiny((DAY, STANDBY), days=2, people=1, requests=wishes[:1]), cls())
        posts = (Post(id="p"), Post(id="q"))
        yield Example(
            "post", tiny((at(NIGHT, "p", "q"), DAY), days=2, posts=posts, requests=wishes), cls(), Scope(posts=("p",))
        )


def _is_meant(offer: Offer, shift: str | None, scope: Scope) -> bool:
    return shift in (None, offer.shift) and scope.admits_duty(offer)
