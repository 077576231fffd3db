"""A job as its owner sees it, what is asked for when it is handed in, and a worker's claim to it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any


class State(enum.StrEnum):
    """Where a job stands. `done` has an outcome, `failed` has faults, `cancelled` was stopped before it began."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (State.DONE, State.FAILED, State.CANCELLED)


@dataclass(frozen=True)
class NewJob:
    """A scenario's `document`, accepted at the door, to be solved for an `owner`.

    The same `idempotency_key` of the same owner names the same job; `request_digest` tells whether the request is too.
    What works in the `background` waits for what does not.
    """

    owner: str
    document: str
    digest: str
    request_digest: str
    lang: str
    cores: int
    budget_seconds: float
    idempotency_key: str | None = None
    background: bool = False


@dataclass(frozen=True)
class Job:
    """What is known of a job without its documents. Times are seconds since 1970; `levels` are the best plan's
    penalties so far, `bounds` what was proved, `summary` the outcome's status, figures and seconds, `faults` why it
    failed, `events` the number of the last event."""

    id: str
    owner: str
    digest: str
    lang: str
    cores: int
    budget_seconds: float
    state: State
    stop_asked: bool
    crashes: int
    losses: int
    created: float
    started: float | None
    ended: float | None
    levels: list[int] | None
    bounds: list[int | None] | None
    summary: dict[str, Any] | None
    faults: list[dict[str, str]] | None
    events: int

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def gap(self) -> float | None:
        """(penalty − bound) / max(1, penalty) on the first level that is not proved; None without a plan."""
        if self.levels is None or self.bounds is None:
            return None
        pairs = zip(self.levels, self.bounds, strict=False)
        gaps = [(penalty - (bound or 0)) / max(1, penalty) for penalty, bound in pairs]
        return next((gap for gap in gaps if gap > 0), 0.0)


@dataclass(frozen=True)
class Claim:
    """A worker's right to work on a job, until another claim is made: only its `fence` may write.

    `incumbent` is the best plan of earlier workers, a JSON text.
    """

    id: str
    fence: int
    document: str
    lang: str
    cores: int
    incumbent: str | None


@dataclass(frozen=True)
class Event:
    """Something that happened to a job: `state`, `plan` (a better one) or `bound`."""

    number: int
    what: str
    stated: dict[str, Any]
    at: float
