"""The columns of a table of duties, found by their English or Chinese headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.exchange.csv_text import cell_place
from api.exchange.workbook.wording import tight
from models.fact import Text
from models.fault import Fault

COLUMNS = ("duty", "person", "date", "start", "end", "shift", "kind", "post", "zone", "unit", "role")
NEEDED = ("person", "date", "shift")
NAME = "name"
"""A further column, read only: the person's name, instead of the id or beside it."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "duty": ("勤务编号", "勤务号", "勤务"),
    "person": ("人员", "人员编号", "警员", "民警", "警号", "工号"),
    NAME: ("姓名", "人员姓名", "警员姓名"),
    "date": ("日期", "值班日期", "勤务日期", "上班日期"),
    "start": ("开始", "开始时间", "起始时间", "上班时间"),
    "end": ("结束", "结束时间", "终止时间", "下班时间"),
    "shift": ("班次", "班次代码", "班次编号", "班次名称", "班别"),
    "kind": ("性质", "勤务性质", "时段性质", "类型"),
    "post": ("岗位", "岗位名称"),
    "zone": ("警务区", "警务责任区", "责任区"),
    "unit": ("巡逻组", "车组", "巡组"),
    "role": ("角色", "职责"),
}
"""What people write above each column besides its English name."""

_FIELD = {word: name for name, words in HEADINGS.items() for word in (name, *words)}
TITLE_ROWS = 10


@dataclass(frozen=True)
class Columns:
    """The columns of a table by name: position and heading as written; `row` is the number of the heading's row."""

    row: int
    at: Mapping[str, int]
    cells: Sequence[str]
    notices: tuple[Text, ...] = ()

    def place(self, row: int, name: str) -> str:
        """The cell of a column in a row, as a fault names it."""
        at = self.at.get(name, self.at.get(NAME) if name == "person" else None)
        return f"row {row}" if at is None else cell_place(row, at, self.cells[at].strip())

    def of_row(self, row: Sequence[str]) -> dict[str, str]:
        """The cells of a row by column."""
        return {name: row[at] if at < len(row) else "" for name, at in self.at.items()}

    @property
    def is_complete(self) -> bool:
        """Whether there is every column without which no duty can be read."""
        return all(name in self.at or (name == "person" and NAME in self.at) for name in NEEDED)


def columns_of(rows: Sequence[Sequence[str]]) -> tuple[Columns, list[tuple[int, Fault]]]:
    """The columns of a table, and what is wrong with their headings.

    The heading is the first of the upper rows that has at least two of the needed columns, else the first row that is
    not blank. Columns of other headings are passed over, with a notice.
    """
    number = _heading_row(rows)
    cells = rows[number - 1] if rows else []
    at: dict[str, int] = {}
    extra, faults = dict[int, str](), list[Fault]()
    for position, cell in enumerate(cells):
        name = _field(cell)
        if name is None:
            extra[position] = cell.strip()
        elif name in at:
            once, cure = Text("每列一次", "each column once"), Text("删去或改名该列", "remove or rename the column")
            faults.append(Fault(cell_place(number, position), cell.strip()[:60], once, cure))
        else:
            at[name] = position
    notices = tuple(_passed_over(rows, number, position, word) for position, word in extra.items())
    columns = Columns(number, at, cells, tuple(notice for notice in notices if notice))
    return columns, [(number, fault) for fault in (*faults, *_missing(columns))]


def _heading_row(rows: Sequence[Sequence[str]]) -> int:
    filled = [number for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    for number in filled[:TITLE_ROWS]:
        found = {"person" if name == NAME else name for name in map(_field, rows[number - 1])}
        if len(found & set(NEEDED)) >= 2:
            return number
    return filled[0] if filled else 1


def _field(cell: str) -> str | None:
    return _FIELD.get(tight(cell).strip("*:"))


def _passed_over(rows: Sequence[Sequence[str]], number: int, at: int, word: str) -> Text | None:
    """That a column is not read; nothing where it is blank throughout."""
    if not word and not any(len(row) > at and row[at].strip() for row in rows[number:]):
        return None
    place = cell_place(number, at, word[:40])
    return Text(f"未读取 {place} 列", f"column {place} is not read")


def _missing(columns: Columns) -> list[Fault]:
    zh = "、".join(f"{name}（{HEADINGS[name][0]}）" for name in COLUMNS)
    known = Text(zh, ", ".join(COLUMNS))
    value = ", ".join(cell for cell in columns.cells if cell.strip())[:120] or "-"
    return [
        Fault(
            f"row {columns.row}",
            value,
            known,
            Text(
                f"在首行加上 {name}（{HEADINGS[name][0]}）列",
                f"add the column {name} to the first row",
            ),
        )
        for name in NEEDED
        if name not in columns.at and not (name == "person" and NAME in columns.at)
    ]
