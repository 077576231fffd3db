"""Reading JSON strictly: repeated keys, endless nesting and numbers that are none are faults."""

from __future__ import annotations

import json
import re
from typing import Any

from api.exchange.places import place_of
from api.exchange.plain import Oversized, Repeated, too_deep
from api.exchange.syntax import Spot, fault_of_syntax, json_cause
from models.consistency import MOST_FAULTS
from models.fact import Text
from models.fault import Fault, InputError

LONGEST_NUMBER = 400

SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""How half a character is written in JSON."""


def json_of(text: str, file: str) -> Any:
    """The value that a JSON text states; what may not stand in it is left for `faults_of_values`. Raises InputError."""
    stated = text.removeprefix("\ufeff")
    try:
        value = json.loads(stated, object_pairs_hook=_object, parse_int=_whole, parse_float=_fraction)
    except json.JSONDecodeError as error:
        rest = stated[error.pos : error.pos + 100].split("\n", maxsplit=1)[0]
        spot = Spot(error.lineno, error.colno, rest)
        raise InputError([fault_of_syntax("JSON", file, spot, json_cause(stated, error))]) from None
    except RecursionError:
        raise InputError([too_deep(file)]) from None
    if SURROGATE.search(stated):
        _refuse_halves(value, file)
    return value


def _refuse_halves(value: Any, file: str) -> None:
    """Refuses texts with half a character, such as \"\\ud800\" alone: nothing can be written that holds one."""
    faults = list[Fault]()
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting and len(faults) < MOST_FAULTS:
        place, one = waiting.pop()
        if isinstance(one, dict):
            waiting += [((*place, name), each) for name, each in reversed(one.items()) if _is_whole(name)]
            texts = [name for name in one if not _is_whole(name)]
        elif isinstance(one, list):
            waiting += [((*place, number), each) for number, each in reversed(list(enumerate(one)))]
            texts = []
        else:
            texts = [one] if isinstance(one, str) and not _is_whole(one) else []
        shown = [text.encode("ascii", "backslashreplace").decode()[:100] for text in texts]
        allowed, cure = Text("完整的 Unicode 文字", "whole Unicode characters"), Text("改正文字", "correct the text")
        faults += [Fault(place_of(place) if place else file, text, allowed, cure) for text in shown]
    if faults:
        raise InputError(faults)


def _is_whole(text: str) -> bool:
    return not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    stated = dict(pairs)
    if len(stated) == len(pairs):
        return stated
    seen, again = set[str](), dict[str, None]()
    for key, _ in pairs:
        if key in seen:
            again[key] = None
        seen.add(key)
    repeated = Repeated(stated)
    repeated.keys_repeated = tuple(again)
    return repeated


def _whole(digits: str) -> int | Oversized:
    return int(digits) if len(digits) < LONGEST_NUMBER else Oversized(digits)


def _fraction(digits: str) -> float | Oversized:
    return float(digits) if len(digits) < LONGEST_NUMBER else Oversized(digits)
