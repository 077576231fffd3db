"""Whether an entry widens the law: switched off, on another level, about fewer, or with a laxer number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models.fact import Text
from models.fault import Fault
from solver.rules.entry import Entry
from solver.rules.scope import Scope


def faults_of_widening(law: Entry, later: Entry, place: str) -> Iterator[Fault]:
    """What a later layer's entry takes away from the law's entry of the same id."""
    for name in ("rule", "level", "on"):
        due, stated = getattr(law, name), getattr(later, name)
        if stated != due and not (name == "on" and stated):
            yield _widened(f"{place}.{name}", law.id, stated, due)
    if later.rule == law.rule:
        yield from _narrower_scope(law, later, place)
        yield from _laxer_parameters(law, later, place)


def _narrower_scope(law: Entry, later: Entry, place: str) -> Iterator[Fault]:
    for name in Scope.model_fields:
        due, stated = getattr(law.scope, name), getattr(later.scope, name)
        everything = () if isinstance(stated, tuple) else None
        if stated in (due, everything):
            continue
        if not isinstance(stated, tuple) or not due or not set(stated) >= set(due):
            yield _widened(f"{place}.scope.{name}", law.id, stated, due)


def _laxer_parameters(law: Entry, later: Entry, place: str) -> Iterator[Fault]:
    for name in type(law.parameters).model_fields:
        due, stated = getattr(law.parameters, name), getattr(later.parameters, name)
        side = law.parameters.strict_side.get(name)
        if stated == due or (side is not None and due is None):
            continue
        if side is None or stated is None or (stated < due if side == "higher" else stated > due):
            yield _widened(f"{place}.parameters.{name}", law.id, stated, due, side)


def _widened(place: str, entry: str, stated: Any, due: Any, side: str | None = None) -> Fault:
    words = {"higher": Text("或更高", " or higher"), "lower": Text("或更低", " or lower")}
    more = words.get(side or "", Text("", ""))
    return Fault(
        place,
        _plain(stated),
        Text(
            f"法律层 {entry} 的 {_plain(due)}{more.zh}；其他层只能从严",
            f"{_plain(due)}{more.en}, as the law's {entry} has it; other layers may only be stricter",
        ),
        Text("删去此处改动，或改得更严", "remove the change, or make it stricter"),
    )


def _plain(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"
