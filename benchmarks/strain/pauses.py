"""A worker paused for three leases: another has taken its job over, and its own late result is refused."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from api.jobs.database import Database
from api.jobs.job import State
from api.jobs.queue import Queue
from api.jobs.tables import JOBS
from api.rest.examples import example_scenario
from benchmarks.strain.processes import LEASE_SECONDS, Crew, hired, prepared, started, until

LEASES = 3
SECONDS = (2, 5)
"""Budgets in turn: after three leases the other worker has ended the job, or is still at work on it while the paused
one's result waits to be told."""


@dataclass(frozen=True)
class Paused:
    """A job whose worker was paused: whether it was still at work elsewhere when that one went on, and what was known
    of it once it had ended, and at last: its outcome, its losses, how often it was told that it is done."""

    is_at_work: bool
    once: Known
    at_last: Known

    @property
    def is_refused(self) -> bool:
        """Whether the job ended once, by the worker that had taken it over."""
        return self.once == self.at_last and self.once.is_taken_over_and_done


@dataclass(frozen=True)
class Known:
    """What tells that nobody but the one with the last claim has written."""

    state: State
    fence: int
    losses: int
    done: int
    outcome: str | None

    @property
    def is_taken_over_and_done(self) -> bool:
        return (self.state, self.fence, self.losses, self.done) == (State.DONE, 2, 1, 1) and self.outcome is not None


def paused(url: str, count: int, budgets: Sequence[int] = SECONDS) -> list[Paused]:
    """So many pauses of workers at chance times of a job."""
    database, key = prepared(url)
    server, chance, seen = started(url, key), random.Random(1), list[tuple[str, bool, Known]]()
    try:
        with hired(url, 2) as crew:
            while len(seen) < count:
                budget = {"seconds": budgets[len(seen) % len(budgets)], "workers": 1}
                job_id = server.client.solve({**example_scenario(), "budget": budget}).id
                until(partial(crew.at_work, database, job_id))
                time.sleep(chance.uniform(0.0, budget["seconds"]))
                is_at_work = _pause(crew, database, job_id)
                if is_at_work is not None:
                    until(partial(_has_ended, database, job_id))
                    seen.append((job_id, is_at_work, _known(database, job_id)))
            time.sleep(LEASE_SECONDS)
        return [Paused(is_at_work, known, _known(database, job_id)) for job_id, is_at_work, known in seen]
    finally:
        server.end()
        database.close()


def _pause(crew: Crew, database: Database, job_id: str) -> bool | None:
    """Pauses the worker of a job for three leases; whether another is at work on it then. None if the job had ended, or
    if the pause fell into a transaction, which keeps others from taking it over."""
    for worker in crew.at_work(database, job_id):
        worker.send_signal(signal.SIGSTOP)
        if not _has_ended(database, job_id):
            time.sleep(LEASES * LEASE_SECONDS)
        known = _known(database, job_id)
        worker.send_signal(signal.SIGCONT)
        return None if known.fence == 1 else known.state == State.RUNNING
    return None


def _has_ended(database: Database, job_id: str) -> bool:
    return Queue(database).job(None, job_id).has_ended


def _known(database: Database, job_id: str) -> Known:
    asked = select(JOBS.c.state, JOBS.c.fence, JOBS.c.losses, JOBS.c.outcome).where(JOBS.c.id == job_id)
    with database.reading() as connection:
        state, fence, losses, outcome = connection.execute(asked).one()
    told = [event.stated.get("state") for event in Queue(database).events(job_id)]
    return Known(State(state), fence, losses, told.count(State.DONE), outcome)


def pauses(url: str, count: int) -> Iterator[tuple[str, str]]:
    if count:
        found = paused(url, count)
        at_work = sum(one.is_at_work for one in found)
        yield (
            f"late results of workers paused for {LEASES} leases, refused",
            f"{sum(p.is_refused for p in found)} of {count}",
        )
        yield "of these, while another worker was still at work", str(at_work)
