"""Lays a patch over a document: objects field by field, lists of things with ids thing by thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.exchange.places import Step, place_of, shown
from models.fact import Text
from models.fault import Fault, InputError
from models.nearest import Nearest, listed


def patched(value: Any, patch: Any, root: str = "") -> Any:
    """The value with the patch laid over it; `root` is the place of the patch.

    An object is laid over an object field by field; `null` takes a field away. Over a list whose items have ids an
    object of ids is laid item by item: `null` takes the item away, an id that is new adds one. Anything else replaces
    what was there. Raises InputError where `null` takes away what is not there, or an item is no object.
    """
    patching = _Patching(root)
    laid = patching.laid(value, patch, ())
    if patching.faults:
        raise InputError(patching.faults)
    return laid


class _Patching:
    def __init__(self, root: str) -> None:
        self._root = root
        self.faults: list[Fault] = []

    def laid(self, value: Any, patch: Any, steps: tuple[Step, ...]) -> Any:
        if not isinstance(patch, Mapping):
            return patch
        if isinstance(value, list) and all(isinstance(item, Mapping) and "id" in item for item in value):
            return list(self._items({item["id"]: item for item in value}, patch, steps).values())
        return self._fields(dict(value) if isinstance(value, Mapping) else {}, patch, steps)

    def _items(self, items: dict[str, Any], patch: Mapping[str, Any], steps: tuple[Step, ...]) -> dict[str, Any]:
        stated = {}
        for name, part in patch.items():
            if part is None or isinstance(part, Mapping):
                stated[name] = part and {"id": name, **part}
            else:
                allowed = Text("对象 {…}，或 null（去掉）", "an object {…}, or null to take it away")
                cure = Text("写成对象", "write an object")
                self.faults.append(Fault(place_of((*steps, name), self._root), shown(part), allowed, cure))
        return self._fields(items, stated, steps)

    def _fields(self, laid: dict[str, Any], patch: Mapping[str, Any], steps: tuple[Step, ...]) -> dict[str, Any]:
        there = list(laid)
        for name, part in patch.items():
            if part is not None:
                laid[name] = self.laid(laid.get(name), part, (*steps, name))
            elif laid.pop(name, None) is None:
                known = listed(there, Text("无", "none"))
                allowed = Text(f"已有的：{known.zh}", f"what is there: {known.en}")
                cure = Nearest().cure(name, there, Text("改正或去掉", "correct or remove it"))
                self.faults.append(Fault(place_of((*steps, name), self._root), "null", allowed, cure))
        return laid
