"""One file of ours as a plain value: found, decoded and free of what no document may hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from api.exchange.json_form import json_of
from api.exchange.plain import MOST_VALUES, faults_of_values, too_many
from api.exchange.text_of_file import MOST_MEGABYTES, read_text, refused
from api.exchange.yaml_form import yaml_of
from models.fact import Text
from models.fault import InputError

ENDINGS = (".json", ".yaml", ".yml")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
"""Endings of workbooks; those of the last three sorts are refused with the cure."""

ALLOWED = Text("以 .json、.yaml 或 .yml 结尾的文件", "a file that ends in .json, .yaml or .yml")


def is_tabular(path: Path) -> bool:
    """Whether a path names a workbook, or a folder of tables without a document."""
    try:
        if not path.is_dir():
            return path.suffix.lower() in WORKBOOKS
        return any(path.glob("*.csv")) and not any(path.glob("scenario.*"))
    except (OSError, ValueError):
        return False


def file_in(path: Path, name: str) -> Path:
    """The document at a path: the file itself, or the one file `name` of ours in a folder. Raises InputError."""
    try:
        if not path.is_dir():
            return path
        found = [path / f"{name}{ending}" for ending in ENDINGS if (path / f"{name}{ending}").is_file()]
    except (OSError, ValueError):
        return path
    if len(found) == 1:
        return found[0]
    value = ", ".join(file.name for file in found) or "-"
    allowed = Text(f"恰有一个 {name}.json 或 {name}.yaml 的文件夹", f"a folder with one {name}.json or {name}.yaml")
    raise refused(
        path, value, allowed, Text("在文件夹里留一个，或直接给出文件", "leave one in the folder, or name the file")
    )


def read_document(
    path: Path, most_megabytes: int = MOST_MEGABYTES, most_values: int = MOST_VALUES, name: str | None = None
) -> Any:
    """The plain value of a JSON or YAML file; `name` is what faults call it.

    Raises InputError with everything that no document may hold.
    """
    ending = path.suffix.lower()
    text = read_text(path, most_megabytes, name)
    if ending not in ENDINGS:
        raise refused(
            name or path, path.suffix or path.name, ALLOWED, Text("改用其中一种格式", "use one of these forms")
        )
    return document_of(text, name or path.name, is_json=ending == ".json", most_values=most_values)


def document_of(text: str, file: str, *, is_json: bool, most_values: int = MOST_VALUES) -> Any:
    """The plain value of a text; `file` names it in faults."""
    if is_json and sum(map(text.count, "[{,")) > 2 * most_values:
        faults = [too_many(most_values)]
    else:
        document = json_of(text, file) if is_json else yaml_of(text, file, most_values)
        faults = faults_of_values(document, most_values)
    if faults:
        raise InputError([replace(fault, place=file if fault.place == "-" else fault.place) for fault in faults])
    return document
