"""Cursors of pages of jobs and batches: where a page ended, in a form that needs no quoting."""

from __future__ import annotations

from api.batch.batch import StoredBatch
from api.jobs.job import Job

FORM = r"^[0-9]{1,12}(\.[0-9]{1,12})?-[0-9a-f]{32}$"


def cursor_of(last: Job | StoredBatch) -> str:
    """The place after a page's last."""
    return f"{last.created!r}-{last.id}"


def place_of_cursor(cursor: str | None) -> tuple[float, str] | None:
    """When the last of the page before was created, and its id; the cursor is of the FORM."""
    if cursor is None:
        return None
    created, _, last_id = cursor.partition("-")
    return float(created), last_id
