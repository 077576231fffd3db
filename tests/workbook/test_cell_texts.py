"""What single cells mean: dates, times, days, headings."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from api.exchange.workbook.cell_dates import Horizon, date_of, dates_of, ranges_of, shown_dates
from api.exchange.workbook.cell_times import clock_of, spans_of
from api.exchange.workbook.headings import path_of_sheet
from api.exchange.workbook.number_form import as_shown, form_of
from api.exchange.workbook.which_days import days_in
from api.exchange.workbook.wording import Misread, heading_key

DECEMBER = Horizon(date(2026, 12, 1), 31)
TURN = Horizon(date(2026, 12, 15), 35)


@pytest.mark.parametrize(
    ("typed", "horizon", "meant"),
    [
        ("1.3", TURN, date(2027, 1, 3)),
        ("12-20", TURN, date(2026, 12, 20)),
        ("11/30", DECEMBER, date(2026, 11, 30)),
        ("26.12.3", DECEMBER, date(2026, 12, 3)),
        ("3号", DECEMBER, date(2026, 12, 3)),
        ("2026年12月3日 星期四", DECEMBER, date(2026, 12, 3)),
        ("2026-12-03T00:00:00", DECEMBER, date(2026, 12, 3)),
        (46359, DECEMBER, date(2026, 12, 3)),
        (20261203, DECEMBER, date(2026, 12, 3)),
        (12.25, DECEMBER, date(2026, 12, 25)),
        (2.29, Horizon(date(2028, 2, 1), 29), date(2028, 2, 29)),
    ],
)
def test_date_is_the_one_nearest_to_the_horizon(typed: Any, horizon: Horizon, meant: date) -> None:
    assert date_of(typed, horizon) == meant


@pytest.mark.parametrize(
    "typed", ["13/3", "2026-2-29", "12.32", "下周一", 12.1, 12.2, 12.3, 3, True, "3号3号", "", 0.5]
)
def test_what_is_no_date_or_may_be_two_is_refused(typed: Any) -> None:
    with pytest.raises(Misread):
        date_of(typed, DECEMBER)


def test_day_alone_is_refused_where_the_horizon_has_it_twice() -> None:
    with pytest.raises(Misread):
        date_of("20日", Horizon(date(2026, 12, 15), 40))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("12.30-1.2", [(12, 30), (12, 31), (1, 1), (1, 2)]),
        ("12月30日至31日", [(12, 30), (12, 31)]),
        ("12-30-12-31", [(12, 30), (12, 31)]),
        ("2026-12-30~2026-12-31", [(12, 30), (12, 31)]),
        ("12.3 12.5 和 12.7", [(12, 3), (12, 5), (12, 7)]),
    ],
)
def test_ranges_and_lists_of_dates(typed: str, days: list[tuple[int, int]]) -> None:
    assert [(day.month, day.day) for day in dates_of(typed, DECEMBER)] == days


def test_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Misread):
        ranges_of("12.9-12.3", DECEMBER)


@pytest.mark.parametrize("count", range(1, 6))
def test_dates_that_are_written_are_read_back(count: int) -> None:
    days = [date(2026, 12, 30) + timedelta(days=n) for n in range(count)] + [date(2027, 1, 9)]
    assert dates_of(shown_dates(days), DECEMBER) == days


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("20:00-次日8:00", [("20:00", "08:00+1")]),
        ("８：００—１２：００，１４：００—１８：００", [("08:00", "12:00"), ("14:00", "18:00")]),
        ("8-16", [("08:00", "16:00")]),
        ("8点半至17点15分", [("08:30", "17:15")]),
        ("晚8:00-第二天早8:00", [("20:00", "08:00+1")]),
        ("00:00-24:00（全天）", [("00:00", "24:00")]),
        ("22:00--06:00", [("22:00", "06:00")]),
    ],
)
def test_spans_of_times(typed: str, spans: list[tuple[str, str]]) -> None:
    assert spans_of(typed) == spans


@pytest.mark.parametrize("typed", ["8:00", "8:60-9:00", "25:00-26:00", "白天", "8:00-12:00-16:00", "-", 8])
def test_what_is_no_span_is_refused(typed: Any) -> None:
    with pytest.raises(Misread):
        spans_of(typed)


def test_times_of_excel_beyond_a_day_are_of_the_next() -> None:
    assert [clock_of(value) for value in (time(8, 5), timedelta(hours=24), timedelta(hours=32))] == [
        "08:05",
        "24:00",
        "08:00+1",
    ]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("每天", {}),
        ("周一至周五", {"weekdays": [1, 2, 3, 4, 5]}),
        ("星期六、日", {"weekdays": [6, 7]}),
        ("周六日", {"weekdays": [6, 7]}),
        ("Fri-Mon", {"weekdays": [5, 6, 7, 1]}),
        ("休息日", {"day_classes": ["weekend", "statutory", "moved_off"]}),
        ("工作日、12月26日", {"day_classes": ["workday"], "dates": ["2026-12-26"]}),
        (date(2026, 12, 26), {"dates": ["2026-12-26"]}),
    ],
)
def test_which_days(typed: Any, fields: dict[str, Any]) -> None:
    assert days_in(typed, DECEMBER) == fields


@pytest.mark.parametrize("typed", ["看情况", "周八", 1, "1-5", "周末左右"])
def test_days_that_may_be_anything_are_refused(typed: Any) -> None:
    with pytest.raises(Misread):
        days_in(typed, DECEMBER)


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ('yyyy"年"m"月"d"日"', "date"),
        ("m/d", "date"),
        ("h:mm", "clock"),
        ("[h]:mm", "clock"),
        ('[$-804]yyyy"年"m"月"', "date"),
        ("[Red]0.0", "number"),
        ('0"days"', "number"),
        ("0.00E+00", "number"),
        ("@", "number"),
    ],
)
def test_format_tells_dates_from_numbers(code: str, form: str) -> None:
    assert form_of(code) == form


def test_numbers_are_what_their_format_shows() -> None:
    assert as_shown(46359, "date") == date(2026, 12, 3)
    assert as_shown(0.75, "clock") == time(18)
    assert as_shown(1, "clock") == timedelta(hours=24)
    assert as_shown(44897, "date", from_1904=True) == date(2026, 12, 3)
    assert as_shown(7.0, "number") == 7
    assert as_shown(1e300, "date") == 1e300


@pytest.mark.parametrize(
    "typed", ["姓名", " 姓 名 ", "姓名（必填）", "1.姓名", "姓名*", "姓名：", "姓名(全称)[如张三]"]
)
def test_heading_is_the_same_however_it_is_dressed(typed: str) -> None:
    assert heading_key(typed) == "姓名"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("2026年12月请假登记表", "leave"),
        ("一、人员", "people"),
        ("PEOPLE (new)", "people"),
        ("派出所", ""),
        ("食堂", None),
    ],
)
def test_sheet_is_found_by_what_its_name_contains(name: str, path: str | None) -> None:
    assert path_of_sheet(name) == path
