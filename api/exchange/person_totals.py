"""What each person carries in a roster: from the outcome's ledger, or counted from the plan where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.duty import Duty, offer_of_assignment
from models.outcome import LedgerRow, Outcome
from models.plan import Plan
from models.station import Station

TOTALS = ("hours", "nights", "weekends", "holidays", "leads", "days_off")
"""What stands beside each person's days."""

RESTS = ("rest_carried", "rest_earned", "rest_taken", "rest_due", "rest_overdue")
LEDGER = ("duties", "hours", "nights", "weekends", "holidays", "leads", "standbys", "days_off", *RESTS)
"""What the ledger lists."""


@dataclass(frozen=True)
class Totals:
    """Counts of one person over the horizon."""

    hours: float = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    leads: int = 0
    days_off: int = 0


def totals(facts: Station, outcome: Outcome) -> dict[str, Totals]:
    """Totals by person; a person of whom the ledger says nothing is absent."""
    if outcome.ledger:
        return {row.person: _of_ledger(row) for row in outcome.ledger}
    return counted(facts, outcome.plan) if outcome.plan else {}


def _of_ledger(row: LedgerRow) -> Totals:
    return Totals(row.hours, row.nights, row.weekends, row.holidays, row.leads, row.days_off)


def counted(facts: Station, plan: Plan) -> dict[str, Totals]:
    """Totals of everybody at the station by the plan alone."""
    duties: dict[str, list[Duty]] = {person.id: [] for person in facts.people}
    for assignment in plan.assignments:
        day = facts.index(assignment.date)
        if assignment.person in duties and 0 <= day < facts.days:
            duties[assignment.person].append(Duty(assignment.person, day, offer_of_assignment(facts, assignment)))
    return {person: _of_duties(facts, taken) for person, taken in duties.items()}


def _of_duties(facts: Station, duties: Sequence[Duty]) -> Totals:
    """A weekend counts once, on whichever of its days a busy duty starts; a day off is one on which none starts."""
    dates = {facts.day(duty.day) for duty in duties}
    busy = {facts.day(duty.day) for duty in duties if any(span.is_busy for span in duty.offer.spans)}
    return Totals(
        hours=sum(duty.offer.credit for duty in duties) / 60,
        nights=sum(duty.offer.is_night for duty in duties),
        weekends=len({day.isocalendar()[:2] for day in busy if day.isoweekday() >= 6}),
        holidays=sum(facts.classes[facts.day(duty.day)] == "statutory" for duty in duties),
        leads=sum(duty.offer.layer == "lead" for duty in duties),
        days_off=facts.days - len(dates),
    )
