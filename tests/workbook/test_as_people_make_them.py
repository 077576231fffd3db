"""Workbooks as people make them: each is read right, or refused with the right cell."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from api.exchange.scenarios import LoadedScenario, load_scenario
from models.fault import InputError

Saved = Callable[..., Path]
Read = Callable[..., LoadedScenario]
Refused = Callable[..., list[str]]

PEOPLE = [
    ["姓名", "类别", "职级", "队"],
    ["张三", "民警", "副所长", "一队"],
    ["李四", "民警", None, "一队"],
    ["王五", "辅警", None, "二队"],
]
SHIFTS = [["名称", "代码", "时间", "性质"], ["白班", "B", "8:00-16:00", None], ["值班", "Z", "8:00-次日8:00", "值班"]]
DEMAND = [["班次", "最少"], ["白班", 1], ["值班", 1]]
LEAVE = [["人员", "开始日期", "结束日期"], ["李四", date(2026, 12, 3), date(2026, 12, 5)]]


def sheet_of(book: Any, name: str, rows: list[list[Any]]) -> Any:
    if name in book.sheetnames:
        del book[name]
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    return sheet


def test_plain_workbook_is_read(read: Read) -> None:
    facts = read().scenario.facts
    assert (facts.name, facts.start, facts.days) == ("滨河派出所", date(2026, 12, 1), 31)
    assert [person.id for person in facts.people] == ["张三", "李四", "王五"]
    assert [team.id for team in facts.teams] == ["一队", "二队"]
    assert facts.shifts[1].segments[0].minutes == 1440


def test_title_rows_and_merged_title_above_the_headings_are_passed_over(read: Read) -> None:
    def change(book: Any) -> None:
        sheet = sheet_of(book, "人员", [["滨河派出所人员名单"], ["制表日期：2026年11月"], [], *PEOPLE])
        sheet.merge_cells("A1:D1")
        sheet["A1"].font = Font(bold=True)

    assert [person.name for person in read(change).scenario.facts.people] == ["张三", "李四", "王五"]


def test_headings_in_two_rows_with_merged_cells_are_read(read: Read) -> None:
    def change(book: Any) -> None:
        sheet = sheet_of(book, "需求", [["班次", "人数", None], [None, "最少", "最多"], ["白班", 1, 2], ["值班", 1, 3]])
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")

    demand = read(change).scenario.facts.demand
    assert [(d.shift, d.minimum, d.maximum) for d in demand] == [("白班", 1, 2), ("值班", 1, 3)]


def test_team_in_merged_cells_belongs_to_every_row(read: Read) -> None:
    def change(book: Any) -> None:
        rows = [PEOPLE[0], ["张三", "民警", None, "一队"], ["李四", "民警"], ["王五", "辅警"]]
        sheet_of(book, "人员", rows).merge_cells("D2:D4")

    assert {person.team for person in read(change).scenario.facts.people} == {"一队"}


def test_full_width_digits_blank_rows_and_columns_in_another_order_are_read(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(
            book,
            "需求",
            [["最少人数（人）", "序号", "班次 "], [], ["１", 1, "白班"], [None, None, None], ["２人", 2, "值班"]],
        )

    assert [d.minimum for d in read(change).scenario.facts.demand] == [1, 2]


def test_dates_typed_in_every_way_are_the_same_days(read: Read) -> None:
    def change(book: Any) -> None:
        forms = ["2026年12月3日", "12/4", "12.5", "12月6日", "12-7", "2026-12-8", "2026/12/9", "2026.12.10", "12月11号",
                 date(2026, 12, 12), datetime(2026, 12, 13), "１２月１４日（周一）", "20261215"]  # fmt: skip
        sheet_of(book, "请假", [LEAVE[0], *(["李四", day, None] for day in forms)])

    leave = read(change).scenario.facts.leave
    assert [(x.first.day, x.last.day) for x in leave] == [(n, n) for n in range(3, 16)]


def test_ranges_and_lists_of_dates_in_one_cell_are_several_absences(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(
            book,
            "请假表",
            [["姓名", "日期", "假别"], ["李四", "12.3-12.5、12.9", "年假"], ["王五", "12月20日至22日", "调休"]],
        )

    leave = read(change).scenario.facts.leave
    assert [(x.person, x.first.day, x.last.day) for x in leave] == [("李四", 3, 5), ("李四", 9, 9), ("王五", 20, 22)]


def test_impossible_date_is_refused_at_its_cell(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "请假", [LEAVE[0], ["李四", "2026-02-30", None], ["王五", "12月3日", "下周"]])

    assert refused(change) == ["请假!B2", "请假!C3"]


def test_number_that_may_be_the_3rd_or_the_30th_is_refused(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "请假", [LEAVE[0], ["李四", 12.3, None]])

    assert refused(change) == ["请假!B2"]


@pytest.mark.parametrize(
    "typed",
    [
        "8:00—16:00",
        "08：00-16：00",
        "0800-1600",
        "8点-16点",
        "8时至16时",
        "8:00～16:00",
        "8.00-16.00",
        "上午8:00-下午4:00",
    ],
)
def test_times_typed_in_every_way_are_the_same_shift(read: Read, typed: str) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "班次", [SHIFTS[0], ["白班", "B", typed, None], SHIFTS[2]])

    segment = read(change).scenario.facts.shifts[0].segments[0]
    assert (segment.start, segment.end) == ("08:00", "16:00")


def test_times_as_cells_of_excel_in_two_columns_are_a_demand(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "需求", [["岗位", "开始时间", "结束时间", "最少"], ["巡逻", time(8), time(18, 30), 2]])

    demand = read(change).scenario.facts.demand[0]
    assert (demand.start, demand.end, demand.post) == ("08:00", "18:30", "巡逻")


def test_names_spread_with_blanks_and_codes_in_any_case_are_recognised(read: Read) -> None:
    def change(book: Any) -> None:
        rows = [PEOPLE[0], ["张 三", "民警", None, None], ["李　四", "民警", None, None], ["王五", "辅警", None, None]]
        sheet_of(book, "人员", rows)
        sheet_of(book, "锁定", [["人员", "日期", "班次"], ["张三、李 四", "12.3", "ｚ"], ["王五", "12/4", "休"]])

    locks = read(change).scenario.facts.locks
    assert [(lock.person, lock.shift) for lock in locks] == [("张三", "值班"), ("李四", "值班"), ("王五", None)]


def test_two_people_of_one_name_are_told_at_both_cells(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "人员", [*PEOPLE, ["张 三", "辅警", None, "二队"]])

    assert refused(change) == ["人员!A2", "人员!A5"]


def test_two_people_of_one_name_are_told_apart_by_id(read: Read, refused: Refused) -> None:
    people = [["编号", *PEOPLE[0]], ["001", *PEOPLE[1]], ["002", "张三", "辅警", None, None], ["003", "李四", "民警"]]

    def by_name(book: Any) -> None:
        sheet_of(book, "人员", people)
        sheet_of(book, "请假", [LEAVE[0], ["张三", "12.3", None]])

    def by_id(book: Any) -> None:
        sheet_of(book, "人员", people)
        sheet_of(book, "请假", [LEAVE[0], ["002", "12.3", None]])

    assert refused(by_name) == ["请假!A2"]
    assert [x.person for x in read(by_id).scenario.facts.leave] == ["002"]


def test_renamed_column_that_is_needed_is_refused_at_its_heading(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "班次", [["名称", "代码", "几点到几点", "性质"], *SHIFTS[1:]])

    assert refused(change) == ["班次!C1"]


def test_unknown_column_is_told_and_harmless_ones_are_not(read: Read) -> None:
    def change(book: Any) -> None:
        rows = [[*row, extra, "无"] for row, extra in zip(PEOPLE, ["血型", "A", "B", "O"], strict=True)]
        rows[0][-1] = "备注"
        sheet_of(book, "人员", rows)

    notices = [notice.zh for notice in read(change).notices]
    assert notices == ["未读的列：人员!E1 (血型)"]


def test_missing_sheet_is_told_with_the_one_that_may_be_meant(saved: Saved) -> None:
    def change(book: Any) -> None:
        book["人员"].title = "警力人头"

    with pytest.raises(InputError) as error:
        load_scenario(saved(change))
    assert any("警力人头" in fault.cure.zh and "人员" in fault.allowed.zh for fault in error.value.faults)


def test_roster_in_place_of_a_scenario_is_told_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("排班表").append(["谁"])
    book.create_sheet("_paiqin").append(["paiqin", "roster book", "1"])
    book.save(tmp_path / "roster.xlsx")
    with pytest.raises(InputError) as caught:
        load_scenario(tmp_path / "roster.xlsx")
    (fault,) = caught.value.faults
    assert (fault.place, "勤务表" in fault.allowed.zh, "roster" in fault.allowed.en) == ("roster.xlsx", True, True)


def test_missing_basics_are_told_once(refused: Refused) -> None:
    def change(book: Any) -> None:
        del book["派出所"]

    assert refused(change) == ["book.xlsx"]


def test_sheets_named_with_months_and_remarks_are_found(read: Read) -> None:
    def change(book: Any) -> None:
        book["人员"].title = "1.人员名单（12月）"
        book["需求"].title = "勤务需求表"
        sheet_of(book, "12月请假登记表", LEAVE)

    facts = read(change).scenario.facts
    assert (len(facts.people), len(facts.demand), len(facts.leave)) == (3, 2, 1)


def test_formula_without_a_computed_value_is_refused_at_its_cell(refused: Refused) -> None:
    def change(book: Any) -> None:
        book["需求"]["B2"] = "=1+1"

    assert refused(change) == ["需求!B2"]


def test_text_that_begins_with_an_equals_sign_stays_text(read: Read) -> None:
    def change(book: Any) -> None:
        cell = book["人员"]["A4"]
        cell.value = "=王五"
        cell.data_type = "s"

    assert read(change).scenario.facts.people[2].name == "=王五"


def test_hidden_rows_count_and_are_told(read: Read) -> None:
    def change(book: Any) -> None:
        book["人员"].row_dimensions[3].hidden = True

    loaded = read(change)
    assert len(loaded.scenario.facts.people) == 3
    assert [notice.zh for notice in loaded.notices] == ["人员：隐藏的行 3 同样有效"]


def test_totals_notes_and_repeated_headings_are_no_items(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "需求", [*DEMAND[:2], DEMAND[0], DEMAND[2], ["合计", 2], ["注：节日另行通知", None]])

    assert [d.shift for d in read(change).scenario.facts.demand] == ["白班", "值班"]


def test_text_pasted_from_the_web_loses_its_unseen_characters(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "请假", [LEAVE[0], ["李四\u200b", "\u00a012月3日\u00a0", "\ufeff2026-12-05"]])

    leave = read(change).scenario.facts.leave[0]
    assert (leave.person, leave.first.day, leave.last.day) == ("李四", 3, 5)


def test_ditto_repeats_the_cell_above(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "人员", [PEOPLE[0], PEOPLE[1], ["李四", "同上", None, "〃"], PEOPLE[3]])

    second = read(change).scenario.facts.people[1]
    assert (second.kind, second.team) == ("officer", "一队")


def test_mistyped_words_and_names_are_all_told_at_once(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "人员", [PEOPLE[0], ["张三", "民驚", "所座", None], *PEOPLE[2:]])
        sheet_of(book, "需求", [*DEMAND[:2], ["中班", 1], ["值班", "几个"]])
        sheet_of(book, "请假", [LEAVE[0], ["赵六", "12.3", None]])

    assert refused(change) == ["人员!B2", "人员!C2", "需求!A3", "需求!B4", "请假!A2"]


def test_faults_of_the_facts_are_told_at_their_cells(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "需求", [["班次", "最少", "最多"], ["白班", 3, 1], ["值班", 1, None]])
        sheet_of(book, "请假", [LEAVE[0], ["李四", "2026-12-5", "2026-12-3"]])
        sheet_of(
            book,
            "班次",
            [[*SHIFTS[0]], ["白班", "白天的班次", "8:00-16:00", None], ["值班", "值日值班太长了", "8:00-8:00", None]],
        )

    assert refused(change) == ["需求!C2", "请假!C2", "班次!B3"]


def test_basics_in_a_row_and_without_days_last_to_the_end_of_the_month(read: Read) -> None:
    def change(book: Any) -> None:
        sheet_of(book, "派出所", [["站名", "开始日期"], ["滨河派出所", "2026年12月5日"]])

    facts = read(change).scenario.facts
    assert (facts.name, facts.start, facts.days) == ("滨河派出所", date(2026, 12, 5), 27)


def test_days_of_a_demand_may_be_weekdays_classes_or_dates(read: Read) -> None:
    def change(book: Any) -> None:
        rows = [
            ["班次", "哪些天", "最少"],
            ["白班", "周一至周五", 1],
            ["白班", "周末、法定节假日", 2],
            ["白班", "12.24-12.26", 3],
            ["值班", "每天", 1],
        ]
        sheet_of(book, "需求", rows)

    first, second, third, fourth = read(change).scenario.facts.demand
    assert first.weekdays == (1, 2, 3, 4, 5)
    assert second.day_classes == ("weekend", "statutory")
    assert [day.day for day in third.dates] == [24, 25, 26]
    assert fourth.particularity == 0


def test_entry_of_the_policy_is_changed_and_added_by_chinese_names(read: Read) -> None:
    def change(book: Any) -> None:
        rows = [
            ["编号", "规则", "参数", "权重", "哪些天", "人员"],
            ["nights-in-a-row", None, "most=2"],
            [None, "连续上班天数", "most=5", "20", None, "张三"],
        ]
        sheet_of(book, "规则", rows)

    policy = {entry.id: entry for entry in read(change).scenario.policy}
    assert policy["nights-in-a-row"].parameters.most == 2
    assert policy["work_run"].scope.people == ("张三",)
    assert "leave" in policy


def test_wrong_parameter_of_a_rule_is_told_at_its_cell(refused: Refused) -> None:
    def change(book: Any) -> None:
        sheet_of(
            book, "规则", [["编号", "规则", "参数"], ["x", "连续上班天数", "moost=5"], ["y", "不存在的规则", None]]
        )

    assert refused(change) == ["规则!C2", "规则!B3"]
