"""A log line for each request: what was asked, how it was answered, how long that took."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)


class Access:
    """Logs method, route, status and milliseconds until the head of the answer; addresses only as far as routes say
    them, so that nothing that somebody typed gets into the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()

        async def send_and_log(message: Message) -> None:
            if message["type"] == "http.response.start":
                fields = {
                    "method": scope["method"],
                    "route": getattr(scope.get("route"), "path", None),
                    "status": message["status"],
                    "milliseconds": round(1000 * (time.monotonic() - began), 1),
                }
                LOG.info("request", extra={"fields": fields})
            await send(message)

        await self._app(scope, receive, send_and_log)
