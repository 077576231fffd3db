"""Instances of the Curtois-Qu family, of any size, from a seed.

python -m benchmarks.curtois_like --people 150 --days 364 --shifts 32 --seed 1 -o FILE
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random

LENGTHS = (480, 480, 600, 720)
PERIODS = "adpn"
"""Morning, day, afternoon and night: a shift may not be followed by one of an earlier period."""


@dataclass(frozen=True)
class KindOfShift:
    id: str
    period: int
    minutes: int


def curtois_like(people: int, days: int, shifts: int, seed: int = 0) -> str:
    """The text of an instance; the same arguments always give the same text."""
    rng = Random(seed)
    kinds = _kinds(shifts)
    staff = [f"E{number:03}" for number in range(1, people + 1)]
    off = {employee: sorted(rng.sample(range(days), max(1, days // 14))) for employee in staff}
    sections = {
        "HORIZON": [str(days)],
        "SHIFTS": [f"{kind.id},{kind.minutes},{'|'.join(_not_next(kind, kinds))}" for kind in kinds],
        "STAFF": [_employee(employee, kinds, days, rng) for employee in staff],
        "DAYS_OFF": [",".join(map(str, (employee, *off[employee]))) for employee in staff],
        "SHIFT_ON_REQUESTS": [line for e in staff for line in _wishes(e, kinds, days, off[e], days / 30, 5, rng)],
        "SHIFT_OFF_REQUESTS": [line for e in staff for line in _wishes(e, kinds, days, off[e], days / 30, 3, rng)],
        "COVER": _cover(people, days, kinds, rng),
    }
    return "\n".join(f"SECTION_{name}\n" + "\n".join(lines) + "\n" for name, lines in sections.items())


def _kinds(shifts: int) -> list[KindOfShift]:
    """Shifts spread over the periods; a single one is a day shift."""
    periods = [1] if shifts == 1 else sorted(number % len(PERIODS) for number in range(shifts))
    seen: dict[int, int] = {}
    kinds = []
    for period in periods:
        seen[period] = seen.get(period, 0) + 1
        minutes = LENGTHS[(seen[period] - 1) % len(LENGTHS)]
        kinds.append(KindOfShift(f"{PERIODS[period]}{seen[period]}", period, minutes))
    return kinds


def _not_next(kind: KindOfShift, kinds: list[KindOfShift]) -> list[str]:
    """Shifts of earlier periods, and after a long shift the long ones of its own period."""
    return [
        other.id
        for other in kinds
        if other.period < kind.period or (other.period == kind.period and kind.minutes == other.minutes == 720)
    ]


def _employee(employee: str, kinds: list[KindOfShift], days: int, rng: Random) -> str:
    limits = {480: days, 600: days * 2 // 5, 720: days // 5}
    most = {kind.id: limits[kind.minutes] if rng.random() < 0.6 else 0 for kind in kinds}
    if not any(most.values()):
        most[kinds[0].id] = days
    most_minutes = days * 309 // 480 * 480
    cells = (most_minutes, max(0, most_minutes - 960), rng.choice((5, 5, 6)), 2, rng.choice((2, 2, 3)), days // 14)
    return ",".join((employee, "|".join(f"{shift}={n}" for shift, n in most.items()), *map(str, cells)))


def _wishes(
    employee: str, kinds: list[KindOfShift], days: int, off: list[int], runs: float, longest: int, rng: Random
) -> list[str]:
    """Runs of wishes of one weight, never on a day off."""
    lines = {}
    for _ in range(round(runs + rng.random())):
        first, weight, kind = rng.randrange(days), rng.randint(1, 3), rng.choice(kinds)
        for day in range(first, min(days, first + rng.randint(1, longest))):
            if day not in off:
                lines[day] = f"{employee},{day},{kind.id},{weight}"
    return [lines[day] for day in sorted(lines)]


def _cover(people: int, days: int, kinds: list[KindOfShift], rng: Random) -> list[str]:
    """About as much work as the staff can do, some days a little more."""
    share = people * 0.6 / len(kinds)
    return [
        f"{day},{kind.id},{max(0, round(share * rng.uniform(0.7, 1.3)))},100,1" for day in range(days) for kind in kinds
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option, otherwise in (("--people", 150), ("--days", 364), ("--shifts", 32), ("--seed", 1)):
        parser.add_argument(option, type=int, default=otherwise)
    parser.add_argument("-o", type=Path, required=True, dest="file")
    asked = parser.parse_args()
    asked.file.write_text(curtois_like(asked.people, asked.days, asked.shifts, asked.seed), encoding="utf-8")


if __name__ == "__main__":
    main()
