"""What a relaxation asks of lines."""

from __future__ import annotations

from dataclasses import dataclass

from solver.engine.lines import Worth
from solver.engine.triplets import Floats


@dataclass(frozen=True)
class Prices:
    """What a relaxation asks: `rows` [rows] is what one more in a shared row saves; `levels` [LEVELS] what a penalty
    of 1 on each level costs: 1 on the level that is improved, the price of keeping on those above, else 0. `rest` is
    what is owed whatever lines choose: the relaxation's value less what each line's one choice is worth."""

    rows: Floats
    levels: Floats
    rest: float = 0.0

    def towards(self, other: Prices, share: float) -> Prices:
        """Prices between these and others, so far towards the others; the rest of such prices is at least as high."""
        return Prices(
            (1 - share) * self.rows + share * other.rows,
            (1 - share) * self.levels + share * other.levels,
            (1 - share) * self.rest + share * other.rest,
        )

    def cost(self, worth: Worth) -> Floats:
        """[n] what choices of that worth cost a line."""
        cost: Floats = worth.penalties @ self.levels - worth.values @ self.rows[worth.rows]
        return cost
