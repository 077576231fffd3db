"""Cursors of pages of jobs: where a page ended, in a form that needs no quoting."""

from __future__ import annotations

from api.jobs.job import Job

FORM = r"^[0-9]{1,12}(\.[0-9]{1,12})?-[0-9a-f]{32}$"


def cursor_of(job: Job) -> str:
    """The place after a job."""
    return f"{job.created!r}-{job.id}"


def place_of_cursor(cursor: str | None) -> tuple[float, str] | None:
    """When the last job of the page before was created, and its id; the cursor is of the FORM."""
    if cursor is None:
        return None
    created, _, job_id = cursor.partition("-")
    return float(created), job_id
