"""CP-SAT and HiGHS side by side, level after level, on one search."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from solver.engine.cpsat import CpSat
from solver.engine.highs import HighsEngine
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.program.program import LEVELS, Ints

HIGHS_TERMS = 200_000
"""HiGHS joins for programs with at most so many open terms; beyond, it finds neither rosters nor bounds in time."""

POLL_SECONDS = 0.02


class Engine(Protocol):
    """What the portfolio asks of an engine."""

    def improve(self, level: int, above: Sequence[int], until: float) -> None: ...

    def halt(self) -> None: ...

    def resume(self) -> None: ...


def run(search: Search) -> None:
    """Works on the search until every level is proved, the time is up, or it is stopped.

    Levels are solved in order, each with the better ones held. A level that is not proved gets its share of the time
    left; when time remains at the end, the first level that is not proved is taken up again.
    """
    reduction = Reduction.of(search.program)
    levels = soft_levels(reduction)
    engines = _engines(search, reduction)
    while not search.is_stopped and not search.infeasible:
        begin = next((place for place, level in enumerate(levels) if not search.is_proved(level)), None)
        if begin is None and (levels or search.best is not None):
            break
        for place in range(begin or 0, max(1, len(levels))):
            level = levels[place] if levels else LEVELS - 1
            _work_on(search, engines, level, levels[:place], _share(search, len(levels) - place))
            if search.is_stopped or search.infeasible:
                break
    if search.best is None and not search.infeasible:
        search.offer(nothing(search))


def soft_levels(reduction: Reduction) -> list[int]:
    """Levels on which something can be missed or paid, in order."""
    program = reduction.program
    used = np.concatenate([program.limit_level[reduction.limit_open], program.cost_level])
    return [int(level) for level in np.unique(used) if level > 0]


def nothing(search: Search) -> Ints:
    """Everybody off, where that is allowed: a roster that keeps every rule that only forbids."""
    first: Ints = np.argmax(search.program.domain, axis=1).astype(np.int64)
    return first


def _engines(search: Search, reduction: Reduction) -> list[Engine]:
    small = int(reduction.term_open.sum()) <= HIGHS_TERMS
    workers = max(1, search.workers - 1) if small else search.workers
    engines: list[Engine] = [CpSat(search, reduction, workers)]
    if small:
        engines.append(HighsEngine(search, reduction))
    return engines


def _share(search: Search, levels_left: int) -> float:
    """Clock time to which a level may work: an even share of what is left, and half of it again."""
    part = search.left if levels_left <= 1 else min(search.left, 1.5 * search.left / levels_left)
    return time.monotonic() + part


def _work_on(search: Search, engines: list[Engine], level: int, above: Sequence[int], until: float) -> None:
    began = time.monotonic()
    for engine in engines:
        engine.resume()
    threads = [threading.Thread(target=engine.improve, args=(level, above, until), daemon=True) for engine in engines]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if search.is_stopped or search.infeasible or search.is_proved(level) or time.monotonic() > until:
            for engine in engines:
                engine.halt()
        time.sleep(POLL_SECONDS)
    search.seconds[level] += time.monotonic() - began
