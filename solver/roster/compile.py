"""A station and its policy to a program, and a solution of the program back to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.duty import offer_of_assignment
from models.plan import Plan, assignment
from models.station import Station
from solver.program.program import Ints, Program
from solver.roster.sheet import Sheet
from solver.rules.entry import Entry


@dataclass(frozen=True)
class Roster:
    """A stated roster: the program for the engines and the sheet that reads their solutions."""

    sheet: Sheet
    program: Program

    def plan(self, x: Ints) -> Plan:
        """The plan in which cell c takes option x[c]."""
        sheet, facts = self.sheet, self.sheet.facts
        grid = np.asarray(x).reshape(len(facts.people), sheet.columns, len(sheet.layers))[:, sheet.past :]
        taken = []
        for p, day, layer in zip(*np.nonzero(grid), strict=True):
            offer = sheet.offers[grid[p, day, layer] - 1]
            shift = facts.shift_by_id[offer.shift]
            who = facts.people[p].id
            order = (int(day), int(p), int(layer))
            taken.append((order, assignment(shift, who, facts.day(int(day)), offer.post, offer.zone, offer.unit)))
        return Plan(assignments=tuple(a for _, a in sorted(taken, key=lambda item: item[0])))

    def cells(self, plan: Plan) -> Ints:
        """The options that a plan chooses [cells]; history cells keep theirs.

        The plan's duties are ones that the station offers; `models.consistency` tells when they are not.
        """
        sheet, facts = self.sheet, self.sheet.facts
        x = self.program.nothing.copy()
        grid = x.reshape(len(facts.people), sheet.columns, len(sheet.layers))
        grid[:, sheet.past :] = 0
        numbers = {person.id: p for p, person in enumerate(facts.people)}
        for item in plan.assignments:
            offer = offer_of_assignment(facts, item)
            day = facts.index(item.date) + sheet.past
            grid[numbers[item.person], day, sheet.layers.index(offer.layer)] = sheet.number[offer.place, offer.spans]
        return x


def compile_roster(facts: Station, policy: Sequence[Entry], published: Plan | None = None) -> Roster:
    """States every entry that is on, in the order of the policy."""
    entries = [entry for entry in policy if entry.on]
    sheet = Sheet(facts, entries, published)
    for entry in entries:
        sheet.state(entry)
    return Roster(sheet, sheet.draft.program())
