"""辅警须随民警: an auxiliary enforces only where an officer is present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from models.duty import Offer
from models.fact import MINUTES_PER_DAY, Text
from models.people import Person
from models.work import Post, Unit
from solver.rules.base import Example, Finding, Rule
from solver.rules.pieces import BEGUN, pieces
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, WATCH, at, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet

PEOPLE = (Person(id="甲", kind="officer"), Person(id="乙", kind="auxiliary"))


class AuxiliaryWithOfficer(Rule):
    """At a post that enforces, whenever an auxiliary is there, an officer is there too; on a unit, on the same unit.

    Time is looked at piece by piece (solver.rules.pieces), to the end of the last duty; each piece in which
    auxiliaries of one post or unit are alone counts 1 (L5).
    """

    name = "auxiliary_with_officer"
    title = Text("辅警须随民警", "Auxiliary with an officer")
    sentence = Text("{date}在{item}只有辅警、没有民警", "Auxiliaries without an officer at {item} on {date}")
    sources = ("L5",)
    level = 0

    def state(self, sheet: Sheet, scope: Scope) -> None:
        crowd = sheet.people(scope)
        auxiliaries = np.array([p for p in crowd if sheet.facts.people[p].kind == "auxiliary"], np.int64)
        officers = np.array([p for p in crowd if sheet.facts.people[p].kind == "officer"], np.int64)
        days = np.arange(sheet.facts.days + BEGUN[-1])
        enforcing = {post.id for post in sheet.facts.posts if post.enforces}
        for post, unit in sorted({(o.post, o.unit or "") for o in sheet.offers if o.post in enforcing}, key=str):
            alike: dict[tuple[tuple[int, bytes], ...], int] = {}
            for a, b in pieces(sheet.facts):
                there = partial(_there, post=post, unit=unit, start=a, end=b)
                masks = tuple((ago, sheet.options(partial(there, ago=ago)).tobytes()) for ago in BEGUN)
                alike[masks] = alike.get(masks, 0) + 1
            for masks, count in alike.items():
                by_ago = {ago: np.frombuffer(mask, np.bool_) for ago, mask in masks}
                if not any(mask.any() for mask in by_ago.values()):
                    continue
                alone = sheet.marks(sheet.rows(sheet.presence(by_ago, auxiliaries, days)), 1)
                led = sheet.presence(by_ago, officers, days)
                item = f"{post}/{unit}" if unit else post
                sheet.limit(led, sheet.sum_of_marks(alone[:, None], -1), lo=0, times=count, day=days, item=item)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        kinds = {person.id: person.kind for person in timeline.people(scope)}
        enforcing = {post.id for post in timeline.facts.posts if post.enforces}
        for day in range(timeline.facts.days + BEGUN[-1]):
            for a, b in timeline.pieces():
                there: dict[tuple[str, str], set[str]] = {}
                for duty, _ in timeline.covering(day, a, b):
                    if duty.offer.post in enforcing and duty.person in kinds:
                        place = (duty.offer.post or "", duty.offer.unit or "")
                        there.setdefault(place, set()).add(kinds[duty.person])
                for (post, unit), present in there.items():
                    if present == {"auxiliary"}:
                        yield Finding(0, 1, 1, None, day, f"{post}/{unit}" if unit else post)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        posts = (Post(id="p", enforces=True), Post(id="q"))
        yield Example("post", tiny((at(DAY, "p", "q"), at(EVENING, "p")), people=PEOPLE, days=2, posts=posts), cls())
        past = [("乙", -1, "W")]
        yield Example("watch", tiny((at(WATCH, "p"),), people=PEOPLE, days=3, posts=posts, past=past, known=1), cls())
        units = (Unit(id="u", post="p"), Unit(id="v", post="p"))
        yield Example("units", tiny((at(DAY, "p"),), people=PEOPLE, days=2, posts=posts, units=units), cls())
        yield Example(
            "officers only",
            tiny((at(DAY, "p"),), people=PEOPLE, days=3, posts=posts),
            cls(),
            Scope(kinds=("auxiliary",)),
        )


def _there(offer: Offer, post: str, unit: str, start: int, end: int, ago: int) -> bool:
    if offer.post != post or (offer.unit or "") != unit:
        return False
    later = ago * MINUTES_PER_DAY
    return any(span.start <= start + later and end + later <= span.end for span in offer.spans)
