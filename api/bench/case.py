"""One instance of a suite: where it comes from, what is known of it, and how its rosters are checked once more."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from models.plan import Plan
from solver.scenario.scenario import Scenario


@dataclass(frozen=True)
class Case(ABC):
    """An instance by its name; `best` is the best known penalty on its one priced level, None where none is known."""

    name: str
    best: int | None = None

    @abstractmethod
    def scenario(self) -> Scenario:
        """The scenario. Raises InputError."""

    def written(self, scenario: Scenario, plan: Plan, folder: Path) -> Plan:
        """The plan as it reads in the instance's own solution form, which is written into a folder."""
        return plan

    def judging(self, folder: Path) -> list[str] | None:
        """What an evaluator of the family is called with, for the solution in that folder; None: it has no judge."""
        return None
