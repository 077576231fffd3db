"""申请休息: wishes for days or shifts off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from models.bookings import Request
from models.duty import Offer
from models.fact import Text
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, MONDAY, NIGHT, STANDBY, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class RequestOff(Rule):
    """A person who asked for a day without duty, or without a certain shift, has none of the scope's duties then.

    A duty against the wish counts the request's points. Standby may be left out by the scope's layers.
    """

    name = "request_off"
    title = Text("申请休息", "Requests for time off")
    sentence = Text("{person}申请{date}不上{item}，未满足", "{person} asked not to have {item} on {date}")
    sources = ("T8",)
    level = 5
    honours = frozenset({"people", "days", "duties"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        for shift, wishes in sheet.wishes("off", scope).items():
            unwanted = sheet.options(partial(_is_meant, shift=shift, scope=scope))
            who, when, points = np.array(wishes).T
            sheet.cost(unwanted, who, when, times=points, item=shift or "-")

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        people = {person.id for person in timeline.people(scope)}
        for request in timeline.facts.requests:
            if (
                request.wants != "off"
                or request.person not in people
                or not scope.admits_day(request.date, timeline.facts)
            ):
                continue
            for duty in timeline.held(request.person, timeline.facts.index(request.date)):
                if scope.admits_duty(duty.offer) and request.shift in (None, duty.offer.shift):
                    yield Finding(1, 0, request.points, request.person, duty.day, duty.offer.shift)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        tuesday = MONDAY.replace(day=2)
        wishes = (
            Request(person="甲", date=tuesday, wants="off", points=3),
            Request(person="乙", date=MONDAY, wants="off", shift="N", points=2),
            Request(person="乙", date=tuesday, wants="on", shift="N", points=2),
        )
        facts = tiny((DAY, NIGHT), days=3, requests=wishes)
        yield Example("day and shift", facts, cls())
        yield Example("one weekday", facts, cls(), Scope(weekdays=(1,)))
        yield Example("duty layer", tiny((DAY, STANDBY), days=2, requests=wishes), cls(), Scope(layers=("duty",)))


def _is_meant(offer: Offer, shift: str | None, scope: Scope) -> bool:
    return shift in (None, offer.shift) and scope.admits_duty(offer)
