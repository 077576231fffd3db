"""A line against prices: its cheapest choices as paths through its diagram, and a bound on every choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.layout import starts_of
from solver.engine.lines import Lines
from solver.engine.paths.diagram import Diagram
from solver.engine.paths.loose import Loose
from solver.engine.paths.shape import Own
from solver.engine.paths.totals import Joint, Total, counted, totals_of
from solver.engine.paths.walk import FAR, Route, costs_to_go, trace
from solver.engine.prices import Prices
from solver.engine.triplets import Floats
from solver.program.program import LEVELS, Bools, Ints

ATTEMPTS = 5
"""How often multipliers of totals that are not counted are moved, until a path keeps level 0."""


class LinePaths:
    """One line: some totals are counted along its paths, the others cost by multipliers.

        least  Σ price(level) · penalty on it − Σ price(row) · what the line adds to the row

    What paths cost bounds every choice from below: totals that are not counted are charged a multiplier for each
    unit outside, less what that gives for units inside, which a choice that keeps them never pays more for.
    """

    def __init__(self, lines: Lines, line: int, own: Own, diagram: Diagram, levels: Sequence[int]) -> None:
        program = lines.program
        self._diagram, self._cells = diagram, own.cells
        self._place = np.searchsorted(own.cells, lines.cells[line], sorter=np.argsort(own.cells, kind="stable"))
        self._place = np.argsort(own.cells, kind="stable")[self._place]
        domain = program.domain[own.cells] & (diagram.kind >= 0)
        totals = totals_of(own.totals, diagram, domain, program.sets)
        chosen = counted(totals)
        self._first = totals[chosen[0]] if chosen else None
        self._others = Joint([totals[number] for number in chosen[1:]])
        self._loose = Loose([total for number, total in enumerate(totals) if number not in chosen])
        self._costs = _costs(lines, line, own, levels)
        self._shared_terms(lines, own)
        self._choices(domain)
        self._band()
        seconds, firsts = self._counts
        events = [total.events for total in self._others.totals]
        self._event_other = np.array(events, np.int32).reshape(len(events), len(diagram.penalty)).T.copy()
        self._digits = self._others.digits.astype(np.int32)
        self._start = np.concatenate([[0], np.cumsum(diagram.states.astype(np.int64) * seconds * firsts)])
        self.size = int(self._start[-1])

    @property
    def _counts(self) -> tuple[int, int]:
        """How many values the other totals and the first one may have."""
        return (int(self._others.places[-1]), self._first.most + 1 if self._first else 1)

    def _shared_terms(self, lines: Lines, own: Own) -> None:
        """Terms of the line's cells and marks in rows that lines share."""
        program = lines.program
        terms = lines.shared_terms(int(program.cell_line[own.cells[0]]))
        step = np.argsort(own.cells, kind="stable")[np.searchsorted(np.sort(own.cells), program.term_of[terms])]
        self._term_step, self._term_row = step, program.term_row[terms]
        inside = program.sets[program.term_set[terms]].astype(np.float64)
        self._term_amount = inside * program.term_coef[terms][:, None]
        feeds = lines.shared_feeds
        feeds = feeds[np.isin(program.term_of[feeds], own.marks)]
        self._feed_row = program.term_row[feeds]
        mark = np.searchsorted(own.marks, program.term_of[feeds])
        self._feed_amount = self._diagram.fired[:, mark] * program.term_coef[feeds].astype(np.float64)

    def _choices(self, domain: Bools) -> None:
        """Options of a step that mean the same for states and counted totals are one choice, at the least cost."""
        step, option = np.nonzero(domain)
        kind = self._diagram.kind[step, option]
        first = self._first.steps[step, option] if self._first else np.zeros(len(step), np.int64)
        others = [total.steps[step, option] for total in self._others.totals]
        order = np.lexsort(np.array([*others, first, kind, step]))
        self._step, self._option = step[order], option[order]
        keys = np.stack([step, kind, first, *others], axis=1)[order]
        new = np.ones(len(keys), np.bool_)
        new[1:] = (keys[1:] != keys[:-1]).any(axis=1)
        self._group = np.flatnonzero(new)
        self._choice = keys[self._group]

    def _band(self) -> None:
        """The first total's least and most at each step, on the way from nothing to an allowed end."""
        steps = len(self._diagram.kinds)
        low, high = np.zeros(steps + 1, np.int64), np.zeros(steps + 1, np.int64)
        if self._first is not None:
            most = self._first.steps.max(axis=1)
            more = int(self._first.events.max(initial=0))
            reach = np.concatenate([[0], np.cumsum(most + more)])
            high = np.minimum(reach, self._first.most)
            low = np.maximum(self._first.least - (reach[-1] - reach), 0)
        self._low, self._high = low, np.maximum(high, low)

    def cheapest(
        self, prices: Prices, values: Floats, heats: Sequence[float], seed: int, allowed: Bools | None = None
    ) -> tuple[float, Ints]:
        """A bound that no choice of the line falls below, and choices that keep level 0 [n × cells of the line].

        The first choice is a cheapest one if all totals are counted, the others are drawn at the given heats.
        `values` is room for `size`; only options `allowed` [cells × K] are taken.
        """
        bound, found = -np.inf, []
        taken = np.empty((2, len(self._diagram.kinds)), np.int32)
        self._loose.cap(prices.levels)
        for _ in range(ATTEMPTS):
            route, options = self._route(prices, allowed)
            costs_to_go(route, self._start, values)
            bound = max(bound, float(values[0]) - self._loose.allowance)
            totals = None
            for number, heat in enumerate([0.0, *heats]):
                if trace(route, self._start, values, heat, seed + number, taken) >= FAR / 2:
                    break
                path = options[taken[0]]
                held = self._loose.values(path, taken[1])
                totals = held if totals is None else totals
                if self._loose.is_kept(held):
                    found.append(path[self._place])
            if totals is None or not self._loose.count:
                break
            self._loose.move(totals, prices.levels, route.cost)
            if self._loose.is_kept(totals):
                break
        return bound, np.array(found, np.int64).reshape(-1, len(self._cells))

    def _route(self, prices: Prices, allowed: Bools | None) -> tuple[Route, Ints]:
        """The diagram at these prices, and the option that each choice takes."""
        diagram = self._diagram
        cost = np.tensordot(prices.levels, self._costs, axes=(0, 0))
        np.subtract.at(cost, self._term_step, self._term_amount * prices.rows[self._term_row][:, None])
        event_cost = diagram.penalty @ prices.levels - self._feed_amount @ prices.rows[self._feed_row]
        if self._loose.count:
            cost += self._loose.step_cost()
            event_cost = event_cost + self._loose.event_cost()
        if allowed is not None:
            cost[~allowed[self._cells]] = FAR
        of_option = cost[self._step, self._option]
        least = np.minimum.reduceat(of_option, self._group)
        options = self._option[_first_least(of_option, self._group)]
        open_ = least < FAR / 2
        choice, least, options = self._choice[open_], least[open_], options[open_]
        zero = np.zeros(len(event_cost), np.int32)
        return (
            Route(
                states=diagram.states,
                kinds=diagram.kinds,
                arc_start=diagram.arc_start,
                target=diagram.target,
                event=diagram.event,
                choice_start=starts_of(choice[:, 0], len(diagram.kinds)),
                kind=choice[:, 1].astype(np.int32),
                cost=least,
                first=choice[:, 2].astype(np.int32),
                other=np.ascontiguousarray(choice[:, 3:].astype(np.int32)),
                event_cost=event_cost,
                event_first=self._first.events.astype(np.int32) if self._first else zero,
                event_other=self._event_other,
                digits=self._digits,
                sizes=self._others.sizes.astype(np.int32),
                places=self._others.places[:-1].astype(np.int32),
                low=self._low.astype(np.int32),
                high=self._high.astype(np.int32),
                ends=_ends(self._first, self._others, prices.levels),
            ),
            options.astype(np.int64),
        )


def _ends(first: Total | None, others: Joint, levels: Floats) -> Floats:
    """[seconds × firsts] what the totals cost at the end."""
    by_first = first.ends(levels) if first else np.zeros(1)
    return np.minimum(others.ends(levels)[:, None] + by_first[None], FAR)


def _first_least(values: Floats, group: Ints) -> Ints:
    """[groups] where each group's least value stands."""
    number = np.repeat(np.arange(len(group)), np.diff(np.concatenate([group, [len(values)]])))
    order = np.lexsort((values, number))
    least: Ints = order[group]
    return least


def _costs(lines: Lines, line: int, own: Own, levels: Sequence[int]) -> Floats:
    """[LEVELS × steps × K] what options cost by themselves."""
    program = lines.program
    costs = np.zeros((LEVELS, len(own.cells), program.options))
    mine = lines.own_costs(line)
    mine = mine[np.isin(program.cost_level[mine], levels)]
    step = np.argsort(own.cells, kind="stable")[np.searchsorted(np.sort(own.cells), program.cost_cell[mine])]
    paid = program.sets[program.cost_set[mine]] * program.cost_weight[mine][:, None]
    np.add.at(costs, (program.cost_level[mine], step), paid)
    return costs
