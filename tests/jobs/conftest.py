"""Databases of jobs to test on: SQLite in a file, and PostgreSQL where its programs are installed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest

from api.exchange.documents import document_of_fact
from api.jobs.database import Database
from api.jobs.job import NewJob
from api.jobs.queue import Queue
from benchmarks.strain.postgres import PROGRAMS, Postgres, installed
from solver.generate.scenario import generate_scenario


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("postgres")
    for parent in folder.parents:
        if parent.owner() == folder.owner() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o755)
    with installed(folder) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'jobs.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    with Database(server.url).transaction() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    return server.url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def queue(database: Database) -> Queue:
    return Queue(database)


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """A small station's fortnight, solved on one core."""
    scenario = generate_scenario("changxing", people=12, days=7, start=Date(2026, 3, 2))
    return {**document_of_fact(scenario), "budget": {"seconds": 3, "workers": 1}}


def asked(document: dict[str, Any] | None = None, **values: Any) -> NewJob:
    """A job of the owner `station` on one core, unless said otherwise."""
    stated = {"owner": "station", "digest": "d", "request_digest": "r", "lang": "zh", "cores": 1, "budget_seconds": 3.0}
    return NewJob(document=json.dumps(document or {}), **{**stated, **values})


@pytest.fixture
def new_job() -> Any:
    """Makes what is handed in."""
    return asked
