"""solve(scenario) -> Outcome: state, search in a child process, verify always, explain."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, cast

import psutil

from models.fault import DefectError
from models.outcome import Outcome
from models.plan import Plan
from solver.engine.child import Ending, Event, Task, watch
from solver.engine.diagnosis import Requirement
from solver.engine.server import get_ready
from solver.explain.result import Found, outcome_of
from solver.program.program import LEVELS, Ints
from solver.roster.compile import Roster
from solver.roster.locks import lawful_roster
from solver.scenario.scenario import Scenario
from solver.verify import Verdict, penalties, verify

Engine = Literal["portfolio", "cpsat", "highs"]
"""Who searches: all engines together, or CP-SAT or HiGHS alone on the whole program, to compare."""

LOG = logging.getLogger(__name__)

LATE_SECONDS = 1.0
"""After so many seconds over the budget a child that has not finished is told to."""

START_SECONDS = 2.0
"""What a child may take of the budget to get ready. The first start on a machine compiles for longer: that is not
counted, so nothing is late before the child is ready."""

MEMORY_SHARE = 0.8
"""Part of the machine's memory that a solve may take before it is ended with its best plan."""


@dataclass(frozen=True)
class Progress:
    """Where a solve stands: seconds since solve(), the best plan's penalties per level, and the bounds proved.

    `plan` makes the best plan so far when it is called; None while there is none. `memory_bytes` is the most that the
    searching process has held.
    """

    seconds: float
    levels: tuple[int, ...] | None
    bounds: tuple[int, ...]
    plan: Callable[[], Plan | None] = lambda: None
    memory_bytes: int = 0


@dataclass(frozen=True)
class Rejected:
    """A plan on which the solver's and the checker's verdicts differ: evidence of our fault."""

    plan: Plan
    stated: tuple[int, ...]
    checked: tuple[int, ...]


class MismatchError(DefectError):
    """The program and the checker disagree on a plan; `rejected` keeps the evidence."""

    def __init__(self, rejected: Rejected) -> None:
        self.rejected = rejected
        super().__init__(f"program and checker disagree: {rejected.stated} against {rejected.checked}")


@dataclass
class _Watcher:
    """What the parent knows of a running search; every better plan is evaluated again here."""

    scenario: Scenario
    roster: Roster
    began: float
    tell: Callable[[Progress], None] | None
    best: Ints | None = None
    key: tuple[int, ...] | None = None
    first_seconds: float | None = None
    memory_bytes: int = 0
    extra: float = math.inf
    bounds: list[int] = field(default_factory=lambda: [0] * LEVELS)
    seconds: tuple[float, ...] = (0.0,) * LEVELS
    conflict: list[Requirement] | None = None
    trace: list[tuple[float, int, int, int | None]] = field(default_factory=list)

    def receive(self, event: Event) -> None:
        what, value = event
        if what == "plan":
            self._take(cast(tuple[float, Ints], value)[1])
        elif what == "bound":
            level, bound = cast(tuple[int, int], value)
            self.bounds[level] = bound
            self._note(level)
        elif what == "seconds":
            self.seconds = cast(tuple[float, ...], value)
        elif what == "ready":
            self.extra = max(0.0, cast(float, value) - START_SECONDS)
        elif what == "memory":
            self.memory_bytes = cast(int, value)
        elif what == "conflict":
            self.conflict = cast(list[Requirement], value)
        if self.tell:
            seconds = time.monotonic() - self.began
            self.tell(Progress(seconds, self.key, tuple(self.bounds), self.plan, self.memory_bytes))

    def plan(self) -> Plan | None:
        """The best plan so far."""
        return None if self.best is None else self.roster.plan(self.best)

    def _take(self, x: Ints) -> None:
        key = self.roster.program.evaluate(x).key
        if self.key is not None and key >= self.key:
            return
        changed = next((n for n in range(LEVELS) if self.key is None or key[n] != self.key[n]), 0)
        self.best, self.key = x, key
        if self.first_seconds is None:
            self._check_first(x, key)
            self.first_seconds = round(time.monotonic() - self.began, 3)
        self._note(changed)

    def _check_first(self, x: Ints, key: tuple[int, ...]) -> None:
        """The checker's penalties of the first plan, which must be the program's; its words are for the last one."""
        plan = self.roster.plan(x)
        levels = penalties(self.scenario.facts, self.scenario.entries_on, plan, self.scenario.published)
        if levels != key:
            raise MismatchError(Rejected(plan, key, levels))

    def take_nothing(self) -> None:
        """Everybody off, if that keeps level 0: there is always an answer, with all work reported as unfilled."""
        x = self.roster.program.nothing
        if self.roster.program.evaluate(x).key[0] == 0:
            self._take(x)

    def _note(self, level: int) -> None:
        if self.key is not None:
            seconds = round(time.monotonic() - self.began, 3)
            self.trace.append((seconds, level, self.key[level], self.bounds[level]))

    def checked(self, lang: str = "zh") -> tuple[Plan, Verdict]:
        """The best plan and the checker's verdict, which must be the program's."""
        assert self.best is not None
        assert self.key is not None
        plan = self.roster.plan(self.best)
        verdict = verify(self.scenario.facts, self.scenario.entries_on, plan, self.scenario.published, lang)
        if verdict.levels != self.key:
            raise MismatchError(Rejected(plan, self.key, verdict.levels))
        return plan, verdict

    def found(self, ending: Ending, lang: str) -> Found:
        """What the search came to, its best plan checked once more."""
        plan, verdict = self.checked(lang) if self.best is not None else (None, None)
        return Found(
            scenario=self.scenario,
            roster=self.roster,
            began=self.began,
            ending=ending.how,
            detail=ending.detail,
            best=self.best,
            plan=plan,
            verdict=verdict,
            bounds=tuple(self.bounds),
            seconds=self.seconds,
            first_seconds=self.first_seconds,
            trace=tuple(self.trace),
            conflict=self.conflict,
        )


def solve(
    scenario: Scenario,
    *,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[Progress], None] | None = None,
    start: Plan | None = None,
    lang: str = "zh",
    engine: Engine = "portfolio",
) -> Outcome:
    """Makes the best roster that the budget allows, verified independently, with its bound.

    `stop` is asked a few times a second and ends the solve with the best plan so far; `tell` hears of progress;
    `start` is a plan to begin from, by default what is published; `engine` says who searches. Raises InputError for
    locks that the law forbids, DefectError when a promise of ours is broken. A search that fails ends at once: the
    best plan until then is verified and returned with a notice; without one the failure is a DefectError.
    """
    began = time.monotonic()
    get_ready()
    roster = lawful_roster(scenario)
    watcher = _Watcher(scenario, roster, began, tell)
    budget = scenario.budget
    left = max(0.5, budget.seconds - (time.monotonic() - began))
    begin = start or scenario.published
    first = roster.cells(begin) if begin is not None else None
    task = Task(roster.program, left, budget.seed, budget.workers, budget.gap, first, engine)
    deadline = began + budget.seconds + LATE_SECONDS
    if budget.effort is not None:
        task, deadline = replace(task, seconds=budget.effort, workers=1, engine="reproducible"), math.inf
    memory = int(MEMORY_SHARE * psutil.virtual_memory().total)
    ending = watch(task, watcher.receive, lambda: not stop() and time.monotonic() < deadline + watcher.extra, memory)
    if ending.how == "failed":
        LOG.error("the search failed:\n%s", ending.detail)
        if watcher.best is None:
            raise DefectError(f"the search failed without a plan: {ending.detail}")
    if watcher.best is None and watcher.conflict is None:
        watcher.take_nothing()
    if ending.how == "died" and watcher.best is None:
        raise DefectError(f"the solver died without a plan: {ending.detail}")
    if ending.how == "stopped" and stop():
        ending = Ending("interrupted")
    return outcome_of(watcher.found(ending, lang), lang)
