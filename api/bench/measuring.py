"""One measurement: solve, write the plan in the instance's own form, read it back, check it, ask the judge."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import cast

from api.bench.case import Case
from api.bench.gaps import PRICED
from api.bench.row import Row
from models.fault import DefectError
from models.plan import Plan
from solver.scenario.scenario import Budget, Scenario
from solver.solve import Engine, Progress, solve
from solver.verify import verify

MEGABYTE = 1 << 20
SOLVED_BY: dict[str, Engine] = {"paiqin": "portfolio", "cpsat": "cpsat", "highs": "highs"}


@dataclass(frozen=True)
class Terms:
    """What all measurements of a run share: the suite, the budget but for its seed, and the judge, if any."""

    suite: str
    seconds: float
    workers: int
    judge: Path | None = None

    def with_budget(self, scenario: Scenario, seed: int) -> Scenario:
        """The scenario with the budget that is measured."""
        budget = Budget(seconds=self.seconds, workers=self.workers, seed=seed)
        return scenario.model_copy(update={"budget": budget})


@dataclass
class _Listener:
    """Notes when a better plan came, and the most memory that was held."""

    curve: list[tuple[float, tuple[int, ...]]] = field(default_factory=list)
    memory_bytes: int = 0

    def __call__(self, progress: Progress) -> None:
        self.memory_bytes = max(self.memory_bytes, progress.memory_bytes)
        if progress.levels is not None and (not self.curve or self.curve[-1][1] != progress.levels):
            self.curve.append((round(progress.seconds, 3), progress.levels))


def measure(case: Case, scenario: Scenario, engine: str, terms: Terms, stop: Callable[[], bool]) -> Row:
    """The row of one instance, engine and seed. Raises DefectError where the views of the final plan differ."""
    listener = _Listener()
    outcome = solve(scenario, stop=stop, tell=listener, lang="en", engine=SOLVED_BY[engine])
    levels, judged = None, None
    if outcome.plan is not None:
        levels, judged = checked(case, scenario, outcome.plan, terms.judge)
    return Row(
        suite=terms.suite,
        instance=case.name,
        engine=engine,
        seed=scenario.budget.seed,
        version=this_version(),
        time=terms.seconds,
        workers=terms.workers,
        digest=scenario.digest,
        status=outcome.status,
        levels=levels,
        bounds=tuple(level.bound for level in outcome.levels),
        best_known=case.best,
        judge=judged,
        seconds=outcome.seconds,
        first_seconds=outcome.first_seconds,
        memory_mb=listener.memory_bytes // MEGABYTE,
        curve=tuple(listener.curve),
        people=len(scenario.facts.people),
        days=scenario.facts.days,
        machine=machine(),
        notices=outcome.notices,
    )


def this_version() -> str:
    """The version that is measured."""
    return version("paiqin")


def machine() -> str:
    """The machine's kind and cores."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def checked(case: Case, scenario: Scenario, plan: Plan, judge: Path | None) -> tuple[tuple[int, ...], int | None]:
    """Penalties of the plan as it reads in its written form, and the judge's value of that form."""
    with tempfile.TemporaryDirectory() as folder:
        read = case.written(scenario, plan, Path(folder))
        levels = verify(scenario.facts, scenario.entries_on, read, scenario.published).levels
        arguments = case.judging(Path(folder)) if judge else None
        if judge is None or arguments is None:
            return levels, None
        hard, value = _judged(judge, arguments)
    if value != levels[PRICED] or bool(hard) != bool(levels[0]):
        raise DefectError(f"{case.name}: the judge says {value}, {hard} hard breaches; the check says {levels}")
    return levels, value


def _judged(judge: Path, arguments: list[str]) -> tuple[int, int]:
    """Hard breaches and the value, as an evaluator prints them: JSON with `hard`, and `objective` or `total`."""
    done = subprocess.run([sys.executable, str(judge), *arguments], capture_output=True, text=True, check=False)
    try:
        said = json.loads(done.stdout)
        return cast(int, said["hard"]), cast(int, said["objective"] if "objective" in said else said["total"])
    except (ValueError, KeyError, TypeError):
        raise DefectError(f"the judge {judge.name} gave no value: {(done.stderr or done.stdout)[-300:]}") from None
