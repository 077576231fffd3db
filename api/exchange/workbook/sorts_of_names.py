"""Columns that name what the workbook lists: by name, code or id, one or several."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from api.exchange.workbook.grid import Cell
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.wording import parts_of, plain, tight

NONE_WORDS = ("无", "none", "null", "-", "休", "off", "/", "空")

DASH = "-"


@dataclass(frozen=True)
class Ref:
    """Something that the workbook lists, by its name, code or id."""

    sorts: tuple[str, ...]

    def read(self, cell: Cell, around: Around) -> Any:
        return around.naming.id_of(cell.text, *self.sorts)

    def write(self, value: Any, around: Around) -> Any:
        return around.naming.word_for(value, *self.sorts)


@dataclass(frozen=True)
class Refs:
    """Several such things."""

    sorts: tuple[str, ...]

    def read(self, cell: Cell, around: Around) -> Any:
        return around.naming.ids_in(cell.text, *self.sorts)

    def write(self, value: Any, around: Around) -> Any:
        return around.naming.words_for(value, *self.sorts)


@dataclass(frozen=True)
class RefOrNone:
    """Something listed, or openly nothing: `休`, `-`."""

    sorts: tuple[str, ...]

    def read(self, cell: Cell, around: Around) -> Any:
        if tight(cell.text) in NONE_WORDS and around.naming.find(cell.text, *self.sorts) is None:
            return None
        return around.naming.id_of(cell.text, *self.sorts)

    def write(self, value: Any, around: Around) -> Any:
        return DASH if value is None else around.naming.word_for(value, *self.sorts)


@dataclass(frozen=True)
class PastRef:
    """A shift or place of the past: one that is listed, or the word itself, since it may be gone by now."""

    sorts: tuple[str, ...]

    def read(self, cell: Cell, around: Around) -> Any:
        return around.naming.find(cell.text, *self.sorts) or plain(cell.text)

    def write(self, value: Any, around: Around) -> Any:
        return around.naming.word_for(value, *self.sorts)


@dataclass(frozen=True)
class Uses:
    """Resources and how many of each: `床位、警车座位×2`."""

    def read(self, cell: Cell, around: Around) -> Any:
        return [self._use(part, around) for part in parts_of(cell.text)]

    def _use(self, part: str, around: Around) -> dict[str, Any]:
        found = re.fullmatch(r"(.+?)\s*[×*xX]\s*(\d{1,4})", part)
        if found and around.naming.find(part, "resources") is None:
            return {"resource": around.naming.id_of(found[1], "resources"), "count": int(found[2])}
        return {"resource": around.naming.id_of(part, "resources")}

    def write(self, value: Any, around: Around) -> Any:
        names = [around.naming.word_for(use["resource"], "resources") for use in value]
        counts = [use.get("count", 1) for use in value]
        return "、".join(name if n == 1 else f"{name}×{n}" for name, n in zip(names, counts, strict=True))


class PatternDays:
    """The days of a rotation pattern: shifts or patterns, `休` or `-` for a day off."""

    def read(self, cell: Cell, around: Around) -> Any:
        words = json.loads(cell.text) if cell.text.startswith("[") else parts_of(cell.text)
        return [self._day(word, around) for word in words]

    def _day(self, word: str | None, around: Around) -> str | None:
        if word is None:
            return None
        if tight(word) in NONE_WORDS and around.naming.find(word, "shifts", "patterns") is None:
            return None
        return around.naming.id_of(word, "shifts", "patterns")

    def write(self, value: Any, around: Around) -> Any:
        names = [DASH if day is None else around.naming.word_for(day, "shifts", "patterns") for day in value]
        text = "、".join(names)
        return text if parts_of(text) == names else json.dumps(list(value), ensure_ascii=False)
