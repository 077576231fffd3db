"""Workers killed at chance times: no job is lost or ends twice, nothing is left behind, and others take over soon."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from functools import partial

from api.client.client import Client
from api.jobs.database import Database
from api.jobs.job import State
from api.rest.examples import example_scenario
from benchmarks.strain.processes import LEASE_SECONDS, Crew, hired, served, until

WAITING = 3
"""So many jobs wait whenever a worker is killed."""

JOB_SECONDS, LONG_SECONDS = 3, 600
WITHIN_SECONDS = LEASE_SECONDS + 2


def _job(client: Client, seconds: int) -> str:
    return client.solve({**example_scenario(), "budget": {"seconds": seconds, "workers": 1}}).id


def kills(url: str, count: int) -> Iterator[tuple[str, str]]:
    """Workers killed while they have a job and jobs keep coming, three at a time."""
    if not count:
        return
    with served(url) as server:
        with hired(url, 3) as crew:
            ids = _killed(server.client, crew, Database(url), count)
        time.sleep(LEASE_SECONDS)
        left = sum(process.is_running() for process in crew.processes())
        ended = [[e.stated.get("state") for e in server.client.events(job_id)].count(State.DONE) for job_id in ids]
        yield "workers killed", f"{count} over {len(ids)} jobs"
        yield "jobs lost or failed", str(sum(number == 0 for number in ended))
        yield "jobs that ended twice", str(sum(number > 1 for number in ended))
        yield "leases lost", str(sum(server.client.job(job_id).losses for job_id in ids))
        yield "processes left behind", str(left)


def _killed(client: Client, crew: Crew, database: Database, count: int) -> list[str]:
    """The jobs that were handed in meanwhile, once all have ended."""
    chance, ids = random.Random(1), list[str]()
    for _ in range(count):
        while sum(client.job(job_id).state == State.QUEUED for job_id in ids[-8:]) < WAITING:
            ids.append(_job(client, JOB_SECONDS))
        until(partial(crew.at_work, database))
        time.sleep(chance.uniform(0.0, 1.0))
        crew.kill(chance.choice(crew.at_work(database) or crew.workers))
        crew.hire()
    for job_id in ids:
        while client.job(job_id).state in (State.QUEUED, State.RUNNING):
            time.sleep(0.2)
    return ids


def takeovers(url: str, count: int) -> Iterator[tuple[str, str]]:
    """The worker of a job killed while another one waits for work: how long until that one has the job."""
    if not count:
        return
    chance, took = random.Random(1), list[float]()
    with served(url) as server, hired(url, 2) as crew:
        client, database = server.client, Database(url)
        for _ in range(count):
            job_id = _job(client, LONG_SECONDS)
            until(partial(crew.at_work, database, job_id))
            time.sleep(chance.uniform(0.0, LEASE_SECONDS))
            crew.kill(crew.at_work(database, job_id)[0])
            began = time.monotonic()
            until(partial(crew.at_work, database, job_id))
            took.append(time.monotonic() - began)
            crew.hire()
            client.stop(job_id)
            until(lambda job_id=job_id: client.job(job_id).state == State.DONE)  # type: ignore[misc]
    within = sum(seconds <= WITHIN_SECONDS for seconds in took)
    yield f"takeovers within {WITHIN_SECONDS:g} s, the lease and 2 s", f"{within} of {count}"
    yield "seconds to a takeover", f"median {statistics.median(took):.2f}, most {max(took):.2f}"
