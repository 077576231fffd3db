"""Jobs and batches as their owners see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import BaseModel

from api.batch.batch import BatchState, StoredBatch, StoredItem
from api.batch.comparison.result import Smallest
from api.jobs.job import Job, State
from api.rest.problems import FaultForm


class JobForm(BaseModel):
    """A job's light status. `levels` are the penalties of the best plan so far, `bounds` what is proved of them;
    `gap` is (penalty − bound) / max(1, penalty) on the first level that is not proved."""

    id: str
    state: State
    created: datetime
    started: datetime | None
    ended: datetime | None
    budget_seconds: float
    cores: int
    digest: str
    levels: list[int] | None
    bounds: list[int | None] | None
    gap: float | None
    is_stopping: bool
    crashes: int
    losses: int
    faults: list[FaultForm]
    events: int


class JobsPage(BaseModel):
    """Jobs from new to old; `next` is the cursor of the next page, null on the last."""

    jobs: list[JobForm]
    next: str | None


class SmallestForm(BaseModel):
    """What is known of the smallest strength of a case that fills everything: it lies in [`at_least`, `at_most`].
    `at_most` is null while none is known that does, `at_least` while nothing is proved."""

    facts: str
    policy: str
    patch: str
    at_least: int | None
    at_most: int | None
    is_proved: bool
    is_over: bool


class BatchForm(BaseModel):
    """A batch's light status: how many items have ended, work or wait, and failed; further ones may follow while it is
    open."""

    id: str
    name: str
    state: BatchState
    created: datetime
    ended: datetime | None
    items_ended: int
    items_under_way: int
    items_failed: int
    smallest: list[SmallestForm]


class BatchesPage(BaseModel):
    """Batches from new to old; `next` is the cursor of the next page, null on the last."""

    batches: list[BatchForm]
    next: str | None


def form_of_batch(stored: StoredBatch, items: Sequence[StoredItem], smallest: Sequence[Smallest]) -> BatchForm:
    """A batch's light status."""
    under_way = sum(item.finding is None for item in items)
    return BatchForm(
        id=stored.id,
        name=stored.name,
        state=stored.state,
        created=_time(stored.created),
        ended=None if stored.ended is None else _time(stored.ended),
        items_ended=len(items) - under_way,
        items_under_way=under_way,
        items_failed=sum(item.is_failed for item in items),
        smallest=[SmallestForm(**one.document()) for one in smallest],
    )


def form_of(job: Job) -> JobForm:
    """A job's light status."""
    return JobForm(
        id=job.id,
        state=job.state,
        created=_time(job.created),
        started=None if job.started is None else _time(job.started),
        ended=None if job.ended is None else _time(job.ended),
        budget_seconds=job.budget_seconds,
        cores=job.cores,
        digest=job.digest,
        levels=job.levels,
        bounds=None if job.bounds is None else list(job.bounds),
        gap=job.gap,
        is_stopping=job.stop_asked and not job.has_ended,
        crashes=job.crashes,
        losses=job.losses,
        faults=[FaultForm(**fault) for fault in job.faults or []],
        events=job.events,
    )


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
