"""Curves of a suite as SVG: the gap to the best known against seconds, a panel for each instance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.bench.axes import Axes, axes_for
from api.bench.entries import Conditions, Entry, entries_by_conditions
from api.bench.gaps import gap
from api.bench.row import ENGINES, Row
from api.bench.words import ENGINE_NAMES, conditions_in_words, gap_in_words
from api.exchange.svg import GRID, INK, SOFT, STRONG, page, text
from models.fact import Text

COLORS = {"paiqin": "#0b5cad", "cpsat": "#c8641b", "highs": "#5d7f3a"}
WIDTH, HEIGHT = 250.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 18.0, 46.0, 30.0
HEAD, FOOT, MARGIN = 78.0, 22.0, 14.0
MOST_ACROSS = 4
GUIDE = 0.05
"""The gap at which a dashed line is drawn."""


def picture(suite: str, rows: Sequence[Row], lang: str) -> str:
    """The picture of the conditions that were measured last."""
    conditions, entries = list(entries_by_conditions(rows).items())[-1]
    names = list(dict.fromkeys(entry.row.instance for entry in entries))
    curves = {name: list(_curves([e for e in entries if e.row.instance == name], conditions)) for name in names}
    points = [point for found in curves.values() for _, curve in found for point in curve]
    seconds = [*(second for second, _ in points), conditions.time]
    axes = axes_for(WIDTH, HEIGHT, seconds, [share for _, share in points])
    across = min(MOST_ACROSS, len(names), max(1, round(len(names) ** 0.5 + 0.3)))
    down = -(-len(names) // across)
    wide, high = LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM
    size = (max(across * wide, 430.0) + 2 * MARGIN, HEAD + down * high + FOOT)
    parts = [*_head(suite, conditions, entries, lang)]
    for number, name in enumerate(names):
        x, y = MARGIN + number % across * wide + LEFT, HEAD + number // across * high + TOP
        mine = [entry for entry in entries if entry.row.instance == name]
        panel = "".join(_panel(name, mine, curves[name], axes, lang))
        parts.append(f'<g transform="translate({x:g} {y:g})">{panel}</g>')
    parts.append(text(size[0] / 2, size[1] - 10, _across(lang), 11, SOFT, "middle"))
    return page(*size, parts)


def _curves(entries: Sequence[Entry], conditions: Conditions) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Each row's engine with its seconds and gaps, up to the end of the time."""
    for entry in entries:
        for row in entry.rows:
            if entry.reference is None or not row.curve:
                continue
            curve = [(seconds, max(0.0, gap(levels, entry.reference))) for seconds, levels in row.curve]
            last = max(curve[-1][0], min(row.seconds, conditions.time))
            yield row.engine, [*curve, (last, curve[-1][1])]


def _head(suite: str, conditions: Conditions, entries: Sequence[Entry], lang: str) -> Iterator[str]:
    title = Text(f"{suite}：与最好已知值的差距", f"{suite}: gap to the best known value").in_language(lang)
    yield text(MARGIN + 4, 28, title, 17, INK, weight=600)
    yield text(MARGIN + 4, 47, conditions_in_words(conditions, lang), 11, SOFT)
    x = MARGIN + 4
    for engine in [name for name in ENGINES if any(entry.row.engine == name for entry in entries)]:
        name = ENGINE_NAMES[engine].in_language(lang)
        yield f'<path d="M{x:g} 63h20" stroke="{COLORS[engine]}" stroke-width="2.4" stroke-linecap="round"/>'
        yield text(x + 26, 67, name, 12, INK)
        x += 42 + 8 * max(len(name), 4)


def _panel(
    name: str, entries: Sequence[Entry], curves: Sequence[tuple[str, list[tuple[float, float]]]], axes: Axes, lang: str
) -> Iterator[str]:
    """One instance: grid, curves, and each engine's gap at the end."""
    yield from _grid(axes)
    yield text(0, -24, name, 12, INK, weight=600)
    for number, entry in enumerate(entries):
        yield text(62 * number, -9, gap_in_words(entry.gap), 10.5, COLORS[entry.row.engine])
    for engine, curve in reversed(curves):
        yield _line(curve, axes, COLORS[engine])
    if not curves:
        nothing = Text("没有方案", "no plan").in_language(lang)
        yield text(axes.width / 2, axes.height / 2, nothing, 12, SOFT, "middle")


def _grid(axes: Axes) -> Iterator[str]:
    for share in axes.gaps:
        y = axes.y(share)
        dashes = ' stroke-dasharray="4 3"' if share == GUIDE else ""
        color = STRONG if share == GUIDE else GRID
        yield f'<path d="M0 {y:g}h{axes.width:g}" stroke="{color}"{dashes}/>'
        yield text(-6, y + 3.5, f"{100 * share:g} %", 9.5, SOFT, "end")
    for seconds in axes.seconds:
        x = axes.x(seconds)
        yield f'<path d="M{x:g} 0v{axes.height:g}" stroke="{GRID}"/>'
        yield text(x, axes.height + 14, f"{seconds:g}", 9.5, SOFT, "middle")
    yield f'<path d="M0 {axes.height:g}h{axes.width:g}" stroke="{STRONG}"/>'
    yield text(-6, axes.height + 3.5, "0", 9.5, SOFT, "end")


def _line(curve: Sequence[tuple[float, float]], axes: Axes, color: str) -> str:
    """A step at each better plan, and a dot at the end."""
    (first, share), rest = curve[0], curve[1:]
    path = f"M{axes.x(first):g} {axes.y(share):g}"
    path += "".join(f"H{axes.x(seconds):g}V{axes.y(near):g}" for seconds, near in rest)
    x, y = axes.x(curve[-1][0]), axes.y(curve[-1][1])
    stroke = f'stroke="{color}" stroke-width="1.8" stroke-linejoin="round" fill="none"'
    return f'<path d="{path}" {stroke}/><circle cx="{x:g}" cy="{y:g}" r="2.6" fill="{color}"/>'


def _across(lang: str) -> str:
    return Text(
        "秒（对数）；虚线为 5 %，底线为不大于 0.1 %", "seconds (logarithmic); dashed 5 %, base line below 0.1 %"
    ).in_language(lang)
