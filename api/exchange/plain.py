"""Plain values as JSON and YAML give them: what they may not be, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import Any

from api.exchange.places import Step, place_of, shown
from models.fact import Text
from models.fault import Fault

DEEPEST = 64
MOST_VALUES = 300_000
LARGEST = 2**53
MOST_FAULTS = 1000

_NUMBER = Text(f"绝对值小于 {LARGEST} 的有限数", f"a finite number below {LARGEST} in size")
_WRITE_NUMBER = Text("写成普通数字；没有值时写 null", "write a plain number, or null for none")


@dataclass(frozen=True)
class Oversized:
    """Stands in a document for a number with too many digits."""

    digits: str

    def __str__(self) -> str:
        return self.digits[:40]


class Repeated(dict[str, Any]):
    """An object in which some keys stand more than once."""

    keys_repeated: tuple[str, ...] = ()


def faults_of_values(document: object, most_values: int = MOST_VALUES) -> list[Fault]:
    """Values that no document may hold, with their places: not finite, too large, too deep, repeated keys, no text."""
    return list(islice(_faults(document, most_values), MOST_FAULTS))


def _faults(document: object, most_values: int) -> Iterator[Fault]:
    waiting: list[tuple[object, tuple[Step, ...]]] = [(document, ())]
    count = 0
    while waiting:
        value, steps = waiting.pop()
        count += 1
        if isinstance(value, dict | list):
            if count + len(waiting) + len(value) > most_values:
                yield too_many(most_values)
                return
            if len(steps) >= DEEPEST:
                yield too_deep(place_of(steps[:4]) + "…")
                return
            yield from _faults_of_keys(value, steps)
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            waiting.extend((item, (*steps, step)) for step, item in inner)
        else:
            yield from _faults_of_value(value, steps)


def _faults_of_keys(value: object, steps: tuple[Step, ...]) -> Iterator[Fault]:
    if isinstance(value, Repeated):
        for key in value.keys_repeated:
            yield repeated_key(place_of((*steps, key)), key)
    for key in value if isinstance(value, dict) else ():
        if not is_text(key):
            yield no_text(place_of(steps) or "-", key)


def _faults_of_value(value: object, steps: tuple[Step, ...]) -> Iterator[Fault]:
    if isinstance(value, str):
        if not is_text(value):
            yield no_text(place_of(steps), value)
    elif isinstance(value, Oversized):
        yield Fault(place_of(steps) or "-", f"{value}…", _NUMBER, _WRITE_NUMBER)
    elif (isinstance(value, float) and not isfinite(value)) or (isinstance(value, int) and abs(value) >= LARGEST):
        yield Fault(place_of(steps) or "-", shown(value), _NUMBER, _WRITE_NUMBER)


def is_text(value: str) -> bool:
    """Whether a string holds characters only: no null, no half of a surrogate pair."""
    if "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def no_text(place: str, value: str) -> Fault:
    """The fault of a string that holds what is no character."""
    shown_as = value[:40].encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    allowed = Text("由字符组成的文本", "text made of characters")
    return Fault(place, shown_as, allowed, Text("去掉非字符", "remove what is no character"))


def repeated_key(place: str, key: str) -> Fault:
    """The fault of a key that stands twice in one object."""
    allowed = Text("每个字段只写一次", "each field once")
    return Fault(place, shown(key), allowed, Text("删去多余的一处", "remove the repetition"))


def too_deep(place: str) -> Fault:
    """The fault of nesting beyond reason."""
    allowed = Text(f"嵌套不超过 {DEEPEST} 层", f"at most {DEEPEST} levels")
    return Fault(place, "[[[…", allowed, Text("检查括号或缩进", "check brackets or indentation"))


def too_many(most_values: int) -> Fault:
    """The fault of a document with more values than anything real has."""
    allowed = Text(f"最多 {most_values} 个值", f"at most {most_values} values")
    return Fault("-", f"> {most_values}", allowed, Text("分成几个文件", "make several files of it"))
