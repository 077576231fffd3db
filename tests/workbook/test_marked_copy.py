"""Faults of a workbook are marked in a copy beside it; the rest of the copy is as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from api.cli.main import main
from api.exchange.scenarios import load_scenario
from models.fault import InputError

Saved = Callable[..., Path]
RED = "FFFF9999"


def wrong(book: Any) -> None:
    """Two wrong words, one of them in a merged cell, and a third with a comment already."""
    book["人员"]["B3"] = "民驚"
    book["人员"]["B3"].comment = Comment("待核实", "内勤")
    book["班次"]["D2"] = "上下班"
    book["班次"].merge_cells("D2:D3")
    book["人员"]["F9"] = "=1+1"
    book["人员"]["F10"] = "=not a formula"
    book["人员"]["F10"].data_type = "s"
    book["人员"].column_dimensions["A"].width = 33


def marked(path: Path) -> Any:
    with pytest.raises(InputError) as error:
        load_scenario(path)
    assert error.value.marked == path.with_name("book.faults.xlsx")
    return openpyxl.load_workbook(error.value.marked)


def test_faulty_cells_are_red_with_the_cure_in_a_comment(saved: Saved) -> None:
    book = marked(saved(wrong))
    red = {(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if c.fill.start_color.rgb == RED}
    assert red == {("人员", "B3"), ("班次", "D2")}
    comment = book["人员"]["B3"].comment.text
    assert "待核实" in comment
    assert "民警、辅警" in comment
    assert "officer, auxiliary" in comment


def test_everything_else_in_the_copy_is_as_it_was(saved: Saved) -> None:
    path = saved(wrong)
    before, after = openpyxl.load_workbook(path), marked(path)
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                copied = after[sheet.title][cell.coordinate]
                assert (copied.value, copied.data_type) == (cell.value, cell.data_type)
    assert after["人员"]["F10"].data_type == "s"
    assert after["人员"].column_dimensions["A"].width == 33
    assert [str(merged) for merged in after["班次"].merged_cells.ranges] == ["D2:D3"]


def test_original_is_untouched(saved: Saved) -> None:
    path = saved(wrong)
    before = path.read_bytes()
    marked(path)
    assert path.read_bytes() == before


def test_workbook_without_faults_has_no_copy(saved: Saved) -> None:
    path = saved()
    load_scenario(path)
    assert not path.with_name("book.faults.xlsx").exists()


def test_check_says_where_the_copy_is(saved: Saved, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(wrong)
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr().err
    assert "book.xlsx: 人员!B3：现为 民驚；应为 民警、辅警" in said
    assert "book.faults.xlsx" in said


def test_lock_against_the_law_is_marked_at_its_cell(saved: Saved, capsys: pytest.CaptureFixture[str]) -> None:
    def change(book: Any) -> None:
        for name, rows in (
            ("请假", [["人员", "日期"], ["张三", "12.3"]]),
            ("锁定", [["人员", "日期", "班次"], ["张三", "12.3", "值班"]]),
        ):
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)

    path = saved(change)
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr().err
    assert "锁定!A2" in said
    assert "改法：删除或修改 锁定!A2，或修改 请假!A2" in said
    assert path.with_name("book.faults.xlsx").exists()
