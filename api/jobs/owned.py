"""What jobs and batches have in common: an owner, an order from new to old, a key that names the same one again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Column, Connection, Select, Table, and_, or_, select
from sqlalchemy.exc import IntegrityError

from api.jobs.database import Database

Found = TypeVar("Found")


class OtherRequestError(ValueError):
    """The idempotency key names something that was asked for by another request."""


class Keyed(Protocol):
    """What is handed in: whose it is, the key that names it, and whether the request is the same."""

    @property
    def owner(self) -> str: ...

    @property
    def request_digest(self) -> str: ...

    @property
    def idempotency_key(self) -> str | None: ...


def newest(
    table: Table, columns: Sequence[Column[Any]], owner: str | None, most: int, after: tuple[float, str] | None
) -> Select[Any]:
    """The newest rows that an owner (None: anybody) may see, at most so many, from after a place (created, id) on."""
    asked = select(*columns).order_by(table.c.created.desc(), table.c.id.desc()).limit(most)
    if owner is not None:
        asked = asked.where(table.c.owner == owner)
    if after is not None:
        created, row_id = after
        is_older = or_(table.c.created < created, and_(table.c.created == created, table.c.id < row_id))
        asked = asked.where(is_older)
    return asked


def row_of_key(connection: Connection, table: Table, columns: Sequence[Column[Any]], new: Keyed) -> Any:
    """The row that the same owner's key names; None without one. Raises OtherRequestError."""
    if new.idempotency_key is None:
        return None
    mine = (table.c.owner == new.owner, table.c.idempotency_key == new.idempotency_key)
    found = connection.execute(select(*columns, table.c.request_digest).where(*mine)).one_or_none()
    if found is not None and found.request_digest != new.request_digest:
        raise OtherRequestError(new.idempotency_key)
    return found


def handed_in_once(
    database: Database, known: Callable[[Connection], Found | None], add: Callable[[Connection], Found]
) -> tuple[Found, bool]:
    """What is `known`, else what is added; whether it is new. Of several at once one adds, the others find it."""
    try:
        with database.transaction() as connection:
            found = known(connection)
            return (found, False) if found is not None else (add(connection), True)
    except IntegrityError:
        with database.reading() as connection:
            found = known(connection)
        if found is None:
            raise
        return found, False
