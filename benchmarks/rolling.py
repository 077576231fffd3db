"""Twelve months of a town station in a row, each rolled on from the one before: levels, and how even the year becomes.

    python -m benchmarks.rolling [--months 12] [--seconds 10] [--people 39] [--out benchmarks/results/rolling.md]

The months are July 2026 to June 2027: the counters begin anew in January, February has the Spring Festival, and of 2027
no make-up days are announced. Every month has new leave and requests, and the hours that its own working days give;
everything else comes from `solver.roster.next_month`. Spreads are the widest difference between two people of one team,
kind and rotation group: in the month, and by the counters in the year so far, which after December
are those of the new year. The counters of 2026 begin uneven: the generator invents half a year.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from random import Random
from typing import NamedTuple

from models.history import Measure
from models.outcome import LEVELS, Outcome
from models.plan import Plan
from models.station import Station
from solver.explain.result import versions
from solver.generate.absence import leave_of, requests_of
from solver.generate.admission import shifts_open_to
from solver.generate.scenario import shipped_policy, station_policy
from solver.generate.shipped import preset_of
from solver.generate.station import generate_station
from solver.roster.next_month import next_month
from solver.scenario.policy import merge_policies
from solver.scenario.scenario import Budget, Scenario
from solver.solve import solve
from solver.verify import verify

PRESET, FIRST = "changxing", Date(2026, 7, 1)
SHARED: tuple[Measure, ...] = ("nights", "weekends", "holidays")
HEAD = ["month", "status", "first [s]", *(f"level {n}" for n in range(LEVELS)), "unfilled"]


class Month(NamedTuple):
    """A month, its outcome and the month after."""

    facts: Station
    outcome: Outcome
    plan: Plan
    following: Station


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--people", type=int, default=39)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    head = [*HEAD, *(f"{measure}: month, year" for measure in SHARED)]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    print(lines[0], flush=True)
    for month in months(chosen.months, chosen.people, chosen.seconds):
        lines.append(f"| {' | '.join(row(month))} |")
        print(lines[-1], flush=True)
    if chosen.out:
        command = f"python -m benchmarks.rolling --months {chosen.months} --seconds {chosen.seconds:g}"
        machine = f"Machine: {platform.machine()}, Python {platform.python_version()}, {versions()}"
        told = "\n".join([*(__doc__ or "").strip().splitlines()[4:], "", machine, "", f"Command: `{command}`"])
        chosen.out.write_text("# Rolling\n\n" + told + "\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def months(count: int, people: int, seconds: float) -> Iterator[Month]:
    facts = generate_station(PRESET, people=people, days=31, start=FIRST)
    for number in range(count):
        outcome = solve(scenario_of(facts, seconds))
        if outcome.plan is None:
            raise SystemExit(f"no plan for {facts.start}: {outcome.status}")
        following = booked(next_month(facts, outcome.plan), Random(number))
        yield Month(facts, outcome, outcome.plan, following)
        facts = following


def scenario_of(facts: Station, seconds: float) -> Scenario:
    """The month under the preset's policies, with the hours that its working days give."""
    policies = [shipped_policy(name) for name in preset_of(PRESET).policies]
    policy = merge_policies([*policies, station_policy(facts)])
    return Scenario(facts=facts, policy=policy, budget=Budget(seconds=seconds))


def booked(facts: Station, random: Random) -> Station:
    """The month with new leave beside what reaches into it, and new requests."""
    kept = {leave.person for leave in facts.leave}
    new = tuple(leave for leave in leave_of(facts, random) if leave.person not in kept)
    away = facts.model_copy(update={"leave": facts.leave + new})
    offered = {person.id: shifts_open_to(away, person) for person in away.people}
    return away.model_copy(update={"requests": requests_of(away, offered, random)})


def row(month: Month) -> list[str]:
    outcome = month.outcome
    held = verify(month.facts, scenario_of(month.facts, 1).entries_on, month.plan)
    assert held.levels == tuple(level.penalty for level in outcome.levels), "the verifier disagrees"
    spreads = [f"{spread_of_month(month, measure)}, {spread_of_year(month, measure)}" for measure in SHARED]
    return [
        month.facts.start.strftime("%Y-%m"),
        outcome.status,
        f"{outcome.first_seconds:.1f}",
        *map(str, held.levels),
        str(sum(item.missing for item in outcome.unfilled)),
        *spreads,
    ]


def spread_of_month(month: Month, measure: Measure) -> int:
    return widest(month.facts, {line.person: getattr(line, measure) for line in month.outcome.ledger})


def spread_of_year(month: Month, measure: Measure) -> int:
    return widest(month.facts, month.following.history.carried(measure))


def widest(facts: Station, amounts: dict[str, int]) -> int:
    """The largest difference between two people who share their work."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for person in facts.people:
        key = (person.team, person.group, person.kind, person.is_leader)
        alike.setdefault(key, []).append(amounts.get(person.id, 0))
    return max(max(found) - min(found) for found in alike.values())


if __name__ == "__main__":
    main()
