"""Places in a document, such as `facts.people[3].skills[0]`, and the order in which they stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.fault import Fault

Step = str | int
LONGEST = 60
_FIELD = re.compile(r"[^\W\d][\w-]{0,63}")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def place_of(steps: Iterable[Step], root: str = "") -> str:
    """The place that steps lead to; `root` is a place itself or ends in `: `."""
    place = root
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        elif not _FIELD.fullmatch(step):
            place += f"[{shown(step)}]"
        else:
            place += step if not place or place.endswith(": ") else f".{step}"
    return place


def value_at(document: Any, steps: Iterable[Step]) -> Any:
    """What stands at a place; KeyError, IndexError or TypeError when nothing does."""
    for step in steps:
        document = document[step]
    return document


def shown(value: object) -> str:
    """A value as it stands in the document, at most some 60 characters."""
    if isinstance(value, Mapping) and value:
        return "{…}" if len(value) > 3 else _cut("{" + ", ".join(_cut(str(key), 20) for key in value) + "}")
    if isinstance(value, list | tuple) and value:
        return "[…]"
    if isinstance(value, str) and len(value) > LONGEST:
        value = value[: LONGEST + 1]
    return _cut(json.dumps(value, ensure_ascii=False, default=str))


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def moved(fault: Fault, old: str, new: str) -> Fault:
    """A fault below the place `old`, seen from a document in which that place is `new`."""
    rest = fault.place.removeprefix(old)
    if rest == fault.place and old:
        return fault
    if new.endswith(": ") or not new:
        rest = rest.removeprefix(".")
    elif rest and not rest.startswith((".", "[")):
        rest = f".{rest}"
    return replace(fault, place=(new + rest).removesuffix(": ") or "-")


def in_order(faults: Sequence[Fault], document: object, root: str = "") -> list[Fault]:
    """Faults in the order in which their places, below `root`, stand in the document; equal ones once."""
    numbers: dict[int, dict[str, int]] = {}

    def order(fault: Fault) -> list[int]:
        at, found = document, list[int]()
        for number, field in _STEP.findall(fault.place.removeprefix(root)):
            if isinstance(at, Mapping):
                if id(at) not in numbers:
                    numbers[id(at)] = {key: k for k, key in enumerate(at)}
                found.append(numbers[id(at)].get(field, len(at)))
                at = at.get(field)
            elif number:
                found.append(int(number))
                at = at[int(number)] if isinstance(at, list) and int(number) < len(at) else None
        return found

    return sorted(dict.fromkeys(faults), key=order)
