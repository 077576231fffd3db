"""Breaches on level 0 that no plan can avoid, as far as they show without a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

import numpy as np

from models.people import Person
from solver.engine.reduction import Reduction
from solver.program.program import Label
from solver.roster.compile import Roster
from solver.rules.entry import Entry


@dataclass(frozen=True)
class Unavoidable:
    """An entry that is breached whatever is planned, and about whom and when, as far as it names them."""

    entry: Entry
    person: Person | None
    date: Date | None
    item: str | None


def unavoidable(roster: Roster) -> list[Unavoidable]:
    """Hard limits that are missed by every choice, and cells in which level 0 leaves none.

    A policy whose level 0 forbids and never demands has none: the roster in which nobody works keeps it.
    """
    program, reduction = roster.program, Reduction.of(roster.program)
    low, high = reduction.row_min[program.limit_row], reduction.row_max[program.limit_row]
    missed = ((low > program.limit_hi) | (high < program.limit_lo)) & (program.limit_level == 0)
    found = [_named(roster, program.limit_label, limit) for limit in np.flatnonzero(missed).tolist()]
    shut = np.logical_not(np.any(program.domain, axis=1))
    costs = np.flatnonzero(np.take(shut, program.cost_cell) & (program.cost_level == 0)).tolist()
    found += [_named(roster, program.cost_label, cost) for cost in costs]
    return list(dict.fromkeys(found))


def _named(roster: Roster, label: Label, number: int) -> Unavoidable:
    facts = roster.sheet.facts
    person, day, item = int(label.person[number]), int(label.day[number]), int(label.item[number])
    return Unavoidable(
        entry=roster.sheet.entries[int(label.entry[number])],
        person=facts.people[person] if person >= 0 else None,
        date=facts.day(day) if day >= 0 else None,
        item=roster.program.items[item] if item >= 0 else None,
    )
