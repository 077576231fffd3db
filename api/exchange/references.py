"""Files to which a document refers: a fault of a whole file belongs to the field that names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from api.exchange.places import moved, shown
from api.exchange.text_of_file import place_of_file
from models.fact import Text
from models.fault import Fault


def faults_of_reference(field: str, stated: str, path: Path, faults: Sequence[Fault]) -> list[Fault]:
    """Faults of reading what `field` states, found at `path`: those of the file at the field, of its content in it."""
    file, root = place_of_file(stated), f"{stated}: "
    found = []
    for fault in faults:
        if fault.place in (file, "-"):
            found.append(_at_field(field, stated, path, fault))
        elif fault.place.startswith(f"{stated}:"):
            found.append(fault)
        else:
            found.append(moved(fault, "", root))
    return found


def _at_field(field: str, stated: str, path: Path, fault: Fault) -> Fault:
    value = shown(stated) if fault.value == "-" else f"{shown(stated)} ({fault.value})"
    found = place_of_file(path.absolute())
    cure = Text(f"{fault.cure.zh}；现在的路径指向 {found}", f"{fault.cure.en}; the path leads to {found}")
    return replace(fault, place=field, value=value, cure=cure)
