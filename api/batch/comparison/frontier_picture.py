"""Strength against unfilled work as SVG: a line for each case, filled dots where everything is filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pandas as pd

from api.batch.comparison.result import BatchResult
from api.batch.comparison.tables import CASE
from api.batch.comparison.words import title_of
from api.exchange.svg import GRID, INK, SOFT, STRONG, page, text
from models.fact import Text

WIDTH, HEIGHT, LEFT, TOP = 520.0, 280.0, 62.0, 92.0
COLORS = ("#0b5cad", "#c8641b", "#5d7f3a", "#8a4fa3", "#b03a48", "#3a8f8f", "#8f7a3a", "#555f6b")
MARKS = 10


def frontier_picture(result: BatchResult, lang: str) -> str:
    """The fewer people, the more work stays unfilled: x strength, y people missing, from 0."""
    table = result.frontier
    strengths, missing = pd.to_numeric(table["strength"]), pd.to_numeric(table["unfilled"])
    first, last, most = float(strengths.min()), float(strengths.max()), float(max(1, missing.max()))
    across = max(1.0, last - first)

    def place(strength: float, unfilled: float) -> tuple[float, float]:
        x = LEFT + WIDTH * ((strength - first) / across if last > first else 0.5)
        return round(x, 1), round(TOP + HEIGHT * (1 - unfilled / most), 1)

    title = Text("警力与缺勤", "strength and unfilled work").in_language(lang)
    parts = [
        text(18, 32, f"{result.name}：{title}" if lang == "zh" else f"{result.name}: {title}", 17, INK, weight=600)
    ]
    parts.append(text(18, 54, _hint(lang), 11.5, SOFT))
    for strength in _marks(int(first), int(last)):
        x, _ = place(strength, 0)
        parts.append(f'<path d="M{x:g} {TOP:g}v{HEIGHT:g}" stroke="{GRID}"/>')
        parts.append(text(x, TOP + HEIGHT + 18, str(strength), 10.5, SOFT, "middle"))
    for unfilled in _marks(0, int(most)):
        _, y = place(first, unfilled)
        parts.append(f'<path d="M{LEFT:g} {y:g}h{WIDTH:g}" stroke="{GRID if unfilled else STRONG}"/>')
        parts.append(text(LEFT - 8, y + 4, str(unfilled), 10.5, SOFT, "end"))
    parts.append(text(LEFT + WIDTH / 2, TOP + HEIGHT + 38, title_of("strength", lang), 11.5, INK, "middle"))
    parts.append(text(LEFT - 8, TOP - 8, title_of("unfilled", lang), 11.5, INK, "end" if lang == "zh" else "start"))
    cases = list(table.groupby(list(CASE), sort=False))
    for number, (case, rows) in enumerate(cases):
        color = COLORS[number % len(COLORS)]
        points = [place(float(s), float(u)) for s, u in zip(rows["strength"], rows["unfilled"], strict=True)]
        parts += _line(points, [not u for u in rows["unfilled"]], color)
        y = TOP + HEIGHT + 66 + 20 * number
        parts.append(f'<path d="M{LEFT:g} {y - 4:g}h20" stroke="{color}" stroke-width="2.4"/>')
        parts.append(text(LEFT + 28, y, _legend(case, result, lang), 12, INK))
    return page(LEFT + WIDTH + 40, TOP + HEIGHT + 80 + 20 * len(cases), parts)


def _marks(first: int, last: int) -> range:
    """Whole numbers at which an axis is marked, some ten of them."""
    step = next(step for power in range(9) for one in (1, 2, 5) if (last - first) / (step := one * 10**power) <= MARKS)
    return range(first, last + 1, step)


def _line(points: list[tuple[float, float]], filled: list[bool], color: str) -> Iterator[str]:
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.8"/>'
    for (x, y), is_filled in zip(points, filled, strict=True):
        inner = color if is_filled else "#fff"
        yield f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{inner}" stroke="{color}" stroke-width="1.6"/>'


def _legend(case: object, result: BatchResult, lang: str) -> str:
    names = cast(tuple[str, str, str], case)
    named = result.case_name(*names)
    for one in result.smallest:
        if (one.facts, one.policy, one.patch) == names:
            return f"{named}{'：' if lang == 'zh' else ': '}{one.sentence.in_language(lang)}"
    return named


def _hint(lang: str) -> str:
    return Text("实心点：全部排满", "solid dots: everything is filled").in_language(lang)
