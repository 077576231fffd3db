"""A server on a loopback port with a worker, as `paiqin serve` starts it, and clients with keys."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.client.client import Client
from api.jobs.database import Database
from api.jobs.keys import Keys, Scope

PAIQIN = Path(sys.executable).with_name("paiqin")


@dataclass(frozen=True)
class Server:
    """A running server: its address, its database, its first key."""

    address: str
    url: str
    key: str
    process: subprocess.Popen[str]

    def client(self, *scopes: Scope, owner: str = "station", lang: str = "en") -> Client:
        """A client with a key of its own; without scopes with the first key."""
        key = Keys(Database(self.url)).make(owner, scopes) if scopes else self.key
        return Client(self.address, key, lang)


def started(url: str, *options: str, key: str = "") -> Server:
    """A server, once it listens; the first on a database tells its `key`."""
    command = [str(PAIQIN), "serve", "--port", "0", "--database", url, "--lang", "en", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    key = key or process.stdout.readline().split()[-1]
    address = process.stderr.readline().split("/api")[0]
    return Server(address, url, key, process)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = started(f"sqlite:///{tmp_path_factory.mktemp('rest') / 'jobs.db'}", "--cores", "1")
    yield server
    server.process.terminate()
    server.process.wait(30)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers of a test's own on one database, which end with it."""
    servers: list[Server] = []

    def start(*options: str) -> Server:
        key = servers[0].key if servers else ""
        servers.append(started(f"sqlite:///{tmp_path / 'jobs.db'}", *options, key=key))
        return servers[-1]

    yield start
    for each in servers:
        each.process.terminate()
        each.process.wait(30)


@pytest.fixture
def client(server: Server) -> Client:
    return server.client("read", "solve")
