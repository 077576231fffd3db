"""Best known penalties in a file beside the instances: `best_known.json` or `best_known.csv`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.exchange.text_of_file import read_text, refused
from models.fact import Text

FILES = ("best_known.json", "best_known.csv")
FIELD = "best_known"
STEPS_UP = 2
"""So many folders above that of an instance its best known value may lie."""


def best_known_in(folder: Path) -> Any:
    """What the nearest such file says, in the folder or up to two above it; an empty table where there is none.

    JSON: {NAME: penalty} or {NAME: {"best_known": penalty, …}}, at any depth. CSV: a line per instance, its name in
    the first column, its penalty in `best_known`. Raises InputError.
    """
    near = [folder.resolve(), *list(folder.resolve().parents)[:STEPS_UP]]
    file = next((place / name for place in near for name in FILES if (place / name).is_file()), None)
    if file is None:
        return {}
    text = read_text(file)
    if file.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        return {next(iter(row.values())): {FIELD: _number(row.get(FIELD))} for row in rows}
    try:
        return json.loads(text)
    except ValueError as error:
        allowed, cure = Text("JSON", "JSON"), Text("改正文件，或移走", "correct the file, or move it away")
        raise refused(file, str(error)[:60], allowed, cure) from None


def best_of(known: Any, name: str) -> int | None:
    """The penalty that the file knows of an instance."""
    for key, value in _entries(known):
        if key == name:
            found = value.get(FIELD) if isinstance(value, dict) else value
            if isinstance(found, (int, float)) and not isinstance(found, bool):
                return int(found)
    return None


def _entries(known: Any) -> Iterator[tuple[str, Any]]:
    """Names with what stands at them, at every depth."""
    if isinstance(known, dict):
        for key, value in known.items():
            yield key, value
            yield from _entries(value)


def names_of(known: Any) -> Iterator[str]:
    """All names, at every depth."""
    yield from (key for key, _ in _entries(known))


def lists_of(known: Any, name: str) -> Iterator[list[Any]]:
    """Lists that stand at a name, at every depth."""
    for key, value in _entries(known):
        if key == name and isinstance(value, list):
            yield value


def _number(text: str | None) -> int | None:
    try:
        return int(float(text or ""))
    except ValueError:
        return None
