"""A station as cells: people × days × layers, each with the duties on offer as its options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import numpy as np

from models.duty import Offer, offer_of_assignment, offers
from models.plan import Plan
from models.station import Station
from models.work import LAYERS, Layer
from solver.program.draft import Draft, Whole
from solver.program.program import Bools, Ints
from solver.rules.entry import Entry
from solver.rules.scope import Scope


class Cells:
    """Whom, when and what a rule may name.

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
        self._of_layer = {layer: self.options(partial(_is_of, layer=layer)) for layer in self.layers}
        self.draft = Draft(len(self.offers) + 1, [entry.id for entry in entries])
        self._add_cells()

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
        return [a for a in self.layers if mask[self._of_layer[a]].any()]

    def narrowed(self, mask: Bools, layer: Layer) -> int:
        """The number of the set of the layer's options within `mask`; ABSENT if there is none."""
        return self.draft.option_set(mask & self._of_layer[layer])

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

    def _add_cells(self) -> None:
        people, layers, options = len(self.facts.people), len(self.layers), self.draft.options
        domain = np.zeros((people, self.columns, layers, options), np.bool_)
        domain[..., 0] = True
        for place, layer in enumerate(self.layers):
            domain[:, self.past :, place, : self.present + 1] |= self._of_layer[layer][: self.present + 1]
        for person, day, offer in self._history:
            line = domain[person, day + self.past, self.layers.index(offer.layer)]
            line[:] = False
            line[self.number[offer.place, offer.spans]] = True
        grid = np.indices((people, self.columns, layers)).reshape(3, -1)
        self.draft.add_cells(domain.reshape(-1, options), grid[0], grid[1])


def _is_of(offer: Offer, layer: Layer) -> bool:
    return offer.layer == layer
