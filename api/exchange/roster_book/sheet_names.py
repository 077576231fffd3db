"""Names that a workbook admits for its sheets: short, without certain signs, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
RESERVED = ("history",)


class SheetNames:
    """Hands out names, each once, whatever its case."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def take(self, wanted: str) -> str:
        """The name nearest to what is wanted; a number tells it from an equal one."""
        plain = FORBIDDEN.sub(" ", wanted).strip().strip("'").strip() or "-"
        for name in self._candidates(plain):
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
        raise AssertionError

    def _candidates(self, plain: str) -> Iterator[str]:
        marks = ("" if number == 1 else f" ({number})" for number in count(1))
        return (_cut(plain, LONGEST - len(mark)) + mark for mark in marks)


def _cut(text: str, most: int) -> str:
    """The text in at most so many characters as a spreadsheet counts them: those beyond the first plane twice."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.rstrip(" '") or "-"
