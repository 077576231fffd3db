"""The smallest strength that still fills everything: searched between two numbers, with what is proved on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PROBES = 2
"""So many strengths are tried at once."""


@dataclass(frozen=True)
class Finding:
    """What is known of one strength: whether a roster fills all work, and whether it is proved that none does."""

    is_filled: bool
    is_proved_short: bool


@dataclass(frozen=True)
class Answer:
    """The smallest strength lies in [`at_least`, `at_most`]. `at_most` has a verified roster; it is None where no
    strength tried fills everything. Below `at_least` there is proved to be none; it is None where nothing is proved."""

    at_least: int | None
    at_most: int | None
    is_over: bool

    @property
    def is_proved(self) -> bool:
        return self.at_most is not None and self.at_least == self.at_most


@dataclass(frozen=True)
class Search:
    """Which strengths from `least` to `most` to try next.

    What fewer people can fill, more can: x ↦ unfilled(x) falls. So all below a strength that does not fill are left
    out, and all above one that does: each round divides what remains by PROBES + 1.
    """

    least: int
    most: int

    def wanted(self, found: Mapping[int, Finding | None]) -> list[int]:
        """The strengths to try now; `found` has None for those under way, which are waited for."""
        low, high = self._between(found)
        if any(low < strength < high and finding is None for strength, finding in found.items()):
            return []
        count = high - low - 1
        probes = min(PROBES, count)
        return sorted({low + (k + 1) * (count + 1) // (probes + 1) for k in range(probes)})

    def answer(self, found: Mapping[int, Finding | None]) -> Answer:
        """What is known so far."""
        low, high = self._between(found)
        proved = [s for s, finding in found.items() if finding and finding.is_proved_short and s < high]
        at_most = high if high <= self.most else None
        at_least = 0 if at_most == 0 else max(proved) + 1 if proved else None
        return Answer(at_least, at_most, high - low == 1)

    def _between(self, found: Mapping[int, Finding | None]) -> tuple[int, int]:
        """The greatest strength below that does not fill, and the smallest that does."""
        ended = {strength: finding for strength, finding in found.items() if finding is not None}
        high = min((s for s, finding in ended.items() if finding.is_filled), default=self.most + 1)
        low = max((s for s, finding in ended.items() if not finding.is_filled and s < high), default=self.least - 1)
        return low, high
