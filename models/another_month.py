"""Whether a plan is of other days than the horizon's: most of its duties lie outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from models.fact import Text
from models.fault import Fault
from models.plan import Assignment
from models.reading import Reading

FEW = 3
"""So few duties outside may be slips."""

CURE = Text(
    "换成这段日子的方案，或与方案相符的场景", "name a plan of these days, or the scenario that belongs to the plan"
)


def faults_of_another_month(assignments: Sequence[Assignment], reading: Reading) -> Iterator[Fault]:
    """One fault that tells the days of the plan and of the horizon; none when the plan may be of these days."""
    station = reading.station
    if not reading.is_dated:
        return
    outside = sum(not station.start <= duty.date < station.end for duty in assignments)
    if outside < FEW or 2 * outside <= len(assignments):
        return
    dates = [duty.date for duty in assignments]
    last, duties = station.end - timedelta(days=1), len(assignments)
    yield Fault(
        "assignments",
        f"{min(dates)} … {max(dates)}",
        Text(
            f"{station.start} 至 {last} 的方案。这份方案是别的日子的：{duties} 个勤务中 {outside} 个不在其内",
            f"a plan of {station.start} to {last}. This one is of other days: {outside} of {duties} duties lie outside",
        ),
        CURE,
    )
