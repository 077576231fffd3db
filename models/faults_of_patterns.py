"""Cross checks of rotation patterns: none contains itself, none is ambiguous or too long."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from models.fact import Text
from models.fault import Fault
from models.people import Pattern
from models.reading import Reading

LONGEST_PATTERN = 400
DEEPEST_PATTERN = 20


@dataclass(frozen=True)
class _Expansion:
    """How long a pattern is when written out, and how deeply others are nested in it."""

    length: int
    depth: int


def faults_of_patterns(reading: Reading) -> Iterator[Fault]:
    """Patterns that contain themselves, are ambiguous, or grow too long."""
    patterns = reading.station.patterns
    placed = dict(zip(reading.places("patterns", len(patterns)), patterns, strict=True))
    shifts = reading.known.ids("shifts")
    own: dict[str, Pattern] = {}
    for pattern in patterns:
        own.setdefault(pattern.id, pattern)
    for place, pattern in placed.items():
        for number, item in enumerate(pattern.days):
            if item in own and item in shifts:
                yield _ambiguous(f"{place}.days[{number}]", item)
    written, told = _written_out(own, shifts), set[str]()
    for place, pattern in placed.items():
        if pattern.id in written:
            yield from _faults_of_expansion(f"{place}.days", pattern, written)
        elif pattern.id not in told:
            cycle = _cycle(pattern.id, own, shifts, written)
            told.update(cycle)
            if cycle:
                yield _cyclic(f"{place}.days", cycle)


def _nested(pattern: Pattern, own: dict[str, Pattern], shifts: dict[str, None]) -> list[str]:
    return [item for item in pattern.days if item is not None and item in own and item not in shifts]


def _written_out(own: dict[str, Pattern], shifts: dict[str, None]) -> dict[str, _Expansion]:
    """Every pattern that ends, innermost first; those that lead into a cycle are missing."""
    inner = {word: _nested(pattern, own, shifts) for word, pattern in own.items()}
    users: dict[str, list[str]] = {}
    for word, nested in inner.items():
        for item in dict.fromkeys(nested):
            users.setdefault(item, []).append(word)
    waiting = {word: len(set(nested)) for word, nested in inner.items()}
    ready = deque(word for word, count in waiting.items() if count == 0)
    written: dict[str, _Expansion] = {}
    while ready:
        word = ready.popleft()
        parts = [written[item] for item in inner[word]]
        length = len(own[word].days) - len(parts) + sum(part.length for part in parts)
        depth = 1 + max((part.depth for part in parts), default=0)
        written[word] = _Expansion(min(length, LONGEST_PATTERN + 1), min(depth, DEEPEST_PATTERN + 1))
        for user in users.get(word, ()):
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    return written


def _cycle(start: str, own: dict[str, Pattern], shifts: dict[str, None], written: dict[str, _Expansion]) -> list[str]:
    """The way from a pattern back to itself, both ends named; empty when it only leads into a cycle of others."""
    way: dict[str, None] = {}
    at = start
    while at not in way:
        way[at] = None
        at = next(item for item in _nested(own[at], own, shifts) if item not in written)
    return [*way, at] if at == start else []


def _ambiguous(place: str, word: str) -> Fault:
    return Fault(
        place,
        word,
        Text("只指一样东西：班次或轮班制", "the id of one thing, a shift or a pattern"),
        Text("给轮班制另取编号", "give the pattern another id"),
    )


def _cyclic(place: str, cycle: list[str]) -> Fault:
    shown = cycle if len(cycle) <= 8 else [*cycle[:7], "…", cycle[-1]]
    return Fault(
        place,
        " → ".join(shown),
        Text("不包含自身的轮班制", "a pattern that does not contain itself"),
        Text("从其中一个轮班制里去掉所引用的轮班制", "take the inserted pattern out of one of them"),
    )


def _faults_of_expansion(place: str, pattern: Pattern, written: dict[str, _Expansion]) -> Iterator[Fault]:
    mine = written[pattern.id]
    parts = [written[item] for item in pattern.days if item in written and item != pattern.id]
    if mine.length > LONGEST_PATTERN and all(part.length <= LONGEST_PATTERN for part in parts):
        allowed = Text(f"展开后不超过 {LONGEST_PATTERN} 天", f"at most {LONGEST_PATTERN} days when written out")
        yield Fault(place, f"> {LONGEST_PATTERN}", allowed, Text("缩短轮班制", "shorten the pattern"))
    if mine.depth > DEEPEST_PATTERN and all(part.depth <= DEEPEST_PATTERN for part in parts):
        allowed = Text(f"嵌套不超过 {DEEPEST_PATTERN} 层", f"at most {DEEPEST_PATTERN} patterns inside one another")
        yield Fault(place, f"> {DEEPEST_PATTERN}", allowed, Text("直接写出各天", "write the days out"))
