"""The paths of all lines of a program: lines of one shape share a diagram, made once for all cores."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Sequence

import numpy as np

from solver.engine.lines import Lines
from solver.engine.paths.diagram import Diagram, diagram_of
from solver.engine.paths.line_paths import LinePaths
from solver.engine.paths.shape import Own, Shapes
from solver.engine.prices import Prices
from solver.program.program import Bools, Ints


class Diagrams:
    """Shapes and diagrams of all lines, for some levels at a time; safe to ask from several threads.

    Whatever takes longer than `seconds` to make counts as having too many states; so do more levels than such ones.
    """

    def __init__(self, lines: Lines, seconds: float = math.inf) -> None:
        self.lines, self._seconds = lines, seconds
        self._lock = threading.Lock()
        self._too_many: list[set[int]] = []
        self._made: dict[tuple[int, ...], list[tuple[Own, Diagram | None]]] = {}

    def of(self, levels: tuple[int, ...]) -> list[tuple[Own, Diagram | None]]:
        """[lines] each line's shape and diagram; no diagrams at all where one of them has too many states."""
        with self._lock:
            if levels not in self._made:
                self._made[levels] = self._make(levels)
                if any(diagram is None for _, diagram in self._made[levels]):
                    self._too_many.append(set(levels))
            return self._made[levels]

    def _make(self, levels: tuple[int, ...]) -> list[tuple[Own, Diagram | None]]:
        end = time.monotonic() + self._seconds
        program, shapes = self.lines.program, Shapes(self.lines, levels)
        own = [shapes.own(line) for line in range(self.lines.count)]
        if any(few <= set(levels) for few in self._too_many):
            return [(each, None) for each in own]
        alike: dict[bytes, list[Own]] = {}
        for each in own:
            alike.setdefault(each.shape.key, []).append(each)
        diagrams: dict[bytes, Diagram | None] = {}
        for key, group in alike.items():
            domain = np.any([program.domain[one.cells] for one in group], axis=0)
            diagrams[key] = diagram_of(group[0].shape, program.sets, domain, end)
            if diagrams[key] is None:
                return [(each, None) for each in own]
        return [(each, diagrams[each.shape.key]) for each in own]


class LineBook:
    """One core's paths of all lines, for some levels; `has` [lines] says which lines have any."""

    def __init__(self, diagrams: Diagrams, levels: Sequence[int]) -> None:
        lines = diagrams.lines
        self._paths: list[LinePaths | None] = [
            None if diagram is None or not len(own.cells) else LinePaths(lines, line, own, diagram, levels)
            for line, (own, diagram) in enumerate(diagrams.of(tuple(levels)))
        ]
        self.has: Bools = np.array([paths is not None for paths in self._paths], np.bool_)
        self._values = np.empty(max((paths.size for paths in self._paths if paths is not None), default=0))

    def cheapest(
        self, line: int, prices: Prices, heats: Sequence[float], seed: int, allowed: Bools | None = None
    ) -> tuple[float, Ints]:
        """See `LinePaths.cheapest`."""
        paths = self._paths[line]
        assert paths is not None
        return paths.cheapest(prices, self._values, heats, seed, allowed)
