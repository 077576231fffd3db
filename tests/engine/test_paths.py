"""A line's paths are its choices: the cheapest path is its cheapest choice, whatever the prices."""

from __future__ import annotations

from datetime import date as Date
from itertools import product

import numpy as np
import pytest

from solver.engine.lines import Lines
from solver.engine.paths.diagram import diagram_of
from solver.engine.paths.line_book import Diagrams, LineBook
from solver.engine.paths.loose import Loose
from solver.engine.paths.shape import Shapes
from solver.engine.paths.totals import Total
from solver.engine.prices import Prices
from solver.engine.reduction import Reduction
from solver.generate.scenario import generate_scenario
from solver.program.draft import Draft, Origin, Terms
from solver.program.program import INF, LEVELS, Ints, Program
from solver.roster.compile import compile_roster
from solver.rules.base import Example
from solver.rules.catalogue import RULES, entry
from solver.rules.roster.duty_count import DutyCount

EXAMPLES = [
    pytest.param(example, id=f"{name}: {example.name}") for name, rule in RULES.items() for example in rule.examples()
]
MOST_CHOICES = 5000


def prices_of(lines: Lines, seed: int) -> Prices:
    """Prices of any sign on the rows that lines share, and on three levels."""
    random = np.random.default_rng(seed)
    rows = np.where(lines.row_line < 0, random.integers(-9, 10, lines.program.rows) / 2, 0.0)
    levels = np.zeros(LEVELS)
    levels[1], levels[4], levels[5] = 2.0, 2.5, 1.0
    return Prices(rows, levels)


def costs_of(lines: Lines, line: int, choices: Ints, prices: Prices) -> tuple[np.ndarray, np.ndarray]:
    """What choices cost at these prices, and which keep level 0, by the line's worth."""
    worth = lines.worth(line, choices)
    cost = worth.penalties @ prices.levels - worth.values @ prices.rows[worth.rows]
    return cost, worth.penalties[:, 0] == 0


@pytest.mark.parametrize("level", [0, 5])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_cheapest_path_of_a_line_is_its_cheapest_choice(example: Example, level: int) -> None:
    rule = entry(example.rule, level=level, weight=3, scope=example.scope)
    policy = [rule, entry(DutyCount(least=2, most=3), id="pull", level=4, weight=2)]
    program = compile_roster(example.facts, policy, example.published).program
    lines = Lines(Reduction.of(program))
    book = LineBook(Diagrams(lines), (4, 5))
    values = [np.flatnonzero(options).tolist() for options in program.domain]
    for line, cells in enumerate(lines.cells):
        if not len(cells) or np.prod([len(values[cell]) for cell in cells], dtype=float) > MOST_CHOICES:
            continue
        every = np.array(list(product(*[values[cell] for cell in cells])))
        for seed in range(3):
            prices = prices_of(lines, seed)
            costs, lawful = costs_of(lines, line, every, prices)
            bound, found = book.cheapest(line, prices, [1.0], seed)
            if not lawful.any():
                assert not len(found)
                continue
            assert bound == pytest.approx(costs[lawful].min())
            cost, kept = costs_of(lines, line, found, prices)
            assert kept.all()
            assert cost[0] == pytest.approx(bound)
            allowed = program.domain & (np.random.default_rng(seed).random(program.domain.shape) < 0.7)
            lawful &= allowed[cells, every].all(axis=1)
            bound, found = book.cheapest(line, prices, [], seed, allowed)
            assert len(found) == lawful.any()
            assert not len(found) or bound == pytest.approx(costs[lawful].min())
            assert allowed[cells, found].all()


@pytest.mark.parametrize("preset", ["shanghai", "changxing"])
def test_no_choice_drawn_on_a_station_is_cheaper_than_its_bound(preset: str) -> None:
    scenario = generate_scenario(preset, people=20, days=14, start=Date(2026, 3, 1))
    program = compile_roster(scenario.facts, scenario.entries_on).program
    lines = Lines(Reduction.of(program))
    book = LineBook(Diagrams(lines), (1,))
    assert book.has.all()
    prices = prices_of(lines, 1)
    for line in range(lines.count):
        bound, found = book.cheapest(line, prices, [5.0] * 6, 1)
        worth = lines.worth(line, found)
        assert (worth.penalties[:, 0] == 0).all()
        cost = worth.penalties[:, 1] * prices.levels[1] - worth.values @ prices.rows[worth.rows]
        assert (cost >= bound - 1e-6).all()


def many_totals(totals: int, days: int) -> Program:
    """One line that takes one of `totals` duties a day; each duty at most once, and a row that prices every day."""
    draft = Draft(totals + 1, ["once"])
    cells = np.arange(days)
    draft.add_cells(np.ones((days, totals + 1), np.bool_), np.zeros(days, np.int64), cells)
    for duty in range(1, totals + 1):
        mask = draft.option_set(np.arange(totals + 1) == duty)
        row = draft.add_rows(Terms(cells[None], np.full((1, days), mask), np.ones((1, days), np.int64)))
        draft.add_limits(Origin(0, 0, 1), row, hi=1)
    for duty in range(1, totals + 1):
        mask = draft.option_set(np.arange(totals + 1) == duty)
        draft.add_costs(Origin(0, 5, 1), cells[:1], mask, times=duty)
    return draft.program()


def test_totals_that_are_not_counted_bound_from_below_and_never_break_the_law() -> None:
    """Twenty duties, each to be had once: too many totals to count them all along a path."""
    program = many_totals(20, 20)
    lines = Lines(Reduction.of(program))
    book = LineBook(Diagrams(lines), (5,))
    levels = np.zeros(LEVELS)
    levels[5] = 1.0
    bound, found = book.cheapest(0, Prices(np.zeros(program.rows), levels), [0.5] * 5, 3)
    assert bound <= 1e-6
    assert len(found)
    assert (lines.worth(0, found).penalties[:, 0] == 0).all()


def test_lines_that_differ_in_leave_alone_share_a_diagram() -> None:
    days = 8
    draft = Draft(2, ["run"])
    domain = np.ones((2 * days, 2), np.bool_)
    domain[3, 1] = False
    cells = np.arange(2 * days).reshape(2, days)
    draft.add_cells(domain, np.repeat([0, 1], days), np.tile(np.arange(days), 2))
    work = draft.option_set(np.array([False, True]))
    windows = np.array([line[day : day + 4] for line in cells for day in range(days - 3)])
    rows = draft.add_rows(Terms(windows, np.full(windows.shape, work), np.ones(windows.shape, np.int64)))
    draft.add_limits(Origin(0, 0, 1), rows, hi=3)
    lines = Lines(Reduction.of(draft.program()))
    (first, one), (second, other) = Diagrams(lines).of((5,))
    assert first.shape.key == second.shape.key
    assert one is other


def test_the_states_of_a_longest_run_are_its_days_so_far() -> None:
    days = 10
    draft = Draft(3, ["run"])
    draft.add_cells(np.ones((days, 3), np.bool_), np.zeros(days, np.int64), np.arange(days))
    work = draft.option_set(np.array([False, True, True]))
    windows = np.array([np.arange(day, day + 5) for day in range(days - 4)])
    rows = draft.add_rows(Terms(windows, np.full(windows.shape, work), np.ones(windows.shape, np.int64)))
    draft.add_limits(Origin(0, 0, 1), rows, hi=4)
    program = draft.program()
    shape = Shapes(Lines(Reduction.of(program)), (5,)).own(0).shape
    diagram = diagram_of(shape, program.sets, program.domain)
    assert diagram is not None
    assert diagram.states.tolist() == [1, 2, 3, 4, 5, 5, 5, 4, 3, 2, 1]
    assert diagram.kinds.tolist() == [2] * days


def test_a_multiplier_never_charges_more_than_the_level_now_costs() -> None:
    """Prices of a level fall between rounds: a soft limit's multiplier falls with them."""
    total = Total(0, 1, np.ones((3, 1), np.int64), np.zeros(1, np.int64), 0, 3, np.array([(-INF, 1, 1, 8, 4)]))
    loose = Loose([total])
    dear, free = np.zeros(LEVELS), np.zeros(LEVELS)
    dear[4] = 1.0
    for _ in range(20):
        loose.move(np.array([3]), dear, np.array([0.0, 50.0]))
    assert loose.allowance == 8.0
    loose.cap(free)
    assert loose.allowance == 0.0
