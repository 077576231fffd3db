"""One exact solver alone on the whole program, level after level: what the portfolio is measured against."""

from __future__ import annotations

import threading
import time

from solver.engine.cpsat import CpSat
from solver.engine.highs import HighsEngine
from solver.engine.reduction import Reduction
from solver.engine.search import Search

POLL_SECONDS = 0.05


def cpsat_alone(search: Search) -> None:
    """CP-SAT on all cores, as anybody would use it."""
    _levels(search, CpSat(search, Reduction.of(search.program)))


def highs_alone(search: Search) -> None:
    """HiGHS on all cores, as anybody would use it."""
    engine = HighsEngine(search, Reduction.of(search.program))
    engine.workers = search.workers
    _levels(search, engine)


def _levels(search: Search, engine: CpSat | HighsEngine) -> None:
    """Minimises level after level, those above held; each may take an equal part of the time that is left."""
    threading.Thread(target=_halt, args=(search, engine), daemon=True).start()
    levels = Reduction.of(search.program).levels
    for place, level in enumerate(levels):
        began = time.monotonic()
        engine.improve(level, levels[:place], began + search.left / (len(levels) - place))
        search.spend(level, time.monotonic() - began)
        if search.is_over:
            break


def _halt(search: Search, engine: CpSat | HighsEngine) -> None:
    while not search.is_stopped:
        time.sleep(POLL_SECONDS)
    engine.halt()
