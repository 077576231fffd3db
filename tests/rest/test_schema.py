"""The API does what its description says, whatever it is sent: no failure of ours, no answer of another form."""

from __future__ import annotations

from typing import Any

from benchmarks.strain.cases import checked


def test_thousands_of_requests_find_no_failure_and_no_answer_of_another_form(server: Any) -> None:
    found = checked(server.address, server.key, examples=10)
    assert found.is_clean, found.said
    assert found.sent >= 5000
    assert server.process.poll() is None
