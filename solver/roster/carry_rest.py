"""Compensatory rest 补休 carried on: what each person is still owed when the next horizon begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date as Date

from models.duty import Duty, served_offer
from models.history import RestOwed
from models.plan import Assignment
from models.station import Station
from solver.rules.compensatory_rest import rest


def rest_owed_after(facts: Station, duties: Sequence[Assignment], start: Date) -> tuple[RestOwed, ...]:
    """What is owed on `start`, after these duties of the horizon before it, by person and day earned.

    owed = the history's own + earned − taken before `start` (L9). It does not lapse, and does not begin anew with
    a year.
    """
    known: dict[str, list[Duty]] = {person.id: [] for person in facts.people}
    for duty in (*facts.history.duties, *duties):
        if duty.person in known:
            known[duty.person].append(Duty(duty.person, facts.index(duty.date), served_offer(facts, duty)))
    return tuple(_owed(facts, known, facts.index(start)))


def _owed(facts: Station, known: dict[str, list[Duty]], days: int) -> Iterator[RestOwed]:
    for person in facts.people:
        for earned, count in Counter(rest(facts, person, known[person.id], days).owed).items():
            yield RestOwed(person=person.id, earned=earned, days=count)
