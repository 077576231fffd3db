"""Limits and costs at the level and weight of the entry that is being stated."""

from __future__ import annotations

from collections.abc import Sequence

from models.plan import Plan
from models.station import Station
from models.work import Layer
from solver.program.draft import Origin, Terms, Whole
from solver.program.program import INF, Bools, Ints
from solver.roster.sums import Sums
from solver.rules.entry import Entry


class Limits(Sums):
    """Prices rows and options; the entry that is being stated says at which level and weight."""

    def __init__(self, facts: Station, entries: Sequence[Entry], published: Plan | None = None) -> None:
        super().__init__(facts, entries, published)
        self._entry_number = {entry.id: number for number, entry in enumerate(entries)}
        self._origin = Origin(0, 0, 1)

    def _begin(self, entry: Entry) -> None:
        """What is limited and priced from now on belongs to this entry."""
        self._origin = Origin(self._entry_number[entry.id], entry.level, entry.weight)

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
