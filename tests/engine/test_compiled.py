"""Warming up compiles all that a search needs: nothing is compiled while its time runs."""

from __future__ import annotations

import numpy as np

from api.exchange.curtois import read_curtois
from benchmarks.curtois_like import curtois_like
from solver.engine.compiled import warm_up
from solver.engine.layout import layout_of
from solver.engine.lines import Lines
from solver.engine.moves import anneal
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.paths.walk import costs_to_go, trace
from solver.engine.prices import Prices
from solver.engine.reduction import Reduction
from solver.engine.state import state_of
from solver.program.program import LEVELS
from solver.roster.compile import compile_roster


def test_a_search_compiles_nothing_after_warming_up() -> None:
    warm_up()
    compiled = [len(each.signatures) for each in (anneal, costs_to_go, trace)]
    scenario = read_curtois(curtois_like(8, 14, 2, seed=1), "small")
    program = compile_roster(scenario.facts, scenario.entries_on).program
    reduction = Reduction.of(program)
    anneal(layout_of(reduction), state_of(program, program.nothing), np.ones(LEVELS), 1.0, 0.1, 100, 0)
    book = LineBook(Diagrams(Lines(reduction)), (5,))
    assert book.has.all()
    book.cheapest(0, Prices(np.zeros(program.rows), np.ones(LEVELS)), [1.0], 0)
    assert [len(each.signatures) for each in (anneal, costs_to_go, trace)] == compiled
