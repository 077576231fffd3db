"""The axes of a panel: seconds on a logarithmic scale across, the gap in percent on another one upward."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_GAP = 0.001
"""Gaps below a tenth of a percent are drawn on the base line, which is labelled 0."""

MOST_GAP = 10.0
"""Gaps above ten times the reference are drawn at the top."""

MARKS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0, 30_000.0)
"""Seconds that may be marked; the axis begins at one of them."""

FLOOR = 0.45
"""How far, in powers of ten, the base line lies below the least gap."""


@dataclass(frozen=True)
class Axes:
    """A plane of `width` × `height` for seconds from `first` to `last` and gaps up to `most`."""

    width: float
    height: float
    first: float
    last: float
    most: float

    def x(self, seconds: float) -> float:
        """Across: x = width · log(t / first) / log(last / first)."""
        share = math.log(max(seconds, self.first) / self.first) / math.log(self.last / self.first)
        return round(self.width * min(1.0, share), 1)

    def y(self, gap: float) -> float:
        """Downward from the top: y = height · (1 − (log10(gap / least) + floor) / (log10(most / least) + floor))."""
        if gap < LEAST_GAP:
            return self.height
        powers = math.log10(self.most / LEAST_GAP) + FLOOR
        share = (math.log10(min(gap, self.most) / LEAST_GAP) + FLOOR) / powers
        return round(self.height * (1 - share), 1)

    @property
    def seconds(self) -> list[float]:
        """Where the axis across is marked."""
        return [mark for mark in MARKS if self.first <= mark <= self.last]

    @property
    def gaps(self) -> list[float]:
        """Where the axis upward is marked."""
        return [mark for mark in (0.001, 0.01, 0.05, 0.1, 1.0, 10.0) if mark <= self.most * 1.001]


def axes_for(width: float, height: float, seconds: Iterable[float], gaps: Iterable[float]) -> Axes:
    """Axes that all panels share, so that they can be compared."""
    times, found = list(seconds), list(gaps)
    earliest = min(times, default=1.0)
    first = max((mark for mark in MARKS if mark <= earliest), default=MARKS[0])
    last = max([*times, 10 * first])
    most = min(MOST_GAP, max([*found, 0.1]))
    return Axes(width, height, first, last, most)
