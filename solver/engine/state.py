"""Compiled states of a local search: what a change of cells comes to, by the terms of those cells, and its undoing."""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np

from solver.engine.layout import WORD, Layout
from solver.program.program import Ints, Program

SEQUENCE = 0x03F79D71B4CB0A89
ZERO, ONE, TOP, DE_BRUIJN = np.uint64(0), np.uint64(1), np.uint64(58), np.uint64(SEQUENCE)
PLACE = np.zeros(WORD, np.int64)
"""The place of a word's single bit, by the six bits that are on top when it is multiplied by DE_BRUIJN."""
for _place in range(WORD):
    PLACE[(SEQUENCE << _place & 0xFFFFFFFFFFFFFFFF) >> 58] = _place


class Trail(NamedTuple):
    """What rows were before a move, `log` [changes × (row, value)], and the rows that wait while marks change them."""

    log: Ints
    stack: Ints


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


@nb.njit(cache=True, nogil=True)
def trail_of(p: Layout, cells: int) -> Trail:
    """Room for a change of so many cells."""
    return Trail(np.zeros((p.reach * cells, 2), np.int64), np.zeros(2 * p.reach, np.int64))


@nb.njit(cache=True, nogil=True, inline="always")
def price(value: int, lo: int, hi: int, step: int, weight: int) -> int:
    """What a limit costs at a value of its row."""
    outside = max(lo - value, value - hi, 0)
    return (outside + step - 1) // step * weight


@nb.njit(cache=True, nogil=True)
def apply(p: Layout, x: Ints, rows: Ints, cells: Ints, options: Ints, count: int, delta: Ints, trail: Trail) -> int:
    """Gives `count` cells their options, and leaves their old ones in `options`; returns how many rows changed.

    Adds the change of penalty per level to `delta`. Rows follow, and the rows that marks feed; what they were is noted
    in the trail, so that `undo` needs to work nothing out.
    """
    term_start, terms, holds = p.term_start, p.term, p.holds
    limit_start, limits, mark_start, mark_lo, mark_hi = p.limit_start, p.limit, p.mark_start, p.mark_lo, p.mark_hi
    feed_start, feed_row, feed_coef = p.feed_start, p.feed_row, p.feed_coef
    cost, cost_level = p.cost, p.cost_level
    stack, log = trail.stack, trail.log
    changed = 0
    for change in range(count):
        cell, option = cells[change], options[change]
        old = x[cell]
        x[cell] = option
        options[change] = old
        for place in range(len(cost_level)):
            delta[cost_level[place]] += cost[place, cell, option] - cost[place, cell, old]
        pattern = p.pattern[cell]
        for word in range(holds.shape[2]):
            inside = holds[pattern, option, word]
            turned = inside ^ holds[pattern, old, word]
            while turned != ZERO:
                bit = turned & (~turned + ONE)
                turned ^= bit
                term = term_start[cell] + word * WORD + PLACE[(bit * DE_BRUIJN) >> TOP]
                stack[0] = terms[term, 0]
                stack[1] = terms[term, 1] if inside & bit else -terms[term, 1]
                top = 2
                while top > 0:
                    top -= 2
                    row = stack[top]
                    was = rows[row]
                    value = was + stack[top + 1]
                    rows[row] = value
                    log[changed, 0], log[changed, 1] = row, was
                    changed += 1
                    for limit in range(limit_start[row], limit_start[row + 1]):
                        lo, hi = limits[limit, 0], limits[limit, 1]
                        if was < lo or was > hi or value < lo or value > hi:
                            step, weight = limits[limit, 2], limits[limit, 3]
                            now = price(value, lo, hi, step, weight)
                            delta[limits[limit, 4]] += now - price(was, lo, hi, step, weight)
                    for mark in range(mark_start[row], mark_start[row + 1]):
                        held = mark_lo[mark] <= was <= mark_hi[mark]
                        is_held = mark_lo[mark] <= value <= mark_hi[mark]
                        if held != is_held:
                            for feed in range(feed_start[mark], feed_start[mark + 1]):
                                stack[top] = feed_row[feed]
                                stack[top + 1] = feed_coef[feed] if is_held else -feed_coef[feed]
                                top += 2
    return changed


@nb.njit(cache=True, nogil=True)
def undo(x: Ints, rows: Ints, cells: Ints, options: Ints, count: int, trail: Trail, changed: int) -> None:
    """Takes back what `apply` did, from what it left in `options` and in the trail."""
    for place in range(changed - 1, -1, -1):
        rows[trail.log[place, 0]] = trail.log[place, 1]
    for change in range(count - 1, -1, -1):
        x[cells[change]] = options[change]
