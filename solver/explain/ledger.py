"""What each person carries: hours, nights, weekends, holidays, leader days, standby, compensatory rest."""

from __future__ import annotations

from models.duty import Duty
from models.history import Measure
from models.outcome import LedgerRow
from models.people import Person
from models.plan import Plan
from models.station import Station
from solver.rules.compensatory_rest import rest
from solver.rules.measures import amount_of, weekend_carried
from solver.rules.timeline import Timeline


def ledger(facts: Station, plan: Plan) -> tuple[LedgerRow, ...]:
    """One row per person, in the order of the facts; `total` adds the history's counters.

    A weekend worked on either side of the horizon's start counts in the horizon, and once in the total.
    """
    timeline = Timeline(facts, plan)
    counted = weekend_carried(facts)
    carried: dict[tuple[str, Measure], int] = {}
    for counter in facts.history.counters:
        key = (counter.person, counter.measure)
        carried[key] = carried.get(key, 0) + counter.amount
    return tuple(
        _row(facts, person, timeline.duties(person.id, past=True), carried, is_counted=person.id in counted)
        for person in facts.people
    )


def _row(
    facts: Station, person: Person, known: list[Duty], carried: dict[tuple[str, Measure], int], *, is_counted: bool
) -> LedgerRow:
    duties = [duty for duty in known if duty.day >= 0]
    amounts = {measure: total(facts, duties, measure) for measure in MEASURES}
    busy_days = {duty.day for duty in duties if any(span.is_busy for span in duty.offer.spans)}
    totals = {m: amount + carried.get((person.id, m), 0) for m, amount in amounts.items()}
    totals["hours"] //= 60
    if is_counted:
        later = [duty for duty in duties if duty.day > 0]
        totals["weekends"] += total(facts, later, "weekends") - amounts["weekends"]
    owed = rest(facts, person, known)
    return LedgerRow(
        person=person.id,
        name=person.label,
        team=person.team,
        duties=amounts["duties"],
        hours=round(amounts["hours"] / 60, 1),
        nights=amounts["nights"],
        weekends=amounts["weekends"],
        holidays=amounts["holidays"],
        leads=amounts["leads"],
        standbys=amounts["standbys"],
        days_off=facts.days - len(busy_days),
        rest_carried=owed.carried,
        rest_earned=owed.earned,
        rest_taken=owed.taken,
        rest_due=owed.due,
        rest_overdue=owed.overdue(facts.end),
        total={str(measure): amount for measure, amount in totals.items()},
    )


MEASURES: tuple[Measure, ...] = ("duties", "hours", "nights", "weekends", "holidays", "leads", "standbys")


def total(facts: Station, duties: list[Duty], measure: Measure) -> int:
    """What these duties come to in a measure; hours in credited minutes."""
    if measure == "weekends":
        worked = [facts.day(d.day) for d in duties if amount_of(d.offer, "duties")]
        return len({day.isocalendar()[:2] for day in worked if day.isoweekday() >= 6})
    if measure == "holidays":
        return sum(amount_of(d.offer, measure) for d in duties if facts.classes[facts.day(d.day)] == "statutory")
    return sum(amount_of(duty.offer, measure) for duty in duties)
