"""How the search grows with the station: seconds to 5 % of the final value and memory, against people.

    paiqin bench own -o benchmarks/results/own.jsonl --only 'growth-*' --time 60 --lang en
    python -m benchmarks.growth [--rows benchmarks/results/own.jsonl] [--out benchmarks/results/growth.svg]

Final value: the best plan of the same run. A plan is within 5 % of it if no level, down to the first that is better, is
more than 5 % worse. The first roster is drawn too. Annealing is spread over the time that it is given, so that seconds
to 5 % follow the budget as well as the station.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from api.bench.entries import NEAR
from api.bench.gaps import seconds_within
from api.bench.row import Row
from api.bench.rows_file import RowsFile
from api.exchange.svg import GRID, INK, SOFT, STRONG, page, text

PREFIX = "growth-"
WIDTH, HEIGHT, LEFT, TOP, ROOM = 300.0, 220.0, 60.0, 70.0, 90.0
MARKS = 5
SECONDS, MEMORY, FIRST = "#0b5cad", "#5d7f3a", "#c8641b"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, default=Path("benchmarks/results/own.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/growth.svg"))
    chosen = parser.parse_args()
    rows = [row for row in RowsFile(chosen.rows).rows if row.instance.startswith(PREFIX) and row.levels]
    rows.sort(key=lambda row: row.people)
    chosen.out.write_text(picture(rows), "utf-8", newline="\n")
    for row in rows:
        print(row.people, row.first_seconds, near(row), f"{row.memory_mb} MB", row.levels)


def near(row: Row) -> float:
    """Seconds to 5 % of the run's final plan."""
    assert row.levels is not None
    return seconds_within(row.curve, row.levels, NEAR) or row.time


def picture(rows: Sequence[Row]) -> str:
    """Two panels side by side, both from 0: seconds, and memory."""
    people = [row.people for row in rows]
    parts = [text(18, 32, "people and effort, 35 days", 17, INK, weight=600)]
    first = [(row.people, row.first_seconds or 0.0) for row in rows]
    parts += panel(LEFT, "seconds to 5 % (first roster: orange)", [(row.people, near(row)) for row in rows], SECONDS)
    parts += line(LEFT, first, max(near(row) for row in rows), max(people), FIRST)
    memory = [(row.people, float(row.memory_mb)) for row in rows]
    parts += panel(LEFT + WIDTH + ROOM, "memory [MB]", memory, MEMORY)
    return page(LEFT + 2 * WIDTH + ROOM + 40, TOP + HEIGHT + 50, parts)


def panel(left: float, title: str, points: Sequence[tuple[int, float]], color: str) -> list[str]:
    widest, most = max(x for x, _ in points), max(y for _, y in points)
    parts = [text(left, TOP - 14, title, 12, INK, weight=600)]
    for k in range(MARKS + 1):
        y = TOP + HEIGHT * (1 - k / MARKS)
        parts.append(f'<path d="M{left:g} {y:g}h{WIDTH:g}" stroke="{GRID if k else STRONG}"/>')
        parts.append(text(left - 8, y + 4, f"{most * k / MARKS:.3g}", 10, SOFT, "end"))
    for x, _ in points:
        parts.append(text(left + WIDTH * x / widest, TOP + HEIGHT + 18, str(x), 10, SOFT, "middle"))
    return parts + line(left, points, most, widest, color)


def line(left: float, points: Sequence[tuple[int, float]], most: float, widest: int, color: str) -> list[str]:
    at = [(left + WIDTH * x / widest, TOP + HEIGHT * (1 - y / most)) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{color}"/>' for x, y in at]
    return [f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.8"/>', *dots]


if __name__ == "__main__":
    main()
