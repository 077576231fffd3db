"""A batch as its owner sees it, what is asked for when it is handed in, and its items."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from api.jobs.job import Job, State
from solver.batch.search import Finding


class BatchState(enum.StrEnum):
    """Where a batch stands: items are under way, all have ended, or it was stopped."""

    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True)
class NewBatch:
    """A batch's `document`, accepted at the door. The same `idempotency_key` of the same owner names the same batch.

    Workers take it further by its document; without one, who handed it in does so.
    """

    owner: str
    name: str
    document: str | None
    request_digest: str
    lang: str
    idempotency_key: str | None = None


@dataclass(frozen=True)
class StoredBatch:
    """What is known of a batch without its document and items."""

    id: str
    owner: str
    name: str
    lang: str
    state: BatchState
    created: float
    ended: float | None


@dataclass(frozen=True)
class StoredItem:
    """One item that was handed in: what it is called, and its job; None where the job was deleted."""

    key: str
    labels: dict[str, Any]
    digest: str
    job: Job | None

    @property
    def finding(self) -> Finding | None:
        """What the item tells of its strength; None while it is under way."""
        job = self.job
        if job is None or job.state in (State.FAILED, State.CANCELLED):
            return Finding(is_filled=False, is_proved_short=False)
        if not job.has_ended:
            return None
        is_filled = job.levels is not None and not any(job.levels[:2])
        is_impossible = job.summary is not None and job.summary["status"] == "INFEASIBLE"
        return Finding(is_filled, is_impossible or any((job.bounds or ())[:2]))

    @property
    def is_failed(self) -> bool:
        """Whether it has ended without an outcome."""
        return self.job is None or self.job.state in (State.FAILED, State.CANCELLED)
