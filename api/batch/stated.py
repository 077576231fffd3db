"""Where a batch states what is wrong with one of its cases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from api.batch.document import Patch
from api.exchange.places import moved
from models.fault import Fault

POLICY_ITEM = re.compile(r"policy\[(\d+)\]")
FACTS_ITEM = re.compile(r"facts\.(\w+)\[(\d+)\]")


@dataclass(frozen=True)
class Stated:
    """A case that came of the choice at `place`: its merged `facts`, its `patch`, and how many items of its policy
    stand `before` those of the patch."""

    place: str
    facts: Any
    patch: Patch | None
    before: int

    def placed(self, fault: Fault) -> Fault:
        """A fault of the case, told where the batch states what is wrong."""
        fault = self._in_policy(fault) if POLICY_ITEM.match(fault.place) else self._in_facts(fault)
        return moved(fault, "", f"{self.place}: ")

    def _in_policy(self, fault: Fault) -> Fault:
        """An item of the merged policy that the patch adds, by its number in the patch."""
        found = POLICY_ITEM.match(fault.place)
        if not (found and self.place.startswith("patches") and int(found[1]) >= self.before):
            return fault
        return replace(fault, place=f"policy[{int(found[1]) - self.before}]{fault.place[found.end() :]}")

    def _in_facts(self, fault: Fault) -> Fault:
        """A thing of the merged facts by the id that the patch states it under."""
        found = FACTS_ITEM.match(fault.place)
        if self.patch is None or found is None or not isinstance(self.facts, dict):
            return fault
        items, stated = self.facts.get(found[1]), self.patch.facts.get(found[1])
        item = items[int(found[2])] if isinstance(items, list) and int(found[2]) < len(items) else None
        if not (isinstance(stated, dict) and isinstance(item, dict) and item.get("id") in stated):
            return fault
        return replace(fault, place=f"facts.{found[1]}.{item['id']}{fault.place[found.end() :]}")
