"""What is known of every roster of a scenario before one is made."""

from __future__ import annotations

from typing import NamedTuple

from solver.explain.shortages import Load, Need, loads, needs, short_days
from solver.explain.unavoidable import Unavoidable, unavoidable
from solver.roster.locks import lawful_roster
from solver.scenario.scenario import Scenario


class Foreseen(NamedTuple):
    """Breaches that no roster avoids, days on which people are short, and hours asked for against those at disposal."""

    unavoidable: list[Unavoidable]
    short_days: list[Need]
    loads: list[Load]


def foresee(scenario: Scenario) -> Foreseen:
    """Looks ahead. Raises InputError for locks that the law forbids."""
    roster = lawful_roster(scenario)
    return Foreseen(unavoidable(roster), short_days(needs(roster)), loads(roster))
