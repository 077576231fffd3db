"""Measures of a queue, for those who watch over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from api.jobs.job import State
from api.jobs.queue import Queue
from api.jobs.rows import SHOWN, job_of
from api.jobs.tables import JOBS

LATEST = 1000
"""So many of the latest jobs that are done tell the mean gap."""


@dataclass(frozen=True)
class Measure:
    """One measure: what it is, of which sort, and its values by label."""

    name: str
    sort: str
    about: str
    values: dict[str, float]

    def lines(self) -> Iterator[str]:
        """Prometheus' text form."""
        yield f"# HELP {self.name} {self.about}"
        yield f"# TYPE {self.name} {self.sort}"
        for label, value in self.values.items():
            yield f"{self.name}{label} {value:.10g}"


def measures_of(queue: Queue) -> list[Measure]:
    """What stands in the queue now, and what has been done so far."""
    count, age = queue.depth()
    with queue.database.reading() as connection:
        counted = select(JOBS.c.state, func.count()).group_by(JOBS.c.state)
        by_state: dict[str, int] = dict(connection.execute(counted).tuples().all())
        sums = select(func.sum(JOBS.c.losses), func.sum(JOBS.c.crashes), func.sum(JOBS.c.ended - JOBS.c.started))
        losses, crashes, seconds = connection.execute(sums).one()
        done = select(*SHOWN).where(JOBS.c.state == State.DONE).order_by(JOBS.c.ended.desc()).limit(LATEST)
        gaps = [gap for row in connection.execute(done) if (gap := job_of(row).gap) is not None]
    mean = sum(gaps) / max(1, len(gaps))
    states = {f'{{state="{state}"}}': float(by_state.get(state, 0)) for state in State}
    return [
        Measure("paiqin_queue_depth", "gauge", "Jobs that wait.", {"": count}),
        Measure("paiqin_queue_oldest_seconds", "gauge", "How long the oldest of them has waited.", {"": age}),
        Measure("paiqin_jobs", "gauge", "Jobs by state.", states),
        Measure(
            "paiqin_solve_seconds",
            "gauge",
            "Seconds from begin to end of jobs.",
            {"": seconds or 0},
        ),
        Measure(
            "paiqin_gap_mean",
            "gauge",
            f"Mean gap of the latest {LATEST} jobs done.",
            {"": mean},
        ),
        Measure("paiqin_lost_leases", "gauge", "Claims whose workers were lost.", {"": losses or 0}),
        Measure("paiqin_crashes", "gauge", "Solves whose own process died.", {"": crashes or 0}),
    ]
