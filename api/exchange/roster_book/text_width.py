"""How wide a text stands on a sheet, so that columns and rows are as large as they must be."""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache

LATIN_EM = 0.6
LINE = 1.38
PADDING = 7


@lru_cache(maxsize=20_000)
def text_pixels(text: str, points: float) -> float:
    """Pixels of a line of text: a Chinese character is as wide as high, others a little over half of that."""
    return sum(_em(sign) for sign in text) * points * 96 / 72


@cache
def _em(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WF" else LATIN_EM


def lines_of(text: str, pixels: float, points: float) -> int:
    """How many lines a text takes in a column of that width."""
    room = max(1.0, pixels - PADDING)
    return sum(max(1, math.ceil(text_pixels(line, points) / room)) for line in text.split("\n")) or 1


def height_of(lines: int, points: float) -> float:
    """The height in points of a row with so many lines."""
    return round(lines * points * LINE + 2.5, 1)
