"""An outcome from what a search found: the plan, its levels and bounds, what is missing and why."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from models.calendar import NO_TABLE, years_without_table
from models.fact import Text
from models.outcome import LEVEL_NAMES, LevelResult, Outcome, Status
from models.plan import Plan
from solver.engine.diagnosis import Requirement
from solver.explain.changes import changes
from solver.explain.conflict import conflicts
from solver.explain.kpis import kpis
from solver.explain.ledger import ledger
from solver.explain.unfilled import unfilled
from solver.program.program import Ints
from solver.roster.compile import Roster
from solver.scenario.heeded import unheeded
from solver.scenario.scenario import Scenario
from solver.verify import Verdict

ENDINGS = {
    "interrupted": Text(
        "求解被提前中断，这是中断前最好的结果，继续求解通常会更好",
        "the solve was interrupted; this is the best plan until then, more time usually finds a better one",
    ),
    "memory": Text(
        "求解占用内存过多，已提前结束并保留最好的结果",
        "the solve took too much memory and was ended; its best plan is kept",
    ),
    "died": Text(
        "求解进程意外退出，保留了退出前最好的结果", "the solver ended unexpectedly; the best plan before that is kept"
    ),
    "failed": Text(
        "求解程序出错（{fault}），已立即结束并保留出错前最好的结果",
        "the solver failed ({fault}) and was ended at once; the best plan before that is kept",
    ),
}


@dataclass(frozen=True)
class Found:
    """What a search came to.

    `best` [cells], its `plan` and the checker's `verdict` are None together. `ending` is how the search ended and
    `detail` what is known of it, `conflict` the requirements that clash when nothing keeps level 0 (None: not proved).
    """

    scenario: Scenario
    roster: Roster
    began: float
    ending: str
    best: Ints | None
    plan: Plan | None
    verdict: Verdict | None
    bounds: tuple[int, ...]
    seconds: tuple[float, ...]
    first_seconds: float | None
    trace: tuple[tuple[float, int, int, int | None], ...]
    conflict: list[Requirement] | None
    detail: str = ""


def outcome_of(found: Found, lang: str) -> Outcome:
    """The outcome as interface and page show it; `seconds` is taken when everything is explained."""
    if found.best is None or found.plan is None or found.verdict is None:
        status: Status = "INFEASIBLE" if found.conflict is not None else "UNKNOWN"
        clashes = conflicts(found.roster, found.conflict or [], found.scenario.published, lang)
        return Outcome(status=status, conflict=clashes, **_common(found, lang))
    facts, scenario = found.scenario.facts, found.scenario
    missing = unfilled(found.roster, found.best, found.verdict.breaches, lang)
    rows = ledger(facts, found.plan)
    levels = _levels(found, found.verdict, lang)
    proved = all(level.bound == level.penalty for level in levels)
    shown = next((level for level in levels if level.bound != level.penalty), None) or _last_used(levels)
    return Outcome(
        status="OPTIMAL" if proved else "FEASIBLE",
        levels=levels,
        objective=shown.penalty,
        bound=shown.bound,
        gap=None if shown.bound is None else round((shown.penalty - shown.bound) / max(1, shown.penalty), 6),
        unfilled=missing,
        breaches=found.verdict.breaches,
        ledger=rows,
        kpis=kpis(facts, found.plan, rows, missing, found.verdict.breaches),
        changes=changes(facts, scenario.published, found.plan),
        plan=found.plan,
        **_common(found, lang),
    )


def _common(found: Found, lang: str) -> dict[str, Any]:
    budget = found.scenario.budget
    return {
        "first_seconds": found.first_seconds,
        "seed": budget.seed,
        "workers": 1 if budget.is_reproducible else budget.workers,
        "effort": budget.effort,
        "digest": found.scenario.digest,
        "versions": versions(),
        "notices": notices(found, lang),
        "trace": found.trace,
        "seconds": round(time.monotonic() - found.began, 3),
    }


def _levels(found: Found, verdict: Verdict, lang: str) -> tuple[LevelResult, ...]:
    """One result per level; a level on which nothing can be missed is proved at 0."""
    program = found.roster.program
    used = set(np.unique(np.concatenate([program.limit_level, program.cost_level])).tolist())
    return tuple(
        LevelResult(
            level=level,
            name=Text(*LEVEL_NAMES[level]).in_language(lang),
            penalty=penalty,
            bound=found.bounds[level] if level in used and level > 0 and penalty > 0 else 0,
            seconds=None if found.scenario.budget.is_reproducible else round(found.seconds[level], 3),
        )
        for level, penalty in enumerate(verdict.levels)
    )


def _last_used(levels: tuple[LevelResult, ...]) -> LevelResult:
    """The last level with a penalty, else the last one."""
    return next((level for level in reversed(levels) if level.penalty), levels[-1])


def notices(found: Found, lang: str) -> tuple[str, ...]:
    """What a reader should know beside the plan."""
    facts = found.scenario.facts
    years = years_without_table(facts.start, facts.days)
    lines = [NO_TABLE.in_language(lang).format(year=year) for year in years]
    lines += [line.in_language(lang) for line in unheeded(found.scenario)]
    if found.ending in ENDINGS:
        fault = found.detail.strip().rpartition("\n")[2]
        lines.append(ENDINGS[found.ending].in_language(lang).replace("{fault}", fault))
    return tuple(lines)


def versions() -> dict[str, str]:
    """Versions that a result depends on."""
    found = {}
    for package in ("paiqin", "ortools", "highspy", "numpy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "?"
    return found
