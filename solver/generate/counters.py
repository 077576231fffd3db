"""Invented counters: what each person has carried since 1 January."""

from __future__ import annotations

from collections import Counter as Count
from datetime import date as Date
from datetime import timedelta
from random import Random

from models.history import HISTORY_DAYS, Counter, Measure
from models.people import Person
from models.plan import Assignment
from models.station import Station

SPREAD: dict[Measure, int] = {
    "duties": 3, "hours": 960, "nights": 2, "weekends": 2, "holidays": 1, "leads": 1, "standbys": 1,
}  # fmt: skip
"""How far people's counters lie from their colleagues', up or down."""


def counters_of(station: Station, duties: tuple[Assignment, ...], random: Random) -> tuple[Counter, ...]:
    """What each person has carried since 1 January: the past's average of the like, drawn out to the year so far."""
    since = Date((station.start - timedelta(days=1)).year, 1, 1)
    days = (station.start - since).days
    amounts = {person.id: Count[Measure]() for person in station.people}
    for duty in duties:
        _count(amounts[duty.person], station, duty)
    alike: dict[tuple[object, ...], list[Person]] = {}
    for person in station.people:
        alike.setdefault((person.team, person.kind, person.is_leader, person.group is None), []).append(person)
    return tuple(
        Counter(
            person=person.id, measure=measure, amount=_drawn_out(people, measure, amounts, days, random), since=since
        )
        for people in alike.values()
        for person in people
        for measure in SPREAD
        if any(amounts[p.id][measure] for p in people)
    )


def _drawn_out(
    people: list[Person], measure: Measure, amounts: dict[str, Count[Measure]], days: int, random: Random
) -> int:
    average = sum(amounts[p.id][measure] for p in people) / len(people) / HISTORY_DAYS
    spread = SPREAD[measure]
    return max(0, round(average * days) + random.randint(-spread, spread))


def _count(amount: Count[Measure], station: Station, duty: Assignment) -> None:
    shift = station.shift_by_id[duty.shift]
    busy = any(s.kind not in ("onsite_standby", "athome_standby") for s in shift.segments)
    amount["duties"] += busy
    amount["hours"] += shift.credit
    amount["nights"] += shift.is_night
    amount["leads"] += shift.layer == "lead"
    amount["standbys"] += shift.layer == "standby"
    amount["weekends"] += busy and duty.date.isoweekday() >= 6
    amount["holidays"] += busy and station.classes[duty.date] == "statutory"
