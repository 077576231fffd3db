"""Routes about batches: handed in, looked at, compared, stopped and deleted."""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.batch.batch import NewBatch, StoredBatch
from api.batch.comparison.files import form
from api.batch.comparison.frontier_picture import frontier_picture
from api.batch.comparison.result import BatchResult, smallest_of
from api.batch.reading import batch_of
from api.jobs.rows import UnknownJobError
from api.rest.bodies import body_of
from api.rest.cursor import FORM, cursor_of, place_of_cursor
from api.rest.forms import BatchesPage, BatchForm, form_of_batch
from api.rest.problems import Problem, answers
from api.rest.service import Lang, Reader, Served, Service, Solver, Stated, compact
from models.fact import Text
from models.fault import Fault, InputError
from solver.batch.batch import Batch

ROUTES = APIRouter(prefix="/batches", tags=["batches"])


class ComparisonFile(StrEnum):
    """The files that a comparison can be had as."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    SVG = "svg"


COMPARISON_MEDIA = {
    ComparisonFile.JSON: "application/json",
    ComparisonFile.CSV: "text/csv; charset=utf-8",
    ComparisonFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ComparisonFile.SVG: "image/svg+xml",
}


def batch_id_of(batch_id: Annotated[str, Path(description="the id that handing in has told")]) -> str:
    """The id in an address; one of another form is unknown, whatever it is."""
    if not re.fullmatch("[0-9a-f]{32}", batch_id):
        raise UnknownJobError
    return batch_id


BatchId = Annotated[str, Depends(batch_id_of)]
LISTED = answers(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY)
NAMED = {**LISTED, **answers(HTTPStatus.NOT_FOUND)}


@ROUTES.post(
    "",
    status_code=HTTPStatus.ACCEPTED,
    responses={
        **LISTED,
        **answers(HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        **answers(HTTPStatus.TOO_MANY_REQUESTS),
    },
    openapi_extra=body_of("batch"),
)
async def hand_in(
    holder: Solver,
    served: Served,
    lang: Lang,
    stated: Stated,
    request: Request,
    response: Response,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=255)] = None,
) -> BatchForm:
    """Takes a batch in. Its items become jobs bit by bit; the same `Idempotency-Key` with the same request names the
    same batch, however often it is sent."""
    batch = await run_in_threadpool(_accepted, stated, served)
    document = compact(stated)
    digest = hashlib.sha256(document.encode()).hexdigest()
    new = NewBatch(holder.owner, batch.name, document, digest, lang, idempotency_key)
    stored, _ = await run_in_threadpool(served.batches.hand_in, new)
    response.headers["Location"] = str(request.url_for("batch", batch_id=stored.id).path)
    return await run_in_threadpool(_form, served, stored)


def _accepted(stated: object, served: Service) -> Batch:
    """A batch that has passed the door and the server's limits."""
    limits = served.limits
    batch = batch_of(stated, refused=limits.faults, most_cases=limits.cases)
    if batch.question is not None and batch.question.most > limits.people:
        allowed = Text(f"最多 {limits.people}", f"at most {limits.people}")
        fault = Fault("strength.to", str(batch.question.most), allowed, Text("减小", "ask for less"))
        raise InputError([fault])
    return batch


@ROUTES.get("", responses=LISTED)
def batches(
    holder: Reader,
    served: Served,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
    cursor: Annotated[str | None, Query(pattern=FORM)] = None,
) -> BatchesPage:
    """Batches from new to old, page by page; their searches are told by each batch itself."""
    found = served.batches.batches(holder.sees, limit + 1, place_of_cursor(cursor))
    page = [form_of_batch(stored, served.batches.items(stored.id), ()) for stored in found[:limit]]
    return BatchesPage(batches=page, next=cursor_of(found[limit - 1]) if len(found) > limit else None)


@ROUTES.get("/{batch_id}", name="batch", responses=NAMED)
def batch(holder: Reader, served: Served, batch_id: BatchId) -> BatchForm:
    """A batch's light status, and what is known of the smallest strengths."""
    return _form(served, served.batches.batch(holder.sees, batch_id))


@ROUTES.get(
    "/{batch_id}/comparison.{ending}",
    responses={
        **NAMED,
        HTTPStatus.OK.value: {"content": {kind: {} for kind in COMPARISON_MEDIA.values()}, "description": "the file"},
    },
    response_class=Response,
)
def compared(holder: Reader, served: Served, lang: Lang, batch_id: BatchId, ending: ComparisonFile) -> Response:
    """The comparison as far as it is known: a row for each item with its job, the best of each case, the frontier."""
    result = _result(served, served.batches.batch(holder.sees, batch_id))
    name = f'attachment; filename="comparison-{batch_id[:8]}.{ending}"'
    headers = {"Content-Disposition": name}
    return Response(form(result, ending.value, lang), media_type=COMPARISON_MEDIA[ending], headers=headers)


@ROUTES.get(
    "/{batch_id}/frontier.svg",
    responses={
        **NAMED,
        **answers(HTTPStatus.CONFLICT),
        HTTPStatus.OK.value: {"content": {"image/svg+xml": {}}, "description": "the picture"},
    },
    response_class=Response,
)
def frontier(holder: Reader, served: Served, lang: Lang, batch_id: BatchId) -> Response:
    """Strength against unfilled work, as a picture."""
    result = _result(served, served.batches.batch(holder.sees, batch_id))
    if result.frontier.empty:
        raise Problem(HTTPStatus.CONFLICT, Text("还没有不同警力的结果", "no strength has been tried yet"))
    return Response(frontier_picture(result, lang), media_type="image/svg+xml")


@ROUTES.post("/{batch_id}/stop", status_code=HTTPStatus.ACCEPTED, responses=NAMED)
def stop(holder: Solver, served: Served, batch_id: BatchId) -> BatchForm:
    """Ends a batch: what works ends with its best plan so far, what waits is cancelled, nothing more is begun."""
    return _form(served, served.batches.stop(holder.sees, batch_id))


@ROUTES.delete("/{batch_id}", status_code=HTTPStatus.NO_CONTENT, responses=NAMED)
def delete(holder: Solver, served: Served, batch_id: BatchId) -> Response:
    """Forgets a batch, and the jobs that were made for it alone."""
    served.batches.delete(holder.sees, batch_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _form(served: Service, stored: StoredBatch) -> BatchForm:
    items = served.batches.items(stored.id)
    return form_of_batch(stored, items, smallest_of(served.read_batches.batch(stored.id), items))


def _result(served: Service, stored: StoredBatch) -> BatchResult:
    return BatchResult.of(served.read_batches.batch(stored.id), served.batches.items(stored.id))
