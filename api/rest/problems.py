"""Answers that tell what is wrong, as problem+json (RFC 9457), in the language of the request."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from api.jobs.owned import OtherRequestError
from api.jobs.queue import QueueFullError
from api.jobs.rows import UnknownJobError
from api.rest.language import language_of
from api.rest.parameters import parameter_faults
from models.fact import Text
from models.fault import Fault, InputError, NoPlanError, places_of

LOG = logging.getLogger(__name__)

RETRY_SECONDS = 10
"""When to come again to a queue that is full, or a database that cannot be reached."""


class FaultForm(BaseModel):
    """One thing wrong: where, what stands there, what is allowed, and the cure."""

    place: str
    value: str
    allowed: str
    cure: str


class ProblemForm(BaseModel):
    """What is wrong with a request, every fault at once."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    faults: list[FaultForm] = []


class Problem(Exception):  # noqa: N818  it is what the answer is called
    """An answer other than the one that was asked for."""

    def __init__(
        self, status: HTTPStatus, detail: Text, faults: Sequence[Fault] = (), headers: dict[str, str] | None = None
    ) -> None:
        self.status, self.detail, self.faults, self.headers = status, detail, tuple(faults), headers
        super().__init__(detail.en)


def answers(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """What an operation may answer besides success, for its description."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemForm"}}}
    return {
        status.value: {"description": status.phrase, "content": content, "model": ProblemForm} for status in statuses
    }


def install(app: FastAPI) -> None:
    """Has an app answer every error as a problem."""

    def answer(request: Request, problem: Problem) -> JSONResponse:
        lang = language_of(request)
        form = ProblemForm(
            title=problem.status.phrase,
            status=problem.status.value,
            detail=problem.detail.in_language(lang),
            faults=[FaultForm(**fault.as_dict(lang)) for fault in problem.faults],
        )
        return JSONResponse(
            form.model_dump(),
            problem.status.value,
            {"Content-Language": lang, **(problem.headers or {})},
            media_type="application/problem+json",
        )

    def handle(request: Request, error: Exception) -> JSONResponse:
        problem = problem_of(error)
        if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
            problem.headers = {"Allow": ", ".join(_methods(app, request.url.path))}
        return answer(request, problem)

    for kind in (
        Problem,
        InputError,
        NoPlanError,
        UnknownJobError,
        OtherRequestError,
        QueueFullError,
        DBAPIError,
        RequestValidationError,
        HTTPException,
        Exception,
    ):
        app.add_exception_handler(kind, handle)


def problem_of(error: Exception) -> Problem:
    """The answer to an error; what is unforeseen is our fault, and is told to the log only."""
    retry = {"Retry-After": str(RETRY_SECONDS)}
    match error:
        case Problem():
            return error
        case InputError():
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, Text("输入有误", "the input is wrong"), error.faults)
        case NoPlanError():
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, Text("结果中没有方案", "the outcome has no plan"))
        case UnknownJobError():
            return Problem(HTTPStatus.NOT_FOUND, Text("没有这个任务", "there is no such job"))
        case OtherRequestError():
            said = Text("此 Idempotency-Key 已用于另一请求", "this Idempotency-Key was used for another request")
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said)
        case QueueFullError():
            return Problem(
                HTTPStatus.TOO_MANY_REQUESTS, Text("排队已满，请稍后再试", "the queue is full; try later"), (), retry
            )
        case DBAPIError():
            LOG.error("the database cannot be reached")
            said = Text("任务库暂时无法访问", "the database cannot be reached at the moment")
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, (), retry)
        case RequestValidationError():
            said = Text("参数有误", "a parameter is wrong")
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said, parameter_faults(error))
        case HTTPException():
            return _of_status(error)
    LOG.error("a request failed: %s at %s", type(error).__name__, places_of(error))
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, Text("内部错误，已记录", "our fault; it has been noted"))


def _methods(app: FastAPI, path: str) -> list[str]:
    """The methods that an address takes, of all its routes; HEAD wherever GET is."""
    found = {
        method.upper()
        for pattern, methods in app.openapi()["paths"].items()
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)), path)
        for method in methods
    }
    return sorted(found | {"HEAD"} if "GET" in found else found)


def _of_status(error: HTTPException) -> Problem:
    said = {
        HTTPStatus.NOT_FOUND: Text("没有这个地址", "there is nothing at this address"),
        HTTPStatus.METHOD_NOT_ALLOWED: Text("此地址不接受这种方法", "this address does not take this method"),
    }
    status = HTTPStatus(error.status_code)
    return Problem(status, said.get(status, Text(status.phrase, status.phrase)), (), dict(error.headers or {}))
