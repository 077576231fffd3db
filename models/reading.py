"""A station as far as it could be read, so that every fault of a document is found in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date

from models.references import Known
from models.station import Station

FIRST_DAY, LAST_DAY = Date(2000, 1, 1), Date(2098, 12, 31)
"""Days whose holidays can be told."""

OFFERING = ("shifts", "posts", "zones", "units")
"""The lists that decide which duties are on offer."""


@dataclass(frozen=True)
class Reading:
    """The readable items of a document of facts; the others are left out, but their ids are known.

    `numbers` tells, for lists from which items were left out, the number of each remaining item in the document.
    `has_horizon` says whether its start and days could be read.
    """

    station: Station
    known: Known
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    has_horizon: bool = True

    @classmethod
    def whole(cls, station: Station) -> Reading:
        """The reading of a station without faults of form."""
        return cls(station, Known(station.model_dump(mode="json")))

    @property
    def is_dated(self) -> bool:
        """Whether days can be compared with the horizon."""
        return self.has_horizon and FIRST_DAY <= self.station.start <= LAST_DAY

    def places(self, name: str, count: int) -> list[str]:
        """The places in the document of the `count` items of a list that could be read."""
        return [f"facts.{name}[{number}]" for number in self.numbers.get(name, range(count))]

    @property
    def knows_offers(self) -> bool:
        """Whether nothing that decides about duties on offer was left out."""
        return not any(name in self.numbers for name in OFFERING)
