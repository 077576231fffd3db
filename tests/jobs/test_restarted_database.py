"""A database that is stopped hard and started again loses no job and ends none twice."""

from __future__ import annotations

from typing import Any

from api.jobs.database import Database
from api.jobs.queue import Queue
from benchmarks.strain.restarts import is_done_once, restarted

RESTARTS, JOBS = 2, 6


def test_every_job_is_done_once_after_the_database_was_stopped_hard_under_workers(postgres: Any) -> None:
    found, queue = restarted(postgres, RESTARTS, JOBS), Queue(Database(postgres.url))
    assert len(found.jobs) == JOBS
    assert [job for job in found.jobs if not is_done_once(queue, job)] == []
    assert (found.refusals, found.gone) == (RESTARTS, 0)
