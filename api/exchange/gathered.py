"""Items gathered by what they have in common."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
Item = TypeVar("Item")


def gathered(pairs: Iterable[tuple[Value, Item]]) -> dict[Value, list[Item]]:
    """Items by their key, both in the order in which they come."""
    groups: dict[Value, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return groups
