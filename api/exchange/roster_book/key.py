"""The hidden sheet of the workbook: what the codes mean, and the duties as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta

from xlsxwriter import Workbook

from api.exchange.roster_book.book_words import KEY_SHEET
from api.exchange.roster_cells import place_names
from api.exchange.shift_marks import shift_marks
from models.plan import Assignment, Plan
from models.station import Station

MARK = ("paiqin", "roster book", "1")
"""The first row: whose sheet it is, what it is, and its form."""

DUTY_FIELDS = ("person", "date", "shift", "post", "zone", "unit")


@dataclass
class Key:
    """What the hidden sheet says: names by id of people, codes by shift, short names of posts and units."""

    wall: str | None = None
    start: Date | None = None
    days: int = 0
    people: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    duties: dict[tuple[str, Date], list[Assignment]] = field(default_factory=dict)

    @property
    def dates(self) -> tuple[Date, ...]:
        """The days of the roster as it was written."""
        return tuple(self.start + timedelta(days=day) for day in range(self.days)) if self.start else ()


def write_key(workbook: Workbook, wall: str, facts: Station, plan: Plan) -> None:
    """Adds the hidden sheet."""
    sheet = workbook.add_worksheet(KEY_SHEET)
    sheet.very_hidden()
    for number, row in enumerate(_rows(wall, facts, plan)):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)


def _rows(wall: str, facts: Station, plan: Plan) -> Iterable[Sequence[str]]:
    yield MARK
    yield "wall", wall
    yield "days", facts.start.isoformat(), str(facts.days)
    for person in facts.people:
        yield "person", person.id, person.label
    for shift, mark in shift_marks(facts).items():
        yield "shift", shift, mark.code
    for (sort, id), short in place_names(facts).items():
        yield sort, id, short
    for duty in plan.assignments:
        place = (duty.post or "", duty.zone or "", duty.unit or "")
        yield "duty", duty.person, duty.date.isoformat(), duty.shift, *place


def key_of(rows: Sequence[Mapping[int, str]]) -> Key | None:
    """The key in the rows of a sheet, each a text by column from 0; None for a sheet that is no key."""
    if not rows or tuple(rows[0].get(column, "") for column in range(3)) != MARK:
        return None
    key = Key()
    for row in rows[1:]:
        sort, first, second = row.get(0, ""), row.get(1, ""), row.get(2, "")
        if sort == "wall":
            key.wall = first
        elif sort == "days":
            key.start, key.days = _date(first), int(second) if second.isdecimal() and len(second) < 5 else 0
        elif sort == "person":
            key.people[first] = second
        elif sort == "shift":
            key.codes[first] = second
        elif sort in ("post", "unit"):
            key.places[sort, first] = second
        elif sort == "duty":
            duty = _duty(row)
            if duty is not None:
                key.duties.setdefault((duty.person, duty.date), []).append(duty)
    return key


def _date(stated: str) -> Date | None:
    try:
        return Date.fromisoformat(stated)
    except ValueError:
        return None


def _duty(row: Mapping[int, str]) -> Assignment | None:
    stated = {name: row[column] for column, name in enumerate(DUTY_FIELDS, start=1) if row.get(column)}
    try:
        return Assignment.model_validate(stated)
    except ValueError:
        return None
