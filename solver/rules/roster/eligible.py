"""岗位资格: a duty is done by someone whom its post admits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from models.duty import Offer
from models.fact import Text
from models.people import Person, Skill, Team, Zone
from models.work import Post
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, NIGHT, at, officers, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class Eligible(Rule):
    """Every post of a duty admits the person: by kind, rank and team, by one of its skills, and by zone.

    Evidence posts are for officers alone, clerical auxiliaries serve clerical posts only, and a zoned duty lies in
    the person's own zone or in one of its joint area (L6, D5, S14). Each duty without admission counts 1.
    """

    name = "eligible"
    title = Text("岗位资格", "Eligibility")
    sentence = Text("{person}不具备{date}班次{item}的岗位资格", "{person} is not eligible for {item} on {date}")
    sources = ("L6", "D5", "S14")
    level = 0
    honours = frozenset({"people", "days", "duties"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        days = sheet.days(scope)
        wanted = sheet.options(scope.admits_duty)
        alike: dict[frozenset[tuple[str, str | None]], list[int]] = {}
        for p in sheet.people(scope):
            alike.setdefault(_open_posts(sheet, sheet.facts.people[p]), []).append(int(p))
        closed: dict[bytes, list[int]] = {}
        for open_posts, people in alike.items():
            shut = sheet.options(partial(_is_shut, open_posts=open_posts))
            closed.setdefault((shut & wanted).tobytes(), []).extend(people)
        for mask, people in closed.items():
            who, when = np.meshgrid(np.array(sorted(people)), days, indexing="ij")
            sheet.cost(np.frombuffer(mask, np.bool_), who.ravel(), when.ravel())

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        days = set(timeline.admitted_days(scope))
        for person in timeline.people(scope):
            for duty in timeline.duties(person.id, scope):
                if duty.day in days and not _admitted(timeline, person, duty.offer):
                    yield Finding(0, 1, 1, person.id, duty.day, duty.offer.shift)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        skilled = Person(id="甲", kind="officer", skills=("询问",), team="A")
        clerk = Person(id="乙", kind="auxiliary", clerical=True, team="B")
        posts = (
            Post(id="p", skills=("询问",)),
            Post(id="q", kinds=("auxiliary",)),
            Post(id="r", clerical=True, teams=("B",)),
            Post(id="s", evidence=True),
        )
        facts: dict[str, Any] = {"skills": (Skill(id="询问"),), "teams": (Team(id="A"), Team(id="B"))}
        shifts = (at(DAY, "p", "q", "r", "s"),)
        yield Example("posts", tiny(shifts, people=(skilled, clerk), days=2, posts=posts, **facts), cls())
        zones = (Zone(id="1", joint_area="x"), Zone(id="2", joint_area="x"), Zone(id="3"))
        own = tuple(p.model_copy(update={"zone": z}) for p, z in zip(officers(3), ("1", "3", None), strict=True))
        yield Example(
            "zones", tiny((at(DAY, "c"),), people=own, days=1, posts=(Post(id="c", zoned=True),), zones=zones), cls()
        )
        chief = Person(id="甲", kind="officer", rank="chief")
        plain = Person(id="乙", kind="auxiliary")
        lead = (Post(id="p", ranks=("chief",)), Post(id="q"))
        yield Example("ranks", tiny((at(DAY, "p"), at(NIGHT, "q")), people=(chief, plain), days=2, posts=lead), cls())
        yield Example(
            "night",
            tiny((at(DAY, "p"), at(NIGHT, "p")), people=(chief, plain), days=2, posts=lead),
            cls(),
            Scope(nights=True),
        )


def _open_posts(sheet: Sheet, person: Person) -> frozenset[tuple[str, str | None]]:
    """The (post, zone) places that admit the person; unzoned posts with zone None and with every zone."""
    facts = sheet.facts
    skills, clerk = set(person.skills), person.kind == "auxiliary" and person.clerical
    joint = {z.joint_area for z in facts.zones if z.id == person.zone and z.joint_area}
    near = {z.id for z in facts.zones if z.id == person.zone or z.joint_area in joint}
    zones: set[str | None] = {None, *(z.id for z in facts.zones)}
    found: set[tuple[str, str | None]] = set()
    for post in facts.posts:
        barred = (
            bool(post.kinds and person.kind not in post.kinds)
            or bool(post.ranks and person.rank not in post.ranks)
            or bool(post.teams and person.team not in post.teams)
            or bool(post.skills and not skills.intersection(post.skills))
            or (post.evidence and person.kind == "auxiliary")
            or (clerk and not post.clerical)
        )
        if not barred:
            found |= {(post.id, zone) for zone in (near | {None} if post.zoned else zones)}
    return frozenset(found)


def _is_shut(offer: Offer, open_posts: frozenset[tuple[str, str | None]]) -> bool:
    return not _posts_and_zones(offer) <= open_posts


def _posts_and_zones(offer: Offer) -> frozenset[tuple[str, str | None]]:
    places = {(span.post, span.zone) for span in offer.spans} | {(offer.post, offer.zone)}
    return frozenset((post, zone) for post, zone in places if post is not None)


def _admitted(timeline: Timeline, person: Person, offer: Offer) -> bool:
    facts = timeline.facts
    places = [(offer.post, offer.zone), *((span.post, span.zone) for span in offer.spans)]
    for post_id, zone in places:
        post = facts.post_by_id.get(post_id or "")
        if post is None:
            continue
        if any(
            (
                post.kinds and person.kind not in post.kinds,
                post.ranks and person.rank not in post.ranks,
                post.teams and person.team not in post.teams,
                post.skills and not any(skill in post.skills for skill in person.skills),
                person.kind == "auxiliary" and post.evidence,
                person.kind == "auxiliary" and person.clerical and not post.clerical,
                post.zoned and zone is not None and not _near(timeline, person, zone),
            )
        ):
            return False
    return True


def _near(timeline: Timeline, person: Person, zone: str) -> bool:
    if zone == person.zone:
        return True
    areas = {z.id: z.joint_area for z in timeline.facts.zones}
    own = areas.get(person.zone or "")
    return own is not None and areas.get(zone) == own
