"""Lays a patch over a document: objects field by field, lists of things with ids thing by thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def patched(value: Any, patch: Any) -> Any:
    """The value with the patch laid over it.

    An object is laid over an object field by field; `null` takes a field away. Over a list whose items have ids an
    object of ids is laid item by item: `null` takes the item away, an id that is new adds one. Anything else replaces
    what was there.
    """
    if not isinstance(patch, Mapping):
        return patch
    if isinstance(value, list) and all(isinstance(item, Mapping) and "id" in item for item in value):
        items = {item["id"]: item for item in value}
        laid = patched(items, {name: part and {"id": name, **_object(part)} for name, part in patch.items()})
        return list(laid.values())
    laid = dict(value) if isinstance(value, Mapping) else {}
    for name, part in patch.items():
        if part is None:
            laid.pop(name, None)
        else:
            laid[name] = patched(laid.get(name), part)
    return laid


def _object(part: Any) -> Mapping[str, Any]:
    """What is stated of an item; anything but an object is kept as it is, for the door to refuse."""
    return part if isinstance(part, Mapping) else {"?": part}
