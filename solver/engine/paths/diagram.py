"""A line's diagram: what its choices so far still mean for its rows, cell by cell, as states with arcs between them."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solver.engine.paths.shape import Shape
from solver.program.program import INF, LEVELS, Bools, Ints

Int32s = npt.NDArray[np.int32]

DONE = -(1 << 30)
"""In a state: whatever follows, this row's limits and marks are decided."""

MOST_STATES = 1000
"""A layer with more states makes no diagram."""


class Diagram(NamedTuple):
    """Layers of states of a shape, the first with one state, one more layer than cells.

    `kind` [steps × K] numbers options that mean the same for the shape's rows, -1 where no line takes the option.
    Arc k of state s in layer t is number `arc_start[t] + s · kinds[t] + k`: `target` [arcs] its state in the next
    layer, -1 where level 0 forbids it, and `event` [arcs] what is decided there: `fired` [events × marks] the marks
    that hold, `penalty` [events × LEVELS] what limits cost. `states` [steps + 1], `kinds` [steps].
    """

    states: Int32s
    kinds: Int32s
    kind: Int32s
    arc_start: Ints
    target: Int32s
    event: Int32s
    fired: npt.NDArray[np.int8]
    penalty: Ints


def diagram_of(shape: Shape, sets: npt.NDArray[np.uint8], domain: Bools, until: float = math.inf) -> Diagram | None:
    """The diagram of a shape whose lines take options of `domain` [steps × K]; None if it has too many states, or none
    that keeps level 0, or is not made when the clock says `until`."""
    return _Builder(shape, sets, domain).built(until)


@dataclass
class _Layer:
    """Arcs out of a layer: `target` and `event` [states × kinds], `kind` [K]."""

    target: Ints
    event: Ints
    kind: Ints


class _Builder:
    """Unrolls a shape layer by layer; then states that mean the same for all that follows become one."""

    def __init__(self, shape: Shape, sets: npt.NDArray[np.uint8], domain: Bools) -> None:
        self._shape, self._domain = shape, domain
        self._first, self._last = shape.span
        self._amounts = [self._amounts_at(step, sets) for step in range(shape.steps)]
        self._rest_min, self._rest_max = self._rest()
        self._limits = [np.flatnonzero(shape.limit_row == row) for row in range(shape.rows)]
        self._marks = [np.flatnonzero(shape.mark_row == row) for row in range(shape.rows)]
        self._feeds = [np.flatnonzero(shape.feed_mark == mark) for mark in range(len(shape.mark_row))]
        self._depth = shape.depth
        self._events: dict[bytes, int] = {}
        self._event_rows: list[Ints] = []

    def built(self, until: float) -> Diagram | None:
        live: Ints = np.empty(0, np.int64)
        states = np.zeros((1, 0), np.int64)
        layers: list[_Layer] = []
        for step in range(self._shape.steps):
            layer, live, states = self._step(step, live, states)
            if not 0 < len(states) <= MOST_STATES or time.monotonic() > until:
                return None
            layers.append(layer)
        return self._joined(_merged(layers, len(states)))

    def _amounts_at(self, step: int, sets: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
        """Rows that the cell of a step has terms in, and what each option adds to them [K × rows]."""
        shape = self._shape
        terms = np.flatnonzero(shape.term_step == step)
        rows, place = np.unique(shape.term_row[terms], return_inverse=True)
        amounts = np.zeros((self._domain.shape[1], len(rows)), np.int64)
        inside = sets[shape.term_set[terms]].astype(np.int64) * shape.term_coef[terms][:, None]
        np.add.at(amounts.T, place, inside)
        return rows, amounts

    def _rest(self) -> tuple[Ints, Ints]:
        """[steps × rows] the least and the most that steps after this one can add to each row."""
        shape = self._shape
        low, high = np.zeros((shape.steps + 1, shape.rows), np.int64), np.zeros((shape.steps + 1, shape.rows), np.int64)
        for step, (rows, amounts) in enumerate(self._amounts):
            taken = amounts[self._domain[step]]
            low[step, rows] = taken.min(axis=0, initial=INF)
            high[step, rows] = taken.max(axis=0, initial=-INF)
        when = self._last[shape.mark_row[shape.feed_mark]]
        np.add.at(low, (when, shape.feed_row), np.minimum(shape.feed_coef, 0))
        np.add.at(high, (when, shape.feed_row), np.maximum(shape.feed_coef, 0))
        low, high = low[::-1].cumsum(axis=0)[::-1], high[::-1].cumsum(axis=0)[::-1]
        return low[1:], high[1:]

    def _step(self, step: int, live: Ints, states: Ints) -> tuple[_Layer, Ints, Ints]:
        """One cell: its arcs, and the next layer's states with the rows that they remember."""
        begun = np.flatnonzero(self._first == step)
        rows = np.concatenate([live, begun])
        touched, amounts = self._amounts[step]
        allowed = np.flatnonzero(self._domain[step])
        added = np.zeros((len(allowed), len(rows)), np.int64)
        place = {int(row): number for number, row in enumerate(rows)}
        added[:, [place[int(row)] for row in touched]] = amounts[allowed]
        distinct, of_option = _distinct(added)
        kind = np.full(self._domain.shape[1], -1, np.int64)
        kind[allowed] = of_option
        start = np.broadcast_to(self._shape.base[begun], (len(states), len(begun)))
        before = np.concatenate([states, start], axis=1)
        value = (before[:, None, :] + distinct[None]).reshape(len(states) * len(distinct), len(rows))
        value[np.repeat(before == DONE, len(distinct), axis=0)] = DONE
        dead, fired, penalty = self._decide(step, rows, value)
        kept = self._last[rows] > step
        event = self._numbered(np.concatenate([fired, penalty], axis=1), ~dead)
        nexts, target = _distinct(value[~dead][:, kept])
        targets = np.full(len(value), -1, np.int64)
        targets[~dead] = target
        shape = (len(states), len(distinct))
        return _Layer(targets.reshape(shape), event.reshape(shape), kind), rows[kept], nexts

    def _decide(self, step: int, rows: Ints, value: Ints) -> tuple[Bools, Ints, Ints]:
        """Decides limits and marks that nothing later moves, in place: decided rows become DONE, others canonical.

        Returns which arcs level 0 forbids, which marks hold, and what limits cost.
        """
        shape = self._shape
        dead = np.zeros(len(value), np.bool_)
        fired = np.zeros((len(value), len(shape.mark_row)), np.int64)
        penalty = np.zeros((len(value), LEVELS), np.int64)
        place = {int(row): number for number, row in enumerate(rows)}
        for number in np.argsort(self._depth[rows], kind="stable").tolist():
            row = int(rows[number])
            now = value[:, number]
            least, most = now + self._rest_min[step, row], now + self._rest_max[step, row]
            is_open = now != DONE
            decided = is_open & self._is_decided(row, least, most)
            for limit in self._limits[row].tolist():
                lo, hi = shape.limit_lo[limit], shape.limit_hi[limit]
                if shape.limit_level[limit] == 0:
                    dead |= is_open & ((least > hi) | (most < lo))
                else:
                    # Decided means kept whatever follows, or that nothing moves the row any more: then `least` is it.
                    outside = np.maximum(np.maximum(lo - least, least - hi), 0)
                    steps = -(-outside // shape.limit_step[limit])
                    penalty[:, shape.limit_level[limit]] += np.where(decided, steps * shape.limit_weight[limit], 0)
            for mark in self._marks[row].tolist():
                holds = decided & (least >= shape.mark_lo[mark]) & (most <= shape.mark_hi[mark])
                fired[:, mark] = holds
                for feed in self._feeds[mark].tolist():
                    target = place[int(shape.feed_row[feed])]
                    value[holds & (value[:, target] != DONE), target] += shape.feed_coef[feed]
            if self._last[row] > step:
                rest = is_open & ~decided
                value[rest, number] = self._canonical(row, now[rest], step)
                value[decided, number] = DONE
        return dead, fired, penalty

    def _is_decided(self, row: int, least: Ints, most: Ints) -> Bools:
        """Whether all that reads a row is known, its value ending between `least` and `most`."""
        shape = self._shape
        decided = np.ones(len(least), np.bool_)
        ends = least == most
        for limit in self._limits[row].tolist():
            decided &= ends | ((least >= shape.limit_lo[limit]) & (most <= shape.limit_hi[limit]))
        for mark in self._marks[row].tolist():
            lo, hi = shape.mark_lo[mark], shape.mark_hi[mark]
            decided &= ((least >= lo) & (most <= hi)) | (least > hi) | (most < lo)
        return decided

    def _canonical(self, row: int, values: Ints, step: int) -> Ints:
        """One value for all that mean the same for what reads the row, whatever follows."""
        shape = self._shape
        distinct, where = np.unique(values, return_inverse=True)
        low, high = self._rest_min[step, row], self._rest_max[step, row]
        keys = []
        for limit in self._limits[row].tolist():
            lo, hi = shape.limit_lo[limit], shape.limit_hi[limit]
            keys += [np.minimum(distinct, lo - low), np.maximum(distinct, hi - high)]
        for mark in self._marks[row].tolist():
            lo, hi = shape.mark_lo[mark], shape.mark_hi[mark]
            keys += [np.clip(distinct, lo - high - 1, lo - low), np.clip(distinct, hi - high, hi - low + 1)]
        _, first, same = np.unique(np.stack(keys, axis=1), axis=0, return_index=True, return_inverse=True)
        canonical: Ints = distinct[first][same.ravel()][where]
        return canonical

    def _numbered(self, events: Ints, alive: Bools) -> Ints:
        """The number of each arc's event."""
        numbers = np.zeros(len(events), np.int64)
        distinct, of_arc = _distinct(events[alive])
        found = [self._event(event) for event in distinct]
        numbers[alive] = np.array(found, np.int64)[of_arc]
        return numbers

    def _event(self, event: Ints) -> int:
        key = event.tobytes()
        if key not in self._events:
            self._events[key] = len(self._event_rows)
            self._event_rows.append(event)
        return self._events[key]

    def _joined(self, layers: list[_Layer]) -> Diagram:
        marks = len(self._shape.mark_row)
        events = np.array(self._event_rows, np.int64).reshape(-1, marks + LEVELS)
        sizes = [layer.target.size for layer in layers]
        return Diagram(
            states=np.array([len(layer.target) for layer in layers] + [1], np.int32),
            kinds=np.array([layer.target.shape[1] for layer in layers], np.int32),
            kind=np.array([layer.kind for layer in layers], np.int32).reshape(-1, self._domain.shape[1]),
            arc_start=np.cumsum([0, *sizes]),
            target=np.concatenate([np.empty(0), *(layer.target.ravel() for layer in layers)]).astype(np.int32),
            event=np.concatenate([np.empty(0), *(layer.event.ravel() for layer in layers)]).astype(np.int32),
            fired=events[:, :marks].astype(np.int8),
            penalty=events[:, marks:],
        )


def _distinct(rows: Ints) -> tuple[Ints, Ints]:
    """Distinct rows, and which of them each row is."""
    if rows.shape[1] == 0:
        return rows[:1], np.zeros(len(rows), np.int64)
    order = np.lexsort(rows.T)
    in_order = rows[order]
    new = np.ones(len(rows), np.bool_)
    new[1:] = (in_order[1:] != in_order[:-1]).any(axis=1)
    where = np.empty(len(rows), np.int64)
    where[order] = np.cumsum(new) - 1
    return in_order[new], where


def _merged(layers: list[_Layer], last: int) -> list[_Layer]:
    """From the end: states with the same arcs become one, states that lead nowhere vanish."""
    same = np.zeros(last, np.int64)
    merged: list[_Layer] = []
    for layer in reversed(layers):
        target = np.where(layer.target >= 0, same[layer.target], -1)
        event = np.where(target >= 0, layer.event, 0)
        alive = (target >= 0).any(axis=1)
        distinct, of_state = _distinct(np.concatenate([target, event], axis=1)[alive])
        width = target.shape[1]
        merged.append(_Layer(distinct[:, :width], distinct[:, width:], layer.kind))
        same = np.full(len(target), -1, np.int64)
        same[alive] = of_state
    return merged[::-1]
