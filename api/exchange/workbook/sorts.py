"""The sorts of columns: how a cell is read into a field of the facts, and how the field is written into a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any, Protocol

from api.exchange.workbook.cell_dates import Horizon, date_of, dates_of, ranges_of, shown_dates
from api.exchange.workbook.cell_times import clock_of, moment_of, shown_spans, spans_of
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.naming import Naming, json_texts
from api.exchange.workbook.vocabulary import TRUTHS, Vocabulary
from api.exchange.workbook.which_days import days_in, shown_days
from api.exchange.workbook.wording import Misread, parts_of, plain, tight
from models.fact import Text

NONE_WORDS = ("无", "none", "null", "-", "休", "off", "/", "空")
DASH = "-"


@dataclass
class Around:
    """What a cell is read in the light of: the horizon, the names, and the language in which words are written."""

    horizon: Horizon = field(default_factory=Horizon)
    naming: Naming = field(default_factory=Naming)
    lang: str = "zh"
    made_ids: set[str] = field(default_factory=set)


class Sort(Protocol):
    """One sort of column. `read` raises Misread; `write` gives what `read` turns into the same value."""

    def read(self, cell: Cell, around: Around) -> Any: ...

    def write(self, value: Any, around: Around) -> Any: ...


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


class DayCell:
    """One date."""

    def read(self, cell: Cell, around: Around) -> Any:
        return date_of(_valued(cell), around.horizon).isoformat()

    def write(self, value: Any, around: Around) -> Any:
        return Date.fromisoformat(value)


class DayCells:
    """Dates; the row holds for each."""

    def read(self, cell: Cell, around: Around) -> Any:
        return [day.isoformat() for day in dates_of(_valued(cell), around.horizon)]

    def write(self, value: Any, around: Around) -> Any:
        days = [Date.fromisoformat(day) for day in value]
        return days[0] if len(days) == 1 else shown_dates(days)


class RangeCells:
    """Dates and ranges of dates; each is an absence of its own."""

    def read(self, cell: Cell, around: Around) -> Any:
        return [(first.isoformat(), last.isoformat()) for first, last in ranges_of(_valued(cell), around.horizon)]

    def write(self, value: Any, around: Around) -> Any:
        raise NotImplementedError


class Days:
    """Weekdays, day classes and dates: a cell that states several fields."""

    def read(self, cell: Cell, around: Around) -> Any:
        return days_in(_valued(cell), around.horizon)

    def write(self, value: Mapping[str, Any], around: Around) -> Any:
        return shown_days(value, around.lang)


class Span:
    """A time from and to, as the fields `start` and `end`."""

    def read(self, cell: Cell, around: Around) -> Any:
        spans = spans_of(_valued(cell))
        if len(spans) != 1:
            raise Misread(
                Text("一段起止时间，如 8:00-16:00", "one span, such as 8:00-16:00"),
                Text("分成几行", "make several rows"),
            )
        return {"start": spans[0][0], "end": spans[0][1]}

    def write(self, value: Mapping[str, Any], around: Around) -> Any:
        if value.get("start") is None or value.get("end") is None:
            return None
        return shown_spans([(value["start"], value["end"])])


class Spans:
    """The times of a shift's segments."""

    def read(self, cell: Cell, around: Around) -> Any:
        return spans_of(_valued(cell))

    def write(self, value: Any, around: Around) -> Any:
        return shown_spans(value)


class Clock:
    """A time of day."""

    def read(self, cell: Cell, around: Around) -> Any:
        return clock_of(_valued(cell))

    def write(self, value: Any, around: Around) -> Any:
        return value


class Moment:
    """A wall time with its date."""

    def read(self, cell: Cell, around: Around) -> Any:
        return moment_of(_valued(cell))

    def write(self, value: Any, around: Around) -> Any:
        return value.replace("T", " ")


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


class Colour:
    """`#rrggbb`, with or without the sign."""

    def read(self, cell: Cell, around: Around) -> Any:
        text = plain(cell.text)
        return text if text.startswith("#") else f"#{text}"

    def write(self, value: Any, around: Around) -> Any:
        return value


def _valued(cell: Cell) -> Any:
    return cell.value if not isinstance(cell.value, str) else cell.text
