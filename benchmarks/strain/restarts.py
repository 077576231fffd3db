"""PostgreSQL stopped hard and started again under jobs at work: all of them finish."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path

from api.client.client import Client, ProblemError
from api.jobs.database import Database
from api.jobs.job import Job, State
from api.jobs.queue import Queue
from api.rest.examples import example_scenario
from benchmarks.strain.postgres import PROGRAMS, Postgres, installed
from benchmarks.strain.processes import LEASE_SECONDS, hired, prepared, served, until
from models.outcome import Outcome

WORKERS = 2
JOBS_EACH = 10
"""So many jobs are handed in for each restart of the long form."""

SECONDS_EACH = 30
BUDGET = {"seconds": 3, "workers": 1}


@dataclass(frozen=True)
class Restarted:
    """Jobs after restarts of their database; how often the server said meanwhile that it cannot be reached, and how
    many workers have ended by themselves."""

    jobs: list[Job]
    refusals: int
    gone: int


def restarted(postgres: Postgres, restarts: int, jobs: int) -> Restarted:
    """Jobs handed in to a server of a PostgreSQL that is stopped and started again, each time when a further part of
    them has ended and all workers are at work."""
    chance, refusals, gone = random.Random(1), 0, 0
    database, _ = prepared(postgres.url)
    queue = Queue(database)
    with served(postgres.url) as server, hired(postgres.url, WORKERS) as crew:
        ids = [server.client.solve({**example_scenario(), "budget": BUDGET}).id for _ in range(jobs)]

        def ended() -> int:
            return sum(queue.job(None, one).has_ended for one in ids)

        def is_due(part: int) -> bool:
            return ended() >= part and len(crew.at_work(database)) == WORKERS

        for number in range(restarts):
            until(partial(is_due, number * jobs // restarts))
            time.sleep(chance.uniform(0.0, 1.0))
            postgres.stop("immediate")
            refusals += _is_refused(server.client, ids[0])
            time.sleep(chance.uniform(0.0, 2 * LEASE_SECONDS))
            postgres.start()
            time.sleep(LEASE_SECONDS)
            gone += crew.replace_gone()
        until(lambda: ended() == jobs, SECONDS_EACH * jobs)
        assert all(server.client.job(one).state == queue.job(None, one).state for one in ids)
        gone += crew.replace_gone()
    found = [queue.job(None, one) for one in ids]
    database.close()
    return Restarted(found, refusals, gone)


def is_done_once(queue: Queue, job: Job) -> bool:
    """Done with a plan, without a crash, and told so once."""
    text = queue.text(None, job.id, "outcome")
    states = [event.stated["state"] for event in queue.events(job.id) if event.what == "state"]
    is_told_once = states.count(State.DONE) == 1 and states[-1] == State.DONE
    is_planned = text is not None and Outcome.model_validate(json.loads(text)).plan is not None
    return job.state == State.DONE and is_planned and is_told_once and job.crashes == 0


def _is_refused(client: Client, job_id: str) -> bool:
    try:
        client.job(job_id)
    except ProblemError as error:
        return error.form.status == HTTPStatus.SERVICE_UNAVAILABLE
    return False


def restarts(count: int) -> Iterator[tuple[str, str]]:
    if count and not PROGRAMS:
        yield "PostgreSQL stopped hard and started again", "not measured: it is not installed"
    elif count:
        with tempfile.TemporaryDirectory() as folder, installed(Path(folder)) as postgres:
            found = restarted(postgres, count, JOBS_EACH * count)
            queue = Queue(Database(postgres.url))
            done = sum(is_done_once(queue, job) for job in found.jobs)
            queue.database.close()
        under = f"{count} times under {len(found.jobs)} jobs and {WORKERS} workers"
        yield "PostgreSQL stopped hard and started again", under
        yield "jobs of those that are done once with a plan", f"{done} of {len(found.jobs)}"
        yield "leases lost by that", str(sum(job.losses for job in found.jobs))
        yield "workers that ended by themselves", str(found.gone)
        yield "requests answered with 503 while it was stopped", f"{found.refusals} of {count}"
