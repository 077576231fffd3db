"""A comparison as SVG: a line for each case, bars for unfilled work, hours, spreads and levels beside one another."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from api.batch.comparison.result import BatchResult
from api.batch.comparison.tables import PENALTIES
from api.batch.comparison.words import title_of
from api.exchange.outcome_page import figure
from api.exchange.svg import GRID, INK, SOFT, STRONG, page, text
from models.fact import Text

PANELS = (
    "people",
    *PENALTIES,
    "unfilled",
    "hours_mean",
    "hours_most",
    "nights_spread",
    "weekends_spread",
    "zone_hours_per_officer_week",
)
BAD, PLAIN = "#c8641b", "#0b5cad"
LINE, TOP, MARGIN, BAR, GAP = 22.0, 92.0, 18.0, 84.0, 22.0
MOST_LINES = 80


def comparison_picture(result: BatchResult, lang: str) -> str:
    """Panels that are 0 or unknown for everybody are left out; every panel has a scale of its own, from 0."""
    best = result.best.head(MOST_LINES)
    names = [_name(result, row) for row in best.to_dict("records")]
    panels = [name for name in PANELS if pd.to_numeric(best[name]).fillna(0).any()]
    left = MARGIN + 7.6 * max((_width(name) for name in names), default=8) + 14
    height = TOP + LINE * max(1, len(best)) + 34
    parts = [text(MARGIN, 32, result.name, 17, INK, weight=600), text(MARGIN, 52, _said(result, lang), 11.5, SOFT)]
    for number, name in enumerate(names):
        y = TOP + LINE * number
        parts.append(f'<path d="M{MARGIN:g} {y + LINE:g}H{left + len(panels) * (BAR + GAP):g}" stroke="{GRID}"/>')
        parts.append(text(MARGIN, y + 15, name, 12, INK))
    for number, panel in enumerate(panels):
        parts += _panel(left + number * (BAR + GAP), panel, best, number % 2 == 1, lang)
    last = 6.2 * _width(title_of(panels[-1], lang)) if panels else 0.0
    return page(max(left + len(panels) * (BAR + GAP) + MARGIN + max(0.0, last - BAR), 520), height, parts)


def _panel(x: float, panel: str, best: pd.DataFrame, is_lower: bool, lang: str) -> Iterator[str]:
    values = pd.to_numeric(best[panel])
    most = values.max() or 1
    color = BAD if panel == "unfilled" or panel in PENALTIES[:2] else PLAIN
    yield text(x, TOP - (6 if is_lower else 22), title_of(panel, lang), 10.5, SOFT)
    yield f'<path d="M{x:g} {TOP:g}V{TOP + LINE * len(best):g}" stroke="{STRONG}"/>'
    for number, value in enumerate(values):
        y = TOP + LINE * number
        if pd.isna(value):
            yield text(x + 4, y + 15, "–", 11, SOFT)
            continue
        width = (BAR - 34) * float(value) / float(most)
        size = f'width="{max(0.0, width):.1f}" height="{LINE - 9:g}"'
        yield f'<rect x="{x:g}" y="{y + 5:g}" {size} rx="2" fill="{color}"/>'
        shown = figure(int(value) if float(value).is_integer() else float(value))
        yield text(x + width + 4, y + 15, shown, 10.5, INK)


def _name(result: BatchResult, row: dict[Hashable, Any]) -> str:
    named = result.case_name(row["facts"], row["policy"], row["patch"])
    return named if pd.isna(row["strength"]) else f"{named} · {row['strength']}"


def _width(name: str) -> float:
    """The room that a text takes, in narrow letters."""
    return sum(1.6 if ord(letter) > 0x2E80 else 1.0 for letter in name)


def _said(result: BatchResult, lang: str) -> str:
    return Text(
        f"{len(result.table)} 项；每种情形取各种子中最好的方案",
        f"{len(result.table)} items; of each case the best plan of its seeds",
    ).in_language(lang)
