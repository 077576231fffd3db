"""带班领导: every day has a leader who answers for the 24 hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.fact import Text
from models.people import Person
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, LEAD, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class LeaderOnDuty(Rule):
    """On every day of the scope at least `leaders` duties of the lead layer start, held by station leaders.

    Leaders are chief, instructor and deputies. Each leader missing counts 1 and is reported as unfilled (D1, L8).
    """

    leaders: int = Field(1, ge=1, le=10)

    name = "leader_on_duty"
    title = Text("带班领导", "Leader on duty")
    sentence = Text(
        "{date}带班领导{measured}人，应为{allowed}人", "{measured} leaders on duty on {date}; {allowed} are due"
    )
    sources = ("D1", "L8")
    level = 1
    is_presence = True
    honours = frozenset({"people", "days", "duties"})
    strict_side = {"leaders": "higher"}

    def state(self, sheet: Sheet, scope: Scope) -> None:
        days = sheet.days(scope)
        leaders = np.array([p for p in sheet.people(scope) if sheet.facts.people[p].is_leader], np.int64)
        lead = sheet.options(lambda offer: offer.layer == "lead" and scope.admits_duty(offer))
        sheet.limit(sheet.presence({0: lead}, leaders, days), lo=self.leaders, day=days)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        entitled = {person.id for person in timeline.people(scope) if person.rank in {"chief", "instructor", "deputy"}}
        for day in timeline.admitted_days(scope):
            lead = [d for d in timeline.on_day(day) if d.offer.layer == "lead" and scope.admits_duty(d.offer)]
            count = sum(duty.person in entitled for duty in lead)
            if count < self.leaders:
                yield Finding(count, self.leaders, self.leaders - count, None, day)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        staff = (
            Person(id="甲", kind="officer", rank="chief"),
            Person(id="乙", kind="officer", rank="deputy"),
            Person(id="丙", kind="officer", rank="squad_leader"),
        )
        yield Example("one", tiny((LEAD,), people=staff, days=3), cls())
        yield Example(
            "two at weekends",
            tiny((LEAD, DAY), people=staff[:2], days=2, start=FRIDAY),
            cls(leaders=2),
            Scope(weekdays=(6,)),
        )
        second = LEAD.model_copy(update={"id": "M"})
        yield Example(
            "one shift",
            tiny((LEAD, second), people=staff[:2], days=2, past=[("甲", -1, "L")], known=1),
            cls(),
            Scope(shifts=("M",)),
        )
