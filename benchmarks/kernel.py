"""The numbers of the kernel on this machine: building programs, the first verified roster, public optima, the demo.

    python -m benchmarks.kernel [--shared ../shared/benchmarks] [--seconds 60] [--out benchmarks/results/kernel.md]

Each row is one measurement with the figure it is held against. Timings on a shared machine are noisy: compare ratios.
"""

from __future__ import annotations

import argparse
import platform
import resource
import time
from collections.abc import Iterator
from datetime import date as Date
from itertools import chain
from pathlib import Path

from api.exchange.curtois import read_curtois
from benchmarks.curtois_like import curtois_like
from models.outcome import Outcome
from solver.explain.result import versions
from solver.generate.scenario import generate_scenario
from solver.roster.compile import compile_roster
from solver.scenario.scenario import Scenario
from solver.solve import solve

Row = tuple[str, str, str]
DECEMBER = Date(2026, 12, 1)
BEST_KNOWN = {1: 607, 2: 828, 3: 1001, 5: 1143, 7: 1056}
PROVED = (1, 2, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/benchmarks"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    lines = [f"| {' | '.join(row)} |" for row in rows(chosen.shared, chosen.seconds)]
    table = "\n".join(["| measured | figure | held against |", "|---|---|---|", *lines])
    head = f"Machine: {platform.machine()}, Python {platform.python_version()}, {versions()}\n\n"
    head += f"Command: `python -m benchmarks.kernel --seconds {chosen.seconds:g}`\n\n"
    if chosen.out:
        chosen.out.write_text("# Kernel\n\n" + head + table + "\n", encoding="utf-8")


def rows(shared: Path, seconds: float) -> Iterator[Row]:
    for row in chain(building(), stations(seconds), public(shared, seconds)):
        print(*row, sep=" | ", flush=True)
        yield row


def building() -> Iterator[Row]:
    """Seconds and memory to build programs."""
    scenario = generate_scenario("shanghai", start=DECEMBER, days=35, people=150)
    yield ("program of 150 people × 35 days", f"{_seconds_to_compile(scenario):.2f} s", "< 2 s")
    text = curtois_like(150, 364, 32, seed=1)
    began = time.monotonic()
    large = read_curtois(text, "large")
    read = time.monotonic() - began
    built = _seconds_to_compile(large)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    yield ("program of 150 × 364 × 32 shifts, read and built", f"{read + built:.1f} s, {memory:.1f} GB", "< 30 s, 4 GB")


def _seconds_to_compile(scenario: Scenario) -> float:
    began = time.monotonic()
    compile_roster(scenario.facts, scenario.entries_on)
    return time.monotonic() - began


def stations(seconds: float) -> Iterator[Row]:
    """First roster and what is reached."""
    for people in (150, 125):
        outcome = _solved(generate_scenario("shanghai", start=DECEMBER, days=35, people=people), seconds)
        held = "≤ 5 s" if people == 150 else "level 0 kept"
        reached = tuple(level.penalty for level in outcome.levels)
        yield (f"urban station, {people} × 35", f"first {outcome.first_seconds} s; {reached} at {seconds:g} s", held)


def public(shared: Path, seconds: float) -> Iterator[Row]:
    """Public instances against the best known values."""
    for number, best in BEST_KNOWN.items():
        path = shared / "roster" / "curtois_qu" / f"Instance{number}.txt"
        if not path.exists():
            continue
        outcome = _solved(read_curtois(path.read_text(encoding="utf-8"), path.stem), seconds)
        gap = 100 * ((outcome.objective or 0) - best) / best
        held = "optimal, proved" if number in PROVED else "≤ 8 % above"
        yield (
            f"Curtois-Qu {number}, best known {best}",
            f"{outcome.status} {outcome.objective} (+{gap:.1f} %), bound {outcome.bound}, {outcome.seconds:.1f} s",
            held,
        )


def _solved(scenario: Scenario, seconds: float) -> Outcome:
    return solve(scenario.model_copy(update={"budget": scenario.budget.model_copy(update={"seconds": seconds})}))


if __name__ == "__main__":
    main()
