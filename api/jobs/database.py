"""The database of jobs: SQLite in a file by default, PostgreSQL by its URL; brought up to date by alembic."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from models.fact import Text
from models.fault import Fault, InputError

BUSY_SECONDS = 30.0
"""How long SQLite waits for others to finish writing, and PostgreSQL for an answer."""

UPGRADING = 0x70616971
"""The lock that lets one process at a time upgrade a PostgreSQL database."""

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+pg8000", "postgres": "postgresql+pg8000"}


class Database:
    """Transactions on a database of jobs. Each takes the write lock of SQLite at once, so none fails half-way; those of
    one process wait for each other here, because SQLite has who waits for it sleep for up to a tenth of a second."""

    def __init__(self, url: str) -> None:
        stated = _driver_url(url)
        if stated.get_backend_name() == "sqlite" and stated.database:
            _keep_private(Path(stated.database))
        self._engine = create_engine(stated, connect_args={"timeout": BUSY_SECONDS}, pool_pre_ping=True)
        self._readers = self._engine
        self._turn: AbstractContextManager[object] = contextlib.nullcontext()
        if self.is_sqlite:
            self._turn = threading.Lock()
            event.listen(self._engine, "connect", _prepare)
        else:
            self._readers = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def is_sqlite(self) -> bool:
        """Whether all of it lies in one file on this machine."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: all of it, or on an error nothing."""
        with _told_as_ours(), self._turn, self._engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("begin immediate")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Statements that only read; they wait for nobody."""
        with _told_as_ours(), self._readers.connect() as connection:
            yield connection

    def now(self, connection: Connection) -> float:
        """The database's clock, the same for all workers, in seconds since 1970."""
        stated = (
            "(julianday('now') - 2440587.5) * 86400.0" if self.is_sqlite else "extract(epoch from clock_timestamp())"
        )
        return float(connection.execute(text(f"select {stated}")).scalar_one())

    def upgrade(self) -> None:
        """Brings the tables up to date; several may ask at once."""
        config = Config()
        config.set_main_option("script_location", "api.jobs:migrations")
        with self.transaction() as connection:
            if not self.is_sqlite:
                connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": UPGRADING})
            config.attributes["connection"] = connection
            logging.getLogger("alembic").setLevel(logging.WARNING)
            command.upgrade(config, "head")

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()


@contextmanager
def _told_as_ours() -> Iterator[None]:
    """pg8000 hands on what the socket says when the server goes while it is read; it is a database out of reach too."""
    try:
        yield
    except OSError as error:
        raise OperationalError(None, None, error) from error


def _keep_private(file: Path) -> None:
    """Makes the file, where it is new, such that nobody else on the machine reads it: rosters hold names."""
    with contextlib.suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _driver_url(url: str) -> URL:
    """The URL as SQLAlchemy reads it. Raises InputError for a database that is none of ours."""
    allowed = Text(
        "sqlite:///文件路径 或 postgresql://用户:密码@主机/库名",
        "sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )
    try:
        stated = make_url(url)
    except ArgumentError:
        stated = None
    if stated is None or stated.get_backend_name() not in DRIVERS:
        shown = url.split(":", maxsplit=1)[0]
        raise InputError([Fault("--database", f"{shown}:…", allowed, Text("改正网址", "correct the URL"))])
    return stated.set(drivername=DRIVERS[stated.get_backend_name()])


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    """SQLite: readers do not wait for writers, and what is committed survives a crash of the process."""
    connection.isolation_level = None
    cursor = connection.cursor()
    _keep_log(cursor)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _keep_log(cursor: sqlite3.Cursor) -> None:
    """Has a new file keep a log of what is written. While another process has the file begin the same, SQLite refuses
    at once instead of waiting."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("pragma journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return
