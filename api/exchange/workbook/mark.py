"""A copy of a workbook in which the cells of its faults are red and say what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from api.exchange.workbook.located import Located
from models.fault import Fault

MOST_CELLS = 100_000
"""Larger workbooks are not copied."""

MOST_MARKS = 2_000
RED = "FFFF9999"
AUTHOR = "派勤 Paiqin"


def write_marked(source: Path, target: Path, faults: Sequence[Fault], located: Located) -> Path | None:
    """Writes the copy; returns where, or None when there is nothing to mark or no place to write.

    All but the colour and comment of marked cells stays as it was; texts stay texts.
    """
    marks: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        cell = located.marks.get(fault.place)
        if cell is not None and len(marks) < MOST_MARKS:
            marks.setdefault((cell.sheet, cell.name), []).append(fault)
    if not marks or len(located.cells) > MOST_CELLS or not source.is_file():
        return None
    import openpyxl  # noqa: PLC0415  takes a third of a second, and is needed for faulty workbooks only

    try:
        book = openpyxl.load_workbook(source)
        for (sheet, name), found in marks.items():
            if sheet in book.sheetnames:
                _mark(_visible(book[sheet], name), found)
        return _saved(book, target)
    except Exception:
        return None  # whatever this workbook lacks for being copied, its faults are told all the same


def _visible(sheet: Any, name: str) -> Any:
    """The cell, or the first of the merged range that hides it."""
    for merged in sheet.merged_cells.ranges:
        if name in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[name]


def _mark(cell: Any, faults: Sequence[Fault]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    cell.fill = PatternFill("solid", start_color=RED, end_color=RED)
    said = [cell.comment.text] if cell.comment else []
    for fault in faults:
        said.append(
            f"应为 {fault.allowed.zh}。改法：{fault.cure.zh}\nAllowed: {fault.allowed.en}. Cure: {fault.cure.en}"
        )
    comment = Comment("\n".join(said)[:2000], AUTHOR)
    comment.width, comment.height = 360, 140
    cell.comment = comment


def _saved(book: Any, target: Path) -> Path | None:
    for path in (target, Path(target.name)):
        try:
            book.save(path)
        except OSError:
            continue
        return path
    return None
