"""A dive ends at a plan that costs what the relaxation says of it, and options ruled out stay out."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from api.exchange.curtois import read_curtois
from benchmarks.curtois_like import curtois_like
from solver.engine.columns.pool import Pool
from solver.engine.columns.relaxation import Aim, Relaxation
from solver.engine.dives.descent import Descent
from solver.engine.dives.dive import Dive
from solver.engine.lines import Lines
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.prices import Prices
from solver.engine.reduction import Reduction
from solver.program.program import Ints, Program
from solver.roster.compile import compile_roster

FOREVER = 3600.0
LEVEL = 5
Parts = tuple[Program, Relaxation, Descent, Aim]


def never(until: float) -> bool:
    return False


@pytest.fixture(params=[1, 2])
def parts(request: pytest.FixtureRequest) -> Parts:
    """A small roster of the public kind, and its relaxation after all rounds of prices."""
    scenario = read_curtois(curtois_like(16, 21, 3, seed=request.param), "small")
    program = compile_roster(scenario.facts, scenario.entries_on).program
    lines = Lines(Reduction.of(program))
    pool = Pool(lines)
    nothing = lawful(program, LineBook(Diagrams(lines), (LEVEL,)), lines)
    evaluation = program.evaluate(nothing)
    aim = Aim(LEVEL, (), nothing, evaluation.key, time.monotonic() + FOREVER)
    pool.meet(nothing, evaluation.rows)
    relaxation = Relaxation(pool, aim, never, seed=0)
    descent = Descent(pool, LineBook(Diagrams(lines), (LEVEL,)), seed=0)
    for bound in descent.rounds(relaxation, aim, never, FOREVER):
        assert relaxation.value is not None
        assert bound <= relaxation.value
    return program, relaxation, descent, aim


def lawful(program: Program, book: LineBook, lines: Lines) -> Ints:
    """A plan that keeps level 0: each line's cheapest choice by itself."""
    x = program.nothing.copy()
    for line, cells in enumerate(lines.cells):
        x[cells] = book.cheapest(line, Prices(np.zeros(program.rows), np.zeros(6)), [], 0)[1][0]
    return x


@pytest.mark.parametrize("seed", [0, 1])
def test_a_dive_ends_at_a_plan_between_the_bound_and_the_incumbent(parts: Parts, seed: int) -> None:
    program, relaxation, descent, aim = parts
    least = relaxation.value
    assert least is not None
    plan = Dive(descent, relaxation, aim, never, seed).run()
    assert plan is not None
    key = program.evaluate(plan).key
    assert key[0] == 0
    assert key[LEVEL] == pytest.approx(relaxation.value)
    assert least - 1e-6 <= key[LEVEL] < aim.key[LEVEL]


def test_nothing_better_than_an_optimal_plan_is_down_there(parts: Parts) -> None:
    _, relaxation, descent, aim = parts
    assert relaxation.value is not None
    best = Aim(LEVEL, (), aim.best, (0, 0, 0, 0, 0, int(np.ceil(relaxation.value - 1e-6))), aim.until)
    assert Dive(descent, relaxation, best, never, 0).run() is None


def test_a_step_that_does_not_hold_is_taken_back(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first three steps are refused: what they settled is open again, and fewer cells are settled each time."""
    program, relaxation, descent, aim = parts
    settled: list[int] = []
    falls_to: Callable[..., bool] = descent.falls_to

    def refusing(relaxation: Relaxation, aim: Aim, target: float, is_over: object) -> bool:
        if target < np.inf:
            settled.append(int((relaxation.allowed.sum(axis=1) == 1).sum()))
        return falls_to(relaxation, aim, target, is_over) and len(settled) > 3

    monkeypatch.setattr(descent, "falls_to", refusing)
    plan = Dive(descent, relaxation, aim, never, 0).run()
    assert plan is not None
    assert program.evaluate(plan).key[0] == 0
    assert settled[0] > settled[1] >= settled[2]


def test_what_is_ruled_out_holds_nothing(parts: Parts) -> None:
    program, relaxation, descent, aim = parts
    shares = relaxation.shares()
    cell = int(np.argmax(shares[:, 1:].max(axis=1)))
    option = 1 + int(np.argmax(shares[cell, 1:]))
    allowed = program.domain.copy()
    allowed[cell, option] = False
    before = relaxation.value
    relaxation.allow_only(allowed)
    descent.falls_to(relaxation, aim, -1e9, never)
    assert relaxation.value is not None
    assert before is not None
    assert relaxation.value >= before - 1e-6
    assert relaxation.shares()[cell, option] == 0.0
    relaxation.resume(aim, program.domain)
    assert relaxation.value == pytest.approx(before)
