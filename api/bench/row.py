"""One measurement: an instance, a seed, an engine and a version, and what came of it."""

from __future__ import annotations

from pydantic import Field

from models.fact import Fact
from models.outcome import Status

Curve = tuple[tuple[float, tuple[int, ...]], ...]
"""Seconds at which a better plan was found, with its penalties per level."""

ENGINES = ("paiqin", "cpsat", "highs")
"""Who searched: Paiqin, or one exact solver alone on the whole program."""


class Row(Fact):
    """A row of the results.

    `levels` are the penalties of the final plan as the check finds them in the plan's written form, None without a
    plan; `bounds` the proved bounds, None where there is none. `judge` is the value that the family's own evaluator
    gave, where one was named. `memory_mb` is the most that the searching process held. `digest` names the scenario
    with its budget.
    """

    suite: str
    instance: str
    engine: str
    seed: int
    version: str
    time: float
    workers: int
    digest: str
    status: Status
    levels: tuple[int, ...] | None
    bounds: tuple[int | None, ...]
    best_known: int | None
    judge: int | None = None
    seconds: float
    first_seconds: float | None
    memory_mb: int = Field(ge=0)
    curve: Curve
    people: int
    days: int
    machine: str
    notices: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What a measurement is not repeated for: scenario with budget and seed, engine, version."""
        return (self.digest, self.engine, self.version)
