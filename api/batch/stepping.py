"""The items of batches become jobs bit by bit, and the batch ends after the last of them."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select, update

from api.batch.batch import BatchState, StoredBatch
from api.batch.batches import Batches, end_batch
from api.exchange.documents import document_of_fact
from api.jobs.job import NewJob, State
from api.jobs.rows import add_job, owned
from api.jobs.tables import BATCHES, ITEMS, JOBS
from solver.batch.batch import Batch, Item
from solver.batch.strength import absent

AHEAD = 64
"""So many items of a batch wait or work at a time; the others are made when these have ended."""

REUSED = (State.QUEUED, State.RUNNING, State.DONE)


class Stepping:
    """Takes batches a step further whenever items of them have ended. Several may do so at once."""

    def __init__(self, batches: Batches) -> None:
        self._batches = batches

    def advance(self, batch_id: str, batch: Batch) -> bool:
        """Hands in the items that are wanted next, and ends the batch after the last; whether it has ended.

        An item whose scenario the same owner has had solved, or is having solved, gets that job.
        """
        stored, items = self._batches.batch(None, batch_id), self._batches.items(batch_id)
        if stored.state != BatchState.OPEN:
            return True
        known = {item.key: item.finding for item in items}
        under_way = sum(finding is None for finding in known.values())
        wanted = [(item, _new_job(stored, item)) for item in batch.wanted(known, AHEAD - under_way)]
        with self._batches.database.transaction() as connection:
            locked = select(BATCHES.c.state).where(BATCHES.c.id == batch_id).with_for_update()
            if connection.execute(locked).scalar_one_or_none() != BatchState.OPEN:
                return True
            present = set(connection.execute(select(ITEMS.c.key).where(ITEMS.c.batch == batch_id)).scalars())
            at = self._batches.database.now(connection)
            for item, new in wanted:
                if item.key not in present:
                    job_id = _same(connection, new) or add_job(connection, new, at)
                    stated = {"key": item.key, "labels": labels_of(item), "digest": new.digest}
                    connection.execute(insert(ITEMS).values(batch=batch_id, job=job_id, **stated))
            is_over = not wanted and not under_way and len(present) == len(known)
            if is_over:
                end_batch(connection, batch_id, BatchState.DONE, at)
            return is_over

    def retry(self, batch_id: str) -> None:
        """Opens a batch again for the items that failed or were cancelled."""
        failed = [item.key for item in self._batches.items(batch_id) if item.is_failed]
        with self._batches.database.transaction() as connection:
            connection.execute(delete(ITEMS).where(ITEMS.c.batch == batch_id, ITEMS.c.key.in_(failed)))
            reopened = {"state": BatchState.OPEN, "ended": None}
            connection.execute(update(BATCHES).where(BATCHES.c.id == batch_id).values(**reopened))


def labels_of(item: Item) -> dict[str, object]:
    """What an item is called in the comparison, and how many people are there."""
    case, facts = item.case, item.scenario.facts
    return {
        "facts": case.facts,
        "policy": case.policy,
        "patch": case.patch,
        "seed": item.seed,
        "strength": item.strength,
        "people": len(facts.people) - len(absent(facts)),
    }


def _new_job(batch: StoredBatch, item: Item) -> NewJob:
    scenario = item.scenario
    return NewJob(
        owner=batch.owner,
        document=json.dumps(document_of_fact(scenario), ensure_ascii=False, separators=(",", ":")),
        digest=scenario.digest,
        request_digest=scenario.digest,
        lang=batch.lang,
        cores=1 if scenario.budget.is_reproducible else scenario.budget.workers,
        budget_seconds=scenario.budget.seconds,
        background=True,
    )


def _same(connection: Connection, new: NewJob) -> str | None:
    """A job of the same scenario, owner and language that has not failed."""
    is_same = (JOBS.c.digest == new.digest, JOBS.c.lang == new.lang, JOBS.c.state.in_(REUSED))
    asked = owned(new.owner, select(JOBS.c.id).where(*is_same, JOBS.c.stop_asked.is_(False)))
    found: str | None = connection.execute(asked.order_by(JOBS.c.created).limit(1)).scalar_one_or_none()
    return found
