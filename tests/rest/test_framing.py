"""How finely a body may be cut into chunks."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.rest.examples import example_scenario
from api.rest.framing import MOST_CHUNKS


def _posted(server: Any, parts: Iterator[bytes]) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    headers = {"Authorization": f"Bearer {server.key}"}
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the server has answered meanwhile
        connection.request("POST", "/api/v1/check", parts, headers, encode_chunked=True)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("size", [1000, 7])
def test_a_body_may_come_in_chunks(server: Any, size: int) -> None:
    body = json.dumps(example_scenario()).encode()
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    assert len(parts) < MOST_CHUNKS
    assert _posted(server, iter(parts))[0] == 200


def test_a_body_of_crumbs_is_refused_with_its_bound(server: Any) -> None:
    status, said = _posted(server, (b"[" for _ in range(MOST_CHUNKS + 1)))
    assert status == 400
    assert str(MOST_CHUNKS) in said
