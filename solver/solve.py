"""solve(scenario) -> Outcome: state, search in a child process, verify always, explain."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, cast

import numpy as np
import psutil

from models.calendar import years_without_table
from models.fact import Text
from models.fault import DefectError, InputError
from models.outcome import LEVEL_NAMES, Conflict, LevelResult, Outcome, Status
from models.plan import Plan
from solver.engine.child import Ending, Event, Task, watch
from solver.engine.diagnosis import Requirement
from solver.explain.changes import changes
from solver.explain.kpis import kpis
from solver.explain.ledger import ledger
from solver.explain.unfilled import unfilled
from solver.program.program import LEVELS, Ints
from solver.roster.compile import Roster, compile_roster
from solver.roster.locks import faults_of_locks
from solver.scenario.scenario import Scenario
from solver.verify import Verdict, verify

MEMORY_SHARE = 0.8
"""Part of the machine's memory that a solve may take before it is ended with its best plan."""

NO_TABLE = Text(
    "{year}年放假调休通知尚未收入，法定节假日按法律推算，未计调休上班日",
    "the {year} notice of make-up workdays is not in the table; holidays are computed by law, without make-up workdays",
)


@dataclass(frozen=True)
class Progress:
    """Where a solve stands: seconds since solve(), the best plan's penalties per level, and the bounds proved."""

    seconds: float
    levels: tuple[int, ...] | None
    bounds: tuple[int, ...]


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
        elif what == "conflict":
            self.conflict = cast(list[Requirement], value)
        if self.tell:
            self.tell(Progress(time.monotonic() - self.began, self.key, tuple(self.bounds)))

    def _take(self, x: Ints) -> None:
        key = self.roster.program.evaluate(x).key
        if self.key is not None and key >= self.key:
            return
        changed = next((n for n in range(LEVELS) if self.key is None or key[n] != self.key[n]), 0)
        self.best, self.key = x, key
        if self.first_seconds is None:
            self.checked()
            self.first_seconds = round(time.monotonic() - self.began, 3)
        self._note(changed)

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


def solve(
    scenario: Scenario,
    *,
    stop: Callable[[], bool] = lambda: False,
    tell: Callable[[Progress], None] | None = None,
    start: Plan | None = None,
    lang: str = "zh",
) -> Outcome:
    """Makes the best roster that the budget allows, verified independently, with its bound.

    `stop` is asked a few times a second and ends the solve with the best plan so far; `tell` hears of progress;
    `start` is a plan to begin from, by default what is published. Raises InputError for locks that the law
    forbids, DefectError when a promise of ours is broken.
    """
    began = time.monotonic()
    roster = compile_roster(scenario.facts, scenario.entries_on, scenario.published)
    faults = faults_of_locks(roster)
    if faults:
        raise InputError(faults)
    watcher = _Watcher(scenario, roster, began, tell)
    budget = scenario.budget
    left = max(0.5, budget.seconds - (time.monotonic() - began))
    begin = start or scenario.published
    first = roster.cells(begin) if begin is not None else None
    task = Task(roster.program, left, budget.seed, budget.workers, budget.gap, first)
    deadline = began + budget.seconds
    memory = int(MEMORY_SHARE * psutil.virtual_memory().total)
    ending = watch(task, watcher.receive, lambda: not stop() and time.monotonic() < deadline + 1.0, memory)
    if ending.how == "died" and watcher.best is None:
        raise DefectError(f"the solver died without a plan: {ending.detail}")
    return _outcome(watcher, ending, lang)


def _outcome(watcher: _Watcher, ending: Ending, lang: str) -> Outcome:
    scenario, facts, roster = watcher.scenario, watcher.scenario.facts, watcher.roster
    common: dict[str, Any] = {
        "seconds": round(time.monotonic() - watcher.began, 3),
        "first_seconds": watcher.first_seconds,
        "seed": scenario.budget.seed,
        "workers": scenario.budget.workers,
        "digest": scenario.digest,
        "versions": versions(),
        "notices": notices(scenario, ending, lang),
        "trace": tuple(watcher.trace),
    }
    if watcher.best is None:
        status: Status = "INFEASIBLE" if watcher.conflict is not None else "UNKNOWN"
        return Outcome(status=status, conflict=_conflict(watcher, lang), **common)
    plan, verdict = watcher.checked(lang)
    missing = unfilled(roster, watcher.best, verdict.breaches, lang)
    rows = ledger(facts, plan)
    levels = _levels(watcher, lang)
    proved = all(level.bound == level.penalty for level in levels)
    shown = next((level for level in levels if level.bound != level.penalty), None) or _last_used(levels)
    return Outcome(
        status="OPTIMAL" if proved else "FEASIBLE",
        levels=levels,
        objective=shown.penalty,
        bound=shown.bound,
        gap=None if shown.bound is None else round((shown.penalty - shown.bound) / max(1, shown.penalty), 6),
        unfilled=missing,
        breaches=verdict.breaches,
        ledger=rows,
        kpis=kpis(facts, plan, rows, missing),
        changes=changes(facts, scenario.published, plan),
        plan=plan,
        **common,
    )


def _levels(watcher: _Watcher, lang: str) -> tuple[LevelResult, ...]:
    """One result per level; a level on which nothing can be missed is proved at 0."""
    program = watcher.roster.program
    assert watcher.key is not None
    used = set(np.unique(np.concatenate([program.limit_level, program.cost_level])).tolist())
    return tuple(
        LevelResult(
            level=level,
            name=Text(*LEVEL_NAMES[level]).in_language(lang),
            penalty=penalty,
            bound=watcher.bounds[level] if level in used and level > 0 and penalty > 0 else 0,
            seconds=round(watcher.seconds[level], 3),
        )
        for level, penalty in enumerate(watcher.key)
    )


def _last_used(levels: tuple[LevelResult, ...]) -> LevelResult:
    """The last level with a penalty, else the last one."""
    return next((level for level in reversed(levels) if level.penalty), levels[-1])


def _conflict(watcher: _Watcher, lang: str) -> tuple[Conflict, ...]:
    sheet, program = watcher.roster.sheet, watcher.roster.program
    found = []
    for requirement in watcher.conflict or []:
        entry = sheet.entries[requirement.entry]
        person = sheet.facts.people[requirement.person] if requirement.person >= 0 else None
        item = program.items[requirement.item] if requirement.item >= 0 else None
        about = tuple(part for part in (person.id if person else None, item) if part is not None)
        title = entry.parameters.title.in_language(lang)
        named = "，".join([title, *([person.label] if person else []), *([item] if item else [])])
        found.append(Conflict(entry=entry.id, about=about, sentence=named))
    return tuple(found)


def notices(scenario: Scenario, ending: Ending, lang: str) -> tuple[str, ...]:
    """What a reader should know beside the plan."""
    years = years_without_table(scenario.facts.start, scenario.facts.days)
    lines = [NO_TABLE.in_language(lang).format(year=year) for year in years]
    if ending.how in ENDINGS:
        lines.append(ENDINGS[ending.how].in_language(lang))
    return tuple(lines)


ENDINGS = {
    "memory": Text(
        "求解占用内存过多，已提前结束并保留最好的结果",
        "the solve took too much memory and was ended; its best plan is kept",
    ),
    "died": Text(
        "求解进程意外退出，保留了退出前最好的结果", "the solver ended unexpectedly; the best plan before that is kept"
    ),
}


def versions() -> dict[str, str]:
    """Versions that a result depends on."""
    found = {}
    for package in ("paiqin", "ortools", "highspy", "numpy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "?"
    return found
