"""Times of day and spans as people type them: 8:00—16:00, 08：00-次日8:00, 0800-1600, 8点-16点半."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime, time, timedelta

from api.exchange.workbook.grid import Value
from api.exchange.workbook.wording import Misread, plain
from models.fact import Text

A_TIME = Text("时间，如 8:00 或 次日8:00", "a time, such as 8:00 or 8:00+1")
A_SPAN = Text("起止时间，如 8:00-16:00；跨日写 20:00-次日8:00", "a span, such as 8:00-16:00 or 20:00-8:00+1")
WRITE_TIME = Text("写成 时:分", "write hours:minutes")
WRITE_SPAN = Text("写成 起-止，多段用、隔开", "write from-to, several parted by commas")
A_MOMENT = Text("时刻，如 2026-12-03 08:00", "a moment, such as 2026-12-03 08:00")

_LATER = re.compile(r"^(次日|第二天|翌日|隔日|明日|明天|后日|第三天|当日|当天|下午|上午|晚上?|早上?|凌晨|中午)\s*")
_DAYS = {"次日": 1, "第二天": 1, "翌日": 1, "隔日": 1, "明日": 1, "明天": 1, "后日": 2, "第三天": 2}
_AFTERNOON = ("下午", "晚", "晚上")
_COLON = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?(?:时|分)?(?:\+([12]))?")
_HOUR = re.compile(r"(\d{1,2})(?:点钟?|时)(?:(半)|(\d{1,2})分?)?(?:\+([12]))?")
_SOLID = re.compile(r"(\d{2})(\d{2})(?:\+([12]))?")
_BARE = re.compile(r"(\d{1,2})(?:\+([12]))?")
_REMARK = re.compile(r"\s*[(\[【][^)\]】]*[)\]】]\s*$")
_TO = re.compile(r"\s*(?:-|~|至|到|—+|–|―|\bto\b)+\s*")
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]*(\d{1,2}):(\d{2})(?::00)?")


def clock_of(value: Value) -> str:
    """A time of day as the facts state it: `08:00`, `08:00+1`. Raises Misread."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return f"{value.hour:02}:{value.minute:02}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return "24:00" if minutes == 1440 else f"{minutes // 60 % 24:02}:{minutes % 60:02}+{minutes // 1440}"
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 24:
        return f"{value:02}:00"
    if isinstance(value, str):
        return _clock(value, bare=False)
    raise Misread(A_TIME, WRITE_TIME)


def spans_of(value: Value) -> list[tuple[str, str]]:
    """Spans of a list such as `8:00-12:00、14:00-18:00`. Raises Misread."""
    if not isinstance(value, str):
        raise Misread(A_SPAN, WRITE_SPAN)
    found = []
    for part in re.split(r"[、,;/\n]+", _REMARK.sub("", plain(value))):
        if part.strip():
            ends = _TO.split(part.strip())
            if len(ends) != 2:
                raise Misread(A_SPAN, WRITE_SPAN)
            try:
                found.append((_clock(ends[0], bare=True), _clock(ends[1], bare=True)))
            except Misread:
                raise Misread(A_SPAN, WRITE_SPAN) from None
    if not found:
        raise Misread(A_SPAN, WRITE_SPAN)
    return found


def shown_spans(spans: list[tuple[str, str]]) -> str:
    """Spans as a list that `spans_of` reads back."""
    return "、".join(f"{start}-{end}" for start, end in spans)


def moment_of(value: Value) -> str:
    """A wall time `2026-12-03T08:00`. Raises Misread."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, Date):
        return f"{value.isoformat()}T00:00"
    found = _MOMENT.fullmatch(plain(value)) if isinstance(value, str) else None
    if not found:
        raise Misread(A_MOMENT, WRITE_TIME)
    year, month, day, hour, minute = (int(part) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        raise Misread(A_MOMENT, WRITE_TIME) from None


def _clock(text: str, *, bare: bool) -> str:
    """One time; with `bare`, hours alone will do."""
    rest, later, afternoon = plain(text), 0, False
    while found := _LATER.match(rest):
        later = max(later, _DAYS.get(found[1], 0))
        afternoon = afternoon or found[1] in _AFTERNOON
        rest = rest[found.end() :]
    hour, minute, plus = _parts(rest, bare=bare)
    if afternoon and hour < 12:
        hour += 12
    plus = plus or later
    if hour > 24 or minute > 59:
        raise Misread(A_TIME, WRITE_TIME)
    return f"{hour:02}:{minute:02}" + (f"+{plus}" if plus else "")


def _parts(text: str, *, bare: bool) -> tuple[int, int, int]:
    if found := _COLON.fullmatch(text) or _SOLID.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3] or 0)
    if found := _HOUR.fullmatch(text):
        return int(found[1]), 30 if found[2] else int(found[3] or 0), int(found[4] or 0)
    if bare and (found := _BARE.fullmatch(text)):
        return int(found[1]), 0, int(found[2] or 0)
    raise Misread(A_TIME, WRITE_TIME)
