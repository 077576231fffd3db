"""Compiled local search: a change of cells and its consequences; annealing over changes, pairs, blocks and swaps."""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from solver.engine.layout import Layout
from solver.program.program import LEVELS, Ints, Program

Floats = npt.NDArray[np.float64]

STACK = 1 << 14
BLOCK = 10
TRIES = 8
"""How often a second line is drawn for a pair."""


class State(NamedTuple):
    """Where a search stands: options `x` [cells], row values, penalties per level, and the best so far."""

    x: Ints
    rows: Ints
    levels: Ints
    best: Ints
    best_levels: Ints


def state_of(program: Program, x: Ints) -> State:
    """The state of a search that begins at x, which is the best so far if it keeps level 0."""
    evaluation = program.evaluate(x)
    best = evaluation.levels.copy()
    if best[0] > 0:
        best[:] = np.iinfo(np.int64).max
    own = x.astype(np.int64)
    return State(own, evaluation.rows.copy(), evaluation.levels.copy(), own.copy(), best)


@nb.njit(cache=True, nogil=True, inline="always")
def price(value: int, lo: int, hi: int, step: int, weight: int) -> int:
    """What a limit costs at a value of its row."""
    outside = max(lo - value, value - hi, 0)
    return (outside + step - 1) // step * weight


@nb.njit(cache=True, nogil=True)
def apply(p: Layout, x: Ints, rows: Ints, cells: Ints, options: Ints, count: int, delta: Ints, stack: Ints) -> None:
    """Gives `count` cells their options and leaves their old ones in `options`, in reverse: a second call undoes it.

    Adds the change of penalty per level to `delta`. Rows follow, and the rows that marks feed.
    """
    sets, term_start, term_row, term_set, term_coef = p.sets, p.term_start, p.term_row, p.term_set, p.term_coef
    limit_start, lo, hi, size, weight, level = p.limit_start, p.lo, p.hi, p.step, p.weight, p.level
    mark_start, mark_lo, mark_hi = p.mark_start, p.mark_lo, p.mark_hi
    feed_start, feed_row, feed_coef = p.feed_start, p.feed_row, p.feed_coef
    cost, cost_level = p.cost, p.cost_level
    for change in range(count):
        cell, option = cells[change], options[change]
        old = x[cell]
        x[cell] = option
        options[change] = old
        for place in range(len(cost_level)):
            delta[cost_level[place]] += cost[place, cell, option] - cost[place, cell, old]
        for term in range(term_start[cell], term_start[cell + 1]):
            number = term_set[term]
            turn = np.int64(sets[number, option]) - np.int64(sets[number, old])
            if turn == 0:
                continue
            stack[0], stack[1] = term_row[term], turn * term_coef[term]
            top = 2
            while top > 0:
                top -= 2
                row = stack[top]
                was = rows[row]
                value = was + stack[top + 1]
                rows[row] = value
                for limit in range(limit_start[row], limit_start[row + 1]):
                    a, b = lo[limit], hi[limit]
                    if was < a or was > b or value < a or value > b:
                        now = price(value, a, b, size[limit], weight[limit])
                        delta[level[limit]] += now - price(was, a, b, size[limit], weight[limit])
                for mark in range(mark_start[row], mark_start[row + 1]):
                    held = mark_lo[mark] <= was <= mark_hi[mark]
                    holds = mark_lo[mark] <= value <= mark_hi[mark]
                    if held != holds:
                        for feed in range(feed_start[mark], feed_start[mark + 1]):
                            stack[top] = feed_row[feed]
                            stack[top + 1] = feed_coef[feed] if holds else -feed_coef[feed]
                            top += 2
    for change in range(count // 2):
        other = count - 1 - change
        cells[change], cells[other] = cells[other], cells[change]
        options[change], options[other] = options[other], options[change]


@nb.njit(cache=True, nogil=True)
def _pair(p: Layout, x: Ints, first: int, wanted: int, cells: Ints, options: Ints) -> int:
    """Two lines take the same option in the same column at once: one alone may be worse than none."""
    if x[first] == wanted:
        return 0
    cells[0], options[0] = first, wanted
    for _ in range(TRIES):
        other = p.grid[np.random.randint(p.grid.shape[0]), p.place[first, 1], p.place[first, 2]]
        if other >= 0 and other != first and p.allowed[other, wanted] == 1 and x[other] != wanted:
            cells[1], options[1] = other, wanted
            return 2
    return 0


@nb.njit(cache=True, nogil=True)
def _propose(p: Layout, x: Ints, cells: Ints, options: Ints) -> int:
    """Writes one random move as cells and their new options; returns how many."""
    grid, allowed = p.grid, p.allowed
    kind = np.random.random()
    first = p.open_cell[np.random.randint(len(p.open_cell))]
    start = p.choice_start[first]
    wanted = p.choice[start + np.random.randint(p.choice_start[first + 1] - start)]
    if kind < 0.35:
        cells[0], options[0] = first, wanted
        return 1 if wanted != x[first] else 0
    line, column, plane = p.place[first, 0], p.place[first, 1], p.place[first, 2]
    count = 0
    if kind < 0.45:
        return _pair(p, x, first, wanted, cells, options)
    if kind < 0.5:
        for there in range(column, min(column + 2 + np.random.randint(BLOCK - 1), grid.shape[1])):
            cell = grid[line, there, plane]
            if cell >= 0 and allowed[cell, wanted] == 1 and x[cell] != wanted:
                cells[count], options[count] = cell, wanted
                count += 1
        return count
    other, begin, end = line, column, column + 1
    if kind < 0.9:
        other = np.random.randint(grid.shape[0])
        if kind >= 0.7:
            end = min(column + 2 + np.random.randint(BLOCK - 1), grid.shape[1])
    for there in range(begin, end):
        a = grid[line, there, plane]
        b = grid[other, there, plane] if kind < 0.9 else grid[line, np.random.randint(grid.shape[1]), plane]
        if a >= 0 and b >= 0 and x[a] != x[b] and allowed[a, x[b]] == 1 and allowed[b, x[a]] == 1:
            cells[count], options[count] = a, x[b]
            cells[count + 1], options[count + 1] = b, x[a]
            count += 2
    return count


@nb.njit(cache=True, nogil=True)
def _is_better(a: Ints, b: Ints) -> bool:
    """Whether levels a come before levels b."""
    for level in range(LEVELS):
        if a[level] != b[level]:
            return bool(a[level] < b[level])
    return False


@nb.njit(cache=True, nogil=True)
def anneal(p: Layout, s: State, scale: Floats, hot: float, cold: float, moves: int, seed: int) -> None:
    """Annealing by so many moves from temperature `hot` to `cold`, in place.

    A move that changes the levels' penalties by d is taken with probability min(1, exp(−scale · d / temperature)).
    `s.best` and `s.best_levels` follow the best solution that keeps level 0.
    """
    np.random.seed(seed)
    x, rows, levels = s.x, s.rows, s.levels
    delta, stack = np.zeros(LEVELS, np.int64), np.zeros(STACK, np.int64)
    cells, options = np.zeros(2 * BLOCK + 2, np.int64), np.zeros(2 * BLOCK + 2, np.int64)
    temperature = hot
    cooling = (cold / hot) ** (1.0 / max(1, moves))
    for _ in range(moves):
        temperature *= cooling
        count = _propose(p, x, cells, options)
        if count == 0:
            continue
        delta[:] = 0
        apply(p, x, rows, cells, options, count, delta, stack)
        worse = 0.0
        for level in range(LEVELS):
            worse += scale[level] * delta[level]
        if worse <= 0.0 or np.random.random() < np.exp(-worse / temperature):
            for level in range(LEVELS):
                levels[level] += delta[level]
            if worse < 0.0 and levels[0] == 0 and _is_better(levels, s.best_levels):
                s.best_levels[:] = levels
                s.best[:] = x
        else:
            apply(p, x, rows, cells, options, count, delta, stack)
