"""手工锁定: what was decided by hand stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from models.bookings import Lock as Booking
from models.duty import Offer
from models.fact import Text
from models.work import Post
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, MONDAY, NIGHT, STANDBY, at, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class Lock(Rule):
    """Every lock of the facts is kept: on that day and layer the person has that shift, or none.

    Post, zone and unit bind where the lock names them. Each lock that is not kept counts 1.
    """

    name = "lock"
    title = Text("手工锁定", "Locks")
    sentence = Text("{person}在{date}的锁定（{item}）未保留", "The lock of {person} on {date} ({item}) is not kept")
    sources = ("D9",)
    level = 0
    honours = frozenset({"people", "days"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        numbers = {sheet.facts.people[p].id: int(p) for p in sheet.people(scope)}
        days = set(sheet.days(scope).tolist())
        for booking in sheet.facts.locks:
            day = sheet.facts.index(booking.date)
            if booking.person in numbers and day in days and booking.layer in sheet.layers:
                kept = sheet.options(partial(_keeps, booking))
                kept[0] = booking.shift is None
                who, when = np.array([numbers[booking.person]]), np.array([day])
                sheet.cost_otherwise(kept, who, when, booking.layer, item=booking.shift or "-")

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        people = {person.id for person in timeline.people(scope)}
        for booking in timeline.facts.locks:
            if booking.person not in people or not scope.admits_day(booking.date, timeline.facts):
                continue
            day = timeline.facts.index(booking.date)
            held = [d.offer for d in timeline.duties(booking.person) if d.day == day and d.offer.layer == booking.layer]
            kept = any(_keeps(booking, offer) for offer in held) if booking.shift else not held
            if not kept:
                yield Finding(0, 1, 1, booking.person, day, booking.shift or "-")

    @classmethod
    def examples(cls) -> Iterable[Example]:
        tuesday = MONDAY.replace(day=2)
        shift = (Booking(person="甲", date=tuesday, shift="N"), Booking(person="乙", date=MONDAY))
        yield Example("shift and off", tiny((DAY, NIGHT), days=2, locks=shift), cls())
        place = (Booking(person="甲", date=tuesday, shift="D", post="q"),)
        posts = (Post(id="p"), Post(id="q"))
        yield Example("post", tiny((at(DAY, "p", "q"), STANDBY), days=2, people=1, locks=place, posts=posts), cls())
        yield Example(
            "any post",
            tiny(
                (at(DAY, "p", "q"),),
                days=2,
                people=1,
                posts=posts,
                locks=(Booking(person="甲", date=tuesday, shift="D"),),
            ),
            cls(),
        )
        yield Example("one person", tiny((DAY, NIGHT), days=2, locks=shift), cls(), Scope(people=("甲",)))
        standby = (
            Booking(person="甲", date=MONDAY, layer="standby"),
            Booking(person="甲", date=tuesday, layer="standby", shift="S"),
        )
        yield Example("standby", tiny((DAY, STANDBY), days=3, people=1, locks=standby), cls(), Scope(weekdays=(1, 2)))


def _keeps(booking: Booking, offer: Offer) -> bool:
    return (
        booking.shift == offer.shift
        and booking.post in (None, offer.post)
        and booking.zone in (None, offer.zone)
        and booking.unit in (None, offer.unit)
    )
