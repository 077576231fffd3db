"""The numbers of the roster's workbook on this machine: written and read back.

    python -m benchmarks.workbook [--people 150] [--days 35] [--out benchmarks/results/workbook.md]

The plan is drawn at random: about as many duties as a solved one has, in every layer. Imports are timed by themselves.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Iterator
from datetime import date as Date
from importlib.metadata import version
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from models.duty import Offer, offers
from models.outcome import Outcome
from models.plan import Plan, assignment
from models.station import Station
from solver.explain.kpis import kpis
from solver.explain.ledger import ledger
from solver.generate.scenario import generate_scenario
from solver.scenario.scenario import Scenario
from solver.verify import verify

Row = tuple[str, str, str]
DECEMBER = Date(2026, 12, 1)
SHARES = {"duty": 0.6, "standby": 0.05, "lead": 0.02}
PACKAGES = ("xlsxwriter", "openpyxl", "pydantic")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--days", type=int, default=35)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    lines = []
    for row in rows(chosen.people, chosen.days):
        print(*row, sep=" | ", flush=True)
        lines.append(f"| {' | '.join(row)} |")
    table = "\n".join(["| measured | figure | held against |", "|---|---|---|", *lines])
    packages = {name: version(name) for name in PACKAGES}
    head = f"Machine: {platform.machine()}, Python {platform.python_version()}, {packages}\n\n"
    head += f"Command: `python -m benchmarks.workbook --people {chosen.people} --days {chosen.days}`\n\n"
    if chosen.out:
        chosen.out.write_text("# Workbook\n\n" + head + table + "\n", encoding="utf-8")


def rows(people: int, days: int) -> Iterator[Row]:
    """Seconds to write and to read the workbook, its size, and whether the plan comes back."""
    scenario = generate_scenario("shanghai", start=DECEMBER, days=days, people=people)
    outcome = random_outcome(scenario)
    began = time.monotonic()
    from api.exchange.roster_book.book import write_roster_book  # noqa: PLC0415
    from api.exchange.roster_book.reading import plan_of_wall  # noqa: PLC0415

    yield ("imports", f"{time.monotonic() - began:.2f} s", "")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        began = time.monotonic()
        write_roster_book(path, scenario.facts, outcome)
        yield (f"{people} × {days} written", f"{time.monotonic() - began:.2f} s", "< 3 s")
        began = time.monotonic()
        read = plan_of_wall(path, scenario.facts)
        yield (f"{people} × {days} read", f"{time.monotonic() - began:.2f} s", "< 3 s")
        yield ("size", f"{path.stat().st_size / 1e6:.2f} MB", "")
        yield ("duties that come back", f"{read == outcome.plan and len(read.assignments)}", "all")


def random_outcome(scenario: Scenario) -> Outcome:
    """An outcome around a random plan."""
    facts = scenario.facts
    plan = random_plan(facts)
    breaches = verify(facts, scenario.entries_on, plan).breaches[:4000]
    listed = ledger(facts, plan)
    figures = kpis(facts, plan, listed, (), breaches)
    return Outcome(
        status="FEASIBLE", seconds=1, seed=1, workers=2, digest=scenario.digest, plan=plan, breaches=breaches,
        ledger=listed, kpis=figures,
    )  # fmt: skip


def random_plan(facts: Station) -> Plan:
    """Duties of every layer in its usual share."""
    random, by_layer = Random(1), dict[str, list[Offer]]()
    for offer in offers(facts):
        by_layer.setdefault(offer.layer, []).append(offer)
    found = []
    for day in facts.dates:
        for person in facts.people:
            for layer, share in SHARES.items():
                if random.random() < share:
                    shift, post, zone, unit = random.choice(by_layer[layer]).place
                    found.append(assignment(facts.shift_by_id[shift], person.id, day, post, zone, unit))
    return Plan(assignments=tuple(found))


if __name__ == "__main__":
    main()
