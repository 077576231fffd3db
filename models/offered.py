"""Whether a shift is offered at a place: the same answer as `models.duty.offers`, without listing every offer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from models.fact import Text
from models.station import Station
from models.work import Shift

Place = tuple[str | None, str | None, str | None]
"""Post, zone, unit."""


class Offered:
    """The places at which each shift of a station can be served."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._zones = dict.fromkeys(zone.id for zone in station.zones)
        self._crews: dict[str, dict[str, None]] = {}
        for unit in station.units:
            self._crews.setdefault(unit.post, {})[unit.id] = None
        self._posts = {shift.id: dict.fromkeys(shift.posts or (None,)) for shift in station.shifts}

    def exactly(self, shift: str, place: Place) -> bool:
        """Whether a duty of the shift may have just this place."""
        post, zone, unit = place
        return (
            post in self._posts[shift]
            and (zone in self._zones if self._is_zoned(post) else zone is None)
            and (unit in self._crews[post] if post in self._crews else unit is None)
        )

    def somewhere(self, shift: str, place: Place) -> bool:
        """Whether some duty of the shift has the parts of the place that are named."""
        post, zone, unit = place
        posts = self._posts[shift] if post is None else {post: None} if post in self._posts[shift] else {}
        return any(
            (zone is None or (self._is_zoned(at) and zone in self._zones))
            and (unit is None or unit in self._crews.get(at or "", {}))
            for at in posts
        )

    def count(self, shift: Shift) -> int:
        """How many duties the shift offers on one day."""
        return sum(
            self._zone_count(post) * max(1, len(self._crews.get(post or "", {}))) for post in self._posts[shift.id]
        )

    def in_words(self, shift: str) -> Text:
        """The first places of a shift, for a sentence."""
        shown = [" ".join(f"{k}={v}" for k, v in place if v) or "-" for place in islice(self._places(shift), 4)]
        return Text("；".join(shown) or "无处可上", "; ".join(shown) or "offered nowhere")

    def _places(self, shift: str) -> Iterator[tuple[tuple[str, str | None], ...]]:
        for post in self._posts[shift]:
            for zone in self._zones if self._is_zoned(post) else (None,):
                for unit in self._crews.get(post or "", {None: None}):
                    yield ("post", post), ("zone", zone), ("unit", unit)

    def _is_zoned(self, post: str | None) -> bool:
        known = self._station.post_by_id.get(post or "")
        return known is not None and known.zoned

    def _zone_count(self, post: str | None) -> int:
        return len(self._zones) if self._is_zoned(post) else 1
