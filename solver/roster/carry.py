"""What a plan leaves to the next month: its last days' duties, what everybody has carried, and rest still owed."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

from models.history import HISTORY_DAYS, History
from models.plan import Assignment, Plan, filled_in
from models.station import Station
from solver.roster.carry_counters import counters_after
from solver.roster.carry_rest import rest_owed_after


def history_after(facts: Station, plan: Plan, start: Date | None = None) -> History:
    """The history of a horizon that begins on `start`, by default the day after the one that was planned.

    `plan` is what was done: an outcome's plan, or the duties as they were in fact served, which then need not have the
    hours of their shifts. It holds the duties of the last `HISTORY_DAYS` days, those of a short horizon after
    those of its own history; the counters, which go on from the plan's own (`counters_after`); and compensatory
    rest that is still owed (`rest_owed_after`). Duties from `start` on belong to the next plan and are left out. The
    day on which the known history begins never moves back: days of which nothing is known stay unknown.
    """
    start = start or facts.end
    first = start - timedelta(days=HISTORY_DAYS)
    known = facts.history.known_from or facts.start
    served = [duty for duty in plan.assignments if facts.start <= duty.date < start]
    past = [duty for duty in (*facts.history.duties, *served) if max(first, known) <= duty.date < start]
    return History(
        known_from=max(first, known),
        duties=tuple(_in_order(facts, [_completed(facts, duty) for duty in past])),
        counters=counters_after(facts, served, start),
        rest_owed=rest_owed_after(facts, served, start),
    )


def _completed(facts: Station, duty: Assignment) -> Assignment:
    """The duty with its times, so that it can be read when its shift is gone."""
    shift = facts.shift_by_id.get(duty.shift)
    return duty if shift is None else filled_in(shift, duty)


def _in_order(facts: Station, duties: list[Assignment]) -> list[Assignment]:
    """By date, and then by person as the station lists them."""
    numbers = {person.id: number for number, person in enumerate(facts.people)}
    return sorted(duties, key=lambda duty: (duty.date, numbers.get(duty.person, len(numbers)), duty.start or ""))
