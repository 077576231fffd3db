"""API keys: made once, kept by their hash only, each with an owner and scopes, until they are revoked by their ids."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Insert, delete, func, insert, select

from api.jobs.database import Database
from api.jobs.tables import KEYS

Scope = Literal["read", "solve", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "solve", "admin")
"""`read` looks, `solve` hands in and stops, `admin` sees and does everything, whoever owns it."""

PREFIX = "paiqin_"

LISTED = (KEYS.c.id, KEYS.c.owner, KEYS.c.scopes, KEYS.c.created)


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


@dataclass(frozen=True)
class KnownKey:
    """What is known of a key, which itself is kept nowhere: the id by which it is revoked, whose it is, what it may do,
    and since when, in seconds since 1970."""

    id: str
    owner: str
    scopes: tuple[str, ...]
    created: float


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
        found = self.known_of(key)
        return None if found is None else Holder(found.owner, frozenset(found.scopes))

    def known_of(self, key: str) -> KnownKey | None:
        """What is known of a key; None if there is no such key."""
        asked = select(*LISTED).where(KEYS.c.hash == _hash(key))
        with self._database.reading() as connection:
            found = connection.execute(asked).one_or_none()
        return None if found is None else _known(found)

    def known(self) -> list[KnownKey]:
        """All keys, from old to new."""
        with self._database.reading() as connection:
            return [_known(row) for row in connection.execute(select(*LISTED).order_by(KEYS.c.created, KEYS.c.id))]

    def revoke(self, key_id: str) -> KnownKey | None:
        """Forgets a key: from now on nobody holds it. None if there is no key of this id."""
        named = KEYS.c.id == key_id
        with self._database.transaction() as connection:
            found = connection.execute(select(*LISTED).where(named)).one_or_none()
            connection.execute(delete(KEYS).where(named))
        return None if found is None else _known(found)

    @staticmethod
    def _stated(key: str, owner: str, scopes: Sequence[Scope], at: float) -> Insert:
        return insert(KEYS).values(
            id=secrets.token_hex(8), hash=_hash(key), owner=owner, scopes=" ".join(scopes), created=at
        )


def _known(row: Any) -> KnownKey:
    return KnownKey(row.id, row.owner, tuple(row.scopes.split()), row.created)


def _hash(key: str) -> str:
    """Keys are long and random, so one round is enough: nobody guesses them from their hashes."""
    return hashlib.sha256(key.encode()).hexdigest()
