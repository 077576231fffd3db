"""The owner's side of batches: handed in once, looked at, stopped, deleted."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from api.batch.batch import BatchState, NewBatch, StoredBatch, StoredItem
from api.jobs.database import Database
from api.jobs.owned import handed_in_once, newest, row_of_key
from api.jobs.queue import Queue, QueueFullError
from api.jobs.rows import SHOWN, UnknownJobError, job_of
from api.jobs.tables import BATCHES, ITEMS, JOBS

MOST_OPEN = 100
"""So many batches of one owner are open at a time."""

STORED = [BATCHES.c[field.name] for field in fields(StoredBatch)]


class Batches:
    """What has an `owner` is only ever seen by that owner; None sees all."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def hand_in(self, new: NewBatch) -> tuple[StoredBatch, bool]:
        """Takes a batch in, or finds the one that the same key names; whether it is new.

        Raises OtherRequestError, QueueFullError.
        """
        return handed_in_once(
            self.database,
            lambda connection: self._of_key(connection, new),
            lambda connection: self._add(connection, new),
        )

    def batch(self, owner: str | None, batch_id: str) -> StoredBatch:
        """A batch. Raises UnknownJobError."""
        with self.database.reading() as connection:
            return self._stored(connection, owner, batch_id)

    def document(self, owner: str | None, batch_id: str) -> str | None:
        """A batch's document, a JSON text; None where who handed it in takes it further. Raises UnknownJobError."""
        with self.database.reading() as connection:
            self._stored(connection, owner, batch_id)
            asked = select(BATCHES.c.document).where(BATCHES.c.id == batch_id)
            found: str | None = connection.execute(asked).scalar_one_or_none()
            return found

    def batches(self, owner: str | None, most: int, after: tuple[float, str] | None = None) -> list[StoredBatch]:
        """The newest batches, at most so many, from after a place (created, id) on."""
        with self.database.reading() as connection:
            return [_stored(row) for row in connection.execute(newest(BATCHES, STORED, owner, most, after))]

    def items(self, batch_id: str) -> list[StoredItem]:
        """The items that were handed in, with their jobs."""
        joined = ITEMS.outerjoin(JOBS, ITEMS.c.job == JOBS.c.id)
        named = [ITEMS.c.key, ITEMS.c.labels, ITEMS.c.digest.label("item_digest"), *SHOWN]
        with self.database.reading() as connection:
            rows = connection.execute(select(*named).select_from(joined).where(ITEMS.c.batch == batch_id)).all()
        return [StoredItem(row.key, row.labels, row.item_digest, job_of(row) if row.id else None) for row in rows]

    def open_batches(self) -> list[StoredBatch]:
        """The batches of which items may still be to come, those with a document."""
        is_open = (BATCHES.c.state == BatchState.OPEN, BATCHES.c.document.is_not(None))
        with self.database.reading() as connection:
            return [_stored(row) for row in connection.execute(select(*STORED).where(*is_open))]

    def stop(self, owner: str | None, batch_id: str) -> StoredBatch:
        """Ends a batch: what works ends with its best plan so far, what waits is cancelled, nothing more is begun."""
        with self.database.transaction() as connection:
            stored = self._stored(connection, owner, batch_id)
            if stored.state == BatchState.OPEN:
                end_batch(connection, batch_id, BatchState.STOPPED, self.database.now(connection))
        queue = Queue(self.database)
        for job_id in self._own_jobs(batch_id):
            queue.stop(None, job_id)
        return self.batch(owner, batch_id)

    def delete(self, owner: str | None, batch_id: str) -> None:
        """Forgets a batch, its items, and the jobs that were made for them alone."""
        self.stop(owner, batch_id)
        jobs = self._own_jobs(batch_id)
        with self.database.transaction() as connection:
            connection.execute(delete(ITEMS).where(ITEMS.c.batch == batch_id))
            connection.execute(delete(BATCHES).where(BATCHES.c.id == batch_id))
        queue = Queue(self.database)
        for job_id in jobs:
            queue.delete(None, job_id)

    def _own_jobs(self, batch_id: str) -> Sequence[str]:
        """The jobs of a batch that nobody else has handed in and no other batch shares."""
        others = select(ITEMS.c.job).where(ITEMS.c.batch != batch_id, ITEMS.c.job.is_not(None))
        mine = (ITEMS.c.batch == batch_id, JOBS.c.background.is_(True), JOBS.c.id.not_in(others))
        asked = select(JOBS.c.id).distinct().select_from(ITEMS.join(JOBS, ITEMS.c.job == JOBS.c.id)).where(*mine)
        with self.database.reading() as connection:
            return list(connection.execute(asked).scalars())

    def _stored(self, connection: Connection, owner: str | None, batch_id: str) -> StoredBatch:
        asked = select(*STORED).where(BATCHES.c.id == batch_id)
        found = connection.execute(asked if owner is None else asked.where(BATCHES.c.owner == owner)).one_or_none()
        if found is None:
            raise UnknownJobError(batch_id)
        return _stored(found)

    def _add(self, connection: Connection, new: NewBatch) -> StoredBatch:
        is_open = (BATCHES.c.owner == new.owner, BATCHES.c.state == BatchState.OPEN)
        if connection.execute(select(func.count()).where(*is_open)).scalar_one() >= MOST_OPEN:
            raise QueueFullError(MOST_OPEN)
        batch_id, at = secrets.token_hex(16), self.database.now(connection)
        stated = {field.name: getattr(new, field.name) for field in fields(NewBatch)}
        connection.execute(insert(BATCHES).values(id=batch_id, state=BatchState.OPEN, created=at, **stated))
        return self._stored(connection, None, batch_id)

    def _of_key(self, connection: Connection, new: NewBatch) -> StoredBatch | None:
        found = row_of_key(connection, BATCHES, STORED, new)
        return None if found is None else _stored(found)


def _stored(row: Any) -> StoredBatch:
    stated = {field.name: getattr(row, field.name) for field in fields(StoredBatch)}
    return StoredBatch(**{**stated, "state": BatchState(stated["state"])})


def end_batch(connection: Connection, batch_id: str, state: BatchState, at: float) -> None:
    """Ends a batch: nothing more of it is begun."""
    connection.execute(update(BATCHES).where(BATCHES.c.id == batch_id).values(state=state, ended=at))
