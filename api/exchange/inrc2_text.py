"""What the files of an INRC-II instance say: the scenario, the history before the first week, the data of each week."""

from __future__ import annotations

from dataclasses import dataclass, field

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NO_SHIFT, ANY_SHIFT = "None", "Any"

Bounds = tuple[int, int]
"""Least and most."""


@dataclass(frozen=True)
class ContractLine:
    """What holds for the nurses of a contract: assignments in all, days at work and days off in a row, weekends."""

    id: str
    total: Bounds
    work: Bounds
    off: Bounds
    most_weekends: int
    is_complete: bool


@dataclass(frozen=True)
class NurseLine:
    """A nurse, her contract and her skills."""

    id: str
    contract: str
    skills: tuple[str, ...]


@dataclass
class ScenarioText:
    """What holds for all weeks. `shifts` are the least and most days in a row of each shift, `closed` the shifts that
    may not follow each on the next day."""

    id: str = ""
    weeks: int = 0
    skills: list[str] = field(default_factory=list)
    shifts: dict[str, Bounds] = field(default_factory=dict)
    closed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contracts: dict[str, ContractLine] = field(default_factory=dict)
    nurses: dict[str, NurseLine] = field(default_factory=dict)


@dataclass(frozen=True)
class PastLine:
    """What a nurse brings along: assignments and weekends so far, her last shift (None where she was off), and how many
    days in a row she has had it, been at work, been off."""

    nurse: str
    total: int
    weekends: int
    last: str | None
    same_shift: int
    work: int
    off: int


@dataclass
class HistoryText:
    """What was before: `week` weeks are gone."""

    week: int = 0
    nurses: dict[str, PastLine] = field(default_factory=dict)


@dataclass(frozen=True)
class NeedLine:
    """Nurses of a skill needed on a shift of a day (0 Monday): `least` must be there, `best` ought to."""

    day: int
    shift: str
    skill: str
    least: int
    best: int


@dataclass(frozen=True)
class WishLine:
    """A nurse asks not to have a shift, or any (None), on a day (0 Monday)."""

    nurse: str
    shift: str | None
    day: int


@dataclass
class WeekText:
    """The data of one week; `number` is what its file is called by, as solutions name it."""

    number: str
    needs: dict[tuple[int, str, str], NeedLine] = field(default_factory=dict)
    wishes: list[WishLine] = field(default_factory=list)


@dataclass(frozen=True)
class Inrc2Text:
    """An instance: the scenario, what was before, and all weeks of the horizon in order."""

    scenario: ScenarioText
    history: HistoryText
    weeks: tuple[WeekText, ...]
