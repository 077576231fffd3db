"""办案不少于二人: evidence work is never done by one officer alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.duty import Offer
from models.fact import MINUTES_PER_DAY, Text
from models.people import Person
from models.work import Post
from solver.rules.base import Example, Finding, Rule
from solver.rules.pieces import BEGUN, pieces
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, WATCH, at, officers, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class EvidencePair(Rule):
    """At a post of evidence work, whenever anybody is there, at least `officers` officers are there.

    Nobody there is allowed: the rule forbids the lone officer and demands no one. A segment counts at its own
    post. Each officer missing in each piece of time (solver.rules.pieces) counts 1 (L1, L3).
    """

    officers: int = Field(2, ge=1, le=20)

    name = "evidence_pair"
    title = Text("办案不少于二人", "Evidence work in pairs")
    sentence = Text(
        "{date}{item}办案民警{measured}人，不得少于{allowed}人",
        "{measured} officers on evidence work at {item} on {date}; at least {allowed}",
    )
    sources = ("L1", "L3")
    level = 0
    strict_side = {"officers": "higher"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        crowd = sheet.people(scope)
        entitled = np.array([p for p in crowd if sheet.facts.people[p].kind == "officer"], np.int64)
        days = np.arange(sheet.facts.days + BEGUN[-1])
        for post in (post.id for post in sheet.facts.posts if post.evidence):
            for start, end in pieces(sheet.facts):
                masks = {
                    ago: sheet.options(
                        partial(_lasts, post=post, start=start + ago * MINUTES_PER_DAY, end=end + ago * MINUTES_PER_DAY)
                    )
                    for ago in BEGUN
                }
                if not any(mask.any() for mask in masks.values()):
                    continue
                anybody = sheet.marks(sheet.rows(sheet.presence(masks, crowd, days)), 1)
                due = sheet.sum_of_marks(anybody[:, None], -self.officers)
                sheet.limit(sheet.presence(masks, entitled, days), due, lo=0, day=days, item=post)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        kinds = {person.id: person.kind for person in timeline.people(scope)}
        posts = [post.id for post in timeline.facts.posts if post.evidence]
        for day in range(timeline.facts.days + BEGUN[-1]):
            for start, end in timeline.pieces():
                present: dict[str, list[str]] = {}
                for duty, span in timeline.covering(day, start, end):
                    if duty.person in kinds and span.post is not None:
                        present.setdefault(span.post, []).append(kinds[duty.person])
                for post in posts:
                    count = present.get(post, []).count("officer")
                    if post in present and count < self.officers:
                        yield Finding(count, self.officers, self.officers - count, None, day, post)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        posts = (Post(id="p", evidence=True), Post(id="q"))
        yield Example("pair", tiny((at(DAY, "p", "q"), at(EVENING, "p")), days=2, posts=posts), cls())
        past = [("甲", -1, "W")]
        yield Example("watch", tiny((at(WATCH, "p"),), days=3, posts=posts, past=past, known=1), cls())
        mixed = (*officers(2), Person(id="丙", kind="auxiliary"))
        yield Example("with an auxiliary", tiny((at(DAY, "p"),), people=mixed, days=2, posts=posts), cls())
        yield Example("three", tiny((at(DAY, "p"),), people=3, days=2, posts=posts), cls(officers=3))


def _lasts(offer: Offer, post: str, start: int, end: int) -> bool:
    return any(span.post == post and span.start <= start and span.end >= end for span in offer.spans)
