"""What the items of a batch came to, as one table: a row for each item, the best seed of each case, the frontier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from api.batch.batch import StoredItem
from api.jobs.job import Job, State
from models.outcome import LEVELS

CASE = ("facts", "policy", "patch")
LABELS = (*CASE, "strength")
"""What tells cases apart; several seeds of one case are compared, and the best counts."""

PENALTIES = tuple(f"level_{level}" for level in range(LEVELS))
FIGURES = (
    "unfilled",
    "coverage_percent",
    "hours_mean",
    "hours_most",
    "nights_most",
    "nights_spread",
    "weekends_spread",
    "holidays_spread",
    "rest_due_days",
    "rest_overdue_days",
    "zone_hours_per_officer_week",
    "zone_hours_without_officer_percent",
    "requests_granted_percent",
)
"""The key figures of an outcome that are compared, by their names there."""

COLUMNS = (
    "item", *LABELS, "seed", "people", "state", "status", *PENALTIES, "bound_1", "gap_percent", *FIGURES, "seconds",
    "job",
)  # fmt: skip


def comparison(items: Iterable[StoredItem]) -> pd.DataFrame:
    """A row for each item with the columns COLUMNS, in the order of the items' keys; what is not known is missing."""
    ordered = sorted(items, key=lambda item: _order(item.key))
    return pd.DataFrame([_row(item) for item in ordered], columns=list(COLUMNS)).astype(object)


def _order(key: str) -> list[tuple[str, int]]:
    """`f0.p10.c2.s1` by its numbers."""
    return [(part[:1], int(part[1:])) for part in key.split(".")]


def _row(item: StoredItem) -> dict[str, Any]:
    job = item.job
    row: dict[str, Any] = {"item": item.key, **item.labels, "state": "deleted" if job is None else str(job.state)}
    if job is None:
        return row
    summary = job.summary or {}
    if job.levels is not None:
        row |= dict(zip(PENALTIES, job.levels, strict=False))
        row["bound_1"] = job.bounds[1] if job.bounds else None
        row["gap_percent"] = None if job.gap is None else round(100 * job.gap, 2)
    figures = {name: summary.get("kpis", {}).get(name) for name in FIGURES}
    return {**row, **figures, "status": _status(job), "seconds": summary.get("seconds"), "job": job.id}


def _status(job: Job) -> str | None:
    if job.state == State.DONE and job.summary is not None:
        return str(job.summary["status"])
    return None


def best_of_seeds(table: pd.DataFrame) -> pd.DataFrame:
    """Of each case and strength the row with the best plan: its penalties level by level are the smallest."""
    if table.empty:
        return table
    order = table.assign(**{name: pd.to_numeric(table[name]) for name in PENALTIES})
    best = order.sort_values(list(PENALTIES), na_position="last", kind="stable").groupby(
        list(LABELS), dropna=False, sort=False
    )
    first = best.head(1).index
    return table.loc[[number for number in table.index if number in set(first)]]


def frontier(table: pd.DataFrame) -> pd.DataFrame:
    """How much work stays unfilled at each strength: of each case, by strength, the best seed's."""
    best = best_of_seeds(table)
    asked = best[best["strength"].notna() & best["unfilled"].notna()]
    return asked[["facts", "policy", "patch", "strength", "people", "unfilled", "level_1", "bound_1", "status"]]
