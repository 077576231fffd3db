"""Tables of duties as people type them: Chinese headings, names, codes, dates of every form."""

from __future__ import annotations

from datetime import date as Date

import pytest

from api.exchange.csv import plan_from_csv, stated_duties
from api.exchange.typed_dates import typed_date, typed_moment
from models.fault import Fault, InputError
from models.people import Person, Zone
from models.plan import Assignment, assignment
from models.station import Station
from models.work import Post, Segment, Shift, Unit

DECEMBER = Date(2026, 12, 1)
DAY = Shift(id="day", name="白班", code="白", segments=(Segment(start="08:00", end="17:00"),), posts=("desk", "patrol"))
WATCH = Shift(id="watch", name="值班", code="Z", segments=(Segment(start="08:00", end="08:00", kind="watch"),))
VISIT = Shift(id="visit", name="走访", segments=(Segment(start="09:00", end="12:00", kind="visit"),), posts=("zone",))
CALL = Shift(
    id="call", name="听班", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="athome_standby"),)
)
FACTS = Station(
    start=DECEMBER,
    days=31,
    posts=(Post(id="desk", name="窗口"), Post(id="patrol", name="巡逻"), Post(id="zone", name="社区", zoned=True)),
    zones=(Zone(id="Z1", name="东街"), Zone(id="Z2", name="西街")),
    units=(Unit(id="car1", name="一号车", post="patrol"),),
    shifts=(DAY, WATCH, VISIT, CALL),
    people=(
        Person(id="P1", name="陈一", kind="officer", zone="Z2"),
        Person(id="P2", name="张伟", kind="officer"),
        Person(id="P3", name="张伟", kind="officer"),
        Person(id="陈一", name="欧阳 明", kind="officer"),
    ),
)


def duties(text: str | bytes, *, is_actual: bool = False) -> tuple[Assignment, ...]:
    return stated_duties(text, FACTS, is_actual=is_actual).plan.assignments


def faults(text: str, *, is_actual: bool = False) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        stated_duties(text, FACTS, is_actual=is_actual)
    return list(caught.value.faults)


def places(text: str, *, is_actual: bool = False) -> list[str]:
    return [fault.place for fault in faults(text, is_actual=is_actual)]


ON_WATCH = (assignment(WATCH, "P1", Date(2026, 12, 3)),)


@pytest.mark.parametrize(
    "head",
    ["person,date,shift", "人员,日期,班次", "警号,值班日期,班次代码", " Person ,DATE,Shift", "人员编号*：,日 期,班别"],
)
def test_headings_are_english_or_chinese(head: str) -> None:
    assert duties(f"{head}\nP1,2026-12-03,watch\n") == ON_WATCH


@pytest.mark.parametrize(
    "cell",
    [
        "2026-12-03", "2026/12/3", "2026.12.3", "2026年12月3日", "2026 年 12 月 3 日", "12月3日", "12/3", "12.3",
        "12-3", "１２月３日", "12月3日（周四）", "12月3日 星期四", "2026/12/3 0:00:00", "12月3号",
    ],
)  # fmt: skip
def test_dates_are_read_as_people_type_them(cell: str) -> None:
    assert duties(f"人员,日期,班次\nP1,{cell},watch\n") == ON_WATCH


@pytest.mark.parametrize("cell", ["20261203", "12月32日", "三日", "3", "2026-13-03", "12月"])
def test_what_is_no_date_is_a_fault_at_its_cell(cell: str) -> None:
    assert places(f"人员,日期,班次\nP1,{cell},watch\n") == ["B2 (日期)"]


def test_a_date_without_a_year_lies_in_the_horizon() -> None:
    assert typed_date("1月2日", Date(2026, 12, 15), 31) == Date(2027, 1, 2)
    assert typed_date("12月20日", Date(2026, 12, 15), 31) == Date(2026, 12, 20)


def test_a_date_without_a_year_that_may_be_in_two_years_is_none() -> None:
    assert typed_date("12月20日", Date(2026, 12, 15), 400) is None


@pytest.mark.parametrize("word", ["watch", "WATCH", "z", "Ｚ", "值班", " 值 班 "])
def test_a_shift_is_named_by_id_code_or_name(word: str) -> None:
    assert duties(f"人员,日期,班次\nP1,12月3日,{word}\n") == ON_WATCH


def test_an_id_goes_before_a_name() -> None:
    assert duties("人员,日期,班次\n陈一,12月3日,值班\n")[0].person == "陈一"


@pytest.mark.parametrize("name", ["欧阳明", "欧 阳 明", "欧阳　明"])
def test_a_person_is_named_by_the_name_however_spaced(name: str) -> None:
    assert duties(f"姓名,日期,班次\n{name},12月3日,值班\n")[0].person == "陈一"


def test_a_name_that_two_people_have_is_a_fault_with_their_ids() -> None:
    (fault,) = faults("姓名,日期,班次\n张伟,12月3日,值班\n")
    assert (fault.place, fault.value, "P2、P3" in fault.allowed.zh) == ("A2 (姓名)", "张伟", True)


def test_an_id_beside_a_shared_name_tells_who_it_is() -> None:
    assert duties("人员编号,姓名,日期,班次\nP3,张伟,12月3日,值班\n")[0].person == "P3"


def test_a_name_beside_the_id_of_somebody_else_is_a_fault() -> None:
    assert places("人员编号,姓名,日期,班次\nP1,张伟,12月3日,值班\n") == ["B2 (姓名)"]


def test_places_are_named_by_name_and_the_only_one_need_not_be() -> None:
    rows = "P1,12月3日,白,巡逻,,一号车\nP1,12月4日,白,巡逻,,\nP2,12月5日,走访,社区,东街,\n"
    assert [duty.place for duty in duties(f"人员,日期,班次,岗位,警务区,巡逻组\n{rows}")] == [
        ("day", "patrol", None, "car1"),
        ("day", "patrol", None, "car1"),
        ("visit", "zone", "Z1", None),
    ]


def test_the_zone_left_out_is_the_persons_own() -> None:
    assert duties("人员,日期,班次\nP1,12月3日,走访\n")[0].zone == "Z2"
    assert places("人员,日期,班次\nP2,12月3日,走访\n") == ["row 2"]


def test_title_rows_blank_rows_and_blank_columns_are_passed_over() -> None:
    text = "十二月实际勤务,,,\n,,,\n,人员,日期,,班次\n\n,P1,12月3日,,值班\n,,,,\n"
    assert duties(text) == ON_WATCH
    assert stated_duties(text, FACTS).notices == ()


def test_faults_below_a_title_name_the_row_of_the_file() -> None:
    assert places("十二月,,\n人员,日期,班次\n,,\nP1,12月3日,夜班\n") == ["C4 (班次)"]


def test_other_columns_are_passed_over_with_a_notice_each() -> None:
    text = "序号,人员,日期,班次,,备注\n1,P1,12月3日,值班,x,换班\n"
    assert duties(text) == ON_WATCH
    assert [notice.zh for notice in stated_duties(text, FACTS).notices] == [
        "未读取 A1 (序号) 列", "未读取 E1 列", "未读取 F1 (备注) 列",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_chinese_tables_are_read_in_every_usual_encoding(encoding: str) -> None:
    assert (
        plan_from_csv("姓名,日期,班次\n欧阳明,12月3日,值班\n".encode(encoding), FACTS).assignments[0].person == "陈一"
    )


def test_all_faults_are_found_in_one_go() -> None:
    text = "姓名,日期,班次,岗位\n谁,12月3日,白,窗口\n张伟,何时,夜,\n陈一,12月3日,白,厨房\n"
    assert places(text) == ["A2 (姓名)", "A3 (姓名)", "B3 (日期)", "C3 (班次)", "D4 (岗位)"]


# --- the actual list ---------------------------------------------------------------------------------------------

HEAD = "人员,日期,班次,开始,结束,性质\n"


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        ("18:00", "20:30", ("2026-12-03T18:00", "2026-12-03T20:30")),
        ("", "10:00", ("2026-12-03T08:00", "2026-12-03T10:00")),
        ("", "次日10:00", ("2026-12-03T08:00", "2026-12-04T10:00")),
        ("22：00", "２:00", ("2026-12-03T22:00", "2026-12-04T02:00")),
        ("20:00", "24:00", ("2026-12-03T20:00", "2026-12-04T00:00")),
        ("2026/12/3 9:00:00", "2026年12月4日1:00", ("2026-12-03T09:00", "2026-12-04T01:00")),
    ],
)
def test_actual_hours_hold_instead_of_the_shifts(start: str, end: str, due: tuple[str, str]) -> None:
    (duty,) = duties(f"{HEAD}P1,12月3日,值班,{start},{end},\n", is_actual=True)
    assert (duty.start, duty.end) == due


def test_called_standby_is_entered_as_the_work_it_was() -> None:
    (duty,) = duties(f"{HEAD}P1,12月3日,听班,22:00,1:00,工作\n", is_actual=True)
    assert (duty.shift, duty.kind, duty.start, duty.end) == ("call", "work", "2026-12-03T22:00", "2026-12-04T01:00")


def test_in_a_plan_other_hours_than_the_shifts_are_faults() -> None:
    assert places(f"{HEAD}P1,12月3日,听班,22:00,1:00,工作\n") == ["D2 (开始)", "E2 (结束)", "F2 (性质)"]


def test_hours_that_end_before_they_begin_are_a_fault() -> None:
    stated = "2026-12-03T20:00,2026-12-03T19:00"
    assert places(f"{HEAD}P1,12月3日,值班,{stated},\n", is_actual=True) == ["E2 (结束)"]


def test_an_extra_duty_of_an_unknown_shift_comes_with_the_ways_to_say_it() -> None:
    (fault,) = faults(f"{HEAD}P1,12月3日,安保,9:00,12:00,\n", is_actual=True)
    assert fault.place == "C2 (班次)"
    assert "已有班次" in fault.cure.zh
    assert "actual start and end" in fault.cure.en


def test_two_actual_duties_of_one_layer_on_a_day_are_a_fault_with_the_cure() -> None:
    (fault,) = faults(
        f"{HEAD}P1,12月3日,值班,,,\nP1,12月3日,听班,,,\nP1,12月3日,白,,,\n".replace("白", "Z"), is_actual=True
    )
    assert (fault.place, "第2行" in fault.allowed.zh) == ("C4 (班次)", True)
    assert "one row" in fault.cure.en


def test_an_actual_duty_outside_the_horizon_or_by_an_unknown_person_is_a_fault() -> None:
    text = f"{HEAD}P1,2027-01-01,值班,,,\nP9,12月3日,值班,,,\n"
    assert places(text, is_actual=True) == ["B2 (日期)", "A3 (人员)"]


@pytest.mark.parametrize("cell", ["8", "25:00", "8:70", "早上", "2026-12-03"])
def test_what_is_no_time_is_none(cell: str) -> None:
    assert typed_moment(cell, DECEMBER) is None
