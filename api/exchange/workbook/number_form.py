"""Numbers that a workbook shows as dates or times, as dates and times."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime, time, timedelta
from typing import Literal

Form = Literal["number", "date", "clock"]
"""How a cell shows its number: as it is, as a date (perhaps with a time), or as a time alone."""

BUILT_IN: dict[int, Form] = {
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), "date"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 46, 47, 55, 56), "clock"),
}
"""The formats that every workbook knows by number, those of Chinese Excel among them."""

_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
MINUTE_PARTS = 24 * 60 * 60


def form_of(code: str) -> Form:
    """What a format such as `yyyy"年"m"月"d"日"` or `[h]:mm` shows."""
    letters = set(_ASIDE.sub("", code).partition(";")[0].lower().replace("general", ""))
    if letters & set("yde"):
        return "number" if "e" in letters and not letters & set("yd") and "0" in letters else "date"
    if letters & set("hs"):
        return "clock"
    return "date" if "m" in letters else "number"


def as_shown(number: float, form: Form, *, from_1904: bool = False) -> int | float | Date | datetime | time | timedelta:
    """A number as the date, time or span of time that its cell shows; as it is where it shows none."""
    if form == "number":
        return int(number) if number == int(number) else number
    seconds = round(number * MINUTE_PARTS)
    if form == "clock" and 0 <= seconds <= 2 * MINUTE_PARTS:
        return clock(seconds)
    try:
        moment = (EPOCH_1904 if from_1904 else EPOCH) + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return number
    if 0 <= seconds < MINUTE_PARTS:
        return clock(seconds)
    if form == "clock" or not (moment.hour or moment.minute or moment.second):
        return moment.date()
    return moment


def clock(seconds: int) -> time | timedelta:
    """A time of day; of 24 hours and more the span."""
    if seconds >= MINUTE_PARTS:
        return timedelta(seconds=seconds)
    return time(seconds // 3600, seconds % 3600 // 60, seconds % 60)
