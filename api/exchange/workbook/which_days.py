"""Which days: weekdays, day classes and dates in one cell, such as `周一至周五`, `工作日`, `12.3-12.5`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Date
from typing import Any

from api.exchange.workbook.cell_dates import Horizon, dates_of, shown_dates
from api.exchange.workbook.grid import Value
from api.exchange.workbook.vocabulary import DAY_CLASSES
from api.exchange.workbook.wording import Misread, parts_of, plain, tight
from models.fact import Text

ALLOWED = Text(
    f"每天、周一至周日、{DAY_CLASSES.listed.zh} 或日期", f"every day, Mon to Sun, {DAY_CLASSES.listed.en}, or dates"
)
CURE = Text("写成 周一至周五、工作日 或 12月3日 这样", "write it like Mon-Fri, workday or 12/3")
EVERY_DAY = ("每天", "每日", "天天", "全部", "everyday", "all", "daily")
GROUPS = {"休息日": ("weekend", "statutory", "moved_off"), "daysoff": ("weekend", "statutory", "moved_off")}

_SIGNS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORD = r"(?:周|星期|礼拜)?([一二三四五六日天1-7])"
_MAY_BE_WEEKDAYS = re.compile(r"[1-7]-[1-7]")
_DAY = re.compile(_WORD)
_RUN = re.compile(rf"{_WORD}(?:至|到|-|~|—){_WORD}")
_JOINED = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天]{2,7})")
_ENGLISH_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:(?:-|~|to)(mon|tue|wed|thu|fri|sat|sun)[a-z]*)?")


def days_in(value: Value, horizon: Horizon) -> dict[str, Any]:
    """The fields `weekdays`, `day_classes` and `dates` that a cell states; nothing for every day. Raises Misread."""
    weekdays: dict[int, None] = {}
    classes: dict[str, None] = {}
    dates: dict[Date, None] = {}
    for part in parts_of(value) if isinstance(value, str) else [value]:
        word = tight(part) if isinstance(part, str) else ""
        stated = _weekdays(word)
        if word in EVERY_DAY:
            continue
        if stated:
            weekdays |= dict.fromkeys(stated)
        elif word in GROUPS:
            classes |= dict.fromkeys(GROUPS[word])
        elif found := DAY_CLASSES.find(word):
            classes[found] = None
        else:
            dates |= dict.fromkeys(_dates(part, horizon))
    stated_fields = {"weekdays": list(weekdays), "day_classes": list(classes), "dates": [d.isoformat() for d in dates]}
    return {name: values for name, values in stated_fields.items() if values}


def _dates(part: Value, horizon: Horizon) -> list[Date]:
    """Dates; `3` and `1-5` are none, since they may be weekdays as well."""
    if (isinstance(part, int | float) and not 30_000 < part < 80_000) or _MAY_BE_WEEKDAYS.fullmatch(str(part)):
        raise Misread(ALLOWED, CURE)
    try:
        return dates_of(part, horizon)
    except Misread as misread:
        raise Misread(ALLOWED, misread.cure if "/" in plain(str(part)) else CURE) from None


def _weekdays(word: str) -> list[int]:
    if found := _JOINED.fullmatch(word):
        return [_SIGNS[sign] for sign in found[1]]
    if found := _RUN.fullmatch(word):
        return _run(_number(found[1]), _number(found[2])) if not word[0].isdecimal() else []
    if found := _ENGLISH_DAY.fullmatch(word):
        first = _ENGLISH.index(found[1]) + 1
        return _run(first, _ENGLISH.index(found[2]) + 1 if found[2] else first)
    if (found := _DAY.fullmatch(word)) and not word.isdecimal():
        return [_number(found[1])]
    return []


def _number(sign: str) -> int:
    return _SIGNS.get(sign) or int(sign)


def _run(first: int, last: int) -> list[int]:
    return [(first - 1 + n) % 7 + 1 for n in range((last - first) % 7 + 1)]


def shown_days(fields: Mapping[str, Any], lang: str) -> str:
    """The words that `days_in` reads back as these fields."""
    signs = "一二三四五六日"
    names = [f"周{signs[day - 1]}" if lang == "zh" else _ENGLISH[day - 1].title() for day in fields.get("weekdays", ())]
    names += [DAY_CLASSES.word(name, lang) for name in fields.get("day_classes", ())]
    dates = [Date.fromisoformat(day) for day in fields.get("dates", ())]
    return "、".join([*names, shown_dates(dates)] if dates else names)
