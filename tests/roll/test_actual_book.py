"""`paiqin roll --actual`: what was served, from the roster's workbook edited by hand or from a list saved as one."""

import json
from collections.abc import Callable
from datetime import date as Date
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.cli.reading import read_scenario
from api.exchange.plans import load_plan
from api.exchange.roster_book.book import write_roster_book
from models.outcome import Outcome
from models.station import Station

Run = Callable[..., Any]

SHIFTS = [
    {"id": "watch", "name": "值班", "code": "值", "segments": [{"start": "08:00", "end": "08:00", "kind": "watch"}]},
    {"id": "day", "name": "白班", "code": "白", "segments": [{"start": "08:00", "end": "17:00"}]},
]
FACTS = {
    "start": "2026-11-01",
    "days": 30,
    "shifts": SHIFTS,
    "people": [{"id": f"P{n}", "name": name, "kind": "officer"} for n, name in enumerate("陈林周", start=1)],
}
HEADS = ["姓名", "日期", "班次", "开始", "结束"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """November, its plan and the roster's workbook as it went on the wall."""
    duties = [{"person": f"P{1 + day % 3}", "date": f"2026-11-{day:02}", "shift": "watch"} for day in range(1, 31)]
    documents = {
        "november.json": {"schema": 1, "kind": "roster", "facts": FACTS, "policy": []},
        "plan.json": {"schema": 1, "kind": "plan", "assignments": duties},
    }
    for name, document in documents.items():
        (tmp_path / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    facts = read_scenario(str(tmp_path / "november.json")).scenario.facts
    plan = load_plan(tmp_path / "plan.json", facts)
    outcome = Outcome(status="FEASIBLE", seconds=1, seed=0, workers=1, digest="", plan=plan)
    write_roster_book(tmp_path / "wall.xlsx", facts, outcome)
    return tmp_path


@pytest.fixture
def roll(folder: Path, paiqin: Run) -> Run:
    def rolled(actual: str, *options: object) -> Any:
        line = ("roll", folder / "november.json", folder / "plan.json", "-o", folder / "december.json")
        return paiqin(*line, "--actual", folder / actual, *options)

    return rolled


def december(folder: Path) -> Station:
    return read_scenario(str(folder / "december.json")).scenario.facts


def write_on_the_wall(folder: Path, edits: dict[tuple[str, int], str | None]) -> list[str]:
    """Types codes into the cells of people and days of November; the names of these cells."""
    book = openpyxl.load_workbook(folder / "wall.xlsx")
    sheet = book["排班表"]
    dates = {cell.value.date(): cell.column for row in sheet.iter_rows(max_row=8) for cell in row
             if isinstance(cell.value, datetime)}  # fmt: skip
    names = {cell.value: cell.row for row in sheet.iter_rows(max_col=3) for cell in row if cell.value}
    cells = []
    for (name, day), code in edits.items():
        cell = sheet.cell(names[name], dates[Date(2026, 11, day)])
        cell.value = code
        cells.append(f"排班表!{cell.coordinate}")
    book.save(folder / "wall.xlsx")
    return cells


def test_the_wall_as_it_was_written_is_the_plan(roll: Run, folder: Path) -> None:
    done = roll("wall.xlsx")
    assert (done.status, "未执行 0 项，另有 0 项，时间不同 0 项" in done.err) == (0, True)


def test_swaps_on_the_wall_are_history(roll: Run, folder: Path) -> None:
    write_on_the_wall(folder, {("陈", 30): None, ("周", 30): "值", ("林", 29): "白"})
    assert "未执行 1 项，另有 2 项" in roll("wall.xlsx").err
    held = {(duty.person, duty.date.day, duty.shift) for duty in december(folder).history.duties}
    assert {("P3", 30, "watch"), ("P2", 29, "day")} <= held
    assert ("P1", 30, "watch") not in held


def test_two_duties_of_one_layer_on_a_day_are_told_at_their_cell(roll: Run, folder: Path) -> None:
    (cell,) = write_on_the_wall(folder, {("陈", 30): "值/白"})
    done = roll("wall.xlsx", "--json")
    assert (done.status, [fault["place"] for fault in done.json["faults"]]) == (2, [f"wall.xlsx: {cell}"])


def write_list(folder: Path, *rows: list[object]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "实际"
    for row in (["十一月实际勤务"], HEADS, *rows):
        book.active.append(row)
    book.save(folder / "served.xlsx")


def test_a_list_saved_as_a_workbook_states_hours_of_its_own(roll: Run, folder: Path) -> None:
    long = ["陈", datetime(2026, 11, 30), "白班", time(8), time(20)]
    write_list(folder, *([f"{'陈林周'[day % 3]}", f"11月{day}日", "值", None, None] for day in range(1, 30)), long)
    assert roll("served.xlsx").status == 0
    last = december(folder).history.duties[-1]
    assert (last.person, last.start, last.end) == ("P1", "2026-11-30T08:00", "2026-11-30T20:00")


def test_faults_of_a_list_name_file_sheet_and_cell(roll: Run, folder: Path) -> None:
    write_list(folder, ["王", "11月1日", "值", None, None], ["陈", "12月1日", "值", None, None])
    places = [fault["place"] for fault in roll("served.xlsx", "--json").json["faults"]]
    assert places == ["served.xlsx: 实际!A3 (姓名)", "served.xlsx: 实际!B4 (日期)"]


def test_a_formula_that_was_never_computed_is_refused_at_its_cell(roll: Run, folder: Path) -> None:
    write_list(folder, ["陈", "11月30日", "白班", time(8), "=TIME(20,0,0)"])
    places = [fault["place"] for fault in roll("served.xlsx", "--json").json["faults"]]
    assert places == ["served.xlsx: 实际!E3"]


def test_a_workbook_of_something_else_is_told_as_one(roll: Run, folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["车牌", "里程"])
    book.save(folder / "cars.xlsx")
    assert roll("cars.xlsx").status == 2
