"""What differs from the published roster."""

from __future__ import annotations

from models.duty import offer_of_assignment
from models.outcome import Change
from models.plan import Assignment, Plan
from models.station import Station


def changes(facts: Station, before: Plan | None, after: Plan) -> tuple[Change, ...]:
    """Cells of the horizon that differ, by person and day; empty without a published roster."""
    if before is None:
        return ()
    was, now = _by_cell(facts, before), _by_cell(facts, after)
    order = {person.id: place for place, person in enumerate(facts.people)}
    cells = sorted(was.keys() | now.keys(), key=lambda cell: (order.get(cell[0], len(order)), cell[1:]))
    return tuple(
        Change(
            person=person,
            date=facts.day(day),
            layer=layer,
            before=_named(facts, was.get((person, day, layer))),
            after=_named(facts, now.get((person, day, layer))),
        )
        for person, day, layer in cells
        if _place(was.get((person, day, layer))) != _place(now.get((person, day, layer)))
    )


def _by_cell(facts: Station, plan: Plan) -> dict[tuple[str, int, str], Assignment]:
    return {
        (a.person, facts.index(a.date), offer_of_assignment(facts, a).layer): a
        for a in plan.assignments
        if 0 <= facts.index(a.date) < facts.days
    }


def _place(assignment: Assignment | None) -> tuple[str, str | None, str | None, str | None] | None:
    return assignment.place if assignment else None


def _named(facts: Station, assignment: Assignment | None) -> str | None:
    """A duty in short: shift, post, zone and unit by name, as far as it has them."""
    if assignment is None:
        return None
    shift, post = facts.shift_by_id.get(assignment.shift), facts.post_by_id.get(assignment.post or "")
    named = [
        shift.label if shift else assignment.shift,
        post.label if post else assignment.post,
        next((zone.name for zone in facts.zones if zone.id == assignment.zone and zone.name), assignment.zone),
        next((unit.name for unit in facts.units if unit.id == assignment.unit and unit.name), assignment.unit),
    ]
    return " ".join(part for part in named if part)
