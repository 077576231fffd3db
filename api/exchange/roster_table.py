"""A roster as people see it on the wall: people down by team, days across, short codes in the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import groupby

from api.exchange.person_totals import Totals, totals
from api.exchange.roster_cells import Cell, CellWriter, label_of, place_names
from api.exchange.roster_words import DAY_MARKS, KINDS, RANKS, WORDS, holiday, month, weekday
from models.calendar import day_names
from models.outcome import Outcome
from models.people import Person
from models.plan import Plan
from models.station import Station

WIDEST = 35
"""So many days fit across a sheet; a longer roster is cut into blocks of whole weeks."""


@dataclass(frozen=True)
class DayColumn:
    """The head of one day. `look` is its day class unless it is an ordinary workday; `mark` stands below the
    weekday: a holiday's name, or that a weekend is worked and a workday is not."""

    date: Date
    number: str
    weekday: str
    mark: str
    title: str
    look: str


@dataclass(frozen=True)
class Block:
    """Days `first` to `last` (excluded) of the roster, side by side; `months` are headings with their widths."""

    first: int
    last: int
    months: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Row:
    """One person: name, rank or kind, a cell per day, and totals (None where nothing is known)."""

    id: str
    name: str
    note: str
    cells: tuple[Cell, ...]
    totals: Totals | None


@dataclass(frozen=True)
class TeamRows:
    """A team's heading and its people."""

    name: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class RosterTable:
    """The whole table."""

    days: tuple[DayColumn, ...]
    blocks: tuple[Block, ...]
    teams: tuple[TeamRows, ...]


def roster_table(facts: Station, outcome: Outcome, plan: Plan, lang: str) -> RosterTable:
    """The view of a plan; people without a team come last, then whoever is not among the facts."""
    writer = CellWriter(facts, outcome, plan, lang)
    sums = totals(facts, outcome)
    repeated = _repeated([person.label for person in facts.people])

    def row(person: Person) -> Row:
        rank = RANKS[person.rank] if person.rank != "member" else KINDS[person.kind]
        note = rank.in_language(lang) + (f" {person.id}" if person.label in repeated else "")
        return Row(person.id, person.label, note, writer.cells(person.id), sums.get(person.id))

    teams = []
    for team in facts.teams:
        members = [person for person in facts.people if person.team == team.id]
        if members:
            teams.append(TeamRows(team.name or team.id, strength(members, lang), tuple(row(p) for p in members)))
    known = {team.id for team in facts.teams}
    alone = [person for person in facts.people if person.team not in known]
    if alone:
        name = WORDS["no_team"].in_language(lang)
        teams.append(TeamRows(name, strength(alone, lang), tuple(row(p) for p in alone)))
    teams += _strangers(facts, plan, writer, lang)
    return RosterTable(day_columns(facts, lang), blocks(facts, lang), tuple(teams))


def places_shown(facts: Station, table: RosterTable) -> list[tuple[str, str]]:
    """Short and full names of the posts and units that cells abbreviate."""
    shown = {chip.where for team in table.teams for row in team.rows for cell in row.cells for chip in cell.chips}
    return [(short, label_of(facts, *key)) for key, short in place_names(facts).items() if short in shown]


def _strangers(facts: Station, plan: Plan, writer: CellWriter, lang: str) -> list[TeamRows]:
    """People whom a plan names and the facts do not: shown rather than lost."""
    unknown = dict.fromkeys(a.person for a in plan.assignments if a.person not in facts.person_by_id)
    rows = tuple(Row(person, person, "", writer.cells(person), None) for person in unknown)
    return [TeamRows(WORDS["strangers"].in_language(lang), str(len(rows)), rows)] if rows else []


def _repeated(labels: Sequence[str]) -> set[str]:
    return {label for label, times in Counter(labels).items() if times > 1}


def strength(people: Iterable[Person], lang: str) -> str:
    """How many officers and auxiliaries there are."""
    kinds = [person.kind for person in people]
    counts = [(KINDS[kind].in_language(lang), kinds.count(kind)) for kind in KINDS]
    present = [(name, count) for name, count in counts if count]
    if lang == "en":
        return ", ".join(f"{count} {_plural(name, count)}" for name, count in present)
    return "、".join(f"{name}{count}人" for name, count in present)


def _plural(name: str, count: int) -> str:
    if count == 1:
        return name
    return name[:-1] + "ies" if name.endswith("y") else name + "s"


def day_columns(facts: Station, lang: str) -> tuple[DayColumn, ...]:
    """The heads of the horizon's days."""
    names = day_names(facts.start, facts.days, facts.calendar)
    return tuple(_day_column(facts, day, names.get(day, ""), lang) for day in facts.dates)


def _day_column(facts: Station, day: Date, name: str, lang: str) -> DayColumn:
    look = facts.classes[day]
    called = holiday(name, lang) or (DAY_MARKS[look].in_language(lang) if look in DAY_MARKS else "")
    meaning = WORDS[look].in_language(lang) if look in WORDS else ""
    title = " ".join(part for part in (day.isoformat(), called if name else "", meaning) if part)
    mark = called.split()[0] if lang == "en" and called else called
    return DayColumn(day, str(day.day), weekday(day, lang), mark, title, "" if look == "workday" else look)


def blocks(facts: Station, lang: str) -> tuple[Block, ...]:
    """The horizon in as few blocks as fit, evenly and by whole weeks."""
    pieces = -(-facts.days // WIDEST)
    width = facts.days if pieces == 1 else -(-facts.days // (pieces * 7)) * 7
    starts = range(0, facts.days, width)
    return tuple(_block(facts, first, min(facts.days, first + width), lang) for first in starts)


def _block(facts: Station, first: int, last: int, lang: str) -> Block:
    months = [list(days) for _, days in groupby(facts.dates[first:last], lambda day: (day.year, day.month))]
    return Block(first, last, tuple((month(m[0], lang, narrow=len(m) < 4), len(m)) for m in months))
