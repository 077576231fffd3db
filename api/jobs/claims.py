"""A worker's side of the queue: jobs are claimed for a lease, kept by a heartbeat, and ended by their claim alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select, update

from api.jobs.database import Database
from api.jobs.job import Claim, State
from api.jobs.rows import SHOWN, end, job_in, job_of, tell
from api.jobs.tables import JOBS

LEASE_SECONDS = 15.0
"""A worker that has not renewed its claims for so long is lost; others may claim its jobs."""

MOST_CRASHES, MOST_LOSSES = 2, 100
"""A job fails when its own process has crashed, or its workers were lost, more often than that. A lost worker says next
to nothing about the job: on a bad day the oldest job loses one after the other."""

PATIENT_LOSSES, SETBACK_SECONDS = 3, 60.0
"""A job whose workers were lost more often than that goes back in line, a minute for each further loss: what may bring
its workers down keeps the others waiting no longer, and no job is lost again and again while others wait."""

CLAIMED = [JOBS.c[field.name] for field in fields(Claim)]


class LostLeaseError(RuntimeError):
    """Somebody else has claimed the job, or it has ended: nothing of this worker's counts any more."""


class Claims:
    """What workers do with a database of jobs."""

    def __init__(self, database: Database, lease_seconds: float = LEASE_SECONDS) -> None:
        self.database, self.lease_seconds = database, lease_seconds

    def claim(self, worker: str, free: int, cores: int) -> Claim | None:
        """The next job that waits, or whose worker is lost; on as many cores as it asks for, or all of the worker's.

        Owners take turns: next is who has the fewest cores at work; of one owner first what does not work in the
        background, then the oldest, save those whose workers were lost again and again. None if there is no job, or
        while too few cores are `free` for it: smaller jobs do not overtake it for ever. A job whose workers were lost
        too often fails here instead.
        """
        with self.database.transaction() as connection:
            at = self.database.now(connection)
            is_lost = and_(JOBS.c.state == State.RUNNING, JOBS.c.lease_until < at)
            asked = select(*SHOWN).where(or_(JOBS.c.state == State.QUEUED, is_lost)).order_by(*_in_turn())
            found = connection.execute(asked.limit(1).with_for_update(skip_locked=True, of=JOBS)).one_or_none()
            if found is None or min(found.cores, cores) > free:
                return None
            job = job_of(found)
            losses = job.losses + (job.state == State.RUNNING)
            if losses > MOST_LOSSES:
                end(connection, job.id, State.FAILED, at, losses=losses, faults=[_defect(f"{losses} workers lost")])
                return None
            taken = {"state": State.RUNNING, "worker": worker, "fence": JOBS.c.fence + 1, "losses": losses}
            until, started = at + self.lease_seconds, func.coalesce(JOBS.c.started, at)
            connection.execute(
                update(JOBS).where(JOBS.c.id == job.id).values(**taken, lease_until=until, started=started)
            )
            tell(connection, job.id, "state", {"state": State.RUNNING}, at)
            claim = Claim(**connection.execute(select(*CLAIMED).where(JOBS.c.id == job.id)).one()._mapping)
            return replace(claim, cores=min(claim.cores, cores))

    def to_stop(self, ids: Sequence[str]) -> set[str]:
        """Which of some jobs are to stop, or are gone."""
        asked = select(JOBS.c.id).where(JOBS.c.id.in_(ids), JOBS.c.stop_asked.is_(False))
        with self.database.reading() as connection:
            return set(ids) - set(connection.execute(asked).scalars())

    def renew(self, claim: Claim) -> None:
        """Keeps a claim for another lease. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            self._write(connection, claim, lease_until=self.database.now(connection) + self.lease_seconds)

    def report(self, claim: Claim, levels: Sequence[int] | None, bounds: Sequence[int], incumbent: str | None) -> None:
        """Notes how far a solve has come: the best plan's penalties and the plan, where there is a better one, and the
        bounds. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            at = self.database.now(connection)
            if incumbent is not None and levels is not None:
                self._write(connection, claim, levels=list(levels), bounds=list(bounds), incumbent=incumbent)
                tell(connection, claim.id, "plan", {"levels": list(levels), "bounds": list(bounds)}, at)
            else:
                self._write(connection, claim, bounds=list(bounds))
                tell(connection, claim.id, "bound", {"bounds": list(bounds)}, at)

    def finish(
        self,
        claim: Claim,
        outcome: str,
        levels: Sequence[int],
        bounds: Sequence[int | None],
        summary: dict[str, Any] | None = None,
    ) -> None:
        """Ends a job with its outcome, a JSON text, and what is shown of it. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            self._write(connection, claim)
            at = self.database.now(connection)
            stated = {"levels": list(levels) or None, "bounds": list(bounds) or None, "outcome": outcome}
            end(connection, claim.id, State.DONE, at, summary=summary, **stated)

    def fail(self, claim: Claim, faults: list[dict[str, str]]) -> None:
        """Ends a job that cannot be solved as it is stated. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            self._write(connection, claim)
            end(connection, claim.id, State.FAILED, self.database.now(connection), faults=faults)

    def crash(self, claim: Claim, detail: str) -> None:
        """The job's own process has died: the job waits again, and fails after MOST_CRASHES. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            self._write(connection, claim, crashes=JOBS.c.crashes + 1)
            at = self.database.now(connection)
            crashes = job_in(connection, claim.id).crashes
            if crashes > MOST_CRASHES:
                end(connection, claim.id, State.FAILED, at, faults=[_defect(detail)])
            else:
                self._wait_again(connection, claim, at)

    def lose(self, claim: Claim) -> None:
        """What worked on the job is gone: the job waits again. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            self._write(connection, claim, losses=JOBS.c.losses + 1)
            at, losses = self.database.now(connection), job_in(connection, claim.id).losses
            if losses > MOST_LOSSES:
                end(connection, claim.id, State.FAILED, at, faults=[_defect(f"{losses} workers lost")])
            else:
                self._wait_again(connection, claim, at)

    def give_back(self, claim: Claim) -> None:
        """A worker that goes leaves its job to others, with the best plan so far. Raises LostLeaseError."""
        with self.database.transaction() as connection:
            self._write(connection, claim)
            self._wait_again(connection, claim, self.database.now(connection))

    def _write(self, connection: Connection, claim: Claim, **values: Any) -> None:
        """Changes a job that is still the claim's."""
        mine = (JOBS.c.id == claim.id, JOBS.c.fence == claim.fence, JOBS.c.state == State.RUNNING)
        values = values or {"fence": claim.fence}
        if connection.execute(update(JOBS).where(*mine).values(**values)).rowcount != 1:
            raise LostLeaseError(claim.id)

    def _wait_again(self, connection: Connection, claim: Claim, at: float) -> None:
        self._write(connection, claim, state=State.QUEUED, worker=None, lease_until=None)
        tell(connection, claim.id, "state", {"state": State.QUEUED}, at)


def _in_turn() -> tuple[Any, ...]:
    """The order in which jobs are claimed."""
    others = JOBS.alias()
    is_theirs = (others.c.owner == JOBS.c.owner, others.c.state == State.RUNNING)
    at_work = select(func.coalesce(func.sum(others.c.cores), 0)).where(*is_theirs).scalar_subquery()
    further = case((JOBS.c.losses > PATIENT_LOSSES, JOBS.c.losses - PATIENT_LOSSES), else_=0)
    return at_work, JOBS.c.background, JOBS.c.created + SETBACK_SECONDS * further, JOBS.c.id


def _defect(detail: str) -> dict[str, str]:
    """Our fault, in the form of a fault of the input."""
    return {"place": "-", "value": detail, "allowed": "-", "cure": "-"}
