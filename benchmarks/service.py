"""The service under strain: whatever is killed, paused, stopped, sent or asked for, and at the speed of a batch.

    python -m benchmarks.service [--stops 50] [--drops 100] [--clients 50] [--seconds 180] [--kills 300]
                                 [--takeovers 20] [--api-kills 100] [--restarts 3] [--pauses 20] [--names 1000]
                                 [--hostile 1] [--examples 300] [--batch 500] [--rounds 3] [--only]
                                 [--out benchmarks/results/service.md]

With `--only` what is not named is left out.

A server on SQLite in an empty folder, with one worker of two cores; workers are killed beside a server that has none:
three of one core at a time, one of those that have a job. A takeover is timed from the kill of a job's worker to the
claim of another that waits. Every job is a small invented station's week. A stop is timed
from the request to the state that the status tells; requests of the many clients are reads (status, jobs, rules) and
one in ten a write (solve for a second, then stop).

Servers are killed after a job's commit and before its answer; the next one on the database is sent the same again. Each
restart of PostgreSQL comes with ten jobs of three seconds. Workers are paused for three leases of two seconds. Names
that climb out go to every address, parameter and place of a document of a server that notes which files it opens.
Hostile bodies go to every route that takes one; a server that holds 2 GB, or has not answered after 20 seconds, is
ended and followed by another. Examples, so many of each operation and phase, are made up from the description by
schemathesis and sent to a server with one core for jobs. Items of a batch end by counted work; a round is `paiqin
batch` from start to end with `--cores 1` and with `--cores 2`.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from api.client.client import Client, ProblemError
from api.jobs.job import State
from api.rest.examples import example_scenario
from benchmarks.strain.cases import cases
from benchmarks.strain.hostile import hostile
from benchmarks.strain.killed_servers import api_kills
from benchmarks.strain.kills import kills, takeovers
from benchmarks.strain.pauses import pauses
from benchmarks.strain.processes import served
from benchmarks.strain.restarts import restarts
from benchmarks.strain.throughput import batches
from benchmarks.strain.traversal import traversal
from solver.explain.result import versions

NUMBERS = {
    "stops": 50,
    "drops": 100,
    "clients": 50,
    "seconds": 180,
    "kills": 300,
    "takeovers": 20,
    "api-kills": 100,
    "restarts": 3,
    "pauses": 20,
    "names": 1000,
    "hostile": 1,
    "examples": 300,
    "batch": 500,
    "rounds": 3,
}
"""How often, how many or how long; nought leaves a part out."""

NEVER_LEFT_OUT = ("seconds", "rounds")
Rows = Iterator[tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in NUMBERS:
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--only", action="store_true")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    stated = {name: getattr(chosen, name.replace("-", "_")) for name in NUMBERS}
    rest = {name: 0 if chosen.only and name not in NEVER_LEFT_OUT else number for name, number in NUMBERS.items()}
    numbers = {name: rest[name] if number is None else number for name, number in stated.items()}
    rows = told(measured(numbers))
    if chosen.out:
        chosen.out.write_text(page(numbers, rows), "utf-8")


def measured(numbers: dict[str, int]) -> Rows:
    """One part after the other, each on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        if any(numbers[name] for name in ("stops", "drops", "clients")):
            with served(f"sqlite:///{folder}/jobs.db", cores=2) as server:
                yield from stops(server.client, numbers["stops"])
                yield from drops(server.client, numbers["drops"])
                yield from crowd(server.client, numbers["clients"], numbers["seconds"])
        yield from kills(f"sqlite:///{folder}/kills.db", numbers["kills"])
        yield from takeovers(f"sqlite:///{folder}/takeovers.db", numbers["takeovers"])
        yield from api_kills(f"sqlite:///{folder}/api-kills.db", numbers["api-kills"])
        yield from restarts(numbers["restarts"])
        yield from pauses(f"sqlite:///{folder}/pauses.db", numbers["pauses"])
        yield from traversal(numbers["names"])
        yield from hostile(numbers["hostile"])
        yield from cases(numbers["examples"])
        yield from batches(numbers["batch"], numbers["rounds"])


def page(numbers: dict[str, int], rows: list[tuple[str, str]]) -> str:
    """The report: what was measured and how, and what was found."""
    options = " ".join(f"--{name} {number}" for name, number in numbers.items())
    about = (__doc__ or "").strip().split("\n\n")[3:]
    machine = f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions()}"
    table = "\n".join(["| measured | found |", "|---|---|", *(f"| {what} | {found} |" for what, found in rows)])
    command = f"Command: `python -m benchmarks.service {options}`"
    return "\n\n".join(["# The service under strain", *about, machine, command, table]) + "\n"


def told(part: Rows) -> list[tuple[str, str]]:
    rows = []
    for row in part:
        rows.append(row)
        print(": ".join(row), flush=True)
    return rows


def scenario(seconds: float) -> dict[str, Any]:
    return {**example_scenario(), "budget": {"seconds": seconds, "workers": 1}}


def stops(client: Client, count: int) -> Iterator[tuple[str, str]]:
    """Jobs of a minute, stopped at a chance time after their first plan."""
    chance, took, planless = random.Random(1), [], 0
    for _ in range(count):
        job = client.solve(scenario(60))
        while client.job(job.id).levels is None:
            time.sleep(0.05)
        time.sleep(chance.uniform(0, 1))
        began = time.monotonic()
        client.stop(job.id)
        while client.job(job.id).state not in (State.DONE, State.FAILED, State.CANCELLED):
            time.sleep(0.02)
        took.append(time.monotonic() - began)
        planless += client.outcome(job.id).plan is None
    if count:
        within = sum(seconds <= 2 for seconds in took)
        yield "stops that ended within 2 s", f"{within} of {count}"
        yield "seconds to the end of a stopped job", f"median {statistics.median(took):.2f}, most {max(took):.2f}"
        yield "stopped jobs without a plan", str(planless)


def drops(client: Client, count: int) -> Iterator[tuple[str, str]]:
    """Streams of events dropped after one event each, and resumed."""
    dropped, wrong, jobs = 0, 0, 0
    while dropped < count:
        job, seen, after, jobs = client.solve(scenario(2)), list[int](), 0, jobs + 1
        is_over = False
        while not is_over:
            for event in client.events(job.id, after):
                seen.append(event.number)
                after, is_over = event.number, event.stated.get("state") in ("done", "failed")
                dropped += 1
                break
        wrong += seen != list(range(1, client.job(job.id).events + 1))
    if count:
        yield "connections dropped and resumed", f"{dropped} over {jobs} jobs"
        yield "jobs with an event missing or told twice", str(wrong)


def crowd(client: Client, clients: int, seconds: float) -> Iterator[tuple[str, str]]:
    """Many clients at once."""
    reads, writes, failed, end = list[float](), list[float](), list[int](), time.monotonic() + seconds

    def timed(into: list[float], act: Callable[[], Any]) -> Any:
        began = time.monotonic()
        try:
            return act()
        except ProblemError as error:
            failed.append(error.form.status)
            return None
        finally:
            into.append(time.monotonic() - began)

    def visit(number: int) -> None:
        chance, last = random.Random(number), None
        while time.monotonic() < end:
            if chance.random() < 0.1 or last is None:
                job = timed(writes, lambda: client.solve(scenario(1)))
                last = job.id if job is not None else last
                if last is not None:
                    timed(writes, partial(client.stop, last))
            else:
                acts: list[Callable[[], Any]] = [partial(client.job, last), client.jobs, partial(client.get, "/rules")]
                act = chance.choice(acts)
                timed(reads, act)
            time.sleep(chance.uniform(0.2, 1.0))

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(clients if seconds else 0)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    if visitors:
        answers = f"{len(reads)} reads, {len(writes)} writes in {seconds:g} s"
        yield f"{clients} clients", answers
        yield "answers of 500 and above", str(sum(status >= 500 for status in failed))
        yield "answers of 400 and above", str(len(failed))
        for name, took in (("read", reads), ("write", writes)):
            yield f"milliseconds of a {name}, p50 and p95", f"{_part(took, 50):.0f}, {_part(took, 95):.0f}"


def _part(took: list[float], percent: int) -> float:
    return 1000 * statistics.quantiles(took, n=100)[percent - 1]


if __name__ == "__main__":
    main()
