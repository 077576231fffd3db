"""Columns: the best combination of choices for whole lines, met by annealing or made on purpose."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from solver.engine.column_model import ColumnModel, Known
from solver.engine.highs import has_solution, highs_solver, is_optimal
from solver.engine.line_model import LineModel
from solver.engine.lines import Worth
from solver.engine.master import Master
from solver.engine.pool import Pool
from solver.engine.pricing import Prices, Pricing
from solver.engine.search import Search
from solver.engine.triplets import Floats
from solver.program.program import Bools, Ints

NEWEST = 60
"""Choices per line that the first relaxation states."""

ENTERING = 30
"""Choices per line that enter a relaxation at most, each time its prices are known."""

BRANCHED, FEWEST_BRANCHED, GROWTH = 600, 200, 1.5
"""Choices of all lines between which the exact step decides, those of least reduced cost: at first, at least, and how
their number grows when the step comes to its end, and shrinks when it does not."""

PRICING_SHARE = 0.6
"""The part of the time in which choices are made against prices; rounding has the rest."""

STALE = 0.001
"""Prices have said what they can when a round of them takes less than this part off the relaxation's value."""

SMALL = 1e-6

MARGIN = 1e-3
"""Taken off a bound that sums up what solvers say, for their tolerances."""

SMOOTHED, EASED, LEAST_SHARE = 0.8, 0.6, 0.1
"""How far prices lie towards the best so far; what is left of that after a round that brought nothing; and below what
they are the relaxation's own again."""

LINE_SECONDS = 5.0
"""What the cheapest choice of one line may take."""


@dataclass(frozen=True)
class Aim:
    """What is to be improved: a level, those `above` staying as good as `key` says of `best`, until a clock time."""

    level: int
    above: tuple[int, ...]
    best: Ints
    key: tuple[int, ...]
    until: float


@dataclass(frozen=True)
class Combined:
    """How far a combination came: the relaxation's `value`, each line's likeliest choice in it `x` [cells], and
    whether nothing better is among what was known (`is_best`)."""

    value: float
    x: Ints
    is_best: bool


class Columns:
    """One core's work on a search: relax, price, and decide between the choices of least reduced cost.

    The relaxation states few choices per line and takes in those of negative reduced cost until there are none; its
    value is what no combination of the pool can beat. Against its prices annealing makes new choices for each line,
    until that takes little off. An exact step then decides between the choices of least reduced cost.
    """

    def __init__(self, search: Search, pool: Pool, seed: int) -> None:
        self._search, self._pool, self._lines = search, pool, pool.lines
        self._pricing = Pricing(pool, seed)
        self._branched = BRANCHED
        self._is_decidable = True
        self._models: tuple[tuple[int, ...], list[LineModel]] | None = None
        self._halted = False

    def halt(self) -> None:
        """Ends the work at hand, from another thread."""
        self._halted = True

    def improve(self, level: int, above: Sequence[int], until: float) -> Combined | None:
        """Offers better combinations until the clock says `until`, or none is to be had; None if time was too short."""
        best = self._search.best
        if best is None:
            return None
        aim = Aim(level, tuple(above), best, self._search.program.evaluate(best).key, until)
        master, known, value = self._begin(aim)
        if value is None:
            return None
        reduced = master.reduced_costs(known, aim.above)
        is_best = math.ceil(value - SMALL) >= aim.key[level]
        if not is_best and self._is_decidable:
            self._is_decidable = self._decide(known, reduced, value, aim) or self._search.best is not best
        for line, costs in enumerate(reduced):
            self._pool.keep(line, costs)
        return Combined(value, self._combined(master, known, best), is_best)

    def prove(self, level: int, above: Sequence[int], until: float) -> None:
        """Bounds a level, those `above` staying as good, until the clock says `until`; then improves it.

        Whatever the prices, no combination falls below  rest + Σ cheapest choice of each line at these prices.
        The prices asked lie between the best so far, which bound the most, and the relaxation's, which swing.
        """
        best = self._search.best
        if best is None:
            return
        aim = Aim(level, tuple(above), best, self._search.program.evaluate(best).key, until)
        master, known, value = self._begin(aim)
        centre, most, share = None, -math.inf, SMOOTHED
        while value is not None and not self._search.is_proved(level) and not self._is_over(until):
            prices = master.prices(aim.above)
            asked = prices if centre is None else prices.towards(centre, share)
            bound, is_new = self._ask(asked, aim)
            self._search.prove(level, bound - MARGIN)
            if bound > most:
                centre, most = asked, bound
            if not is_new and asked is prices:
                break
            known = self._known()
            last, value = value, self._relax(master, known, aim)
            share = SMOOTHED if value is not None and value < last - SMALL else share * EASED
            centre = centre if share > LEAST_SHARE else None
        if value is not None and not self._search.is_proved(level):
            self._decide(known, master.reduced_costs(known, aim.above), value, aim)

    def _ask(self, prices: Prices, aim: Aim) -> tuple[float, bool]:
        """A bound from the cheapest choice of every line, and whether any of them is new to the pool."""
        bound, is_new = prices.rest, False
        for line, model in enumerate(self._line_models(aim)):
            seconds = min(aim.until - time.monotonic(), LINE_SECONDS)
            least, choice = model.cheapest(prices, seconds, self._search.seed)
            bound += least
            is_new |= choice is not None and self._pool.note(line, choice)
        return bound, is_new

    def _line_models(self, aim: Aim) -> list[LineModel]:
        levels = (*aim.above, aim.level)
        if self._models is None or self._models[0] != levels:
            self._models = levels, [LineModel(self._lines, line, levels) for line in range(self._lines.count)]
        return self._models[1]

    def _begin(self, aim: Aim) -> tuple[Master, Known, float | None]:
        """The relaxation over what is known and what prices bring, and its value; None if there was no time."""
        self._pool.meet(aim.best, self._search.program.row_values(aim.best)[0])
        known = self._known()
        stated = [own | _newest(own) for own in self._taken(known, aim.best)]
        master = Master(self._model(known, stated, aim), stated, aim.level, self._search.seed)
        value, known = self._price(master, known, aim)
        return master, known, value

    def _is_over(self, until: float) -> bool:
        return self._halted or self._search.is_stopped or time.monotonic() >= until

    def _known(self) -> Known:
        """What each line may take."""
        return [self._pool.choices(line) for line in range(self._lines.count)]

    def _price(self, master: Master, known: Known, aim: Aim) -> tuple[float | None, Known]:
        """Relaxes and makes new choices in turn; the last value, None if there was no time, and what is known now."""
        began = time.monotonic()
        end = began + PRICING_SHARE * (aim.until - began)
        value = self._relax(master, known, aim)
        while value is not None and not self._is_over(end):
            x = self._combined(master, known, aim.best)
            self._pricing.run(x, master.prices(aim.above), aim.level, end)
            known = self._known()
            last, value = value, self._relax(master, known, aim)
            if value is None or last - value <= STALE * max(1.0, value):
                break
        return value, known

    def _relax(self, master: Master, known: Known, aim: Aim) -> float | None:
        """The relaxation over all known choices; None if time is up before."""
        while not self._is_over(aim.until):
            value = master.relax(aim.until - time.monotonic())
            if value is None or not self._enter(master, known, aim):
                return value
        return None

    def _enter(self, master: Master, known: Known, aim: Aim) -> bool:
        """Known choices of negative reduced cost enter; whether there were any."""
        master.widen(known)
        entered = False
        for line, costs in enumerate(master.reduced_costs(known, aim.above)):
            chosen = _cheapest(costs, master.stated[line])
            master.enter(line, chosen, known[line][1])
            entered |= len(chosen) > 0
        return entered

    def _combined(self, master: Master, known: Known, x: Ints) -> Ints:
        """Each line's likeliest choice."""
        combined = x.copy()
        for line, choice in enumerate(master.likeliest().tolist()):
            combined[self._lines.cells[line]] = known[line][0][choice]
        return combined

    def _decide(self, known: Known, reduced: list[Floats], value: float, aim: Aim) -> bool:
        """The exact step, from the incumbent; what costs more than the gap cannot be in anything better.

        Returns whether it came to its end.
        """
        cheapest = np.sort(np.concatenate(reduced))[: self._branched][-1]
        bar = min(cheapest, aim.key[aim.level] - value)
        stated = [own | (costs <= bar) for own, costs in zip(self._taken(known, aim.best), reduced, strict=True)]
        model = self._model(known, stated, aim)
        solver = highs_solver(min(aim.until - time.monotonic(), self._search.left), self._search.seed)
        solver.passModel(model.to_highs(aim.level))
        columns, values = model.start(aim.best)
        solver.setSolution(len(columns), columns.astype(np.int32), values)

        def interrupt(event: highspy.HighsCallbackEvent) -> None:
            if self._halted or self._search.is_stopped:
                event.interrupt()

        def solution(event: highspy.HighsCallbackEvent) -> None:
            self._search.offer(model.solution(np.array(event.data_out.mip_solution)))

        solver.cbMipInterrupt.subscribe(interrupt)
        solver.cbMipImprovingSolution.subscribe(solution)
        solver.run()
        if has_solution(solver):
            self._search.offer(model.solution(np.array(solver.getSolution().col_value)))
        factor = GROWTH if is_optimal(solver) else 1.0 / GROWTH
        self._branched = max(FEWEST_BRANCHED, int(self._branched * factor))
        return is_optimal(solver)

    def _model(self, known: Known, stated: list[Bools], aim: Aim) -> ColumnModel:
        """The model of the stated choices, better levels kept."""
        some = [
            (choices[taken], Worth(worth.penalties[taken], worth.rows, worth.values[taken]))
            for (choices, worth), taken in zip(known, stated, strict=True)
        ]
        model = ColumnModel(self._lines, some, [*aim.above, aim.level])
        for higher in aim.above:
            model.keep(higher, aim.key[higher])
        return model

    def _taken(self, known: Known, x: Ints) -> list[Bools]:
        """[lines][n] which known choice each line takes in x."""
        return [(choices == x[self._lines.cells[line]]).all(axis=1) for line, (choices, _) in enumerate(known)]


def _newest(own: Bools) -> Bools:
    """[n] the choices met last."""
    newest: Bools = np.arange(len(own)) >= len(own) - NEWEST
    return newest


def _cheapest(costs: Floats, stated: Bools) -> Ints:
    """Numbers of the choices not yet stated of least reduced cost, below 0."""
    outside = np.flatnonzero(~stated & (costs < -SMALL))
    chosen: Ints = outside[np.argsort(costs[outside])[:ENTERING]]
    return chosen
