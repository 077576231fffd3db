"""The sheet on which rules state themselves: people × days × layers as cells, duties on offer as options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from models.duty import Offer, offer_of_assignment, offers
from models.plan import Plan
from models.station import Station
from models.work import LAYERS, Layer
from solver.program.draft import Draft, Origin, Terms, Whole
from solver.program.program import ABSENT, INF, MARK, Bools, Ints
from solver.rules.entry import Entry
from solver.rules.scope import Scope


class Sheet:
    """A station as cells.

    Person p (order of the facts), day d (0 is the first of the horizon, known history days are negative) and
    layer l make one cell; its options are 0, "nothing", and the offers 1 … K−1 of that layer. Days of the
    history are cells with a single option, so that windows reach back without a special case.
    """

    def __init__(self, facts: Station, entries: Sequence[Entry], published: Plan | None = None) -> None:
        self.facts = facts
        self.published = published
        self.entries = tuple(entries)
        self.past = facts.known_days
        self.columns = facts.days + self.past
        self._history = self._known_history()
        self.offers = self._all_offers()
        self.number = {(o.place, o.spans): k for k, o in enumerate(self.offers, start=1)}
        self.layers: tuple[Layer, ...] = tuple(a for a in LAYERS if any(o.layer == a for o in self.offers))
        self.draft = Draft(len(self.offers) + 1, [entry.id for entry in entries])
        self._add_cells()
        self._entry_number = {entry.id: number for number, entry in enumerate(entries)}
        self._origin = Origin(0, 0, 1)
        self._truths: dict[tuple[bytes, bytes], Terms] = {}
        self._attendance: dict[tuple[object, ...], Ints] = {}

    # --- who, when, what ------------------------------------------------------------------------------------

    def people(self, scope: Scope) -> Ints:
        """Numbers of the people whom the scope admits."""
        chosen = [p for p, person in enumerate(self.facts.people) if scope.admits_person(person, self.facts)]
        return np.array(chosen, np.int64)

    def days(self, scope: Scope) -> Ints:
        """Day numbers of the horizon that the scope admits."""
        chosen = [d for d in range(self.facts.days) if scope.admits_day(self.facts.day(d), self.facts)]
        return np.array(chosen, np.int64)

    def wishes(self, wants: Literal["on", "off"], scope: Scope) -> dict[str | None, list[tuple[int, int, int]]]:
        """Requests of one kind that the scope admits, by the shift asked for: person, day and points of each."""
        numbers = {self.facts.people[p].id: int(p) for p in self.people(scope)}
        days = set(self.days(scope).tolist())
        found: dict[str | None, list[tuple[int, int, int]]] = {}
        for request in self.facts.requests:
            day = self.facts.index(request.date)
            if request.wants == wants and request.person in numbers and day in days:
                found.setdefault(request.shift, []).append((numbers[request.person], day, request.points))
        return found

    @property
    def horizon(self) -> Ints:
        """All day numbers of the horizon."""
        return np.arange(self.facts.days)

    def options(self, admits: Callable[[Offer], bool]) -> Bools:
        """[K] which options are offers that `admits` says yes to; never option 0."""
        return np.array([False, *(admits(offer) for offer in self.offers)], np.bool_)

    def amounts(self, amount: Callable[[Offer], int]) -> Ints:
        """[K] a number per option; 0 for option 0."""
        return np.array([0, *(amount(offer) for offer in self.offers)], np.int64)

    def cell(self, person: Whole, day: Whole, layer: Layer) -> Ints:
        """Cell numbers; people and days broadcast against each other."""
        place = self.layers.index(layer)
        column = np.asarray(day, np.int64) + self.past
        return (np.asarray(person, np.int64) * self.columns + column) * len(self.layers) + place

    def layers_of(self, mask: Bools) -> list[Layer]:
        """The layers that have an option in `mask`."""
        return [a for a in self.layers if any(mask[k] for k in self._numbers_of(a))]

    def narrowed(self, mask: Bools, layer: Layer) -> int:
        """The number of the set of the layer's options within `mask`; ABSENT if there is none."""
        own = np.zeros_like(mask)
        own[self._numbers_of(layer)] = True
        return self.draft.option_set(mask & own)

    # --- terms ----------------------------------------------------------------------------------------------

    def truth(self, mask: Bools, people: Ints) -> Terms:
        """[people × columns] for each person and day, history first: 1 iff a duty of `mask` starts on that day.

        One layer is its cell itself; several layers are joined by a mark.
        """
        key = (mask.tobytes(), people.tobytes())
        if key not in self._truths:
            self._truths[key] = self._truth(mask, people)
        return self._truths[key]

    def _truth(self, mask: Bools, people: Ints) -> Terms:
        shape = (len(people), self.columns)
        days = np.arange(-self.past, self.facts.days)
        layers = self.layers_of(mask)
        if not layers:
            return Terms(np.zeros(shape, np.int64), np.full(shape, ABSENT), np.ones(shape, np.int64))
        parts = [
            Terms(
                self.cell(people[:, None], days[None, :], layer).reshape(-1, 1),
                np.full((shape[0] * shape[1], 1), self.narrowed(mask, layer)),
                np.ones((shape[0] * shape[1], 1), np.int64),
            )
            for layer in layers
        ]
        if len(parts) == 1:
            return Terms(parts[0].of.reshape(shape), parts[0].sets.reshape(shape), parts[0].coef.reshape(shape))
        marks = self.draft.add_marks(self.draft.add_rows(Terms.join(parts)), 1)
        return Terms(marks.reshape(shape), np.full(shape, MARK), np.ones(shape, np.int64))

    def tally(self, amounts: Ints, people: Ints, days: Ints) -> Terms:
        """[people × …] one row per person: the sum over `days` of the amount [K] of the duty taken."""
        parts = []
        for layer in self.layers_of(amounts != 0):
            cells = self.cell(people[:, None], days[None, :], layer)
            for amount in np.unique(amounts[amounts != 0]):
                number = self.narrowed(amounts == amount, layer)
                if number != ABSENT:
                    parts.append(Terms(cells, np.full(cells.shape, number), np.full(cells.shape, amount)))
        if parts:
            return Terms.join(parts)
        empty = np.zeros((len(people), 0), np.int64)
        return Terms(empty, empty, empty)

    def attendance(self, masks: dict[int, Bools], people: Ints, days: Ints) -> Ints:
        """The rows of `presence`; entries that ask for the same ones share them."""
        key = (*((ago, mask.tobytes()) for ago, mask in masks.items()), people.tobytes(), days.tobytes())
        if key not in self._attendance:
            self._attendance[key] = self.rows(self.presence(masks, people, days))
        return self._attendance[key]

    def presence(self, masks: dict[int, Bools], people: Ints, days: Ints) -> Terms:
        """[days × …] one row per day: how many duties of `masks[ago]` that started `ago` days before are held."""
        parts = []
        for ago, mask in masks.items():
            begun = days - ago
            within = (begun >= -self.past) & (begun < self.facts.days)
            for layer in self.layers_of(mask):
                cells = self.cell(people[None, :], np.where(within, begun, 0)[:, None], layer)
                number = np.where(within[:, None], self.narrowed(mask, layer), ABSENT)
                sets = np.broadcast_to(number, cells.shape)
                parts.append(Terms(cells, sets, np.ones(cells.shape, np.int64)))
        if parts:
            return Terms.join(parts)
        empty = np.zeros((len(days), 0), np.int64)
        return Terms(empty, empty, empty)

    def sum_of_marks(self, marks: Ints, coef: int = 1) -> Terms:
        """[n × m] rows that add up marks [n × m], each with the coefficient."""
        return Terms(marks, np.full(marks.shape, MARK), np.full(marks.shape, coef))

    # --- limits and costs of the entry that is being stated ---------------------------------------------------

    def state(self, entry: Entry) -> None:
        """Lets one entry of the policy state itself."""
        self._origin = Origin(self._entry_number[entry.id], entry.level, entry.weight)
        entry.parameters.state(self, entry.scope)

    def rows(self, terms: Terms) -> Ints:
        return self.draft.add_rows(terms)

    def marks(self, rows: Ints, lo: Whole = -INF, hi: Whole = INF) -> Ints:
        return self.draft.add_marks(rows, lo, hi)

    def limit(
        self,
        *terms: Terms,
        lo: Whole = -INF,
        hi: Whole = INF,
        times: Whole = 1,
        step: Whole = 1,
        person: Whole = -1,
        day: Whole = -1,
        item: str | None = None,
    ) -> Ints:
        """Limits every row of `terms`, several of which add up; returns the rows, for further limits on them."""
        rows = self.rows(Terms.join(terms) if len(terms) > 1 else terms[0])
        self.limit_rows(rows, lo, hi, times=times, step=step, person=person, day=day, item=item)
        return rows

    def limit_rows(
        self,
        rows: Ints,
        lo: Whole = -INF,
        hi: Whole = INF,
        *,
        times: Whole = 1,
        step: Whole = 1,
        person: Whole = -1,
        day: Whole = -1,
        item: str | None = None,
    ) -> None:
        """One more limit on rows that exist: convex prices are several limits on one row."""
        number = self.draft.item(item) if item is not None else -1
        self.draft.add_limits(self._origin, rows, lo, hi, times=times, step=step, person=person, day=day, item=number)

    def cost(
        self,
        mask: Bools,
        people: Ints,
        days: Ints,
        *,
        times: Whole = 1,
        item: str | None = None,
    ) -> None:
        """Prices, for paired people and days [n], every duty of `mask` that starts on that day, layer by layer."""
        number = self.draft.item(item) if item is not None else -1
        for layer in self.layers_of(mask):
            cells = self.cell(people, days, layer)
            self.draft.add_costs(
                self._origin, cells, self.narrowed(mask, layer), times=times, person=people, day=days, item=number
            )

    def cost_otherwise(
        self,
        mask: Bools,
        people: Ints,
        days: Ints,
        layer: Layer,
        *,
        times: Whole = 1,
        item: str | None = None,
    ) -> None:
        """Prices, for paired people and days [n], every choice of that layer's cell outside `mask`, "nothing" included
        unless `mask` holds option 0."""
        number = self.draft.item(item) if item is not None else -1
        cells = self.cell(people, days, layer)
        others = self.draft.option_set(~mask)
        self.draft.add_costs(self._origin, cells, others, times=times, person=people, day=days, item=number)

    def pairs(self, amounts: Ints, apart: int, people: Ints, days: Ints) -> None:
        """Limits pairs of duties of one person: `amounts` [K × K] is the price of the first on a day and the second
        `apart` days later (0: no price), for every second day in `days`.

        Pairs of equal price are grouped: all first duties with the same set of second duties share one limit
        [first in A] + [second in B] ≤ 1.
        """
        for price in np.unique(amounts[amounts > 0]):
            related = amounts == price
            for seconds in np.unique(related, axis=0):
                if seconds.any():
                    firsts = (related == seconds).all(axis=1)
                    self._limit_pair(firsts, seconds, apart, people, days, int(price))

    def _limit_pair(self, firsts: Bools, seconds: Bools, apart: int, people: Ints, days: Ints, price: int) -> None:
        days = days[days - apart >= -self.past]
        who, when = (grid.ravel() for grid in np.meshgrid(people, days, indexing="ij"))
        for a in self.layers_of(firsts):
            for b in self.layers_of(seconds):
                if apart == 0 and a == b:
                    continue
                of = np.stack([self.cell(who, when - apart, a), self.cell(who, when, b)], axis=1)
                sets = np.broadcast_to([self.narrowed(firsts, a), self.narrowed(seconds, b)], of.shape)
                terms = Terms(of, sets, np.ones(of.shape, np.int64))
                self.limit(terms, hi=1, times=price, person=who, day=when)

    def limit_windows(self, truth: Terms, people: Ints, length: int, *, lo: Whole = -INF, hi: Whole = INF) -> None:
        """Limits the sum of `truth` [people × columns] over every window of `length` days that ends in the horizon."""
        if length > self.columns:
            return
        last = np.arange(length - 1, self.columns)
        last = last[last >= self.past]
        self._limit_columns(truth, people, last, np.arange(1 - length, 1), np.ones(length, np.int64), lo=lo, hi=hi)

    def limit_patterns(self, truth: Terms, people: Ints, *, inside: int, coef: int, hi: int, times: Whole = 1) -> None:
        """Limits  coef · (Σ of `inside` days  −  the day before  −  the day after)  wherever the day after lies in
        the horizon and the day before is known."""
        after = np.arange(inside + 1, self.columns)
        after = after[after >= self.past]
        signs = np.array([-1, *[1] * inside, -1]) * coef
        self._limit_columns(truth, people, after, np.arange(-1 - inside, 1), signs, hi=hi, times=times, back=1)

    def _limit_columns(
        self,
        truth: Terms,
        people: Ints,
        last: Ints,
        offsets: Ints,
        signs: Ints,
        *,
        lo: Whole = -INF,
        hi: Whole = INF,
        times: Whole = 1,
        back: int = 0,
    ) -> None:
        """One limit per person and last column: the columns at `offsets` from it, with their signs."""
        columns = last[:, None] + offsets[None, :]
        size = (len(people) * len(last), len(offsets))
        terms = Terms(
            truth.of[:, columns].reshape(size),
            truth.sets[:, columns].reshape(size),
            np.broadcast_to(signs, (len(people), len(last), len(offsets))).reshape(size),
        )
        day = np.tile(last - back - self.past, len(people))
        self.limit(terms, lo=lo, hi=hi, times=times, person=np.repeat(people, len(last)), day=day)

    # --- making the sheet -------------------------------------------------------------------------------------

    def _known_history(self) -> list[tuple[int, int, Offer]]:
        numbers = {person.id: p for p, person in enumerate(self.facts.people)}
        first = self.facts.day(-self.past)
        return [
            (numbers[a.person], self.facts.index(a.date), offer_of_assignment(self.facts, a))
            for a in self.facts.history.duties
            if a.person in numbers and first <= a.date < self.facts.start
        ]

    def _all_offers(self) -> tuple[Offer, ...]:
        found = {(o.place, o.spans): o for o in offers(self.facts)}
        self.present = len(found)
        for _, _, offer in self._history:
            found.setdefault((offer.place, offer.spans), offer)
        return tuple(found.values())

    def _numbers_of(self, layer: Layer) -> list[int]:
        return [k for k, offer in enumerate(self.offers, start=1) if offer.layer == layer]

    def _add_cells(self) -> None:
        people, layers, options = len(self.facts.people), len(self.layers), self.draft.options
        domain = np.zeros((people, self.columns, layers, options), np.bool_)
        domain[..., 0] = True
        for place, layer in enumerate(self.layers):
            now = [k for k in self._numbers_of(layer) if k <= self.present]
            domain[:, self.past :, place, now] = True
        for person, day, offer in self._history:
            line = domain[person, day + self.past, self.layers.index(offer.layer)]
            line[:] = False
            line[self.number[offer.place, offer.spans]] = True
        grid = np.indices((people, self.columns, layers)).reshape(3, -1)
        self.draft.add_cells(domain.reshape(-1, options), grid[0], grid[1])
