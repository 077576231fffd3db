"""Servers and workers of a measurement: real processes, none of which outlives what is measured on it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import select

from api.client.client import Client
from api.jobs.database import Database
from api.jobs.job import State
from api.jobs.keys import Keys
from api.jobs.tables import JOBS

PAIQIN = (str(Path(sys.executable).with_name("paiqin")),)
LEASE_SECONDS = 2.0
OWNER = "station"
MARK = "PAIQIN_MARK"
"""A variable of the environment that tells whose a process is."""


def until(is_so: Callable[[], object], seconds: float = 300.0) -> None:
    """Waits for what must come."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:g} s")
        time.sleep(0.05)


@dataclass(frozen=True)
class Server:
    """A server that listens, and a key to it."""

    address: str
    key: str
    process: subprocess.Popen[str]

    @property
    def client(self) -> Client:
        return Client(self.address, self.key, "en")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def prepared(url: str) -> tuple[Database, str]:
    """A database that is up to date, and a key for everything on it."""
    database = Database(url)
    database.upgrade()
    return database, Keys(database).make(OWNER, ("admin",))


def started(url: str, key: str, cores: int = 0, program: Sequence[str] = PAIQIN) -> Server:
    """A server on a prepared database, once it listens; `program` starts it where it is not `paiqin` itself."""
    command = [*program, "serve", "--port", "0", "--database", url, "--lang", "en", "--cores", str(cores)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = process.stderr.readline().split("/api")[0]
    threading.Thread(target=process.stderr.read, daemon=True).start()
    return Server(address, key, process)


@contextmanager
def served(url: str, cores: int = 0, program: Sequence[str] = PAIQIN) -> Iterator[Server]:
    """A server on an empty database, as long as it is measured."""
    database, key = prepared(url)
    database.close()
    server = started(url, key, cores, program)
    try:
        yield server
    finally:
        server.end()


class Crew:
    """Workers of one core each on a database, and all that they have started."""

    def __init__(self, url: str) -> None:
        self._url, self._mark = url, uuid.uuid4().hex
        self.workers: list[subprocess.Popen[bytes]] = []

    def hire(self) -> subprocess.Popen[bytes]:
        options = ["--database", self._url, "--cores", "1", "--lease", str(LEASE_SECONDS), "--quiet"]
        marked = {**os.environ, MARK: self._mark}
        worker = subprocess.Popen([*PAIQIN, "worker", *options], stderr=subprocess.DEVNULL, env=marked)
        self.workers.append(worker)
        return worker

    def at_work(self, database: Database, job_id: str | None = None) -> list[subprocess.Popen[bytes]]:
        """The workers that have a job, or this job."""
        asked = select(JOBS.c.worker).where(JOBS.c.state == State.RUNNING)
        with database.reading() as connection:
            names = connection.execute(asked if job_id is None else asked.where(JOBS.c.id == job_id)).scalars().all()
        return [one for one in self.workers if one.poll() is None and f"{socket.gethostname()}:{one.pid}" in names]

    def replace_gone(self) -> int:
        """Hires another one for each that has ended by itself; how many have."""
        gone = [worker for worker in self.workers if worker.poll() is not None]
        for worker in gone:
            self.workers.remove(worker)
            self.hire()
        return len(gone)

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        self.workers.remove(worker)
        worker.kill()
        worker.wait()

    def processes(self) -> list[psutil.Process]:
        """Whatever of theirs is alive: the workers, and what they left behind."""
        return [process for process in psutil.process_iter() if _mark_of(process) == self._mark]

    def end(self) -> None:
        """Has all of them go, those too that are paused."""
        for worker in self.workers:
            worker.terminate()
            worker.send_signal(signal.SIGCONT)
        for worker in self.workers:
            worker.wait()


def _mark_of(process: psutil.Process) -> str | None:
    """What a process has inherited from the worker that it belongs to; None for those that have ended."""
    try:
        return None if process.status() == psutil.STATUS_ZOMBIE else process.environ().get(MARK)
    except psutil.Error:
        return None


@contextmanager
def hired(url: str, count: int) -> Iterator[Crew]:
    """So many workers, as long as something is measured on them."""
    crew = Crew(url)
    try:
        for _ in range(count):
            crew.hire()
        yield crew
    finally:
        crew.end()
