"""Dates as people type them: 2026年12月3日, 12/3, 12.3, 3日, 12.3-12.5, lists of them, and which days of the week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta

from api.exchange.workbook.grid import Value
from api.exchange.workbook.wording import Misread, plain
from models.fact import Text

A_DATE = Text("日期，如 2026-12-3、2026年12月3日、12月3日 或 12/3", "a date, such as 2026-12-3, 12/3 or 12月3日")
WRITE_DATE = Text("写一个真实的日期", "write a real date")
WITH_YEAR = Text("写明年份，如 2026-12-3", "write the year too, such as 2026-12-3")
TWO_DAYS = Text(
    "不会误读的日期：数字 12.3 可能是 3 日或 30 日", "an unmistakable date: the number 12.3 may be the 3rd or the 30th"
)

_SEP = r"\s*[-./年月]\s*"
_FULL = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})\s*[日号]?")
_SOLID = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SHORT_YEAR = re.compile(r"(\d\d)[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_MONTH_DAY = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}})\s*[日号]?")
_DAY = re.compile(r"(\d{1,2})\s*[日号]")
_AFTER = re.compile(r"\s*(T?\s*0?0:00(:00)?|[\(（]?(周|星期|礼拜)[一二三四五六日天][\)）]?)$")
_TO = re.compile(r"\s*(?:~|至|到|—+|–|－|―|\bto\b|\.\.)\s*")
_LIST = re.compile(r"[、,;\n]+|(?<=[\d日号])\s+(?=\d)|和|及")
FIRST_SERIAL, LAST_SERIAL = 36526, 73050
"""2000 to 2099, as a workbook counts days."""

MOST_DAYS = 800


@dataclass(frozen=True)
class Horizon:
    """The days that a roster is about: they tell the year of a date that states none."""

    start: Date | None = None
    days: int = 0

    def year_of(self, month: int, day: int) -> Date:
        """The date of that month and day nearest to the horizon. Raises Misread when there is none."""
        if self.start is None:
            raise Misread(A_DATE, WITH_YEAR)
        middle = self.start + timedelta(days=self.days // 2)
        near = [found for year in (-1, 0, 1) if (found := _real(middle.year + year, month, day))]
        if not near:
            raise Misread(A_DATE, WRITE_DATE)
        return min(near, key=lambda date: abs(date - middle))

    def day_of(self, day: int) -> Date:
        """The one day of the horizon with that number in its month. Raises Misread."""
        dates = [self.start + timedelta(days=n) for n in range(self.days)] if self.start else []
        found = [date for date in dates if date.day == day]
        if len(found) != 1:
            raise Misread(A_DATE, Text("写明月份，如 12月3日", "write the month too, such as 12/3"))
        return found[0]


def date_of(value: Value, horizon: Horizon) -> Date:
    """One date. Raises Misread."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Misread(A_DATE, WRITE_DATE)
    if isinstance(value, float) and value != int(value):
        return _date_of_number(value, horizon)
    if not isinstance(value, str) and FIRST_SERIAL <= value <= LAST_SERIAL:
        return Date(1899, 12, 30) + timedelta(days=int(value))
    return _date_of_text(str(value) if isinstance(value, str) else str(int(value)), horizon)


def dates_of(value: Value, horizon: Horizon) -> list[Date]:
    """Dates of a list with ranges, such as `12.3-12.5、12.9`. Raises Misread."""
    return [day for first, last in ranges_of(value, horizon) for day in _days(first, last)]


def ranges_of(value: Value, horizon: Horizon) -> list[tuple[Date, Date]]:
    """First and last day of each item of a list; both the same for a single date. Raises Misread."""
    if not isinstance(value, str):
        date = date_of(value, horizon)
        return [(date, date)]
    found = []
    for part in _LIST.split(plain(value)):
        if part.strip():
            found.append(_range(part.strip(), horizon))
    if not found:
        raise Misread(A_DATE, WRITE_DATE)
    return found


def _range(text: str, horizon: Horizon) -> tuple[Date, Date]:
    try:
        date = _date_of_text(text, horizon)
        return date, date
    except Misread as single:
        for at in _cuts(text):
            try:
                first = _date_of_text(text[: at[0]], horizon)
                return _ordered(first, _last(text[at[1] :], first, horizon))
            except Misread:
                continue
        raise single


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where a range may be parted: at a word of its own, else at each hyphen from the middle on."""
    words = [(found.start(), found.end()) for found in _TO.finditer(text) if found.start()]
    hyphens = [(at, at + 1) for at, sign in enumerate(text) if sign == "-" and at]
    return words + sorted(hyphens, key=lambda cut: abs(cut[0] - len(text) / 2))


def _last(text: str, first: Date, horizon: Horizon) -> Date:
    """The end of a range; a day alone is of the month in which the range begins."""
    day = re.fullmatch(r"(\d{1,2})\s*[日号]?", text.strip())
    if day:
        found = _real(first.year, first.month, int(day[1]))
        if found is None:
            raise Misread(A_DATE, WRITE_DATE)
        return found
    return _date_of_text(text, horizon)


def _ordered(first: Date, last: Date) -> tuple[Date, Date]:
    if last < first and (first - last).days > 180:
        last = last.replace(year=last.year + 1)
    if not 0 <= (last - first).days <= MOST_DAYS:
        raise Misread(Text("起不晚于止的日期", "a range whose end is not before its beginning"), WRITE_DATE)
    return first, last


def _days(first: Date, last: Date) -> list[Date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _date_of_text(text: str, horizon: Horizon) -> Date:
    bare = _AFTER.sub("", plain(text)).strip()
    for form in (_FULL, _SOLID):
        if found := form.fullmatch(bare):
            return _stated(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT_YEAR.fullmatch(bare):
        return _stated(2000 + int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_DAY.fullmatch(bare):
        if not 1 <= int(found[1]) <= 12:
            raise Misread(A_DATE, WRITE_DATE)
        return horizon.year_of(int(found[1]), int(found[2]))
    if found := _DAY.fullmatch(bare):
        return horizon.day_of(int(found[1]))
    raise Misread(A_DATE, WRITE_DATE)


def _date_of_number(value: float, horizon: Horizon) -> Date:
    """A month and a day typed as a decimal fraction: 12.25; 12.3 may have been 12.30 and is refused."""
    if FIRST_SERIAL <= value <= LAST_SERIAL:
        return Date(1899, 12, 30) + timedelta(days=int(value))
    month, _, day = f"{value:.10g}".partition(".")
    if len(day) > 2 or not month.isdecimal() or not 1 <= int(month) <= 12:
        raise Misread(A_DATE, WRITE_DATE)
    if day in ("1", "2", "3") and not (month == "2" and day == "3"):
        raise Misread(
            TWO_DAYS,
            Text(f"写成 {month}月{day}日 或 {month}月{day}0日", f"write {month}/{day} or {month}/{day}0 as text"),
        )
    return horizon.year_of(int(month), int(day))


def _stated(year: int, month: int, day: int) -> Date:
    found = _real(year, month, day)
    if found is None:
        raise Misread(A_DATE, WRITE_DATE)
    return found


def _real(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def shown_dates(dates: Sequence[Date]) -> str:
    """Dates as a list in which three and more that follow one another are a range; `dates_of` reads it back."""
    runs: list[tuple[Date, Date]] = []
    for date in dates:
        if runs and date - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], date)
        else:
            runs.append((date, date))
    texts = []
    for first, last in runs:
        if (last - first).days < 2:
            texts += [day.isoformat() for day in _days(first, last)]
        else:
            texts.append(f"{first} 至 {last}")
    return "、".join(texts)
