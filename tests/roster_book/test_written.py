"""The workbook of an outcome: what stands on its sheets, and how they are printed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.exchange.roster_book.book import MOST_DAY_SHEETS, write_roster_book
from api.exchange.roster_book.book_words import KEY_SHEET
from api.exchange.roster_book.sheet_names import SheetNames
from api.exchange.roster_colors import COLORS
from api.exchange.shift_marks import shift_marks
from models.people import Person, Team

Make = Callable[..., Any]

ZH = ["排班表", "缺员", "到岗与需求", "个人台账", "指标", "偏离规则", "变动", "所领导", "社区队", "未编队"]
EN = ["Roster", "Unfilled", "Counts", "Ledger", "Figures", "Departures", "Changes", "所领导", "社区队", "No team"]
HOSTILE = [
    "=1+1",
    "http://x.example",
    "@SUM(A1)",
    "+1",
    "-1",
    "mailto:a@b.example",
    "{=1}",
    "internal:A1",
    "=cmd|'/c'!A0",
]


def row_of(sheet: Any, id: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == id)


def texts_of(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(("lang", "names", "days"), [("zh", ZH, "12月1日"), ("en", EN, "Dec 1")])
def test_the_sheets_are_named_in_the_language_asked_for(
    written: Make, lang: str, names: list[str], days: str, station: Make, outcome_of: Make
) -> None:
    facts = station()
    book = written(facts, outcome_of(facts), lang)
    assert book.sheetnames[: len(names) + 1] == [*names, days]
    assert book.sheetnames[-1] == KEY_SHEET


def test_there_is_no_sheet_of_changes_when_nothing_changed(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    book = written(facts, outcome_of(facts, changes=(), breaches=()))
    assert not {"变动", "偏离规则"} & set(book.sheetnames)


def test_cells_of_the_wall_show_codes_places_and_several_duties(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    wall = written(facts, outcome_of(facts))["排班表"]
    cells = [[str(wall.cell(row_of(wall, id), 4 + day).value or "") for day in range(7)] for id in ("P1", "P2", "P3")]
    assert [cell.replace("\n", "") for cell in cells[0]] == ["白·办/听/带", "", "", "带", "", "", ""]
    assert cells[1][:3] == ["社", "社", "白·户"]
    assert cells[2][1].replace("\n", "") == "D·车二/听"
    assert cells[2][4:6] == ["假", "假"]


def test_a_cell_has_the_colour_of_its_shift_and_an_empty_one_that_of_its_day(
    written: Make, station: Make, outcome_of: Make
) -> None:
    facts = station()
    wall = written(facts, outcome_of(facts))["排班表"]
    row = row_of(wall, "P2")
    colors = [wall.cell(row, 4 + day).fill.fgColor.rgb[2:].lower() for day in (0, 4)]
    assert colors == [shift_marks(facts)["beat"].color[1:], COLORS["weekend"][1:]]


def test_the_wall_ends_with_each_persons_totals(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    wall = written(facts, outcome_of(facts))["排班表"]
    row = row_of(wall, "P1")
    assert [wall.cell(row, 11 + at).value for at in range(6)] == [57, 2, 0, 0, 2, 5]


def test_unfilled_posts_stand_in_red_below_the_wall(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    wall = written(facts, outcome_of(facts))["排班表"]
    row = next(r for r in range(1, wall.max_row) if wall.cell(r, 2).value == "户籍窗口 · 白班")
    first = wall.cell(row, 4)
    assert (first.value, first.fill.fgColor.rgb[2:].lower()) == ("1/2", COLORS["red"][1:])


def test_the_wall_is_printed_on_wide_a3_with_its_heads_on_every_page(
    written: Make, station: Make, outcome_of: Make
) -> None:
    facts = station()
    wall = written(facts, outcome_of(facts))["排班表"]
    setup = wall.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == (8, "landscape", 1, 0)
    assert wall.sheet_properties.pageSetUpPr.fitToPage
    assert (wall.print_title_rows, wall.print_title_cols) == ("$3:$6", "$B:$C")
    assert wall.freeze_panes == "D7"
    assert wall.oddFooter.right.text == "&P / &N"


def test_a_longer_roster_is_as_many_pages_wide_as_it_has_blocks(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station(days=70)
    wall = written(facts, outcome_of(facts))["排班表"]
    assert not (wall.sheet_properties.pageSetUpPr and wall.sheet_properties.pageSetUpPr.fitToPage)
    assert wall.page_setup.scale <= 100
    assert [mark.id for mark in wall.col_breaks.brk] == [38]


def test_a_team_that_fits_on_the_next_page_is_not_torn(
    written: Make, station: Make, plan_of: Make, outcome_of: Make
) -> None:
    teams = tuple(Team(id=f"T{t}", name=f"队{t}") for t in range(3))
    people = tuple(Person(id=f"T{t}-{n}", kind="officer", team=f"T{t}") for t in range(3) for n in range(40))
    facts = station(teams=teams, people=people, leave=(), locks=())
    wall = written(facts, outcome_of(facts, plan_of(facts, ()), changes=()))["排班表"]
    starts = {row for row in range(1, wall.max_row + 1) if wall.cell(row, 1).value in ("/team", "/counts")}
    assert [mark.id + 1 for mark in wall.row_breaks.brk]
    assert {mark.id + 1 for mark in wall.row_breaks.brk} <= starts


def test_a_teams_sheet_has_its_people_alone(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    sheet = written(facts, outcome_of(facts))["社区队"]
    ids = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    assert [id for id in ids if id and not id.startswith("/")] == ["P2", "P3"]


def test_a_days_sheet_lists_each_post_with_its_people_and_hours(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    sheet = written(facts, outcome_of(facts))["12月3日"]
    rows = [[sheet.cell(row, column).value for column in range(1, 5)] for row in range(3, sheet.max_row + 1)]
    assert rows[0][0] == "户籍窗口"
    assert rows[1] == ["李二", "民警", "白", "08:00–17:00"]
    after_midnight = next(row for row in rows if row[2] == "D")
    assert after_midnight[3] == "00:00–02:00"


def test_a_days_sheet_counts_people_at_a_post_by_the_hour(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    sheet = written(facts, outcome_of(facts))["12月1日"]
    heading = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "户籍窗口")
    assert [sheet.cell(heading, 6 + hour).value for hour in (7, 8, 16, 17)] == [None, 1, 1, None]


def test_a_days_sheet_tells_who_is_on_leave(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    assert "休假：赵三" in texts_of(written(facts, outcome_of(facts))["12月5日"])


def test_days_beyond_two_months_have_no_sheets(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station(days=MOST_DAY_SHEETS + 5, leave=(), locks=())
    book = written(facts, outcome_of(facts))
    assert sum(bool(re.fullmatch(r"\d+月\d+日", name)) for name in book.sheetnames) == MOST_DAY_SHEETS


def test_unfilled_work_comes_with_its_reason(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    texts = texts_of(written(facts, outcome_of(facts))["缺员"])
    assert {"户籍窗口", "白班", "再无人具备资格"} <= set(texts)


def test_counts_are_told_against_demand_with_what_is_missing(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    sheet = written(facts, outcome_of(facts))["到岗与需求"]
    row = next(r for r in range(4, sheet.max_row + 1) if sheet.cell(r, 2).value == "白班" and sheet.cell(r, 3).value)
    assert [sheet.cell(row, column).value for column in (3, 4, 5)] == ["1/2", "0/2", "1/2"]
    assert [sheet.cell(row, column).value for column in (10, 11, 12)] == [14, 2, 12]


def test_the_ledger_holds_rest_and_what_was_carried_over(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    texts = texts_of(written(facts, outcome_of(facts))["个人台账"])
    assert {"原欠补休", "应得补休", "已补休", "欠补休", "逾期补休", "Σ 工时", "P4", "P5"} <= set(texts)


def test_the_figures_hold_coverage_fairness_and_zones(written: Make, station: Make, outcome_of: Make) -> None:
    facts = station()
    texts = texts_of(written(facts, outcome_of(facts))["指标"])
    assert {"92.5", "各岗位分时勤务满足率（%）", "组内公平", "东片"} <= set(texts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_a_person_typed_becomes_a_formula_or_a_link(
    tmp_path: Path, lang: str, station: Make, outcome_of: Make
) -> None:
    people = tuple(Person(id=text.replace("/", "|"), name=text, kind="officer", team="heads") for text in HOSTILE)
    named = {"name": "=1+1", "teams": (Team(id="heads", name="=SUM(1)"),), "people": (*station().people, *people)}
    facts = station(**named)
    unfilled = outcome_of(facts).unfilled[0].model_copy(update={"why": "=WEBSERVICE(1)", "duty": "http://x.example"})
    write_roster_book(tmp_path / "x.xlsx", facts, outcome_of(facts, unfilled=(unfilled,), notices=("=1",)), lang)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as parts:
        content = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}
    sheets = [text for name, text in content.items() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in text or "<f " in text or "hyperlink" in text.lower() for text in sheets)
    assert not any('TargetMode="External"' in text for text in content.values())
    assert not any("vba" in name.lower() for name in content)
    assert all(text.replace("&", "&amp;") in content["xl/sharedStrings.xml"] for text in HOSTILE)


def test_the_same_outcome_is_written_with_the_same_cells(tmp_path: Path, station: Make, outcome_of: Make) -> None:
    facts = station()
    found = []
    for name in ("a.xlsx", "b.xlsx"):
        write_roster_book(tmp_path / name, facts, outcome_of(facts))
        with zipfile.ZipFile(tmp_path / name) as parts:
            found.append({part: parts.read(part) for part in parts.namelist() if part.startswith("xl/")})
    assert found[0] == found[1]


def test_names_of_sheets_are_short_plain_and_told_apart() -> None:
    names = SheetNames()
    long = "综合指挥室" * 8
    taken = [names.take(text) for text in ("排班表", "a/b:c?", "History", "A B C", long, long, "''", "'='")]
    assert taken == [
        "排班表", "a b c", "History (2)", "A B C (2)", long[:31], long[:27] + " (2)", "-", "=",
    ]  # fmt: skip
