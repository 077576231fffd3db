"""The files of a folder that a family recognises as its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

HEAD_BYTES = 4096


def texts_in(folder: Path, recognises: Callable[[str], bool]) -> list[Path]:
    """Text files in a folder and the folders in it whose head is recognised, in the order of their names."""
    files = [file for file in folder.rglob("*") if file.is_file() and recognises(_head(file))]
    return sorted(files, key=lambda file: natural(str(file.relative_to(folder))))


def natural(name: str) -> list[tuple[int, str]]:
    """A key by which numbers in names count as numbers: Instance2 before Instance10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def _head(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(HEAD_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
