"""公平分担: nobody carries more than a fair share, over the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from models.bookings import Leave
from models.demand import Demand
from models.duty import Duty
from models.fact import Text
from models.history import Counter, History, Measure
from models.station import Station
from solver.rules.base import Example, Finding, Rule
from solver.rules.measures import amount_of, fair_shares, weekend_carried
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, LEAD, MONDAY, NIGHT, STANDBY, officers, tiny

if TYPE_CHECKING:
    from solver.program.draft import Terms
    from solver.program.program import Ints
    from solver.roster.sheet import Sheet

STEPS = 6


class FairShare(Rule):
    """What a person carries, history included, exceeds the fair share as little as possible, and evenly.

    carried = history's counter + horizon's amount of `measure`; a weekend that the counter holds already, since the
    Saturday before the horizon was worked, is not counted again. The share is the group's counters divided by its
    people, plus what the demand asks of the group in proportion to the days each is at disposal, rounded down
    (solver.rules.measures). The price is convex: with e = ⌈(carried − share) / unit⌉ steps too many,
    Σ over j < 6 of max(0, e − j). A unit is 1 duty, or 8 h for hours. The group is the scope's people (D13).
    """

    measure: Measure = "nights"
    share: int | None = Field(None, ge=0, le=1_000_000, description="Overrides the computed share; hours in minutes.")

    name = "fair_share"
    title = Text("公平分担", "Fair share")
    sentence = Text(
        "{person}累计{item}{measured}，公平份额{allowed}",
        "{person} carries {measured} {item}; the fair share is {allowed}",
    )
    sources = ("D13",)
    level = 4
    honours = frozenset({"people", "days", "duties"})

    @property
    def unit(self) -> int:
        """One step of the price: 8 hours, or one duty."""
        return 480 if self.measure == "hours" else 1

    @property
    def is_in_minutes(self) -> bool:
        return self.measure == "hours"

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        carried, share = self._history_and_share(sheet.facts, scope)
        ids = [sheet.facts.people[p].id for p in people]
        room = np.array([share[i] - carried[i] for i in ids], np.int64)
        rows = sheet.rows(self._terms(sheet, scope, people))
        for step in range(STEPS):
            sheet.limit_rows(rows, hi=room + step * self.unit, step=self.unit, person=people, item=self.measure)

    def _terms(self, sheet: Sheet, scope: Scope, people: Ints) -> Terms:
        """What each person carries in the horizon, as terms of one row per person."""
        days = sheet.days(scope)
        if self.measure == "weekends":
            busy = sheet.options(lambda o: scope.admits_duty(o) and any(s.is_busy for s in o.spans))
            return sheet.weekends(busy, people, days, carried=True)
        if self.measure == "holidays":
            days = np.array([d for d in days if sheet.facts.classes[sheet.facts.day(int(d))] == "statutory"], np.int64)
        wanted = sheet.options(scope.admits_duty)
        amounts = np.where(wanted, sheet.amounts(lambda offer: amount_of(offer, self.measure)), 0)
        return sheet.tally(amounts, people, days)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        carried, share = self._history_and_share(timeline.facts, scope)
        counted = weekend_carried(timeline.facts) if self.measure == "weekends" else frozenset()
        for person in timeline.people(scope):
            held = [
                d
                for d in timeline.duties(person.id, scope)
                if scope.admits_day(timeline.facts.day(d.day), timeline.facts)
                and not (d.day == 0 and person.id in counted)
            ]
            total = carried[person.id] + self._carried(timeline.facts, held)
            steps = -(-max(0, total - share[person.id]) // self.unit)
            if steps:
                price = sum(max(0, steps - j) for j in range(STEPS))
                yield Finding(total, share[person.id], price, person.id, None, self.measure)

    def _carried(self, facts: Station, held: list[Duty]) -> int:
        """What the horizon's duties come to in this measure."""
        if self.measure == "weekends":
            busy = [facts.day(d.day) for d in held if any(span.is_busy for span in d.offer.spans)]
            return len({day.toordinal() - day.weekday() for day in busy if day.weekday() >= 5})
        if self.measure == "holidays":
            held = [duty for duty in held if facts.classes[facts.day(duty.day)] == "statutory"]
        return sum(amount_of(duty.offer, self.measure) for duty in held)

    def _history_and_share(self, facts: Station, scope: Scope) -> tuple[dict[str, int], dict[str, int]]:
        people = [person.id for person in facts.people if scope.admits_person(person, facts)]
        counted = facts.history.carried(self.measure)
        carried = {person: counted.get(person, 0) for person in people}
        if self.share is not None:
            return carried, dict.fromkeys(people, self.share)
        return carried, fair_shares(facts, scope, self.measure, carried)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        demand = (Demand(id="n", shift="N", minimum=1),)
        counted = History(counters=(Counter(person="甲", measure="nights", amount=3, since=MONDAY),))
        facts = tiny((DAY, NIGHT), days=4, demand=demand)
        yield Example("nights", facts, cls())
        yield Example("nights with history", facts.model_copy(update={"history": counted}), cls())
        leave = (Leave(person="乙", first=MONDAY, last=MONDAY.replace(day=2)),)
        yield Example("leave", facts.model_copy(update={"leave": leave}), cls(measure="duties"))
        yield Example("hours", tiny((DAY, NIGHT), days=3), cls(measure="hours", share=1000))
        weekend = tiny((DAY,), days=4, start=FRIDAY, demand=(Demand(id="d", shift="D", minimum=1),))
        yield Example("weekends", weekend, cls(measure="weekends", share=0))
        holiday = tiny((DAY,), days=2, start=MONDAY.replace(year=2026), demand=(Demand(id="d", shift="D", minimum=2),))
        yield Example("holidays", holiday, cls(measure="holidays", share=0))
        leaders = tiny((LEAD, STANDBY), people=officers(2, rank="deputy"), days=2)
        yield Example("leads", leaders, cls(measure="leads", share=0))
        yield Example("standbys", leaders, cls(measure="standbys", share=0), Scope(weekdays=(1,)))
        sunday = FRIDAY.replace(day=7)
        split = tiny((DAY,), days=8, start=sunday, past=[("甲", -1, "D"), ("乙", -1, "D")], known=1)
        before = (Counter(person="甲", measure="weekends", amount=1, since=FRIDAY),)
        halved = split.model_copy(update={"history": split.history.model_copy(update={"counters": before})})
        yield Example("a weekend in two months", halved, cls(measure="weekends", share=1))
        layers = tiny((DAY, LEAD), people=1, days=3, start=FRIDAY)
        yield Example("layers", layers, cls(measure="weekends", share=0), Scope(weekdays=(5, 6)))
