"""How far penalties lie above reference ones, level by level, and when a search came how near."""

from __future__ import annotations

from collections.abc import Sequence

from api.bench.row import Curve, Row

PRICED = 5
"""The level on which public benchmarks price everything."""


def gap(levels: Sequence[int], reference: Sequence[int]) -> float:
    """The smallest p for which the penalties are within p of the reference; below 0 when they are better.

    gap = (p_k − r_k) / max(1, r_k) on the only level where a family prices one. On several levels, in order: the
    largest of these on the levels down to the first on which p_k < r_k, since what lies below it no longer counts.
    """
    largest = 0.0
    for penalty, wanted in zip(levels, reference, strict=True):
        share = (penalty - wanted) / max(1, wanted)
        if share < 0:
            return share if largest == 0 else largest
        largest = max(largest, share)
    return largest


def seconds_within(curve: Curve, reference: Sequence[int], share: float) -> float | None:
    """When the search was first within a share of the reference; None if it never was."""
    return next((seconds for seconds, levels in curve if gap(levels, reference) <= share), None)


def reference_of(rows: Sequence[Row]) -> tuple[int, ...] | None:
    """What an instance's rows are held against: the best known penalty, else the best of the rows; None without."""
    known = next((row.best_known for row in rows if row.best_known is not None), None)
    if known is not None:
        return tuple(known if level == PRICED else 0 for level in range(PRICED + 1))
    return min((row.levels for row in rows if row.levels is not None), default=None)
