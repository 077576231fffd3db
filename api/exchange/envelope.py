"""What every document carries: `schema` and `kind`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.exchange.places import place_of, shown
from models.fact import Text
from models.fault import Fault


def faults_of_envelope(document: Any, kinds: tuple[str, ...], root: str = "", *, optional: bool = False) -> list[Fault]:
    """What is wrong with a document's `schema` and `kind`; inside another document they may be left out."""
    if not isinstance(document, Mapping):
        allowed = Text("对象 {…}", "an object {…}")
        cure = Text(f"写成带 kind: {kinds[0]} 的文档", f"write a document with kind: {kinds[0]}")
        return [Fault(root.removesuffix(": ") or "-", shown(document), allowed, cure)]
    found = []
    schema, kind = document.get("schema"), document.get("kind")
    if not (optional and "schema" not in document) and (type(schema) is not int or schema != 1):
        value = shown(schema) if "schema" in document else "-"
        found.append(Fault(place_of(("schema",), root), value, Text("1", "1"), Text("写 schema: 1", "write schema: 1")))
    if not (optional and "kind" not in document) and kind not in kinds:
        value = shown(kind) if "kind" in document else "-"
        allowed = Text("、".join(kinds), " or ".join(kinds))
        cure = Text(f"写 kind: {kinds[0]}，或给出另一文件", f"write kind: {kinds[0]}, or name another file")
        found.append(Fault(place_of(("kind",), root), value, allowed, cure))
    return found
