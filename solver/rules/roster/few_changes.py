"""少变动: what was published stays unless it must move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.duty import offer_of_assignment
from models.fact import Text
from models.plan import Plan
from models.work import Layer, Post
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, NIGHT, STANDBY, at, plan_of, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class FewChanges(Rule):
    """Each person's day in each layer is as in the published roster: the same shift at the same place, or off.

    Each cell that differs counts 1. Without a published roster the rule says nothing (promise: change as little
    as possible; domain section 9).
    """

    name = "few_changes"
    title = Text("少变动", "Few changes")
    sentence = Text(
        "{person}在{date}的安排与已公布的（{item}）不同", "{person} on {date} differs from what was published ({item})"
    )
    sources = ("D9",)
    level = 3
    honours = frozenset({"people", "days"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        if sheet.published is None:
            return
        was: dict[tuple[str, int, str], int | None] = {}
        for assignment in sheet.published.assignments:
            offer = offer_of_assignment(sheet.facts, assignment)
            key = (assignment.person, sheet.facts.index(assignment.date), offer.layer)
            was[key] = sheet.number.get((offer.place, offer.spans))
        places: dict[tuple[Layer, int | None], list[tuple[int, int]]] = {}
        for layer in sheet.layers:
            for p in sheet.people(scope):
                for day in sheet.days(scope):
                    option = was.get((sheet.facts.people[p].id, int(day), layer), 0)
                    places.setdefault((layer, option), []).append((int(p), int(day)))
        for (layer, option), cells in places.items():
            kept = np.zeros(sheet.draft.options, np.bool_)
            if option is not None:
                kept[option] = True
            who, when = np.array(cells).T
            shift = sheet.offers[option - 1].shift if option else "-"
            sheet.cost_otherwise(kept, who, when, layer, item=shift)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        if timeline.published is None:
            return
        facts = timeline.facts
        before = Timeline(facts, timeline.published)
        for person in timeline.people(scope):
            now = {(d.day, d.offer.layer): d.offer for d in timeline.duties(person.id)}
            was = {(d.day, d.offer.layer): d.offer for d in before.duties(person.id)}
            for key in sorted(now.keys() | was.keys()):
                then = was.get(key)
                if key[0] < facts.days and scope.admits_day(facts.day(key[0]), facts) and now.get(key) != then:
                    yield Finding(1, 0, 1, person.id, key[0], then.shift if then else "-")

    @classmethod
    def examples(cls) -> Iterable[Example]:
        facts = tiny((DAY, NIGHT), days=3)
        old = plan_of(facts, [("甲", 0, "D"), ("甲", 1, "N"), ("乙", 2, "D")])
        yield Example("shifts", facts, cls(), published=old)
        yield Example("one weekday", facts, cls(), Scope(weekdays=(2,), people=("甲",)), published=old)
        layers = tiny((DAY, STANDBY), days=2, people=1)
        yield Example("layers", layers, cls(), published=plan_of(layers, [("甲", 0, "D"), ("甲", 1, "S")]))
        posts = tiny((at(DAY, "p", "q"),), days=2, posts=(Post(id="p"), Post(id="q")))
        moved = Plan(assignments=(plan_of(posts, [("甲", 0, "D")]).assignments[0].model_copy(update={"post": "q"}),))
        yield Example("post", posts, cls(), published=moved)
