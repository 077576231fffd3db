"""What the rows of an instance and an engine come to over their seeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from api.bench.found_files import natural
from api.bench.gaps import gap, reference_of, seconds_within
from api.bench.row import ENGINES, Row

NEAR, NEARER = 0.05, 0.01
NEVER = float("inf")


@dataclass(frozen=True)
class Conditions:
    """What measurements must share to stand in one table."""

    version: str
    time: float
    workers: int
    machine: str


@dataclass(frozen=True)
class Entry:
    """An instance and an engine: the middle one of the seeds by its penalties, and middle times.

    `gap` is that to `reference`, the best known penalty or the best of the rows; None where there is no plan. Times are
    None where the middle seed never came so far.
    """

    row: Row
    rows: tuple[Row, ...]
    reference: tuple[int, ...] | None
    gap: float | None
    first_seconds: float | None
    near_seconds: float | None
    nearer_seconds: float | None
    memory_mb: int


def conditions_of(row: Row) -> Conditions:
    """The conditions of a measurement."""
    return Conditions(row.version, row.time, row.workers, row.machine)


def entries_by_conditions(rows: Sequence[Row]) -> dict[Conditions, list[Entry]]:
    """The entries of each table, instances by name, Paiqin before the others."""
    ordered = sorted(rows, key=lambda row: (natural(row.instance), ENGINES.index(row.engine), row.seed))
    tables: dict[Conditions, list[Entry]] = {}
    for conditions in dict.fromkeys(map(conditions_of, rows)):
        mine = [row for row in ordered if conditions_of(row) == conditions]
        groups = dict.fromkeys((row.instance, row.engine) for row in mine)
        tables[conditions] = [
            _entry([row for row in mine if (row.instance, row.engine) == group], rows) for group in groups
        ]
    return tables


def _entry(rows: Sequence[Row], everything: Sequence[Row]) -> Entry:
    reference = reference_of([row for row in everything if row.instance == rows[0].instance])
    middle = sorted(rows, key=lambda row: (row.levels is None, row.levels or ()))[(len(rows) - 1) // 2]
    near, nearer = (
        [seconds_within(row.curve, reference, share) if reference else None for row in rows] for share in (NEAR, NEARER)
    )
    return Entry(
        row=middle,
        rows=tuple(rows),
        reference=reference,
        gap=gap(middle.levels, reference) if middle.levels is not None and reference is not None else None,
        first_seconds=_middle(row.first_seconds for row in rows),
        near_seconds=_middle(near),
        nearer_seconds=_middle(nearer),
        memory_mb=max(row.memory_mb for row in rows),
    )


def _middle(seconds: Iterable[float | None]) -> float | None:
    found = median_low([NEVER if value is None else value for value in seconds])
    return None if found == NEVER else found
