"""Time cut into pieces in which nobody comes or goes: the ground on which cover is counted."""

from __future__ import annotations

from itertools import pairwise

from models.fact import MINUTES_PER_DAY
from models.station import Station

BEGUN = range(-1, 3)
"""How many days before a day a duty may have begun that is there in an interval of that day: a duty lasts into the
second day after its own at most, and an interval past midnight meets duties of the next day."""


def pieces(facts: Station, start: int = 0, end: int = MINUTES_PER_DAY) -> list[tuple[int, int]]:
    """[start, end) of a day, cut wherever a segment of any shift begins or ends, on that day or reaching into it.

    The cuts depend on the facts alone, not on a plan, so that a gap is priced alike wherever it is looked at.
    """
    edges = {edge for shift in facts.shifts for s in shift.segments for edge in (s.start_minute, s.end_minute)}
    cuts = {edge - ago * MINUTES_PER_DAY for edge in edges for ago in BEGUN}
    inside = sorted({start, end} | {cut for cut in cuts if cut in range(start, end)})
    return list(pairwise(inside))
