"""Dates and times as people type them into tables: 2026-12-03, 2026/12/3, 2026年12月3日, 12月3日, 8:00, 次日8:00."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta

from api.exchange.workbook.wording import plain
from models.fact import MINUTES_PER_DAY
from models.plan import moment

LONGEST_DUTY_DAYS = 4
"""A duty's last moment lies within so many days, the first included."""

_WEEKDAY = r"\s*(?:[(\[]?(?:周|星期|礼拜)?[一二三四五六日天][)\]]?)?"
_MIDNIGHT = r"(?:[T\s]+0?0:00(?::00)?(?:\.0+)?)?"
_DATE = re.compile(rf"(?:(\d{{4}})\s*[-/.年]\s*)?(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_WEEKDAY}{_MIDNIGHT}")
_MOMENT = re.compile(r"(.+?)(?:[T\s]+|(?<=[日号]))(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?")
_CLOCK = re.compile(r"(次日|第二天)?\s*(\d{1,2}):(\d{2})(?::00)?\s*(\+1)?")


def typed_date(cell: str, first: Date, days: int) -> Date | None:
    """The date that a cell states, or None.

    A date without a year is the one of [first, first + days), that of the first day's year where none is, and none at
    all where there are several.
    """
    found = _DATE.fullmatch(plain(cell))
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is not None:
        return _date(year, month, day)
    last = first + timedelta(days=days - 1)
    stated = [one for y in range(first.year, last.year + 1) if (one := _date(y, month, day)) is not None]
    within = [one for one in stated if first <= one <= last]
    if len(within) > 1:
        return None
    return next(iter(within or stated), None)


def typed_moment(cell: str, day: Date, after: int | None = None) -> str | None:
    """The wall time that a cell states, as the models write it, or None.

    A time of day alone belongs to `day`; where it is to lie `after` so many minutes of that day and does not, to the
    next.
    """
    text = plain(cell)
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        later, hour, minute, plus = clock.groups()
        minutes = _minutes(hour, minute)
        if minutes is None:
            return None
        is_next = later or plus or (after is not None and minutes <= after)
        return moment(day, minutes + (MINUTES_PER_DAY if is_next else 0))
    full = _MOMENT.fullmatch(text)
    on = typed_date(full[1], day, LONGEST_DUTY_DAYS) if full else None
    minutes = _minutes(full[2], full[3]) if full else None
    return moment(on, minutes) if on is not None and minutes is not None else None


def _minutes(hour: str, minute: str) -> int | None:
    minutes = int(hour) * 60 + int(minute)
    return minutes if int(minute) < 60 and minutes <= MINUTES_PER_DAY else None


def _date(year: int | None, month: int | None, day: int | None) -> Date | None:
    try:
        return Date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
