"""Bodies made to cost a server much are refused, and cost it little."""

from __future__ import annotations

from benchmarks.strain.hostile import refused

SOME = (
    "lists in lists",
    "one number",
    "keys of the facts, as many as are read",
    "people of one wrong field, as many as are read",
    "gzip",
    "chunks without end",
    "chunks of one byte without end",
)
MOST_MEGABYTES = 300


def test_hostile_bodies_are_refused_and_take_little_memory() -> None:
    found = list(refused(1, SOME))
    assert [one for one in found if not 400 <= one.status < 500] == []
    assert [one for one in found if one.megabytes > MOST_MEGABYTES] == []
