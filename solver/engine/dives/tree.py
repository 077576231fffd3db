"""A tree of relaxations: what one cell does divides the plans in two, and the least bound of all parts is a bound."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator
from itertools import count

import numpy as np

from solver.engine.columns.relaxation import SMALL, Aim, Relaxation
from solver.engine.dives.descent import Descent
from solver.program.program import Bools, Ints

CLOSE, TAIL = 1e-5, 0.1
"""A part is bounded when its bound is within this part of its relaxation's value, or of what is left to be proved."""

SMOOTHED = 0.3
"""How far prices in a part lie towards those that bound it the most so far."""


class Tree:
    """Bounds and divides the part of least bound, in turn, beginning with all plans.

    A part is the options that cells may take. It is divided at the cell of which it is least sure whether anything is
    done at all, into the plans in which it is and those in which it is not; where that is sure of all cells, by the
    option of a cell.
    """

    def __init__(self, descent: Descent, domain: Bools, bound: float) -> None:
        self._descent = descent
        self._number = count()
        self._parts: list[tuple[float, int, Bools]] = []
        self._keep(bound, domain)
        self._closed = math.inf

    @property
    def bound(self) -> float:
        """What no plan falls below."""
        return min(self._closed, self._parts[0][0] if self._parts else math.inf)

    @property
    def first(self) -> Bools | None:
        """The part of least bound."""
        return self._parts[0][2] if self._parts else None

    def grow(
        self, relaxation: Relaxation, aim: Aim, is_over: Callable[[float], bool], enough: float
    ) -> Iterator[Ints | None]:
        """Bounds and divides parts until none is left, or time is up; parts bounded by `enough` are closed.

        Yields after each part, with the plan [cells] that its relaxation is, if it is one.
        """
        while self._parts and not is_over(aim.until):
            bound, _, allowed = heapq.heappop(self._parts)
            plan, is_divided = None, False
            if bound < enough:
                relaxation.allow_only(allowed)
            for close in (max(CLOSE, TAIL * (enough - bound) / max(1.0, enough)), CLOSE):
                bound = self._bounded(relaxation, aim, is_over, bound, enough, close)
                if bound >= enough:
                    break
                if relaxation.value is None or is_over(aim.until):
                    self._keep(bound, allowed)
                    return
                is_divided = self._divide(relaxation, bound, allowed)
                if is_divided:
                    break
                plan = relaxation.combined()
            if not is_divided:
                self._closed = min(self._closed, bound)
            yield plan

    def _bounded(
        self,
        relaxation: Relaxation,
        aim: Aim,
        is_over: Callable[[float], bool],
        bound: float,
        enough: float,
        close: float,
    ) -> float:
        """A part's bound after rounds of prices, until it is close or enough."""
        if bound < enough:
            for found in self._descent.rounds(relaxation, aim, is_over, aim.until, close, SMOOTHED):
                bound = max(bound, found)
                if bound >= enough:
                    break
        return bound

    def _divide(self, relaxation: Relaxation, bound: float, allowed: Bools) -> bool:
        """Two parts in place of one; False where the relaxation is a plan."""
        shares = relaxation.shares()
        nothing = np.abs(shares[:, 0] - 0.5)
        cell = int(np.argmin(nothing))
        taken = np.zeros(shares.shape[1], np.bool_)
        if nothing[cell] < 0.5 - SMALL:
            taken[0] = True
        else:
            most = np.where(shares > 1 - SMALL, 0.0, shares).max(axis=1)
            cell = int(np.argmin(np.abs(most - 0.5)))
            if most[cell] <= SMALL:
                return False
            taken[int(np.argmax(shares[cell]))] = True
        for options in (taken, ~taken):
            part = allowed.copy()
            part[cell] &= options
            self._keep(bound, part)
        return True

    def _keep(self, bound: float, allowed: Bools) -> None:
        heapq.heappush(self._parts, (bound, next(self._number), allowed))
