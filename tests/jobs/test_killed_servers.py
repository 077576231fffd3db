"""However a server ends, what it has accepted is there once."""

from __future__ import annotations

from benchmarks.strain.killed_servers import killed_servers

KILLS = 3


def test_a_request_whose_server_was_killed_before_it_answered_is_one_job_when_it_is_sent_again(url: str) -> None:
    sent = list(killed_servers(url, KILLS))
    assert len(sent) == KILLS
    assert [one for one in sent if not one.is_cut] == []
    assert [one for one in sent if not one.is_once] == []
