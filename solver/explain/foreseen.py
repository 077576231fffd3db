"""What is known of every roster of a scenario before one is made."""

from __future__ import annotations

from typing import NamedTuple

from models.fault import InputError
from solver.explain.shortages import Load, Need, loads, needs, short_days
from solver.explain.unavoidable import Unavoidable, unavoidable
from solver.roster.compile import compile_roster
from solver.roster.locks import faults_of_locks
from solver.scenario.scenario import Scenario


class Foreseen(NamedTuple):
    """Breaches that no roster avoids, days on which people are short, and hours asked for against those at disposal."""

    unavoidable: list[Unavoidable]
    short_days: list[Need]
    loads: list[Load]


def foresee(scenario: Scenario) -> Foreseen:
    """Looks ahead. Raises InputError for locks that the law forbids."""
    roster = compile_roster(scenario.facts, scenario.entries_on, scenario.published)
    faults = faults_of_locks(roster)
    if faults:
        raise InputError(faults)
    return Foreseen(unavoidable(roster), short_days(needs(roster)), loads(roster))
