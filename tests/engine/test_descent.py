"""Rounds of prices end when they bring little, but not before they have brought anything."""

from __future__ import annotations

import pytest

from solver.engine.dives.descent import _has_stalled


@pytest.mark.parametrize(
    ("values", "stalled"),
    [
        ([900.0, 899.9, 899.8, 899.7], False),
        ([900.0, 700.0, 699.9, 699.8, 699.7], True),
        ([900.0, 700.0, 690.0, 680.0, 670.0], False),
        ([900.0, 700.0], False),
    ],
    ids=["not begun to fall", "fallen and stopped", "falling", "too few rounds"],
)
def test_rounds_have_stalled_when_three_bring_little_after_some_that_did(values: list[float], stalled: bool) -> None:
    assert _has_stalled(values, patience=3) is stalled
