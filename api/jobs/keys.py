"""API keys: made once, kept by their hash only, each with an owner and scopes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Insert, func, insert, select

from api.jobs.database import Database
from api.jobs.tables import KEYS

Scope = Literal["read", "solve", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "solve", "admin")
"""`read` looks, `solve` hands in and stops, `admin` sees and does everything, whoever owns it."""

PREFIX = "paiqin_"


@dataclass(frozen=True)
class Holder:
    """Who sends a request, by its key: the owner, and what it may do."""

    owner: str
    scopes: frozenset[str]

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes or "admin" in self.scopes

    @property
    def sees(self) -> str | None:
        """Whose jobs it sees: its own, or all."""
        return None if "admin" in self.scopes else self.owner


class Keys:
    """The keys of a database of jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, owner: str, scopes: Sequence[Scope]) -> str:
        """A new key. It is told here and never again."""
        key = PREFIX + secrets.token_urlsafe(32)
        with self._database.transaction() as connection:
            connection.execute(self._stated(key, owner, scopes, self._database.now(connection)))
        return key

    def make_first(self, owner: str) -> str | None:
        """A key for everything where there is none yet; None where there is."""
        key = PREFIX + secrets.token_urlsafe(32)
        with self._database.transaction() as connection:
            if connection.execute(select(func.count()).select_from(KEYS)).scalar_one():
                return None
            connection.execute(self._stated(key, owner, SCOPES, self._database.now(connection)))
        return key

    def holder(self, key: str) -> Holder | None:
        """Who holds a key; None if there is no such key."""
        asked = select(KEYS.c.owner, KEYS.c.scopes).where(KEYS.c.hash == _hash(key))
        with self._database.reading() as connection:
            found = connection.execute(asked).one_or_none()
        return None if found is None else Holder(found.owner, frozenset(found.scopes.split()))

    @staticmethod
    def _stated(key: str, owner: str, scopes: Sequence[Scope], at: float) -> Insert:
        return insert(KEYS).values(
            id=secrets.token_hex(8), hash=_hash(key), owner=owner, scopes=" ".join(scopes), created=at
        )


def _hash(key: str) -> str:
    """Keys are long and random, so one round is enough: nobody guesses them from their hashes."""
    return hashlib.sha256(key.encode()).hexdigest()
