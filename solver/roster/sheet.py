"""The sheet on which rules state themselves: a station's cells, sums over them, limits on single rows and on runs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.program.draft import Terms, Whole
from solver.program.program import INF, Bools, Ints
from solver.roster.limits import Limits
from solver.rules.entry import Entry


class Sheet(Limits):
    """A station as rules see it, and what holds along a person's days: pairs of duties, windows, runs."""

    def state(self, entry: Entry) -> None:
        """Lets one entry of the policy state itself."""
        self._begin(entry)
        entry.parameters.state(self, entry.scope)

    def pairs(self, amounts: Ints, apart: int, people: Ints, days: Ints) -> None:
        """Limits pairs of duties of one person: `amounts` [K × K] is the price of the first on a day and the second
        `apart` days later (0: no price), for every second day in `days`.

        All first duties with the same set of second duties at one price share one limit
        [first in A] + [second in B] ≤ 1.
        """
        for price, firsts, seconds in self.priced_alike(amounts):
            self._limit_pair(firsts, seconds, apart, people, days, price)

    @staticmethod
    def priced_alike(amounts: Ints) -> Iterator[tuple[int, Bools, Bools]]:
        """Prices of pairs of options [K × K] as few blocks: price, first options, second options; 0 is no price."""
        for price in np.unique(amounts[amounts > 0]):
            related = amounts == price
            for seconds in np.unique(related, axis=0):
                if seconds.any():
                    yield int(price), (related == seconds).all(axis=1), seconds

    def _limit_pair(self, firsts: Bools, seconds: Bools, apart: int, people: Ints, days: Ints, price: int) -> None:
        days = days[days - apart >= -self.past]
        who, when = (grid.ravel() for grid in np.meshgrid(people, days, indexing="ij"))
        for a in self.layers_of(firsts):
            for b in self.layers_of(seconds):
                if apart == 0 and a == b:
                    continue
                first, second = self.taken(firsts, who, when - apart, a), self.taken(seconds, who, when, b)
                self.limit(first, second, hi=1, times=price, person=who, day=when)

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
        terms = self.stretch(truth, last, offsets, signs)
        day = np.tile(last - back - self.past, len(people))
        self.limit(terms, lo=lo, hi=hi, times=times, person=np.repeat(people, len(last)), day=day)
