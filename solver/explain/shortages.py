"""Shortages that show before solving: work on one day, and hours over all days, that the people cannot cover.

Both compare what is demanded at least with what is there at most, so that a shortage is real whatever roster is
made. Hours are an estimate only in what a person's hours are: see `available_minutes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date

import numpy as np

from models.demand import Demand
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.station import Station
from models.work import minutes_of
from solver.program.program import MARK
from solver.roster.compile import Roster
from solver.rules.catalogue import RULES
from solver.rules.entry import Entry
from solver.rules.roster.hours import Hours

WORKING_CLASSES = ("workday", "makeup")
MINUTES_PER_WORKING_DAY = 480


@dataclass(frozen=True)
class Need:
    """What one demand asks for on one day: so many people, and the numbers of those who could be among them."""

    date: Date
    item: str
    people: int
    able: frozenset[int]
    demand: Demand | None


@dataclass(frozen=True)
class Load:
    """The hours that only one group can work, against the hours that the group has."""

    group: str
    members: int
    demanded_minutes: int
    available_minutes: int

    @property
    def is_short(self) -> bool:
        return self.demanded_minutes > self.available_minutes


def needs(roster: Roster) -> list[Need]:
    """Everything that the policy counts as unfilled when people are missing, day by day.

    Able is whoever level 0 lets serve on that day: eligible, not on leave, not locked to something else.
    """
    program, sheet = roster.program, roster.sheet
    demands = {demand.id: demand for demand in sheet.facts.demand}
    found = []
    for limit in np.flatnonzero((program.limit_level == 1) & (program.limit_lo > 0)).tolist():
        entry, day = int(program.limit_label.entry[limit]), int(program.limit_label.day[limit])
        item = int(program.limit_label.item[limit])
        able = _able(roster, int(program.limit_row[limit]))
        if day >= 0 and able is not None and RULES[sheet.entries[entry].rule].is_presence:
            name = program.items[item] if item >= 0 else sheet.entries[entry].id
            lo = int(program.limit_lo[limit])
            found.append(Need(sheet.facts.day(day), name, lo, able, demands.get(name.partition("@")[0])))
    return sorted(found, key=lambda need: (need.date, need.item))


def _able(roster: Roster, row: int) -> frozenset[int] | None:
    """The people whose choice can add to a row; None when the row counts more than single duties."""
    program = roster.program
    terms = slice(int(program.row_start[row]), int(program.row_start[row + 1]))
    cells, numbers = program.term_of[terms], program.term_set[terms]
    if (numbers == MARK).any():
        return None
    is_open = np.any(program.sets[numbers].astype(np.bool_) & program.domain[cells], axis=1)
    return frozenset(program.cell_line[cells[is_open]].tolist())


def short_days(found: Iterable[Need]) -> list[Need]:
    """Needs for more people than could serve on that day."""
    return [need for need in found if need.people > len(need.able)]


def loads(roster: Roster) -> list[Load]:
    """The load of all people, of each kind and of holders of each skill, as far as work is theirs alone."""
    facts = roster.sheet.facts
    found = [need for need in needs(roster) if need.demand is not None and need.able]
    minutes = [available_minutes(facts, roster.sheet.entries, person) for person in facts.people]
    result = []
    for group, members in _groups(facts):
        own = [need for need in found if need.able <= members]
        demanded = sum(_minutes_of_day(facts, day) for day in _by_date(own))
        if demanded:
            result.append(Load(group, len(members), demanded, sum(minutes[p] for p in members)))
    return result


def available_minutes(facts: Station, entries: Iterable[Entry], person: Person) -> int:
    """The credited minutes that the policy's hours allow a person; without such an entry 8 h a working day present."""
    away = facts.leave_days.get(person.id, frozenset())
    working = [day for day in facts.dates if facts.classes[day] in WORKING_CLASSES]
    on_leave = sum(day in away for day in working)
    bounds = [
        rule.most_minutes - on_leave * rule.leave_day_minutes
        for rule in _hours_of(facts, entries, person)
        if rule.most_minutes is not None
    ]
    return max(0, min(bounds, default=MINUTES_PER_WORKING_DAY * (len(working) - on_leave)))


def _hours_of(facts: Station, entries: Iterable[Entry], person: Person) -> Iterator[Hours]:
    """The bounds on a person's hours of all work on all days."""
    for entry in entries:
        scope, rule = entry.scope, entry.parameters
        is_partial = scope.restricts("days") or scope.restricts("duties")
        if isinstance(rule, Hours) and not is_partial and scope.admits_person(person, facts):
            yield rule


def _groups(facts: Station) -> Iterator[tuple[str, frozenset[int]]]:
    """All people, each kind and each skill, with the numbers of their people."""
    people = list(enumerate(facts.people))
    yield "", frozenset(p for p, _ in people)
    for kind in dict.fromkeys(person.kind for _, person in people):
        yield kind, frozenset(p for p, person in people if person.kind == kind)
    for skill in facts.skills:
        yield skill.id, frozenset(p for p, person in people if skill.id in person.skills)


def _by_date(found: Iterable[Need]) -> Iterator[list[Need]]:
    days: dict[Date, list[Need]] = {}
    for need in found:
        days.setdefault(need.date, []).append(need)
    yield from days.values()


def _minutes_of_day(facts: Station, found: Iterable[Need]) -> int:
    """Credited minutes that one day's needs come to at least.

    Needs of one shift at one place may be met by the same people ("two, one of them an officer"): those of different
    kinds add up, others count at the largest. People counted over an interval may be those of a shift at the post.
    """
    by_shift: dict[str | None, int] = {}
    by_clock: dict[str | None, int] = {}
    for post, people, minutes, is_shift in _works(facts, found):
        total = by_shift if is_shift else by_clock
        total[post] = total.get(post, 0) + people * minutes
    anywhere = by_clock.pop(None, 0)
    posts = by_shift.keys() | by_clock.keys()
    return max(anywhere, sum(max(by_shift.get(post, 0), by_clock.get(post, 0)) for post in posts))


def _works(facts: Station, found: Iterable[Need]) -> Iterator[tuple[str | None, int, int, bool]]:
    """Post, people, minutes for each, and whether it is a shift's, of each work that needs are about."""
    works: dict[tuple[str | None, ...], dict[str | None, int]] = {}
    for need in found:
        demand = need.demand
        if demand is not None:
            clock = need.item.partition("@")[2]
            kinds = works.setdefault((demand.post, demand.shift, demand.zone, demand.unit, clock), {})
            kinds[demand.kind] = max(kinds.get(demand.kind, 0), need.people)
    for (post, shift, _, _, piece), kinds in works.items():
        people = max(kinds.get(None, 0), sum(count for kind, count in kinds.items() if kind is not None))
        minutes = facts.shift_by_id[shift].credit if shift is not None else _length(piece or "")
        yield post, people, minutes, shift is not None


def _length(piece: str) -> int:
    """Minutes of `08:00-17:00`; 24 h where both are the same."""
    start, _, end = piece.partition("-")
    return (minutes_of(end) - minutes_of(start)) % MINUTES_PER_DAY or MINUTES_PER_DAY
