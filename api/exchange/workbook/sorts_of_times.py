"""Columns of dates, days and times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Any

from api.exchange.workbook.cell_dates import date_of, dates_of, ranges_of, shown_dates
from api.exchange.workbook.cell_times import clock_of, moment_of, shown_spans, spans_of
from api.exchange.workbook.grid import Cell
from api.exchange.workbook.sorts import Around, valued
from api.exchange.workbook.which_days import days_in, shown_days
from api.exchange.workbook.wording import Misread
from models.fact import Text


class DayCell:
    """One date."""

    def read(self, cell: Cell, around: Around) -> Any:
        return date_of(valued(cell), around.horizon).isoformat()

    def write(self, value: Any, around: Around) -> Any:
        return Date.fromisoformat(value)


class DayCells:
    """Dates; the row holds for each."""

    def read(self, cell: Cell, around: Around) -> Any:
        return [day.isoformat() for day in dates_of(valued(cell), around.horizon)]

    def write(self, value: Any, around: Around) -> Any:
        days = [Date.fromisoformat(day) for day in value]
        return days[0] if len(days) == 1 else shown_dates(days)


class RangeCells:
    """Dates and ranges of dates; each is an absence of its own."""

    def read(self, cell: Cell, around: Around) -> Any:
        return [(first.isoformat(), last.isoformat()) for first, last in ranges_of(valued(cell), around.horizon)]

    def write(self, value: Any, around: Around) -> Any:
        raise NotImplementedError


class Days:
    """Weekdays, day classes and dates: a cell that states several fields."""

    def read(self, cell: Cell, around: Around) -> Any:
        return days_in(valued(cell), around.horizon)

    def write(self, value: Mapping[str, Any], around: Around) -> Any:
        return shown_days(value, around.lang)


class Span:
    """A time from and to, as the fields `start` and `end`."""

    def read(self, cell: Cell, around: Around) -> Any:
        spans = spans_of(valued(cell))
        if len(spans) != 1:
            raise Misread(
                Text("一段起止时间，如 8:00-16:00", "one span, such as 8:00-16:00"),
                Text("分成几行", "make several rows"),
            )
        return {"start": spans[0][0], "end": spans[0][1]}

    def write(self, value: Mapping[str, Any], around: Around) -> Any:
        if value.get("start") is None or value.get("end") is None:
            return None
        return shown_spans([(value["start"], value["end"])])


class Spans:
    """The times of a shift's segments."""

    def read(self, cell: Cell, around: Around) -> Any:
        return spans_of(valued(cell))

    def write(self, value: Any, around: Around) -> Any:
        return shown_spans(value)


class Clock:
    """A time of day."""

    def read(self, cell: Cell, around: Around) -> Any:
        return clock_of(valued(cell))

    def write(self, value: Any, around: Around) -> Any:
        return value


class Moment:
    """A wall time with its date."""

    def read(self, cell: Cell, around: Around) -> Any:
        return moment_of(valued(cell))

    def write(self, value: Any, around: Around) -> Any:
        return value.replace("T", " ")
