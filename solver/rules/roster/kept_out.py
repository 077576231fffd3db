"""不参加的勤务: certain people are kept out of certain duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from models.fact import Text
from models.people import Person, Team
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, NIGHT, WATCH, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class KeptOut(Rule):
    """The scope's people have none of the scope's duties on the scope's days.

    So community officers are kept out of the watch, call response and case handling where a bureau rules it (D2).
    Each such duty counts 1.
    """

    name = "kept_out"
    title = Text("不参加的勤务", "Kept out")
    sentence = Text(
        "{person}在{date}被安排了不应参加的{item}", "{person} is given {item} on {date}, which is not for this person"
    )
    sources = ("D2", "L13")
    level = 0
    honours = frozenset({"people", "days", "duties"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        who, when = np.meshgrid(sheet.people(scope), sheet.days(scope), indexing="ij")
        sheet.cost(sheet.options(scope.admits_duty), who.ravel(), when.ravel())

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        facts = timeline.facts
        for duty in timeline.all_duties():
            person = facts.person_by_id[duty.person]
            if (
                scope.admits_duty(duty.offer)
                and scope.admits_person(person, facts)
                and scope.admits_day(facts.day(duty.day), facts)
            ):
                yield Finding(1, 0, 1, person.id, duty.day, duty.offer.shift)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        people = (Person(id="甲", kind="officer", team="社区"), Person(id="乙", kind="officer"))
        facts = tiny((DAY, WATCH), people=people, days=3, teams=(Team(id="社区", community=True),))
        yield Example("community", facts, cls(), Scope(community=True, duty_kinds=("watch",)))
        yield Example("not community", facts, cls(), Scope(community=False, shifts=("D",)))
        nights = Scope(people=("乙",), nights=True, day_classes=("weekend",))
        yield Example(
            "weekend nights", tiny((DAY, NIGHT), days=3, start=FRIDAY, past=[("乙", -1, "N")], known=1), cls(), nights
        )
