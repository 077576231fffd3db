"""A program by columns says what the program says, and combines the choices it is given in the best way."""

from __future__ import annotations

import time
from datetime import date as Date
from itertools import product
from random import Random

import numpy as np
import pytest

from solver.engine.columns import pricing
from solver.engine.columns.column_model import ColumnModel
from solver.engine.columns.columns import Columns
from solver.engine.columns.master import Master
from solver.engine.columns.pool import Pool
from solver.engine.columns.pricing import FINE, priced
from solver.engine.dives.by_paths import ByPaths
from solver.engine.highs import highs_solver
from solver.engine.layout import layout_of
from solver.engine.lines import Lines, Worth
from solver.engine.paths.line_book import Diagrams
from solver.engine.prices import Prices
from solver.engine.reduction import Reduction
from solver.engine.search import Search
from solver.engine.state import apply, state_of, trail_of
from solver.generate.scenario import generate_scenario
from solver.program.draft import Draft, Origin, Terms
from solver.program.program import LEVELS, MARK, Program
from solver.roster.compile import compile_roster
from solver.rules.base import Example
from solver.rules.catalogue import RULES, entry
from solver.rules.roster.duty_count import DutyCount

FOREVER = 3600.0


def never(until: float) -> bool:
    return False


MISSING = 1e5
EXAMPLES = [
    pytest.param(example, id=f"{name}: {example.name}") for name, rule in RULES.items() for example in rule.examples()
]


@pytest.fixture(scope="module", params=["shanghai", "changxing"])
def program(request: pytest.FixtureRequest) -> Program:
    scenario = generate_scenario(request.param, people=30, days=21, start=Date(2026, 3, 1))
    return compile_roster(scenario.facts, scenario.entries_on).program


def random_choices(program: Program, count: int) -> np.ndarray:
    """[count × cells] any option of its domain for every cell, mostly the first."""
    random = Random(3)
    options = [np.flatnonzero(line).tolist() for line in program.domain]
    return np.array([[o[0] if random.random() < 0.6 else random.choice(o) for o in options] for _ in range(count)])


def test_penalties_of_lines_and_of_shared_limits_add_up_to_those_of_the_program(program: Program) -> None:
    lines = Lines(Reduction.of(program))
    plans = random_choices(program, 12)
    levels = np.zeros((len(plans), LEVELS), np.int64)
    rows = np.tile(lines.reduction.row_base, (len(plans), 1))
    for line, cells in enumerate(lines.cells):
        worth = lines.worth(line, plans[:, cells])
        levels += worth.penalties
        rows[:, worth.rows] += worth.values.astype(np.int64)
    for plan, of_lines, own_rows in zip(plans, levels, rows, strict=True):
        evaluation = program.evaluate(plan)
        of_mark = program.term_set == MARK
        shared_feeds = of_mark & np.isin(program.term_of, lines.shared_marks)
        taken = program.term_coef[shared_feeds] * evaluation.marks[program.term_of[shared_feeds]]
        np.add.at(own_rows, program.term_row[shared_feeds], taken)
        shared = lines.shared_limits
        owed = (program.limit_amounts(own_rows) * program.limit_weight)[shared]
        of_shared = np.bincount(program.limit_level[shared], owed, minlength=LEVELS)
        assert (of_lines + of_shared).tolist() == evaluation.levels.tolist()


@pytest.mark.parametrize("pull", [DutyCount(least=99), DutyCount(most=0)], ids=["busy", "idle"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_best_combination_of_all_choices_is_the_best_plan(example: Example, pull: DutyCount) -> None:
    rule = entry(example.rule, level=5, weight=3, scope=example.scope)
    policy = [rule, entry(pull, id="pull", level=5, weight=2)]
    program = compile_roster(example.facts, policy, example.published).program
    choices = [np.flatnonzero(line).tolist() for line in program.domain]
    if np.prod([len(c) for c in choices], dtype=float) > 5000:
        pytest.skip("too many plans to try them all")
    least = min(program.evaluate(np.array(x)).key for x in product(*choices))
    lines = Lines(Reduction.of(program))
    known = []
    for line, cells in enumerate(lines.cells):
        every = np.array(list(product(*[choices[cell] for cell in cells])))
        worth = lines.worth(line, every)
        kept = worth.penalties[:, 0] == 0
        known.append((every[kept], lines.worth(line, every[kept])))
    model = ColumnModel(lines, known, [5])
    solver = highs_solver(FOREVER, 0)
    solver.passModel(model.to_highs(5))
    solver.run()
    assert program.evaluate(model.solution(np.array(solver.getSolution().col_value))).key == least


@pytest.mark.parametrize("pull", [DutyCount(least=99), DutyCount(most=0)], ids=["busy", "idle"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_plan_falls_below_what_columns_prove(
    example: Example, pull: DutyCount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pricing, "LEAST_SECONDS", 0.01)
    rule = entry(example.rule, level=5, weight=3, scope=example.scope)
    policy = [rule, entry(pull, id="pull", level=5, weight=2)]
    program = compile_roster(example.facts, policy, example.published).program
    choices = [np.flatnonzero(line).tolist() for line in program.domain]
    if np.prod([len(c) for c in choices], dtype=float) > 5000:
        pytest.skip("too many plans to try them all")
    least = min(program.evaluate(np.array(x)).key for x in product(*choices))
    search = Search(program, deadline=time.monotonic() + FOREVER)
    search.offer(program.nothing)
    lines = Lines(Reduction.of(program))
    columns, by_paths = Columns(search, Pool(lines), never, 0), ByPaths(search, Pool(lines), Diagrams(lines), never, 0)
    for prove in (columns.prove, by_paths.prove):
        if prove == columns.prove or by_paths.has(5, []):
            prove(5, [], time.monotonic() + FOREVER)
        assert search.bounds[5] <= least[5]
        assert search.key is not None
        assert search.key >= least
    if len(program.domain) and program.cell_line.max() == 0:
        assert search.bounds[5] == search.key[5] == least[5]


def crew_of_two(days: int) -> Program:
    """Two lines, each day to be worked by exactly one of them; each line works on 2 days in a row at most."""
    draft = Draft(2, ["cover", "run"])
    cells = np.arange(2 * days).reshape(2, days)
    draft.add_cells(np.ones((2 * days, 2), np.bool_), np.repeat([0, 1], days), np.tile(np.arange(days), 2))
    work = draft.option_set(np.array([False, True]))

    def rows(of: np.ndarray) -> np.ndarray:
        return draft.add_rows(Terms(of, np.full(of.shape, work), np.ones(of.shape, np.int64)))

    draft.add_limits(Origin(0, 5, 10), rows(cells.T), lo=1, hi=1)
    windows = np.array([line[day : day + 3] for line in cells for day in range(days - 2)])
    draft.add_limits(Origin(1, 0, 1), rows(windows), hi=2)
    return draft.program()


def test_the_pool_notes_what_keeps_level_0_and_nothing_twice() -> None:
    program = crew_of_two(4)
    pool = Pool(Lines(Reduction.of(program)))
    for x in ([1, 1, 1, 0, 0, 1, 0, 0], [1, 1, 1, 1, 0, 1, 0, 0], [1, 1, 0, 0, 0, 1, 0, 0]):
        plan = np.array(x)
        pool.meet(plan, program.evaluate(plan).rows)
    assert pool.choices(0)[0].tolist() == [[1, 1, 0, 0]]
    assert pool.choices(1)[0].tolist() == [[0, 1, 0, 0]]


def test_columns_find_the_best_combination_of_what_was_met() -> None:
    program = crew_of_two(6)
    pool = Pool(Lines(Reduction.of(program)))
    search = Search(program, deadline=time.monotonic() + FOREVER)
    search.offer(program.nothing)
    for x in ([1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0], [0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0]):
        plan = np.array(x)
        pool.meet(plan, program.evaluate(plan).rows)
    assert search.key == (0, 0, 0, 0, 0, 60)
    Columns(search, pool, never, 0).improve(5, [], time.monotonic() + FOREVER)
    assert search.key == (0, 0, 0, 0, 0, 0)


def test_choices_that_enter_by_price_relax_as_low_as_all_choices() -> None:
    scenario = generate_scenario("changxing", people=12, days=14, start=Date(2026, 3, 1))
    program = compile_roster(scenario.facts, scenario.entries_on).program
    lines = Lines(Reduction.of(program))
    known = []
    for cells in lines.cells:
        some = np.unique(np.vstack([program.nothing, random_choices(program, 40)])[:, cells], axis=0)
        known.append((some, lines.worth(len(known), some)))
    everything = [np.ones(len(choices), np.bool_) for choices, _ in known]
    nothing = [program.nothing[cells] for cells in lines.cells]
    one_each = [(choices == off).all(axis=1) for (choices, _), off in zip(known, nothing, strict=True)]
    whole = Master(ColumnModel(lines, known, [1]), everything, 1, seed=0, missing=MISSING)
    few = [(c[o], Worth(w.penalties[o], w.rows, w.values[o])) for (c, w), o in zip(known, one_each, strict=True)]
    grown = Master(ColumnModel(lines, few, [1]), one_each, 1, seed=0, missing=MISSING)
    least = whole.relax(FOREVER)
    assert least is not None
    value, entered = grown.relax(FOREVER), 1
    while entered:
        entered = 0
        for line, costs in enumerate(grown.reduced_costs(known, [])):
            chosen = np.flatnonzero((costs < -1e-6) & ~grown.stated[line])
            grown.enter(line, chosen, known[line][1])
            entered += len(chosen)
        value = grown.relax(FOREVER)
    assert value == pytest.approx(least)


def test_against_prices_a_line_answers_for_itself_and_for_what_it_adds_to_priced_rows(program: Program) -> None:
    lines = Lines(Reduction.of(program))
    random = np.random.default_rng(5)
    stated = np.union1d(program.limit_row[lines.shared_limits], program.mark_row[lines.shared_marks])
    rows = np.zeros(program.rows)
    rows[stated] = random.integers(-8, 9, len(stated)) / 4
    layout = priced(layout_of(lines.reduction), lines, Prices(rows, np.ones(LEVELS)), level=5)
    before, after = random_choices(program, 2)
    state = state_of(program, before)
    start = state.levels.copy()
    for line, cells in enumerate(lines.cells):
        state.levels[:] = start
        one = cells[before[cells] != after[cells]]
        if not len(one):
            continue
        delta, room = np.zeros(LEVELS, np.int64), trail_of(layout, len(one))
        apply(layout, state.x, state.rows, one.copy(), after[one].astype(np.int64), len(one), delta, room)
        worth = lines.worth(line, np.array([before[cells], after[cells]]))
        own = (worth.penalties[1] - worth.penalties[0]).astype(float)
        own[1:] *= FINE
        own[5] -= FINE * float((worth.values[1] - worth.values[0]) @ rows[worth.rows])
        assert delta.tolist() == pytest.approx(own.tolist())
