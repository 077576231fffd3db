"""Counters carried on: what each person has served since the year of the counter began."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import get_args

from models.duty import Offer, served_offer
from models.history import Counter, Measure
from models.plan import Assignment
from models.station import Station
from solver.rules.measures import amount_of, weekend_carried

MEASURES: tuple[Measure, ...] = get_args(Measure)

Served = tuple[Date, Offer]


def counters_after(facts: Station, duties: Sequence[Assignment], start: Date) -> tuple[Counter, ...]:
    """The counters of a horizon that begins on `start`, after these duties of the horizon before it.

    amount = the counter so far + what the duties come to. Where the counter's year turned in the horizon, or turns on
    `start`, it begins anew: amount = what the duties since then come to, and `since` is that day. A counter's year
    begins on the day and month of its `since`; what nobody has counted yet, on 1 January. A weekend that the counter
    so far holds already, by its Saturday, is not added again by its Sunday. A measure of which a person has nothing
    and never had is left out.
    """
    served: dict[str, list[Served]] = {person.id: [] for person in facts.people}
    for duty in duties:
        if duty.person in served:
            served[duty.person].append((duty.date, served_offer(facts, duty)))
    stated = {(counter.person, counter.measure): counter for counter in facts.history.counters}
    counted = weekend_carried(facts)
    found = []
    for person, own in served.items():
        later = [(day, offer) for day, offer in own if day > facts.start]
        for measure in MEASURES:
            before = stated.get((person, measure))
            added = later if measure == "weekends" and person in counted else own
            after = _carried(facts, before or _begun(facts, person, measure), own, added, start)
            if before or after.amount:
                found.append(after)
    return tuple(found)


def _begun(facts: Station, person: str, measure: Measure) -> Counter:
    """A counter that nobody has kept so far."""
    return Counter(person=person, measure=measure, amount=0, since=Date(facts.start.year, 1, 1))


def _carried(facts: Station, counter: Counter, own: list[Served], added: list[Served], start: Date) -> Counter:
    """The counter after the duties `added`, or anew after those of its `own` year."""
    turned = last_turn(counter.since, start)
    if facts.start <= turned and counter.since < turned:
        amount = amount_in(facts, [(day, offer) for day, offer in own if day >= turned], counter.measure)
        return counter.model_copy(update={"amount": amount, "since": turned})
    return counter.model_copy(update={"amount": counter.amount + amount_in(facts, added, counter.measure)})


def last_turn(since: Date, start: Date) -> Date:
    """The last day up to `start` on which a year that began on `since` begins again; 29 February counts as the 28th."""
    day = 28 if (since.month, since.day) == (2, 29) else since.day
    turn = Date(start.year, since.month, day)
    return turn if turn <= start else Date(start.year - 1, since.month, day)


def amount_in(facts: Station, served: Iterable[Served], measure: Measure) -> int:
    """What duties of one person come to, as fair shares count it: weekends by the week, hours in credited minutes."""
    if measure == "weekends":
        worked = [day for day, offer in served if amount_of(offer, "duties")]
        return len({day.isocalendar()[:2] for day in worked if day.isoweekday() >= 6})
    if measure == "holidays":
        served = [(day, offer) for day, offer in served if facts.classes[day] == "statutory"]
    return sum(amount_of(offer, measure) for _, offer in served)
