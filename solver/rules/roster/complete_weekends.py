"""完整周末: of a weekend both days are worked, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.fact import Text
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, FRIDAY, LEAD, STANDBY, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class CompleteWeekends(Rule):
    """Of a Saturday and the Sunday after it, a person works both or none: weekends off are whole ones.

    A day is worked when a duty that the scope admits, with a busy segment, starts on it. A weekend is looked at when
    its Sunday lies in the horizon and its Saturday there or in the known history. Each broken weekend counts 1 (D13).
    """

    name = "complete_weekends"
    title = Text("完整周末", "Complete weekends")
    sentence = Text(
        "{person}在{date}结束的周末只有一天上班，应两天都上或都休",
        "{person} works one day of the weekend that ends on {date}; both or none are due",
    )
    sources = ("D13", "INRC-II S5")
    level = 5
    honours = frozenset({"people", "duties"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        people = sheet.people(scope)
        busy = sheet.options(lambda o: scope.admits_duty(o) and any(s.is_busy for s in o.spans))
        worked = sheet.truth(busy, people)
        for day in sheet.horizon:
            sunday = int(day) + sheet.past
            if sheet.facts.day(int(day)).isoweekday() == 7 and sunday > 0:
                first, second = worked.columns([sunday - 1]), worked.columns([sunday])
                sheet.limit(first, second.times(-1), lo=0, hi=0, person=people, day=int(day))

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        facts = timeline.facts
        for person in timeline.people(scope):
            duties = timeline.duties(person.id, scope, past=True)
            worked = {facts.day(duty.day) for duty in duties if any(span.is_busy for span in duty.offer.spans)}
            for saturday in range(max(-1, -facts.known_days), facts.days - 1):
                if facts.day(saturday).weekday() == 5:
                    days = {facts.day(saturday), facts.day(saturday + 1)}
                    if len(days & worked) == 1:
                        yield Finding(1, 2, 1, person.id, saturday + 1)

    @classmethod
    def examples(cls) -> Iterable[Example]:
        yield Example("plain", tiny((DAY,), days=4, start=FRIDAY), cls())
        yield Example("two weekends", tiny((DAY,), days=10, start=FRIDAY, people=1), cls())
        sunday = FRIDAY.replace(day=7)
        worked = [("甲", -1, "D")]
        yield Example("history", tiny((DAY,), days=2, start=sunday, past=worked, known=1), cls())
        yield Example("not known", tiny((DAY,), days=8, start=sunday, people=1), cls())
        yield Example("the last Saturday", tiny((DAY,), days=9, start=FRIDAY, people=1), cls())
        yield Example(
            "layers",
            tiny((DAY, LEAD, STANDBY), days=3, start=FRIDAY, people=1),
            cls(),
            Scope(layers=("lead", "standby")),
        )
