"""Bodies that are made to cost a server much: what they cost it in memory, and how long it takes to refuse them."""

from __future__ import annotations

import gzip
import json
import select
import socket
import tempfile
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

import psutil

from api.rest.examples import example_scenario
from benchmarks.strain.processes import Server, served

MEGABYTES = 10
SIZE = MEGABYTES * 1_000_000 - 1000
"""Just below the limit: nothing is refused for its length alone."""

READ = 290_000
"""Somewhat fewer values than a document may have: it is read to its end."""

FACTS = '{"schema":1,"kind":"roster","facts":'
BOMB = 100_000_000
PART_BYTES, MOST_BYTES = 65_536, 2_000_000_000
"""A part of what is sent, and what a server may hold: beyond that it is ended, so that the machine survives."""

GLANCE_SECONDS, PATIENCE_SECONDS = 0.01, 20.0
ROUTES = ("check", "verify", "solve")
MOST_SECONDS = 2.0


def _filled(before: str, item: str, after: str, most: int = SIZE) -> bytes:
    """An item repeated between two ends until the body is full, or so many times; `#` in it is its number."""
    count = min(most, (SIZE - len(before.encode()) - len(after.encode())) // (len(item.encode()) + 6 * ("#" in item)))
    items = (item.replace("#", str(n)) for n in range(count)) if "#" in item else (item,) * count
    return (before + "".join(items) + after).encode()


def _within(field: str, item: str, most: int = SIZE) -> bytes:
    """A station's scenario with a list for one of its fields that fills the body, or has so many items."""
    document = json.loads(json.dumps(example_scenario()))
    document["facts"][field] = ["#here"]
    before, after = json.dumps(document).split('"#here"')
    return _filled(before, f"{item},", item.replace("#", "last") + after, most)


def _member() -> str:
    """A person of a station as text, with an id to be numbered."""
    return json.dumps({**example_scenario()["facts"]["people"][0], "id": "P#"})


BODIES: dict[str, Callable[[], bytes]] = {
    "lists in lists": lambda: b"[" * (SIZE // 2) + b"]" * (SIZE // 2),
    "objects in objects": lambda: _filled('{"a":', '{"a":', "1" + "}" * 10),
    "lists in a list": lambda: _filled("[", "[],", "[]]"),
    "objects in a list": lambda: _filled("[", '{"a":1},', "{}]"),
    "numbers in a list": lambda: _filled("[", "1,", "1]"),
    "fractions in a list": lambda: _filled("[", "1e-9,", "1]"),
    "texts in a list": lambda: _filled("[", '"a#",', '""]'),
    "one number": lambda: b"1" * SIZE,
    "one number in a field": lambda: _filled('{"schema":1', "0", "}"),
    "one text": lambda: _filled('"', "x", '"'),
    "one text of three bytes a letter": lambda: _filled('"', "所", '"'),
    "one text of escapes": lambda: _filled('"', "\\u6d3e", '"'),
    "one text of halves of letters": lambda: _filled('"', "\\ud800", '"'),
    "one text in a field": lambda: _filled(FACTS + '"', "x", '"}'),
    "one key": lambda: _filled('{"', "x", '":1}'),
    "many keys": lambda: _filled("{", '"k#":1,', '"z":1}'),
    "one key many times": lambda: _filled("{", '"k":1,', '"z":1}'),
    "many keys of the facts": lambda: _filled(FACTS + "{", '"k#":1,', '"z":1}}'),
    "many people": lambda: _within("people", _member()),
    "many people of nothing": lambda: _within("people", "{}"),
    "many demands of nothing": lambda: _within("demand", "{}"),
    "policy of nothing": lambda: _filled(FACTS + '{},"policy":[', "{},", "{}]}"),
    "numbers, as many as are read": lambda: _filled("[", "1234567890,", "1]", READ),
    "texts, as many as are read": lambda: _filled("[", '"a#",', '""]', READ),
    "lists, as many as are read": lambda: _filled("[", "[],", "[]]", READ),
    "keys of the facts, as many as are read": lambda: _filled(FACTS + "{", '"k#":1,', '"z":1}}', READ),
    "one key, as many times as is read": lambda: _filled("{", '"k":1,', '"z":1}', READ),
    "policy of nothing, as many as are read": lambda: _filled(FACTS + '{},"policy":[', "{},", "{}]}", READ),
    "policies by name, as many as are read": lambda: _filled(FACTS + '{},"policy":[', '"a#",', '""]}', READ),
    "people, as many as are read": lambda: _within("people", _member(), READ // 6),
    "people of nothing, as many as are read": lambda: _within("people", "{}", READ),
    "people of one wrong field, as many as are read": lambda: _within("people", '{"a#":1}', READ // 2),
    "demands of nothing, as many as are read": lambda: _within("demand", "{}", READ),
    "leave of nobody, as many as are read": lambda: _within("leave", '{"person":"a#"}', READ // 2),
    "blanks": lambda: b" " * SIZE,
    "commas": lambda: b"[" + b"," * SIZE,
    "quotes": lambda: b'"' * SIZE,
    "backslashes": lambda: b'"' + b"\\" * SIZE,
    "no text": lambda: b"\xff" * SIZE,
    "nulls": lambda: b"\0" * SIZE,
}

BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(b"[" * BOMB) * (SIZE // 100_000),
    "deflate": lambda: zlib.compress(b'"' + b"x" * BOMB + b'"'),
}


def _chunks(size: int) -> Iterator[bytes]:
    chunk = b"%x\r\n%s\r\n" % (size, b"[" * size)
    while True:
        yield chunk * max(1, PART_BYTES // len(chunk))


def _forever(part: bytes) -> Iterator[bytes]:
    while True:
        yield part * (PART_BYTES // len(part))


ENDLESS: dict[str, tuple[str, Callable[[], Iterator[bytes]]]] = {
    "chunks without end": ("Transfer-Encoding: chunked\r\n\r\n", lambda: _chunks(PART_BYTES)),
    "chunks of one byte without end": ("Transfer-Encoding: chunked\r\n\r\n", lambda: _chunks(1)),
    "a length of a million megabytes": ("Content-Length: 1000000000000\r\n\r\n", lambda: _forever(b"[")),
    "headers without end": ("", lambda: _forever(b"X-None: none\r\n")),
}
"""The rest of the head, and what is sent after it until there is an answer."""


@dataclass(frozen=True)
class Refused:
    """A body to a route: the answer's status (0 where none came), the seconds until it came, and the megabytes that the
    server held at most above what it held at first."""

    what: str
    route: str
    status: int
    seconds: float
    megabytes: float


class Weighed:
    """What a process holds at most, looked at many times a second."""

    def __init__(self, process: psutil.Process) -> None:
        self._process, self.most = process, process.memory_info().rss
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self._over.wait(GLANCE_SECONDS) and self._process.is_running():
            with suppress(psutil.Error):
                self.most = max(self.most, self._process.memory_info().rss)
            if self.most > MOST_BYTES:
                self._process.kill()

    def __enter__(self) -> Weighed:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def refused(rounds: int, names: Sequence[str] = (*BODIES, *BOMBS, *ENDLESS)) -> Iterator[Refused]:
    """Each of these to each route that takes a body, so many times over. A server that does not come through, or that
    has not answered in time and so is still at work, is followed by another."""
    with tempfile.TemporaryDirectory() as folder:
        waiting = deque(product(range(rounds), names, ROUTES))
        while waiting:
            with served(f"sqlite:///{folder}/{len(waiting)}.db") as server:
                for _ in range(3):
                    server.client.check(example_scenario())
                process = psutil.Process(server.process.pid)
                at_first, status = process.memory_info().rss, 1
                while waiting and status:
                    _, name, route = waiting.popleft()
                    rest, parts = _sent(name)
                    with Weighed(process) as weighed:
                        status, seconds = _answer(server, _head(server, route) + rest, parts())
                    yield Refused(name, route, status, seconds, (weighed.most - at_first) / 1e6)
                if not status:
                    server.process.kill()


def _sent(name: str) -> tuple[bytes, Callable[[], Iterator[bytes]]]:
    """The rest of the head, and what is sent after it."""
    if name in ENDLESS:
        rest, parts = ENDLESS[name]
        return rest.encode(), parts
    body = (BODIES.get(name) or BOMBS[name])()
    encoding = f"Content-Encoding: {name}\r\n" if name in BOMBS else ""
    return f"{encoding}Content-Length: {len(body)}\r\n\r\n".encode(), lambda: iter([body])


def _head(server: Server, route: str) -> bytes:
    host, key = urlsplit(server.address).netloc, server.key
    return f"POST /api/v1/{route} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n".encode()


def _answer(server: Server, head: bytes, parts: Iterator[bytes]) -> tuple[int, float]:
    """The status of the first answer, 0 if none comes, and the seconds until then; what is still to be sent is not."""
    at, began = urlsplit(server.address), time.monotonic()
    with socket.create_connection((at.hostname, at.port or 80)) as connection:
        connection.setblocking(False)
        left = memoryview(head)
        while (passed := time.monotonic() - began) < PATIENCE_SECONDS:
            readable, writable, _ = select.select([connection], [connection] if left else [], [], GLANCE_SECONDS)
            try:
                if readable:
                    words = connection.recv(PART_BYTES).split()
                    return (int(words[1]) if words else 0), passed
                if writable:
                    left = left[connection.send(left[: 16 * PART_BYTES]) :] or memoryview(next(parts, b""))
            except ConnectionError:
                return 0, passed
    return 0, PATIENCE_SECONDS


def hostile(rounds: int) -> Iterator[tuple[str, str]]:
    if rounds:
        found = list(refused(rounds))
        late = [one for one in found if one.seconds > MOST_SECONDS]
        slowest, heaviest = max(found, key=lambda one: one.seconds), max(found, key=lambda one: one.megabytes)
        yield "hostile bodies", f"{len(found)}, {len({one.what for one in found})} sorts, {rounds} times"
        yield f"answers to these within {MOST_SECONDS:g} s", f"{len(found) - len(late)} of {len(found)}"
        if late:
            yield "answers later than that", ", ".join(dict.fromkeys(f"{one.what} ({one.route})" for one in late))
        yield "the slowest, in seconds", f"{slowest.seconds:.2f} ({slowest.what}, {slowest.route})"
        yield "most memory above the start, in MB", f"{heaviest.megabytes:.0f} ({heaviest.what}, {heaviest.route})"
        yield "answers of 500 and above, and none", str(sum(one.status >= 500 or not one.status for one in found))
