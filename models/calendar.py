"""Day classes of the Chinese calendar (L14): announced years from a table, later years computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import holidays
from pydantic import Field

from models.fact import Fact, Name, Text

DayClass = Literal["workday", "weekend", "statutory", "moved_off", "makeup"]
"""Workday 工作日, weekend 周末, statutory holiday 法定节假日, moved day off 调休放假日, make-up workday 调休上班日."""

Weekday = Annotated[int, Field(ge=1, le=7)]
"""1 Monday to 7 Sunday."""


class CalendarDay(Fact):
    """A day whose class the station states itself; it overrides every table."""

    date: Date
    day_class: DayClass
    name: Name = ""


class YearTable(Fact):
    """The announced holidays of one year: `instances/calendars/<year>.json`."""

    year: int
    source: str
    statutory: dict[Date, Name]
    moved_off: tuple[Date, ...]
    makeup: tuple[Date, ...]

    def days(self) -> dict[Date, tuple[DayClass, str]]:
        table: dict[Date, tuple[DayClass, str]] = dict.fromkeys(self.moved_off, ("moved_off", ""))
        table |= dict.fromkeys(self.makeup, ("makeup", ""))
        table |= {day: ("statutory", name) for day, name in self.statutory.items()}
        return table


NO_TABLE = Text(
    "{year}年放假调休通知尚未收入，法定节假日按法律推算，未计调休上班日",
    "the {year} notice of make-up workdays is not in the table; holidays are computed by law, without make-up workdays",
)
"""What a reader should know of a year without a table."""


@cache
def year_table(year: int) -> YearTable | None:
    """The shipped table of a year, or None when the State Council's notice is not in it yet."""
    path = files("instances") / "calendars" / f"{year}.json"
    if not path.is_file():
        return None
    return YearTable.model_validate_json(path.read_bytes())


@cache
def computed_year(year: int) -> dict[Date, tuple[DayClass, str]]:
    """Statutory days of a year by the law alone: without moved days off and make-up workdays."""
    public = holidays.country_holidays("CN", years=year, observed=False, language="zh_CN")
    return {day: ("statutory", name) for day, name in public.items() if "休息日" not in name}


def year_days(year: int) -> dict[Date, tuple[DayClass, str]]:
    """Every day of the year that is not an ordinary workday or weekend."""
    table = year_table(year)
    return table.days() if table else computed_year(year)


def years_without_table(first: Date, days: int) -> list[int]:
    """Years of the horizon that are computed without announced make-up days."""
    last = first + timedelta(days=days - 1)
    return [year for year in range(first.year, last.year + 1) if year_table(year) is None]


def day_class(day: Date) -> DayClass:
    """The class of one day by table or law."""
    known = year_days(day.year).get(day)
    if known:
        return known[0]
    return "weekend" if day.isoweekday() >= 6 else "workday"


def day_classes(first: Date, days: int, stated: Iterable[CalendarDay] = ()) -> dict[Date, DayClass]:
    """The class of each of `days` days from `first` on; what a station states itself goes before the tables."""
    horizon = [first + timedelta(days=i) for i in range(days)]
    own = {entry.date: entry.day_class for entry in stated}
    return {day: own.get(day) or day_class(day) for day in horizon}


def day_names(first: Date, days: int, stated: Iterable[CalendarDay] = ()) -> dict[Date, str]:
    """Names of the named days, such as 春节."""
    own = {entry.date: entry.name for entry in stated if entry.name}
    horizon = [first + timedelta(days=i) for i in range(days)]
    names = {day: own.get(day) or year_days(day.year).get(day, ("workday", ""))[1] for day in horizon}
    return {day: name for day, name in names.items() if name}
