"""Reading JSON strictly: repeated keys, endless nesting and numbers that are none are faults."""

from __future__ import annotations

import json
from typing import Any

from api.exchange.plain import Oversized, Repeated, too_deep
from api.exchange.syntax import Spot, fault_of_syntax, json_cause
from models.fault import InputError

LONGEST_NUMBER = 400


def json_of(text: str, file: str) -> Any:
    """The value that a JSON text states; what may not stand in it is left for `faults_of_values`. Raises InputError."""
    stated = text.removeprefix("\ufeff")
    try:
        return json.loads(stated, object_pairs_hook=_object, parse_int=_whole, parse_float=_fraction)
    except json.JSONDecodeError as error:
        rest = stated[error.pos : error.pos + 100].split("\n", maxsplit=1)[0]
        spot = Spot(error.lineno, error.colno, rest)
        raise InputError([fault_of_syntax("JSON", file, spot, json_cause(stated, error))]) from None
    except RecursionError:
        raise InputError([too_deep(file)]) from None


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
