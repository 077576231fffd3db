"""Compiled local search: annealing over changes of one cell, pairs, blocks and swaps."""

from __future__ import annotations

import numba as nb
import numpy as np
import numpy.typing as npt

from solver.engine.layout import Layout
from solver.engine.state import State, apply, trail_of, undo
from solver.program.program import LEVELS, Ints

Floats = npt.NDArray[np.float64]

BLOCK = 10
MOST_CELLS = 2 * BLOCK + 2
"""Cells that a move changes at most."""

TRIES = 8
"""How often a second line is drawn for a pair."""


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
    delta, trail = np.zeros(LEVELS, np.int64), trail_of(p, MOST_CELLS)
    cells, options = np.zeros(MOST_CELLS, np.int64), np.zeros(MOST_CELLS, np.int64)
    temperature = hot
    cooling = (cold / hot) ** (1.0 / max(1, moves))
    for _ in range(moves):
        temperature *= cooling
        count = _propose(p, x, cells, options)
        if count == 0:
            continue
        delta[:] = 0
        changed = apply(p, x, rows, cells, options, count, delta, trail)
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
            undo(x, rows, cells, options, count, trail, changed)
