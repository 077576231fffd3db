"""What all routes share: the queue, batches, the keys, the limits; and who may use which route."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Any

from anyio import move_on_after
from fastapi import Depends, Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.batch.batches import Batches
from api.batch.read_batches import ReadBatches
from api.exchange.document import document_of
from api.jobs.keys import Holder, Keys, Scope
from api.jobs.queue import Queue
from api.rest.language import language_of
from api.rest.limits import Limits
from api.rest.problems import Problem
from models.fact import Text

HEARD_OUT = 4
"""Bodies up to so many times the limit are heard out before they are refused."""

BEARER = HTTPBearer(auto_error=False, description="`Authorization: Bearer KEY`")


@dataclass(frozen=True)
class Service:
    """A server's parts; `closing` is set when it is told to go, so that nobody is kept waiting."""

    queue: Queue
    batches: Batches
    read_batches: ReadBatches
    keys: Keys
    limits: Limits
    closing: threading.Event = field(default_factory=threading.Event)


def service_of(request: Request) -> Service:
    """The parts of the server that has a request."""
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(service_of)]
Lang = Annotated[str, Depends(language_of)]


class Allowed:
    """Lets in who holds a key of a scope."""

    def __init__(self, scope: Scope) -> None:
        self._scope: Scope = scope

    def __call__(
        self, served: Served, given: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)]
    ) -> Holder:
        holder = served.keys.holder(given.credentials) if given is not None else None
        if holder is None:
            said = Text("缺少有效的 API 密钥", "a valid API key is missing")
            raise Problem(HTTPStatus.UNAUTHORIZED, said, (), {"WWW-Authenticate": "Bearer"})
        if not holder.may(self._scope):
            said = Text(f"此密钥没有 {self._scope} 权限", f"this key has not the scope {self._scope}")
            raise Problem(HTTPStatus.FORBIDDEN, said)
        return holder


Reader = Annotated[Holder, Depends(Allowed("read"))]
Solver = Annotated[Holder, Depends(Allowed("solve"))]
Admin = Annotated[Holder, Depends(Allowed("admin"))]


async def stated_in(request: Request) -> Any:
    """The JSON value in a request's body. Of too large a body nothing is kept, but it is heard out a while: who is cut
    short while sending never reads the answer."""
    limits = service_of(request).limits
    most, parts, size = limits.body_bytes, [], 0
    with move_on_after(limits.body_seconds) as arriving:
        async for part in request.stream():
            size += len(part)
            if size <= most:
                parts.append(part)
            elif size > HEARD_OUT * most:
                break
    if arriving.cancelled_caught:
        said = Text(
            f"正文须在 {limits.body_seconds:g} 秒内送达", f"a body has {limits.body_seconds:g} seconds to arrive"
        )
        raise Problem(HTTPStatus.REQUEST_TIMEOUT, said, (), {"Connection": "close"})
    if size > most:
        said = Text(f"正文最多 {most / 1e6:g} MB", f"a body has at most {most / 1e6:g} MB")
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    return await run_in_threadpool(_read, b"".join(parts))


def _read(body: bytes) -> Any:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        said = Text("正文须为 UTF-8 编码的 JSON", "a body must be JSON in UTF-8")
        raise Problem(HTTPStatus.BAD_REQUEST, said) from None
    return document_of(text, "-", is_json=True)


Stated = Annotated[Any, Depends(stated_in)]


def compact(value: Any) -> str:
    """A value as short JSON whose keys are sorted: the same for all ways to write it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
