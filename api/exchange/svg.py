"""Pictures as SVG: the page, its texts, and the inks that all pictures share."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

INK, SOFT, GRID, STRONG = "#1d2733", "#5b6875", "#e4e9ee", "#b9c4ce"
FONT = "font-family=\"'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif\""


def page(width: float, height: float, parts: Iterable[str]) -> str:
    """A white picture of this size, in pixels, with its parts."""
    box = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} {FONT}>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{body}\n</svg>\n"
    )


def text(x: float, y: float, said: str, size: float, color: str, anchor: str = "start", weight: int = 400) -> str:
    """Text on its base line at (x, y); whatever it says, it stays text."""
    placed = f'x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{color}" text-anchor="{anchor}" font-weight="{weight}"'
    return f"<text {placed}>{escape(said)}</text>"
