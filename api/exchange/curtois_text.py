"""What the lines of a Curtois-Qu instance say."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.station import MAX_DAYS

MARK = "SECTION_"
NEEDED = ("SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF")
WISHES_ON, WISHES_OFF = "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS"
SECTIONS = (*NEEDED, "SECTION_DAYS_OFF", WISHES_ON, WISHES_OFF, "SECTION_COVER")


@dataclass(frozen=True)
class ShiftLine:
    """A shift, its length, and the shifts that may not follow it on the next day."""

    id: str
    minutes: int
    not_next: tuple[str, ...]


@dataclass(frozen=True)
class StaffLine:
    """An employee and the limits that hold for this one. A shift that `most_duties` does not name is closed."""

    id: str
    most_duties: dict[str, int]
    most_minutes: int
    least_minutes: int
    longest_run: int
    shortest_run: int
    shortest_rest: int
    most_weekends: int


@dataclass(frozen=True)
class WishLine:
    """A wish to have, or not to have, a shift on a day."""

    employee: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True)
class CoverLine:
    """How many people a shift needs on a day, and the prices of each one missing and each one too many."""

    day: int
    shift: str
    people: int
    under: int
    over: int


@dataclass
class CurtoisText:
    """An instance as its text says it; days count from 0, a Monday."""

    days: int = MAX_DAYS
    shifts: dict[str, ShiftLine] = field(default_factory=dict)
    staff: dict[str, StaffLine] = field(default_factory=dict)
    days_off: dict[str, set[int]] = field(default_factory=dict)
    wishes: dict[str, list[WishLine]] = field(default_factory=lambda: {WISHES_ON: [], WISHES_OFF: []})
    cover: dict[tuple[int, str], CoverLine] = field(default_factory=dict)
