"""A server killed between a job's commit and its answer: whoever sends again under the same key names the one job."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from sqlalchemy import select

from api.client.client import Client
from api.jobs.database import Database
from api.jobs.tables import JOBS
from api.rest.examples import example_scenario
from benchmarks.strain.processes import prepared, started

DYING = (sys.executable, "-P", str(Path(__file__).with_name("dying_server.py")))


@dataclass(frozen=True)
class Sent:
    """A request whose server was killed: how that ended, what was committed by then, what the first and the second
    request were answered, and which jobs there are in the end."""

    status: int
    committed: list[str]
    first: str | None
    second: str | None
    kept: list[str]

    @property
    def is_cut(self) -> bool:
        """Whether the kill came after the commit and before the answer."""
        return self.status == -signal.SIGKILL and len(self.committed) == 1 and self.first is None

    @property
    def is_once(self) -> bool:
        """Whether both requests have made one job, which the second was told."""
        return self.kept == self.committed == [self.second]


def killed_servers(url: str, count: int) -> Iterator[Sent]:
    """So many servers one after the other: each answers what was sent to the one before, and is killed by the next."""
    database, key = prepared(url)
    server = started(url, key, program=DYING)
    try:
        for number in range(count):
            name = f"kill {number}"
            first = _answer(server.client, name)
            status = server.process.wait(60)
            committed = _jobs(database, name)
            server = started(url, key, program=DYING)
            yield Sent(status, committed, first, _answer(server.client, name), _jobs(database, name))
    finally:
        server.end()
        database.close()


def _answer(client: Client, name: str) -> str | None:
    """The id that a request is answered; None if the connection ends without an answer."""
    try:
        return client.solve(example_scenario(), name).id
    except (OSError, HTTPException):
        return None


def _jobs(database: Database, name: str) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(JOBS.c.id).where(JOBS.c.idempotency_key == name)).scalars())


def api_kills(url: str, count: int) -> Iterator[tuple[str, str]]:
    sent = list(killed_servers(url, count))
    if sent:
        yield "servers killed between a job's commit and its answer", f"{sum(one.is_cut for one in sent)} of {count}"
        yield (
            "jobs that are there once after the request was sent again",
            f"{sum(one.is_once for one in sent)} of {count}",
        )
