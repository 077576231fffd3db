"""What one request may ask for at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.fact import Text
from models.fault import Fault
from solver.scenario.scenario import Scenario


@dataclass(frozen=True)
class Limits:
    """Bounds of a server: bytes of a body and seconds for it to arrive, people and days of a station, seconds of a
    solve, jobs that wait, seconds of waiting for an answer, cases of a batch."""

    body_bytes: int = 10_000_000
    body_seconds: float = 60.0
    people: int = 1000
    days: int = 400
    seconds: float = 3600.0
    queued: int = 1000
    wait_seconds: float = 30.0
    cases: int = 200

    def faults(self, scenario: Scenario) -> list[Fault]:
        """What of a scenario is more than this server takes."""
        return [
            Fault(place, f"{value:g}", Text(f"最多 {most:g}", f"at most {most:g}"), Text("减小", "ask for less"))
            for place, value, most in self._measured(scenario)
            if value > most
        ]

    def _measured(self, scenario: Scenario) -> Iterator[tuple[str, float, float]]:
        budget = scenario.budget
        yield "facts.people", len(scenario.facts.people), self.people
        yield "facts.days", scenario.facts.days, self.days
        yield "budget.seconds", budget.seconds, self.seconds
        if budget.effort is not None:
            yield "budget.effort", budget.effort, self.seconds
