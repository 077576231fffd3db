"""Keys are handed out once, listed without themselves, and revoked by their ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'jobs.db'}"


@pytest.fixture
def made(paiqin: Run, url: str) -> dict[str, Any]:
    """A key, as it was told when it was made."""
    stated = ("--owner", "长兴所", "--scope", "read", "--scope", "solve")
    told: dict[str, Any] = paiqin("key", "new", "--database", url, *stated, "--json").json
    return told


def test_a_key_is_listed_by_id_owner_scopes_and_birth_never_itself(paiqin: Run, url: str, made: dict[str, Any]) -> None:
    listed = paiqin("key", "list", "--database", url, "--json")
    [known] = listed.json
    assert {name: made[name] for name in ("id", "owner", "scopes")} | {"created": known["created"]} == known
    assert datetime.fromisoformat(known["created"]).utcoffset() is not None
    assert made["key"] not in listed.out


@pytest.mark.parametrize(("lang", "head", "scopes"), [
    ("zh", ["编号", "所有者", "权限", "创建时间"], "read、solve"),
    ("en", ["id", "owner", "scopes", "created"], "read, solve"),
])  # fmt: skip
def test_keys_are_listed_for_people_in_both_languages(
    paiqin: Run, url: str, made: dict[str, Any], lang: str, head: list[str], scopes: str
) -> None:
    lines = paiqin("key", "list", "--database", url, "--lang", lang).out.splitlines()
    assert lines[0].split() == head
    assert lines[1].startswith(f"{made['id']}  长兴所  {scopes}  ")
    assert made["key"] not in lines[1]


def test_where_there_is_no_key_yet_a_list_says_how_to_make_one(paiqin: Run, url: str) -> None:
    done = paiqin("key", "list", "--database", url)
    assert (done.status, done.out) == (0, "")
    assert "paiqin key new" in done.err
    assert paiqin("key", "list", "--database", url, "--json").json == []


def test_a_revoked_key_is_listed_no_longer(paiqin: Run, url: str, made: dict[str, Any]) -> None:
    other = paiqin("key", "new", "--database", url, "--json").json["id"]
    done = paiqin("key", "revoke", made["id"], "--database", url, "--json")
    assert (done.status, done.json) == (0, {"revoked": made["id"], "owner": "长兴所"})
    assert [known["id"] for known in paiqin("key", "list", "--database", url, "--json").json] == [other]


def test_who_revokes_the_last_key_is_told_where_the_next_comes_from(
    paiqin: Run, url: str, made: dict[str, Any]
) -> None:
    assert "paiqin serve" in paiqin("key", "revoke", made["id"], "--database", url).err


def test_an_unknown_id_is_a_fault_with_status_2(paiqin: Run, url: str, made: dict[str, Any]) -> None:
    done = paiqin("key", "revoke", "0" * 16, "--database", url, "--json")
    [fault] = done.json["faults"]
    assert (done.status, fault["place"], fault["value"]) == (2, "ID", f'"{"0" * 16}"')
    assert "paiqin key list" in fault["cure"]


def test_a_key_given_for_its_id_is_a_fault_that_does_not_repeat_it(paiqin: Run, url: str, made: dict[str, Any]) -> None:
    done = paiqin("key", "revoke", made["key"], "--database", url)
    assert (done.status, made["key"] in done.out + done.err) == (2, False)
    assert len(paiqin("key", "list", "--database", url, "--json").json) == 1
