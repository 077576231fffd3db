"""Names that try to climb out, in every address, parameter and place of a document: none of them has a file read."""

from __future__ import annotations

import copy
import http.client
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from api.exchange.policies import shipped_policies
from api.rest.examples import example_of, example_scenario
from benchmarks.strain.payloads import payloads
from benchmarks.strain.processes import Server, served

WATCHED = (sys.executable, "-P", str(Path(__file__).with_name("watched_server.py")))
COUNT = 1000
SECRET = "canary-5d1f"
OWN = (Path(str(shipped_policies())).parent, Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[2] / "api")
"""Where a server may read: what ships with Paiqin, Python and its packages."""

Document = dict[str, Any]
Put = Callable[[Document, str], Any]


@dataclass
class Climbed:
    """What came of such names: requests, how many of its own files the server read meanwhile (which shows that it is
    heard), others that it read, answers that tell a secret or fail."""

    requests: int = 0
    own: int = 0
    read: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.read or self.told or self.failed)


def _set(*steps: str | int) -> Put:
    """Puts a name at a place of a document."""

    def put(document: Document, name: str) -> None:
        place: Any = document
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = name

    return put


def _with(**fields: Callable[[str], Any]) -> Put:
    """Puts a name into fields of a document."""
    return lambda document, name: document.update({key: made(name) for key, made in fields.items()})


PLACES: tuple[Put, ...] = (
    _with(facts=str),
    _with(published=str),
    _with(policy=lambda name: [name]),
    _with(policy=lambda name: ["law", name]),
    _with(policy=lambda name: [{"id": "one", "rule": name}]),
    _with(policy=lambda name: [{"id": name, "rule": "cover", "parameters": {}}]),
    _with(policy=str, budget=str),
    _with(facts=lambda name: {"$ref": name, "include": name}),
    _with(facts=lambda name: {"path": name, "file": name}, published=lambda name: {"plan": name}),
    _set("facts", "id"),
    _set("facts", "name"),
    _set("facts", "start"),
    _set("facts", "people", 0, "id"),
    _set("facts", "people", 0, "kind"),
    _set("facts", "shifts", 0, "id"),
    _with(kind=str, schema=str),
)
ROUTES = ("check", "check", "solve", "verify")


def climbed(count: int = COUNT) -> Climbed:
    """So many names in an address as they stand, in one quoted, in a query or a header, and in a document."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        secret = home / "outside" / "secret.json"
        secret.parent.mkdir()
        policy = {"schema": 1, "kind": "policy", "id": SECRET, "name": SECRET, "layer": "station", "entries": []}
        secret.write_text(json.dumps(policy), "utf-8")
        targets = _targets(secret)
        names = payloads(targets, count)
        (home / "inside").mkdir()
        url, log = f"sqlite:///{home}/inside/jobs.db", home / "opened.jsonl"
        with served(url, program=(*WATCHED, str(log))) as server:
            door = _Door(server)
            door.walk(["law"] * 2 * len(PLACES))
            before, door.found = len(_opened(log)), Climbed()
            door.walk_everywhere(targets)
            door.walk(names)
            found, opened = door.found, _opened(log)[before:]
        found.read = [path for path in opened if not _is_own(Path(path), home / "inside")]
        found.own = len(opened) - len(found.read)
        return found


def _targets(secret: Path) -> tuple[str, ...]:
    root = Path(__file__).parents[2]
    named = (secret, root / "pyproject.toml", root / "README.md", Path("/etc/passwd"), Path("/proc/self/environ"))
    return (
        *map(str, named),
        "etc/passwd",
        "pyproject.toml",
        "presets/changxing.json",
        "jobs.db",
        "outside/secret.json",
    )


def _opened(log: Path) -> list[str]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def _is_own(path: Path, home: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in (*OWN, home))


class _Door:
    """Walks names through everything that takes one."""

    def __init__(self, server: Server) -> None:
        self.found = Climbed()
        self._server = server
        self._connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)
        job = server.client.solve(example_scenario()).id
        described = server.client.get("/openapi.json")["paths"]
        self._addresses = [
            path.replace("{job_id}", job, "{ending}" in path).replace("{ending}", "{name}")
            for path, methods in described.items()
            if "{" in path and "get" in methods
        ]

    def walk(self, names: list[str]) -> None:
        """Each name to one address, one place and one route in turn."""
        for name, address, put, route in zip(names, cycle(self._addresses), cycle(PLACES), cycle(ROUTES), strict=False):
            self._ask_at(address, name)
            query = quote(name, safe="")
            self._ask("GET", f"/api/v1/jobs?cursor={query}&limit={query}", name, {"Accept-Language": query})
            self._ask("POST", f"/api/v1/{route}", name, body=self._body(route, put, name))

    def walk_everywhere(self, names: Sequence[str]) -> None:
        """Each name to every address and place: names as they are, which need no slip of a reader's to be a file."""
        for name in names:
            for address in self._addresses:
                self._ask_at(address, name)
            for put in PLACES:
                self._ask("POST", "/api/v1/check", name, body=self._body("check", put, name))

    def _ask_at(self, address: str, name: str) -> None:
        before, _, after = address.partition("{")
        rest = after.partition("}")[2]
        for safe in ("/%\\:;", ""):
            self._ask("GET", before + quote(name, safe=safe) + rest, name)

    def _body(self, route: str, put: Put, name: str) -> bytes:
        document = copy.deepcopy(example_of("verification" if route == "verify" else "scenario"))
        put(document["scenario"] if route == "verify" else document, name)
        return json.dumps(document).encode()

    def _ask(
        self, method: str, path: str, name: str, headers: dict[str, str] | None = None, body: bytes | None = None
    ) -> None:
        stated = {"Authorization": f"Bearer {self._server.key}", "Connection": "close", **(headers or {})}
        self._connection.request(method, path, body, stated)
        answer = self._connection.getresponse()
        text = answer.read()
        self.found.requests += 1
        shown = f"{method} {path} {name!r}: {answer.status}"
        if SECRET.encode() in text or b"root:" in text:
            self.found.told.append(shown)
        if answer.status >= 500 or (method == "GET" and answer.status < 400):
            self.found.failed.append(shown)


def traversal(count: int) -> Iterator[tuple[str, str]]:
    if count:
        found = climbed(count)
        yield "names that climb out, sent", f"{count} in {found.requests} requests"
        yield "files read by that outside of the package", str(len(found.read))
        yield "answers to that with a secret, or of 500 and above", f"{len(found.told)}, {len(found.failed)}"
