"""What a person or a day comes to, as terms over cells: duties started, amounts, people present."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.plan import Plan
from models.station import Station
from models.work import Layer
from solver.program.draft import Terms, Whole
from solver.program.program import ABSENT, INF, MARK, Bools, Ints
from solver.roster.cells import Cells
from solver.rules.entry import Entry
from solver.rules.measures import weekend_carried


class Sums(Cells):
    """Terms that rules add up; what several entries ask for alike is stated once."""

    def __init__(self, facts: Station, entries: Sequence[Entry], published: Plan | None = None) -> None:
        super().__init__(facts, entries, published)
        self._truths: dict[tuple[bytes, bytes], Terms] = {}
        self._attendance: dict[tuple[object, ...], Ints] = {}

    def rows(self, terms: Terms) -> Ints:
        return self.draft.add_rows(terms)

    def marks(self, rows: Ints, lo: Whole = -INF, hi: Whole = INF) -> Ints:
        return self.draft.add_marks(rows, lo, hi)

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

    def taken(self, mask: Bools, people: Ints, days: Ints, layer: Layer) -> Terms:
        """[n × 1] for paired people and days: 1 iff the layer's duty of that day is of `mask`."""
        cells = self.cell(people, days, layer)[:, None]
        return Terms(cells, np.full(cells.shape, self.narrowed(mask, layer)), np.ones(cells.shape, np.int64))

    def stretch(self, truth: Terms, last: Ints, offsets: Ints, signs: Whole = 1) -> Terms:
        """[people · last × offsets] of `truth` the columns at `offsets` from each last one, times `signs`."""
        columns = last[:, None] + offsets[None, :]
        size = (len(truth.of) * len(last), len(offsets))
        signs = np.broadcast_to(np.asarray(signs, np.int64), (len(truth.of), len(last), len(offsets)))
        return Terms(truth.of[:, columns].reshape(size), truth.sets[:, columns].reshape(size), signs.reshape(size))

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

    def weekends(self, mask: Bools, people: Ints, days: Ints, *, carried: bool) -> Terms:
        """[people × weekends] 1 iff a duty of `mask` starts on a day of the weekend that is in `days`.

        With `carried` a weekend that the history's counter holds already is left out (`weekend_carried`).
        """
        worked = self.truth(mask, people)
        weeks: dict[tuple[int, int], list[int]] = {}
        for day in days.tolist():
            if self.facts.day(day).isoweekday() >= 6:
                weeks.setdefault(self.facts.day(day).isocalendar()[:2], []).append(day + self.past)
        marks = [self.marks(self.rows(worked.columns(columns)), 1) for columns in weeks.values()]
        terms = self.sum_of_marks(np.stack(marks, axis=1) if marks else np.zeros((len(people), 0), np.int64))
        counted = weekend_carried(self.facts) if carried and 0 in days else frozenset()
        if counted:
            terms.sets[[self.facts.people[person].id in counted for person in people], 0] = ABSENT
        return terms

    def sum_of_marks(self, marks: Ints, coef: int = 1) -> Terms:
        """[n × m] rows that add up marks [n × m], each with the coefficient."""
        return Terms(marks, np.full(marks.shape, MARK), np.full(marks.shape, coef))
