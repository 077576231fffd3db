"""What the station staffs: lines of a preset adopted in order of importance, as far as its people can bear them.

A pool's people can give 40 h a week, leave taken off; its lines may take the share `load` of that. In each round
every line is looked at in order: it is adopted if it fits into what is left of its pool, else left as a wish.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.calendar import DayClass
from models.people import Person
from models.station import Station
from solver.generate.load import capacity_minutes, credit_per_day
from solver.generate.preset import Line, Peak, Pool, Preset

MOST_ROUNDS = 60
DAYS_A_WEEK: dict[DayClass, float] = {
    "workday": 4.7, "makeup": 0.1, "weekend": 1.8, "statutory": 0.25, "moved_off": 0.15,
}  # fmt: skip
"""How many days of a class an average week of the year has."""


@dataclass
class Adopted:
    """A line at one place, with the number of people adopted so far; none: only a wish."""

    line: Line
    unit: str | None
    count: int = 0


def pool_members(pool: Pool, people: Iterable[Person], community: frozenset[str]) -> list[Person]:
    """The people whose time the pool has."""
    return [
        person
        for person in people
        if person.kind == pool.kind
        and person.is_leader == pool.leaders
        and (pool.leaders or (person.team in community) == pool.community)
        and (not pool.teams or person.team in pool.teams)
    ]


def adopted_lines(preset: Preset, bare: Station) -> list[Adopted]:
    """The lines that the station's people can bear, with their numbers; `bare` is the station without demand."""
    size = {name: len(pool_members(pool, bare.people, bare.community_teams)) for name, pool in preset.pools.items()}
    left = {name: preset.pools[name].load * capacity_minutes(n, 7) / 7 for name, n in size.items()}
    adopted: dict[tuple[str, str | None], Adopted] = {}
    for turn in range(1, MOST_ROUNDS):
        for line in preset.lines:
            number = turn - line.from_round + 1
            unit = f"{line.unit}-{number}" if line.unit else None
            if line.unit and unit not in {u.id for u in bare.units}:
                continue
            entry = adopted.setdefault((line.id, unit), Adopted(line, unit))
            cost = line.count * minutes_per_day(line, bare)
            if _is_asked(line, number, entry, adopted, size[line.pool]) and (
                cost <= left[line.pool] or (line.always and number == 1)
            ):
                left[line.pool] -= cost
                entry.count += line.count
    return list(adopted.values())


def _is_asked(line: Line, turn: int, entry: Adopted, adopted: dict[tuple[str, str | None], Adopted], pool: int) -> bool:
    if turn < 1 or (turn > 1 and not line.repeats and line.unit is None):
        return False
    if line.share is not None and entry.count + line.count > max(line.count, line.share * pool):
        return False
    if pool == 0:
        return line.always
    return not line.led or any(
        other.count for other in adopted.values()
        if other.unit == entry.unit and other.line.shift == line.shift and not other.line.led
    )  # fmt: skip


def minutes_per_day(line: Line, bare: Station) -> float:
    """Credited minutes of one person of the line, peaks included, on the average of all days."""
    shift = bare.shift_by_id[line.shift]
    extra = sum(peak.more * _days_a_week(peak) for peak in line.peaks) / line.count
    return credit_per_day(shift, _days_a_week(line) + extra)


def _days_a_week(days: Line | Peak) -> float:
    if days.day_classes:
        return sum(DAYS_A_WEEK[day_class] for day_class in days.day_classes)
    return len(days.weekdays) or 7
