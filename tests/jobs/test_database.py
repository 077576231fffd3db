"""Transactions and reads on a database of jobs, SQLite and PostgreSQL: what waits for what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, insert, select

from api.jobs.database import Database
from api.jobs.keys import Keys
from api.jobs.tables import KEYS


def _count(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(KEYS)).scalar_one()


def test_a_read_beside_a_transaction_waits_for_nobody_and_sees_what_is_committed(database: Database) -> None:
    Keys(database).make("station", ["read"])
    with ThreadPoolExecutor(1) as others, database.transaction() as connection:
        connection.execute(KEYS.delete())
        assert others.submit(_count, database).result(timeout=5) == 1
    assert _count(database) == 0


def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_goes_on(database: Database) -> None:
    stated = {"id": "a", "hash": "a", "owner": "station", "scopes": "read", "created": 0.0}

    def failing() -> None:
        with database.transaction() as connection:
            connection.execute(insert(KEYS).values(**stated))
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        failing()
    assert _count(database) == 0
    Keys(database).make("station", ["read"])
    assert _count(database) == 1


def test_transactions_of_many_threads_all_count(database: Database) -> None:
    with ThreadPoolExecutor(16) as threads:
        made = set(threads.map(lambda number: Keys(database).make(f"station-{number}", ["read"]), range(100)))
    assert len(made) == _count(database) == 100
