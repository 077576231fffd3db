"""Cursors of pages of jobs: where a page ended, in a form that needs no quoting."""

from __future__ import annotations

import re
from http import HTTPStatus

from api.jobs.job import Job
from api.rest.problems import Problem
from models.fact import Text

FORM = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,12})?)-([0-9a-f]{32})")


def cursor_of(job: Job) -> str:
    """The place after a job."""
    return f"{job.created!r}-{job.id}"


def place_of_cursor(cursor: str | None) -> tuple[float, str] | None:
    """When the last job of the page before was created, and its id."""
    if cursor is None:
        return None
    found = FORM.fullmatch(cursor)
    if found is None:
        said = Text("cursor 须取自上一页的 next", "a cursor comes from `next` of the page before")
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)
    return float(found[1]), found[2]
