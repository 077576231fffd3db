"""What a worker says after its claim was lost counts for nothing."""

from __future__ import annotations

from benchmarks.strain.pauses import paused

PAUSES, BUDGET_SECONDS = 1, 5


def test_the_late_result_of_a_worker_paused_for_three_leases_is_refused(url: str) -> None:
    assert [one for one in paused(url, PAUSES, (BUDGET_SECONDS,)) if not one.is_refused] == []
