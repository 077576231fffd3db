"""Comma-separated text as spreadsheets write and read it: encodings, separators, cells that look like formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from models.fact import Text
from models.fault import Fault, InputError

FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
"""What a spreadsheet may take for a formula, apostrophes before it included."""

SHIELDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")

SEPARATORS = ",\t;"
TITLE_LINES = 10


def shielded(value: str) -> str:
    """The value with an apostrophe before it if a spreadsheet might execute it; `unshielded` takes it off again.

    A value that already has apostrophes before such a character gets one more, so that every value comes back
    as it was.
    """
    return "'" + value if FORMULA.match(value) else value


def unshielded(value: str) -> str:
    """The value without the apostrophe that `shielded` put before it."""
    return value[1:] if SHIELDED.match(value) else value


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as comma-separated text with the line ends that spreadsheets expect."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([shielded(value) for value in row] for row in rows)
    return stream.getvalue()


def csv_rows(content: str | bytes) -> list[list[str]]:
    """Rows of cells; blank lines are empty rows, so that numbers agree with a spreadsheet's."""
    text = decoded(content)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([unshielded(cell) for cell in row])
    except csv.Error as error:
        raise InputError([_unreadable(f"row {len(rows) + 1}", str(error))]) from error
    return rows


def _separator(text: str) -> str:
    """What separates the cells of the first line that has any; a title stands above without."""
    for line in islice(text.splitlines(), TITLE_LINES):
        for mark in SEPARATORS:
            if mark in line:
                return mark
    return ","


def decoded(content: str | bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark, or else in GB18030."""
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    start = content[:20].hex(" ")
    raise InputError(
        [
            Fault(
                "csv",
                start,
                Text("UTF-8 或 GB18030 编码的文本", "text in UTF-8 or GB18030"),
                Text("在表格软件中另存为“CSV UTF-8”", "save it from the spreadsheet as “CSV UTF-8”"),
            )
        ]
    )


def _unreadable(place: str, what: str) -> Fault:
    return Fault(
        place,
        what,
        Text("引号成对的逗号分隔文本", "comma-separated text with its quotes in pairs"),
        Text("改正该行的引号，或从表格软件重新导出", "mend the quotes of the row, or export it again"),
    )


def cell_place(row: int, column: int, name: str = "") -> str:
    """What a spreadsheet calls a cell, and its column's name: `C5 (date)`. Rows count from 1, columns from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row} ({name})" if name else f"{letters}{row}"
