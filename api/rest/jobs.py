"""Routes about jobs: their status, best plans, events and outcomes; stopped and deleted."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.responses import StreamingResponse

from api.jobs.rows import UnknownJobError
from api.rest.cursor import FORM, cursor_of, place_of_cursor
from api.rest.events import event_lines
from api.rest.exports import ROSTER_MEDIA, RosterFile, exported
from api.rest.forms import JobForm, JobsPage, form_of
from api.rest.problems import Problem, answers
from api.rest.service import Lang, Reader, Served, Solver
from models.fact import Text
from models.outcome import Outcome

ROUTES = APIRouter(prefix="/jobs", tags=["jobs"])


def job_id_of(job_id: Annotated[str, Path(description="the id that handing in has told")]) -> str:
    """The id in an address; one of another form is unknown, whatever it is."""
    if not re.fullmatch("[0-9a-f]{32}", job_id):
        raise UnknownJobError
    return job_id


JobId = Annotated[str, Depends(job_id_of)]
NAMED = answers(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
NOT_YET = {**NAMED, **answers(HTTPStatus.CONFLICT)}


@ROUTES.get("", responses=answers(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY))
def jobs(
    holder: Reader,
    served: Served,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(pattern=FORM)] = None,
) -> JobsPage:
    """Jobs from new to old, page by page."""
    found = served.queue.jobs(holder.sees, limit + 1, place_of_cursor(cursor))
    page = found[:limit]
    return JobsPage(jobs=[form_of(job) for job in page], next=cursor_of(page[-1]) if len(found) > limit else None)


@ROUTES.get("/{job_id}", name="job", responses=NAMED)
def job(holder: Reader, served: Served, job_id: JobId) -> JobForm:
    """A job's light status."""
    return form_of(served.queue.job(holder.sees, job_id))


@ROUTES.post("/{job_id}/stop", status_code=HTTPStatus.ACCEPTED, responses=NAMED)
def stop(holder: Solver, served: Served, job_id: JobId) -> JobForm:
    """Asks that a job end now with its best plan so far; one that has not begun is cancelled."""
    return form_of(served.queue.stop(holder.sees, job_id))


@ROUTES.delete("/{job_id}", status_code=HTTPStatus.NO_CONTENT, responses=NAMED)
def delete(holder: Solver, served: Served, job_id: JobId) -> Response:
    """Forgets a job and all that was made for it."""
    served.queue.delete(holder.sees, job_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@ROUTES.get("/{job_id}/scenario", responses=NAMED)
def scenario(holder: Reader, served: Served, job_id: JobId) -> dict[str, Any]:
    """The scenario as it was handed in."""
    found: dict[str, Any] = json.loads(served.queue.text(holder.sees, job_id, "document") or "{}")
    return found


@ROUTES.get("/{job_id}/plan", responses=NOT_YET)
def plan(holder: Reader, served: Served, job_id: JobId) -> dict[str, Any]:
    """The best plan so far; of a job that is done, its plan."""
    outcome = served.queue.text(holder.sees, job_id, "outcome")
    found = json.loads(outcome)["plan"] if outcome else None
    if found is None:
        incumbent = served.queue.text(holder.sees, job_id, "incumbent")
        found = json.loads(incumbent) if incumbent and not outcome else None
    if found is None:
        raise Problem(HTTPStatus.CONFLICT, Text("还没有方案", "there is no plan yet"))
    stated: dict[str, Any] = found
    return stated


@ROUTES.get("/{job_id}/outcome", responses=NOT_YET, response_model=Outcome)
def outcome(holder: Reader, served: Served, job_id: JobId) -> Response:
    """The outcome of a job that is done, its plan verified."""
    return Response(_outcome(holder.sees, served, job_id), media_type="application/json")


@ROUTES.get(
    "/{job_id}/outcome.{ending}",
    responses={
        **NOT_YET,
        HTTPStatus.OK.value: {"content": {kind: {} for kind in ROSTER_MEDIA.values()}, "description": "the file"},
    },
    response_class=Response,
)
def export(holder: Reader, served: Served, lang: Lang, job_id: JobId, ending: RosterFile) -> Response:
    """The roster as a file: a workbook for the wall, a list of duties, calendars, a page."""
    outcome = Outcome.model_validate_json(_outcome(holder.sees, served, job_id))
    if outcome.plan is None:
        raise Problem(HTTPStatus.CONFLICT, Text("没有方案可导出", "there is no plan to export"))
    document = json.loads(served.queue.text(holder.sees, job_id, "document") or "{}")
    name = f'attachment; filename="roster-{job_id[:8]}.{ending}"'
    return Response(
        exported(ending, document, outcome, lang),
        media_type=ROSTER_MEDIA[ending],
        headers={"Content-Disposition": name},
    )


@ROUTES.get(
    "/{job_id}/events",
    responses={
        **NAMED,
        HTTPStatus.OK.value: {"content": {"text/event-stream": {}}, "description": "events as they happen"},
    },
    response_class=StreamingResponse,
)
def events(
    holder: Reader,
    served: Served,
    job_id: JobId,
    last_event_id: Annotated[int, Header(ge=0, le=2**31 - 1)] = 0,
) -> StreamingResponse:
    """What happens to a job, as server-sent events, until it has ended. Each has a number as its id: after a lost
    connection `Last-Event-ID` resumes with nothing missing and nothing twice."""
    served.queue.job(holder.sees, job_id)
    lines = event_lines(served, job_id, last_event_id)
    return StreamingResponse(lines, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _outcome(owner: str | None, served: Served, job_id: str) -> str:
    text = served.queue.text(owner, job_id, "outcome")
    if text is None:
        state = served.queue.job(owner, job_id).state
        raise Problem(
            HTTPStatus.CONFLICT, Text(f"任务没有结果，状态 {state}", f"the job has no outcome; it is {state}")
        )
    return text
