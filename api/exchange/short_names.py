"""Short names that tell long ones apart in a narrow cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count


def short_names(labels: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """One short name per label, none twice and none of `taken`.

    The first character where it says enough, else the first two, else the first and the one in which the label
    departs from its nearest neighbour (综合白班, 综合夜班: 综白, 综夜), else the first with a number.
    """
    used = set(taken)
    names = []
    for number, label in enumerate(labels):
        others = [other.strip() for at, other in enumerate(labels) if at != number]
        name = next(short for short in _candidates(label.strip() or "·", others) if short not in used)
        used.add(name)
        names.append(name)
    return names


def _candidates(label: str, others: Sequence[str]) -> Iterator[str]:
    common = max((_common(label, other) for other in others), default=0)
    if common < 1:
        yield label[:1]
    if common < 2:
        yield label[:2]
    if common < len(label):
        yield label[0] + label[common]
    yield from (f"{label[0]}{number}" for number in count(2))


def _common(one: str, other: str) -> int:
    """How many characters two labels share at their beginning."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), min(len(one), len(other))
    )
