"""Cheapest paths through a diagram, some of a line's totals counted along the way; compiled."""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np

from solver.engine.paths.diagram import Int32s
from solver.engine.triplets import Floats
from solver.program.program import Bools, Ints

FAR = 1e18
"""The cost of what level 0 forbids."""


class Route(NamedTuple):
    """A diagram with what choices and events cost and count.

    Layers, states and arcs as in `Diagram`. `choice_start` [steps + 1] → the choices of each step: their `kind`,
    `cost`, what they add to the first total, `first`, and to each of the others, `other` [choices × others]. Events
    likewise. The first total stays within `low` … `high` [steps + 1]; the others are one number of which `digits`
    [seconds × others] are the parts, each below `sizes` and worth `places`. `ends` [seconds × firsts] are what ends
    cost.
    """

    states: Int32s
    kinds: Int32s
    arc_start: Ints
    target: Int32s
    event: Int32s
    choice_start: Int32s
    kind: Int32s
    cost: Floats
    first: Int32s
    other: Int32s
    event_cost: Floats
    event_first: Int32s
    event_other: Int32s
    digits: Int32s
    sizes: Int32s
    places: Int32s
    low: Int32s
    high: Int32s
    ends: Floats


@nb.njit(cache=True, nogil=True)
def reached(r: Route) -> Bools:
    """[steps + 1 × states] which states some choices lead to, whatever they count."""
    steps = len(r.kinds)
    met = np.zeros((steps + 1, r.states.max()), np.bool_)
    met[0, 0] = True
    for step in range(steps):
        for state in range(r.states[step]):
            if met[step, state]:
                for choice in range(r.choice_start[step], r.choice_start[step + 1]):
                    target = r.target[r.arc_start[step] + state * r.kinds[step] + r.kind[choice]]
                    if target >= 0:
                        met[step + 1, target] = True
    return met


@nb.njit(cache=True, nogil=True)
def jump_of(r: Route, choice: int, event: int) -> int:
    """How far a choice and an event move the one number that the other totals are."""
    jump = 0
    for part in range(len(r.sizes)):
        jump += (r.other[choice, part] + r.event_other[event, part]) * r.places[part]
    return jump


@nb.njit(cache=True, nogil=True)
def fits(r: Route, b: int, choice: int, event: int) -> bool:
    """Whether the other totals, b so far, stay below their sizes with this choice and event."""
    for part in range(len(r.sizes)):
        if r.digits[b, part] + r.other[choice, part] + r.event_other[event, part] >= r.sizes[part]:
            return False
    return True


@nb.njit(cache=True, nogil=True)
def costs_to_go(r: Route, start: Ints, value: Floats) -> None:
    """value[start[t] + (s · seconds + b) · firsts + a]: the least cost from state s of layer t at totals a, b.

    Only where states are reached; elsewhere value stays what it was.
    """
    seconds, firsts = r.ends.shape
    steps = len(r.kinds)
    met = reached(r)
    value[start[steps] : start[steps + 1]] = FAR
    for b in range(seconds):
        for a in range(firsts):
            value[start[steps] + b * firsts + a] = r.ends[b, a]
    for step in range(steps - 1, -1, -1):
        for state in range(r.states[step]):
            if not met[step, state]:
                continue
            here = start[step] + state * seconds * firsts
            value[here : here + seconds * firsts] = FAR
            for choice in range(r.choice_start[step], r.choice_start[step + 1]):
                arc = r.arc_start[step] + state * r.kinds[step] + r.kind[choice]
                target = r.target[arc]
                if target < 0:
                    continue
                event = r.event[arc]
                cost = r.cost[choice] + r.event_cost[event]
                more = r.first[choice] + r.event_first[event]
                jump = jump_of(r, choice, event)
                there = start[step + 1] + target * seconds * firsts
                low = max(r.low[step], r.low[step + 1] - more)
                high = min(r.high[step], r.high[step + 1] - more)
                if low > high:
                    continue
                for b in range(seconds - jump):
                    if not fits(r, b, choice, event):
                        continue
                    mine, next_ = here + b * firsts, there + (b + jump) * firsts + more
                    least, after = value[mine + low : mine + high + 1], value[next_ + low : next_ + high + 1]
                    for a in range(len(least)):
                        to_go = cost + after[a]
                        least[a] = to_go if to_go < least[a] else least[a]


@nb.njit(cache=True, nogil=True)
def trace(r: Route, start: Ints, value: Floats, heat: float, seed: int, taken: Int32s) -> float:
    """Writes a cheapest path's choices and events to `taken` [2 × steps]; at a heat, one drawn by exp(−cost / heat).

    Returns the path's cost, FAR if there is none.
    """
    np.random.seed(seed)
    seconds, firsts = r.ends.shape
    state, a, b, total = 0, 0, 0, 0.0
    steps = len(r.kinds)
    for step in range(steps):
        best, chosen, paid, happened = FAR, -1, 0.0, 0
        to_state, to_a, to_b = 0, 0, 0
        for choice in range(r.choice_start[step], r.choice_start[step + 1]):
            arc = r.arc_start[step] + state * r.kinds[step] + r.kind[choice]
            target = r.target[arc]
            if target < 0:
                continue
            event = r.event[arc]
            next_a = a + r.first[choice] + r.event_first[event]
            next_b = b + jump_of(r, choice, event)
            if not fits(r, b, choice, event) or next_a > r.high[step + 1] or next_a < r.low[step + 1]:
                continue
            cost = r.cost[choice] + r.event_cost[event]
            rest = value[start[step + 1] + (target * seconds + next_b) * firsts + next_a]
            if rest >= FAR / 2:
                continue
            score = cost + rest
            if heat > 0.0:
                score += heat * np.log(-np.log(np.random.random() * 0.999998 + 1e-6))
            if chosen < 0 or score < best:
                best, chosen, paid, happened = score, choice, cost, event
                to_state, to_a, to_b = target, next_a, next_b
        if chosen < 0:
            return FAR
        taken[0, step], taken[1, step] = chosen, happened
        total += paid
        state, a, b = to_state, to_a, to_b
    return float(total + r.ends[b, a])
