"""The owner's side of the queue: jobs are handed in once, looked at, stopped, deleted."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from api.jobs.database import Database
from api.jobs.job import Event, Job, NewJob, State
from api.jobs.owned import handed_in_once, newest, row_of_key
from api.jobs.rows import SHOWN, UnknownJobError, add_job, end, job_in, job_of, owned
from api.jobs.tables import EVENTS, JOBS

MOST_QUEUED = 10_000


class QueueFullError(RuntimeError):
    """So many jobs wait that no further one is taken in."""


class Queue:
    """Jobs in a database. What has an `owner` is only ever seen by that owner; None sees all."""

    def __init__(self, database: Database, most_queued: int = MOST_QUEUED) -> None:
        self.database, self.most_queued = database, most_queued

    def hand_in(self, new: NewJob) -> tuple[Job, bool]:
        """Takes a job in, or finds the one that the same key names; whether it is new.

        Raises OtherRequestError, QueueFullError.
        """
        return handed_in_once(
            self.database,
            lambda connection: self._of_key(connection, new),
            lambda connection: self._add(connection, new),
        )

    def stop(self, owner: str | None, job_id: str) -> Job:
        """Asks that a job end with its best plan so far; one that waits, with none yet, is cancelled."""
        with self.database.transaction() as connection:
            job = job_in(connection, job_id, owner, lock=True)
            if job.state == State.QUEUED and job.levels is None:
                end(connection, job_id, State.CANCELLED, self.database.now(connection), stop_asked=True)
            elif not job.has_ended:
                connection.execute(update(JOBS).where(JOBS.c.id == job_id).values(stop_asked=True))
            return job_in(connection, job_id)

    def delete(self, owner: str | None, job_id: str) -> None:
        """Forgets a job and all that was made for it; a worker on it finds its claim lost."""
        with self.database.transaction() as connection:
            job_in(connection, job_id, owner, lock=True)
            connection.execute(delete(EVENTS).where(EVENTS.c.job == job_id))
            connection.execute(delete(JOBS).where(JOBS.c.id == job_id))

    def job(self, owner: str | None, job_id: str) -> Job:
        """A job. Raises UnknownJobError."""
        with self.database.reading() as connection:
            return job_in(connection, job_id, owner)

    def text(self, owner: str | None, job_id: str, name: str) -> str | None:
        """One of a job's JSON texts: `document`, `incumbent` or `outcome`. Raises UnknownJobError."""
        with self.database.reading() as connection:
            found = connection.execute(owned(owner, select(JOBS.c[name]).where(JOBS.c.id == job_id))).one_or_none()
        if found is None:
            raise UnknownJobError(job_id)
        text: str | None = found[0]
        return text

    def jobs(self, owner: str | None, most: int, after: tuple[float, str] | None = None) -> list[Job]:
        """The newest jobs, at most so many, from after a place (created, id) on."""
        with self.database.reading() as connection:
            return [job_of(row) for row in connection.execute(newest(JOBS, SHOWN, owner, most, after))]

    def events(self, job_id: str, after: int = 0) -> list[Event]:
        """What happened to a job after an event, in order."""
        asked = select(EVENTS).where(EVENTS.c.job == job_id, EVENTS.c.number > after).order_by(EVENTS.c.number)
        with self.database.reading() as connection:
            return [Event(row.number, row.what, row.stated, row.at) for row in connection.execute(asked)]

    def depth(self) -> tuple[int, float]:
        """How many jobs wait, and for how many seconds the oldest of them has."""
        asked = select(func.count(), func.min(JOBS.c.created)).where(JOBS.c.state == State.QUEUED)
        with self.database.reading() as connection:
            count, oldest = connection.execute(asked).one()
            return int(count), max(0.0, self.database.now(connection) - oldest) if count else 0.0

    def _add(self, connection: Connection, new: NewJob) -> Job:
        is_waiting = (JOBS.c.state == State.QUEUED, JOBS.c.background.is_(False))
        waiting = connection.execute(select(func.count()).where(*is_waiting)).scalar_one()
        if waiting >= self.most_queued:
            raise QueueFullError(waiting)
        return job_in(connection, add_job(connection, new, self.database.now(connection)))

    def _of_key(self, connection: Connection, new: NewJob) -> Job | None:
        found = row_of_key(connection, JOBS, SHOWN, new)
        return None if found is None else job_of(found)
