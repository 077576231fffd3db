"""The service under strain: jobs stopped, connections dropped, workers killed, many clients at once.

    python -m benchmarks.service [--stops 50] [--drops 100] [--kills 300] [--clients 50] [--seconds 180]
                                 [--out benchmarks/results/service.md]

A server on SQLite in an empty folder, with one worker of two cores; workers are killed beside a server that has none:
three of one core at a time, one of those that have a job. Every job is a small invented station's week. A
stop is timed from the request to the state that the status tells; requests of the many clients are reads (status, jobs,
rules) and one in ten a write (solve for a second, then stop).
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from api.client.client import Client, ProblemError
from api.jobs.database import Database
from api.jobs.job import State
from api.jobs.tables import JOBS
from api.rest.examples import example_scenario
from solver.explain.result import versions

PAIQIN = Path(sys.executable).with_name("paiqin")
LEASE_SECONDS = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, number in (("stops", 50), ("drops", 100), ("kills", 300), ("clients", 50), ("seconds", 180)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        with served(f"sqlite:///{folder}/jobs.db", cores=2) as client:
            rows += told(stops(client, chosen.stops))
            rows += told(drops(client, chosen.drops))
            rows += told(crowd(client, chosen.clients, chosen.seconds))
        url = f"sqlite:///{folder}/kills.db"
        with served(url, cores=0) as client:
            rows += told(kills(client, url, chosen.kills))
    if chosen.out:
        options = " ".join(
            f"--{name} {getattr(chosen, name)}" for name in ("stops", "drops", "kills", "clients", "seconds")
        )
        about = "\n".join((__doc__ or "").strip().splitlines()[5:])
        machine = (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions()}"
        )
        table = "\n".join(["| measured | found |", "|---|---|", *(f"| {what} | {found} |" for what, found in rows)])
        page = [
            "# The service under strain",
            about,
            machine,
            f"Command: `python -m benchmarks.service {options}`",
            table,
        ]
        chosen.out.write_text("\n\n".join(page) + "\n", "utf-8")


def told(part: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    rows = []
    for row in part:
        rows.append(row)
        print(": ".join(row), flush=True)
    return rows


@contextmanager
def served(url: str, cores: int) -> Iterator[Client]:
    command = [str(PAIQIN), "serve", "--port", "0", "--database", url, "--lang", "en", "--cores", str(cores)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stderr is not None
    key = server.stdout.readline().split()[-1]
    yield Client(server.stderr.readline().split("/api")[0], key, "en")
    server.terminate()
    server.wait()


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
                    timed(writes, lambda job_id=last: client.stop(job_id))
            else:
                act = chance.choice([lambda job_id=last: client.job(job_id), client.jobs, lambda: client.get("/rules")])
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


def at_work(url: str, workers: list[subprocess.Popen[bytes]]) -> list[subprocess.Popen[bytes]]:
    """The workers that have a job."""
    with Database(url).reading() as connection:
        names = connection.execute(select(JOBS.c.worker).where(JOBS.c.state == State.RUNNING)).scalars().all()
    return [worker for worker in workers if f"{socket.gethostname()}:{worker.pid}" in names]


def kills(client: Client, url: str, count: int) -> Iterator[tuple[str, str]]:
    """Workers killed at chance times while jobs keep coming."""
    chance, ids, workers = random.Random(1), list[str](), list[subprocess.Popen[bytes]]()

    def hire() -> None:
        command = [str(PAIQIN), "worker", "--database", url, "--cores", "1", "--lease", str(LEASE_SECONDS), "--quiet"]
        workers.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))

    for _ in range(3 if count else 0):
        hire()
    for _ in range(count):
        while sum(client.job(job_id).state == State.QUEUED for job_id in ids[-8:]) < 3:
            ids.append(client.solve(scenario(3)).id)
        while not at_work(url, workers):
            time.sleep(0.05)
        time.sleep(chance.uniform(0.0, 1.0))
        victim = chance.choice(at_work(url, workers) or workers)
        workers.remove(victim)
        victim.kill()
        victim.wait()
        hire()
    for job_id in ids:
        while client.job(job_id).state in (State.QUEUED, State.RUNNING):
            time.sleep(0.2)
    for worker in workers:
        worker.terminate()
        worker.wait()
    if count:
        ended = [[e.stated.get("state") for e in client.events(job_id)].count("done") for job_id in ids]
        yield "workers killed", f"{count} over {len(ids)} jobs"
        yield "jobs lost or failed", str(sum(number == 0 for number in ended))
        yield "jobs that ended twice", str(sum(number > 1 for number in ended))
        yield "leases lost", str(sum(client.job(job_id).losses for job_id in ids))


if __name__ == "__main__":
    main()
