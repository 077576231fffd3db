"""Rows of jobs: read, ended, and what happens to them told as numbered events. Each works inside a transaction."""

from __future__ import annotations

import secrets
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from api.jobs.job import Job, NewJob, State
from api.jobs.tables import EVENTS, JOBS

SHOWN = [JOBS.c[field.name] for field in fields(Job)]


class UnknownJobError(LookupError):
    """There is no such job, or it is somebody else's."""


def job_of(row: Any) -> Job:
    """The job that a row with the columns SHOWN tells of."""
    stated = {field.name: row._mapping[field.name] for field in fields(Job)}
    return Job(**{**stated, "state": State(stated["state"])})


def owned(owner: str | None, asked: Select[Any]) -> Select[Any]:
    """Only what an owner may see; None sees all."""
    return asked if owner is None else asked.where(JOBS.c.owner == owner)


def job_in(connection: Connection, job_id: str, owner: str | None = None, lock: bool = False) -> Job:
    """A job, perhaps held until the transaction ends. Raises UnknownJobError."""
    asked = owned(owner, select(*SHOWN).where(JOBS.c.id == job_id))
    found = connection.execute(asked.with_for_update() if lock else asked).one_or_none()
    if found is None:
        raise UnknownJobError(job_id)
    return job_of(found)


def add_job(connection: Connection, new: NewJob, at: float) -> str:
    """A new job that waits; its id."""
    job_id = secrets.token_hex(16)
    stated = {field.name: getattr(new, field.name) for field in fields(NewJob)}
    begun = {"state": State.QUEUED, "stop_asked": False, "fence": 0, "crashes": 0, "losses": 0, "events": 0}
    connection.execute(insert(JOBS).values(id=job_id, created=at, **begun, **stated))
    tell(connection, job_id, "state", {"state": State.QUEUED}, at)
    return job_id


def tell(connection: Connection, job_id: str, what: str, stated: dict[str, Any], at: float) -> None:
    """Numbers an event; the job's row is held by that, so that no number is given twice."""
    connection.execute(update(JOBS).where(JOBS.c.id == job_id).values(events=JOBS.c.events + 1))
    number = connection.execute(select(JOBS.c.events).where(JOBS.c.id == job_id)).scalar_one()
    connection.execute(insert(EVENTS).values(job=job_id, number=number, what=what, stated=stated, at=at))


def end(connection: Connection, job_id: str, state: State, at: float, **values: Any) -> None:
    """Ends a job; nobody has a claim to it any more."""
    ended = {"state": state, "ended": at, "lease_until": None, "worker": None}
    connection.execute(update(JOBS).where(JOBS.c.id == job_id).values(**ended, **values))
    tell(connection, job_id, "state", {"state": state}, at)
