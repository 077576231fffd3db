"""Reads the cells of one sheet out of its part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from pathlib import Path

from api.exchange.text_of_file import refused
from api.exchange.workbook.grid import Cell, Grid, Value, area, position
from api.exchange.workbook.guard import Package
from api.exchange.workbook.markup import Markup
from api.exchange.workbook.number_form import Form, as_shown
from models.fact import Text
from models.fault import InputError

MOST_ROWS = 50_000
MOST_COLUMNS = 1_000
MOST_CELLS = 200_000
MOST_CHARACTERS = 6_000_000
"""Of all sheets together, a shared text counted as often as it stands."""

REMOVE_EMPTY = Text(
    "删去表格下方和右侧多余的行列（选中整行整列，右键“删除”）再保存",
    "delete the unused rows below and columns beside the table (select whole rows, right click, delete) and save",
)


@dataclass
class Shared:
    """What all sheets share: texts, styles, and how much has been read so far."""

    strings: Sequence[str]
    forms: Sequence[Form]
    from_1904: bool
    cells: int = 0
    characters: int = 0


def read_sheet(
    package: Package, markup: Markup, part: str, name: str, shared: Shared, *, is_hidden: bool = False
) -> Grid:
    """The grid of a sheet. Raises InputError when it is larger than any roster."""
    reader = _SheetReader(package.file, name, shared)
    markup.walk(part, package.part(part), reader.begin, reader.end, reader.say)
    cells = reader.cells
    bounds = (max((r for r, _ in cells), default=0), max((c for _, c in cells), default=0))
    merged = tuple(_clipped(reader.merged, bounds))
    _resolve(cells, merged, package.file, name)
    hidden_rows, hidden_columns = frozenset(reader.hidden_rows), frozenset(reader.hidden_columns)
    return Grid(name, cells, merged, hidden_rows, hidden_columns, is_hidden)


def _clipped(merged: list[tuple[int, int, int, int]], bounds: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Merged ranges as far as the sheet is used."""
    found = [(top, left, min(bottom, bounds[0]), min(right, bounds[1])) for top, left, bottom, right in merged]
    return [range for range in found if range[0] <= range[2] and range[1] <= range[3]]


def _resolve(
    cells: dict[tuple[int, int], Cell], merged: Sequence[tuple[int, int, int, int]], file: Path | str, name: str
) -> None:
    """Gives every cell of a merged range the value of its first."""
    size = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in merged)
    if size > MOST_CELLS:
        most = Text(f"合并单元格总数最多 {MOST_CELLS}", f"at most {MOST_CELLS} merged cells")
        raise refused(f"{file}: {name}", str(size), most, Text("取消合并", "unmerge them"))
    for top, left, bottom, right in merged:
        first = cells.get((top, left))
        if first is None or first.value is None:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    cells[row, column] = Cell(
                        name, row, column, first.value, first.is_formula, first.is_error, is_covered=True
                    )


class _SheetReader:
    """Takes the events of a sheet's part and keeps the cells that show something."""

    def __init__(self, file: Path | str, sheet: str, shared: Shared) -> None:
        self.file, self.sheet, self.shared = file, sheet, shared
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._row = self._column = 0
        self._attributes: Mapping[str, str] = {}
        self._is_formula = self._listens = self._is_phonetic = False
        self._said: list[str] = []

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag in ("v", "t"):
            self._listens = not self._is_phonetic
        elif tag == "f":
            self._is_formula = True
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "rPh":
            self._is_phonetic = True
        elif tag == "mergeCell":
            found = area(attributes.get("ref", ""))
            if found:
                self.merged.append(found)
        elif tag == "dimension":
            self._check_dimension(attributes.get("ref", ""))
        elif tag == "col":
            self._note_columns(attributes)

    def say(self, text: str) -> None:
        if self._listens:
            self._said.append(text)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._listens = False
        elif tag == "rPh":
            self._is_phonetic = False
        elif tag == "c":
            self._end_cell()

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        stated = attributes.get("r", "")
        self._row = int(stated) if stated.isdecimal() and len(stated) < 9 else self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        at = position(attributes.get("r", ""))
        self._column = at[1] if at else self._column + 1
        self._attributes, self._is_formula, self._said = attributes, False, []

    def _end_cell(self) -> None:
        said = "".join(self._said)
        if not said and not self._is_formula:
            return
        if self._row > MOST_ROWS:
            raise self._too_large(str(self._row), f"最多 {MOST_ROWS} 行", f"at most {MOST_ROWS} rows")
        if self._column > MOST_COLUMNS:
            raise self._too_large(str(self._column), f"最多 {MOST_COLUMNS} 列", f"at most {MOST_COLUMNS} columns")
        value = self._value(said)
        self.shared.cells += 1
        self.shared.characters += len(value) if isinstance(value, str) else 0
        if self.shared.cells > MOST_CELLS:
            raise self._too_large(f"> {MOST_CELLS}", f"最多 {MOST_CELLS} 个单元格", f"at most {MOST_CELLS} cells")
        if self.shared.characters > MOST_CHARACTERS:
            most = MOST_CHARACTERS
            raise self._too_large(f"> {most}", f"最多 {most} 个字符", f"at most {most} characters")
        if value == "" and not self._is_formula:
            return
        is_error = self._attributes.get("t") == "e"
        key = (self._row, self._column)
        self.cells[key] = Cell(self.sheet, *key, None if value == "" else value, self._is_formula, is_error)

    def _value(self, said: str) -> Value | None:
        sort, shared = self._attributes.get("t", "n"), self.shared
        if not said:
            return None
        if sort == "s":
            number = int(said) if said.isdecimal() and len(said) < 9 else -1
            return shared.strings[number] if 0 <= number < len(shared.strings) else None
        if sort in ("str", "inlineStr", "e"):
            return said
        if sort == "b":
            return said.strip() in ("1", "true")
        if sort == "d":
            return _moment(said)
        style = self._attributes.get("s", "0")
        at = int(style) if style.isdecimal() and len(style) < 9 else 0
        form: Form = shared.forms[at] if at < len(shared.forms) else "number"
        try:
            return as_shown(float(said), form, from_1904=shared.from_1904)
        except (ValueError, OverflowError):
            return said

    def _check_dimension(self, reference: str) -> None:
        found = area(reference)
        if found and (found[2] > MOST_ROWS or found[3] > MOST_COLUMNS):
            most = f"{MOST_ROWS} × {MOST_COLUMNS}"
            raise self._too_large(reference[:30], f"最多 {most}（行 × 列）", f"at most {most} (rows × columns)")

    def _note_columns(self, attributes: Mapping[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            self.hidden_columns.update(range(int(first[:8]), min(int(last[:8]), MOST_COLUMNS) + 1))

    def _too_large(self, value: str, zh: str, en: str) -> InputError:
        return refused(f"{self.file}: {self.sheet}", value, Text(zh, en), REMOVE_EMPTY)


def _moment(said: str) -> Value:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return said
    is_day = moment.time() == datetime.min.time()
    found: Date | datetime = moment.date() if is_day else moment
    return found
