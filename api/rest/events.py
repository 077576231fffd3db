"""Events of a job as server-sent events."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

from fastapi.concurrency import run_in_threadpool
from fastapi.sse import format_sse_event

from api.jobs.rows import UnknownJobError
from api.rest.service import Service

POLL_SECONDS = 0.25

QUIET_SECONDS = 15.0
"""After so long without an event a comment keeps the connection open."""


async def event_lines(served: Service, job_id: str, after: int) -> AsyncIterator[bytes]:
    """What happens to a job after an event, until it has ended or is deleted, or the server goes."""
    queue, told = served.queue, time.monotonic()
    while not served.closing.is_set():
        try:
            job = await run_in_threadpool(queue.job, None, job_id)
        except UnknownJobError:
            return
        for event in await run_in_threadpool(queue.events, job_id, after) if job.events > after else []:
            after, told = event.number, time.monotonic()
            yield format_sse_event(
                id=str(event.number), event=event.what, data_str=json.dumps({**event.stated, "at": event.at})
            )
        if job.has_ended and after >= job.events:
            return
        if time.monotonic() - told > QUIET_SECONDS:
            told = time.monotonic()
            yield format_sse_event(comment="")
        await asyncio.sleep(POLL_SECONDS)
