"""Whatever a name looks like, no request has a file read that does not ship with Paiqin."""

from __future__ import annotations

from benchmarks.strain.traversal import climbed

NAMES = 100


def test_no_name_in_an_address_or_a_document_climbs_out() -> None:
    found = climbed(NAMES)
    assert (found.read, found.told, found.failed) == ([], [], [])
    assert found.own > 0
