"""The file of rows: a line of JSON for each measurement, appended whole, so that a killed run goes on where it was."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError

from api.bench.row import Row
from models.fact import Text
from models.fault import Fault, InputError

ROWS = Text("每行一个测量结果（JSON）的文件", "a file with a measurement in JSON on each line")
ANOTHER = Text("换一个文件名，或移走该文件", "name another file, or move this one away")


class RowsFile:
    """The rows of a file. A last line without its end was cut off by a kill: it is dropped and measured again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = []
        text = path.read_bytes() if path.is_file() else b""
        whole = text[: text.rfind(b"\n") + 1]
        faults = []
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                self.rows.append(Row.model_validate_json(line))
            except ValidationError:
                shown = line.decode(errors="replace")[:40]
                faults.append(Fault(f"{path.name}:{number}", shown, ROWS, ANOTHER))
        if faults:
            raise InputError(faults[:20])
        if whole != text:
            with path.open("r+b") as file:
                file.truncate(len(whole))

    def has(self, key: tuple[str, str, str]) -> bool:
        """Whether this measurement is there."""
        return any(row.key == key for row in self.rows)

    def append(self, row: Row) -> None:
        """Adds a row in one write, on the disk before this returns."""
        line = row.model_dump_json().encode() + b"\n"
        with self.path.open("ab", buffering=0) as file:
            file.write(line)
            os.fsync(file.fileno())
        self.rows.append(row)
