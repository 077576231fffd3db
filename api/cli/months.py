"""Months as a command line states them."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta

from models.fact import Text
from models.fault import Fault, InputError

DAYS = 35
"""Five weeks: a month and the days until the next roster."""

FIRST_YEAR, LAST_YEAR = 2000, 2099


def first_day(stated: str | None, today: Date) -> Date:
    """The first day of the month `YYYY-MM`, of the month after `today` where none is stated. Raises InputError."""
    if stated is None:
        return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    found = re.fullmatch(r"(\d{4})-(\d\d)", stated, re.ASCII)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return Date(int(found[1]), int(found[2]), 1)
    allowed = Text(f"{FIRST_YEAR}-01 至 {LAST_YEAR}-12 的年月", f"a month from {FIRST_YEAR}-01 to {LAST_YEAR}-12")
    cure = Text("写成 2026-03 这样", "write it like 2026-03")
    raise InputError([Fault("--month", stated, allowed, cure)])
