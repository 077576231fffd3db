"""Columns of texts, numbers and fixed words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from api.exchange.workbook.grid import Cell
from api.exchange.workbook.naming import json_texts
from api.exchange.workbook.sorts import Around, Sort
from api.exchange.workbook.sorts_of_names import DASH
from api.exchange.workbook.vocabulary import TRUTHS, Vocabulary
from api.exchange.workbook.wording import Misread, parts_of, plain
from models.fact import Text


class Words:
    """A text for people, or an id, as it stands."""

    def read(self, cell: Cell, around: Around) -> Any:
        return cell.text

    def write(self, value: Any, around: Around) -> Any:
        return value


@dataclass(frozen=True)
class Texts:
    """A list of texts."""

    def read(self, cell: Cell, around: Around) -> Any:
        return json_texts(cell.text) if cell.text.startswith("[") else parts_of(cell.text)

    def write(self, value: Any, around: Around) -> Any:
        text = "、".join(value)
        return text if parts_of(text) == list(value) else json.dumps(list(value), ensure_ascii=False)


@dataclass(frozen=True)
class Whole:
    """A whole number; units after it are passed over (`2人`, `30 分钟`)."""

    def read(self, cell: Cell, around: Around) -> Any:
        value = cell.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            if value == int(value):
                return int(value)
        elif isinstance(value, str) and (
            found := re.fullmatch(r"([+-]?\d{1,9})(?:\.0+)?\s*[^\d\s.,]{0,3}", plain(value))
        ):
            return int(found[1])
        raise Misread(Text("整数", "a whole number"), Text("写一个整数", "write a whole number"))

    def write(self, value: Any, around: Around) -> Any:
        return value


@dataclass(frozen=True)
class Fraction:
    """A number."""

    def read(self, cell: Cell, around: Around) -> Any:
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            return cell.value
        if found := re.fullmatch(r"(\d{1,9}(?:\.\d+)?)\s*(?:秒|s|sec|seconds)?", plain(cell.text).casefold()):
            return float(found[1])
        raise Misread(Text("数", "a number"), Text("写一个数", "write a number"))

    def write(self, value: Any, around: Around) -> Any:
        return value


@dataclass(frozen=True)
class Truth:
    """Yes or no, in the words of a vocabulary."""

    words: Vocabulary = TRUTHS

    def read(self, cell: Cell, around: Around) -> Any:
        return self.words.value(cell.text)

    def write(self, value: Any, around: Around) -> Any:
        return self.words.word(value, around.lang)


@dataclass(frozen=True)
class Word:
    """One of a few fixed words."""

    words: Vocabulary

    def read(self, cell: Cell, around: Around) -> Any:
        return self.words.value(cell.text)

    def write(self, value: Any, around: Around) -> Any:
        return self.words.word(value, around.lang)


@dataclass(frozen=True)
class WordList:
    """Several of a few fixed words."""

    words: Vocabulary

    def read(self, cell: Cell, around: Around) -> Any:
        return [self.words.value(part) for part in parts_of(cell.text)]

    def write(self, value: Any, around: Around) -> Any:
        return "、".join(self.words.word(each, around.lang) for each in value)


@dataclass(frozen=True)
class Level:
    """A level by its number, with or without its name."""

    words: Vocabulary

    def read(self, cell: Cell, around: Around) -> Any:
        found = re.match(r"\s*(?:第)?([0-5])(?!\d)", plain(cell.text))
        return int(found[1]) if found else self.words.value(cell.text)

    def write(self, value: Any, around: Around) -> Any:
        return self.words.word(value, around.lang)


@dataclass(frozen=True)
class Each:
    """One value for each segment of a shift, parted by commas, `-` for none; a single one holds for all."""

    sort: Sort

    def read(self, cell: Cell, around: Around) -> Any:
        parts = parts_of(cell.text)
        return [
            None if part == DASH else self.sort.read(Cell(cell.sheet, cell.row, cell.column, part), around)
            for part in parts
        ]

    def write(self, value: Any, around: Around) -> Any:
        texts = [DASH if each is None else str(self.sort.write(each, around)) for each in value]
        return texts[0] if len(set(texts)) == 1 else "、".join(texts)


class Colour:
    """`#rrggbb`, with or without the sign."""

    def read(self, cell: Cell, around: Around) -> Any:
        text = plain(cell.text)
        return text if text.startswith("#") else f"#{text}"

    def write(self, value: Any, around: Around) -> Any:
        return value
