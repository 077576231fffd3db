"""Jobs as their owners see them."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel

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
