"""The calendar's day classes: announced years by table, other years by law."""

from __future__ import annotations

from datetime import date as Date

import holidays
import pytest

from models.calendar import CalendarDay, day_class, day_classes, day_names, year_table, years_without_table


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_announced_make_up_days_are_those_that_the_library_knows(year: int) -> None:
    known = holidays.country_holidays("CN", years=year)
    table = year_table(year)
    assert table is not None
    assert set(table.makeup) == {day for day in known.weekend_workdays if day.year == year}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_off_between_weekends_is_in_the_table(year: int) -> None:
    known = holidays.country_holidays("CN", years=year)
    off = {day for day in known if day.isoweekday() < 6}
    assert all(day_class(day) in {"statutory", "moved_off"} for day in off)


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_statutory_days_are_those_of_the_law(year: int) -> None:
    table = year_table(year)
    assert table is not None
    count = {"元旦": 1, "除夕": 1, "春节": 3, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 3}
    names = list(table.statutory.values())
    assert {name: names.count(name) for name in set(names)} == count


def test_a_year_without_a_table_is_computed_by_law_without_make_up_days() -> None:
    assert year_table(2027) is None
    assert day_class(Date(2027, 2, 6)) == "statutory"
    assert day_class(Date(2027, 2, 8)) == "statutory"
    assert day_class(Date(2027, 2, 9)) == "workday"
    assert day_class(Date(2027, 2, 14)) == "weekend"
    assert years_without_table(Date(2026, 12, 20), 30) == [2027]
    assert years_without_table(Date(2026, 12, 1), 31) == []


def test_a_make_up_workday_is_no_weekend() -> None:
    assert day_class(Date(2026, 2, 14)) == "makeup"
    assert day_class(Date(2026, 2, 15)) == "moved_off"
    assert day_class(Date(2026, 2, 16)) == "statutory"


def test_what_a_station_states_itself_goes_before_the_table() -> None:
    stated = [CalendarDay(date=Date(2026, 3, 3), day_class="moved_off", name="所庆")]
    classes = day_classes(Date(2026, 3, 2), 2, stated)
    assert list(classes.values()) == ["workday", "moved_off"]
    assert day_names(Date(2026, 3, 2), 2, stated) == {Date(2026, 3, 3): "所庆"}
    assert day_names(Date(2026, 10, 1), 2) == {Date(2026, 10, 1): "国庆节", Date(2026, 10, 2): "国庆节"}
