"""轮班制: rotation groups follow their pattern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from models.bookings import Leave
from models.duty import Offer
from models.fact import Text
from models.people import Group, Pattern, Person
from models.station import Station
from solver.rules.base import Example, Finding, Rule
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, MONDAY, NIGHT, STANDBY, tiny

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet


class Rotation(Rule):
    """Members of a group with a pattern have, in the duty layer, the pattern's shift of the day, or are off with it.

    Day t of the pattern falls on anchor + t + k · length; a shift of another layer counts as a day off. Days of
    leave are left out. Each day that departs from the pattern counts 1.
    """

    name = "rotation"
    title = Text("轮班制", "Rotation pattern")
    sentence = Text("{person}{date}未按轮班制上{item}", "{person} departs from the pattern on {date}, which has {item}")
    sources = ("D11",)
    level = 5
    honours = frozenset({"people", "days"})

    def state(self, sheet: Sheet, scope: Scope) -> None:
        facts = sheet.facts
        patterned = {g.id: g for g in facts.groups if g.pattern and g.anchor}
        expected: dict[str | None, list[tuple[int, int]]] = {}
        for p in sheet.people(scope):
            person = facts.people[p]
            group = patterned.get(person.group or "")
            if group is None or group.anchor is None:
                continue
            cycle = facts.pattern_days(group.pattern or "")
            offset = facts.index(group.anchor)
            away = facts.leave_days.get(person.id, frozenset())
            for day in sheet.days(scope):
                if facts.day(int(day)) not in away:
                    expected.setdefault(cycle[(int(day) - offset) % len(cycle)], []).append((int(p), int(day)))
        for shift, places in expected.items():
            kept = sheet.options(partial(_is_turn, shift=shift))
            kept[0] = not kept.any()
            who, when = np.array(places).T
            if "duty" in sheet.layers:
                sheet.cost_otherwise(kept, who, when, "duty", item="-" if kept[0] else shift)

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        facts = timeline.facts
        groups, days = {group.id: group for group in facts.groups}, timeline.admitted_days(scope)
        for person in timeline.people(scope):
            group = groups.get(person.group or "")
            if group is None or group.pattern is None or group.anchor is None:
                continue
            held = {d.day: d.offer.shift for d in timeline.duties(person.id) if d.offer.layer == "duty"}
            turns = [_duty_shift(facts, shift) for shift in facts.pattern_days(group.pattern)]
            first, away = facts.index(group.anchor), facts.leave_days.get(person.id, frozenset())
            for day in days:
                due = turns[(day - first) % len(turns)]
                if held.get(day) != due and facts.day(day) not in away:
                    yield Finding(0, 1, 1, person.id, day, due or "-")

    @classmethod
    def examples(cls) -> Iterable[Example]:
        patterns = (Pattern(id="r", days=("D", "N", None)), Pattern(id="s", days=("r", None)))
        groups = (
            Group(id="1", pattern="r", anchor=MONDAY.replace(day=2)),
            Group(id="2", pattern="s", anchor=MONDAY.replace(year=2023)),
            Group(id="3", anchor=MONDAY),
        )
        people = tuple(
            Person(id=name, kind="officer", group=group) for name, group in zip("甲乙丙", "123", strict=True)
        )
        pair = tiny((DAY, NIGHT), people=people[:2], days=3, patterns=patterns, groups=groups)
        yield Example("two groups", pair, cls())
        leave = (Leave(person="乙", first=MONDAY, last=MONDAY.replace(day=2)),)
        yield Example("leave", pair.model_copy(update={"leave": leave}), cls(), Scope(weekdays=(2, 3)))
        yield Example(
            "no pattern",
            tiny((DAY, NIGHT), people=(people[0], people[2]), days=2, patterns=patterns, groups=groups),
            cls(),
        )
        standby = (Pattern(id="r", days=("D", "S", None)),)
        yield Example(
            "standby",
            tiny((DAY, STANDBY), people=people[:1], days=4, patterns=standby, groups=(groups[0], groups[2])),
            cls(),
        )


def _is_turn(offer: Offer, shift: str | None) -> bool:
    return offer.shift == shift and offer.layer == "duty"


def _duty_shift(facts: Station, shift: str | None) -> str | None:
    """The shift, if it is one of the duty layer."""
    return shift if shift is not None and facts.shift_by_id[shift].layer == "duty" else None
