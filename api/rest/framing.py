"""HTTP/1.1 on a connection, by h11, with a bound on how finely a body is cut: each chunk costs as much as a request's
line, and a body of one-byte chunks would keep the server busy for minutes."""

from __future__ import annotations

from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CHUNKS = 20_000
"""A body of 10 MB has so many when it is cut every 500 bytes; clients cut every few thousand."""


HEAD_BYTES = 65_536
"""A request's line with its headers has at most so many."""


class _Framed(h11.Connection):
    """A connection that counts the chunks of each body."""

    chunks = 0

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request):
            self.chunks = 0
        elif isinstance(event, h11.Data) and event.chunk_start:
            self.chunks += 1
            if self.chunks > MOST_CHUNKS:
                raise h11.RemoteProtocolError(f"a body has at most {MOST_CHUNKS} chunks")
        return event


class Framing(H11Protocol):
    """uvicorn's protocol on such connections; too many chunks are answered with 400, and the connection closed."""

    def __init__(self, *stated: Any, **named: Any) -> None:
        super().__init__(*stated, **named)
        self.conn: _Framed = _Framed(h11.SERVER, HEAD_BYTES)

    def send_400_response(self, msg: str) -> None:
        if self.conn.chunks > MOST_CHUNKS:
            msg = f"a body has at most {MOST_CHUNKS} chunks; send larger ones"
        super().send_400_response(msg)
