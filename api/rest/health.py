"""Routes for those who watch over a server."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Response

from api.jobs.measures import measures_of
from api.rest.problems import answers
from api.rest.service import Reader, Served

ROUTES = APIRouter(tags=["health"])


@ROUTES.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@ROUTES.get("/readyz", responses=answers(HTTPStatus.SERVICE_UNAVAILABLE))
def ready(served: Served) -> dict[str, str]:
    """The database answers too."""
    served.queue.depth()
    return {"status": "ok"}


@ROUTES.get("/metrics", responses=answers(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN), response_class=Response)
def metrics(_: Reader, served: Served) -> Response:
    """Measures in Prometheus' text form: what waits and for how long, jobs by state, solve seconds, lost leases."""
    lines = [line for measure in measures_of(served.queue) for line in measure.lines()]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4; charset=utf-8")
