"""Keys in a database: who holds one, until it is revoked."""

from __future__ import annotations

from api.jobs.database import Database
from api.jobs.keys import Holder, Keys


def test_a_key_has_a_holder_until_it_is_revoked(database: Database) -> None:
    keys = Keys(database)
    first, second = keys.make("station", ["read", "solve"]), keys.make("bureau", ["admin"])
    known = keys.known_of(first)
    assert known is not None
    assert (known.owner, known.scopes) == ("station", ("read", "solve"))
    assert keys.revoke(known.id) == known
    assert keys.holder(first) is None
    assert keys.holder(second) == Holder("bureau", frozenset({"admin"}))


def test_keys_are_known_from_old_to_new(database: Database) -> None:
    keys = Keys(database)
    made = [keys.known_of(keys.make(owner, ["read"])) for owner in ("c", "a", "b")]
    known = keys.known()
    assert known == sorted(known, key=lambda each: (each.created, each.id))
    assert {each.id for each in known} == {each.id for each in made if each is not None}


def test_an_unknown_id_revokes_nothing(database: Database) -> None:
    keys = Keys(database)
    keys.make("station", ["read"])
    assert keys.revoke("0" * 16) is None
    assert len(keys.known()) == 1


def test_a_first_key_is_made_again_once_all_are_revoked(database: Database) -> None:
    keys = Keys(database)
    first = keys.make_first("station")
    assert first is not None
    assert keys.make_first("station") is None
    keys.revoke(keys.known()[0].id)
    assert keys.make_first("station") is not None
    assert keys.holder(first) is None
