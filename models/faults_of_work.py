"""Cross checks of what is to be done: shifts and demand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from itertools import pairwise

from models.demand import Demand
from models.fact import MINUTES_PER_DAY, Text
from models.fault import Fault
from models.reading import Reading
from models.work import Shift, minutes_of

LONGEST_SHIFT = 2 * MINUTES_PER_DAY
NEXT_DAY = Text("跨日时在时间后写 +1 或 +2，如 06:00+1", "for a later day append +1 or +2, such as 06:00+1")


def faults_of_shifts(reading: Reading) -> Iterator[Fault]:
    """Segments in order, of positive length, within two days."""
    shifts = reading.station.shifts
    for place, shift in zip(reading.places("shifts", len(shifts)), shifts, strict=True):
        found = list(_faults_of_segments(place, shift))
        yield from found or _faults_of_length(place, shift)


def _faults_of_segments(place: str, shift: Shift) -> Iterator[Fault]:
    if shift.start_minute >= MINUTES_PER_DAY:
        allowed = Text("当日 00:00 至 23:59", "00:00 to 23:59 of its own day")
        cure = Text("班次从当日的第一个时段算起", "let the shift begin on its own day")
        yield Fault(f"{place}.segments[0].start", shift.segments[0].start, allowed, cure)
    for number, segment in enumerate(shift.segments):
        if segment.minutes <= 0:
            allowed = Text(f"晚于开始 {segment.start}", f"later than the start, {segment.start}")
            yield Fault(f"{place}.segments[{number}].end", segment.end, allowed, NEXT_DAY)
    for number, (earlier, later) in enumerate(pairwise(shift.segments), start=1):
        if earlier.minutes > 0 and later.start_minute < earlier.end_minute:
            allowed = Text(
                f"不早于上一时段的结束 {earlier.end}", f"not before the end of the one before, {earlier.end}"
            )
            yield Fault(f"{place}.segments[{number}].start", later.start, allowed, NEXT_DAY)


def _faults_of_length(place: str, shift: Shift) -> Iterator[Fault]:
    minutes = shift.end_minute - shift.start_minute
    if minutes > LONGEST_SHIFT or shift.end_minute > 3 * MINUTES_PER_DAY:
        yield Fault(
            f"{place}.segments",
            f"{shift.segments[0].start}-{shift.segments[-1].end} ({minutes // 60} h)",
            Text("全班不超过 48 小时，且在三日内结束", "at most 48 h in all, ended within 3 days"),
            Text("缩短班次，或拆为两个班次", "shorten the shift, or make two of it"),
        )


def faults_of_demand(reading: Reading) -> Iterator[Fault]:
    """Demand names a shift or an interval, its numbers are in order, and no two equally particular ones compete."""
    demand = reading.station.demand
    placed = list(zip(reading.places("demand", len(demand)), demand, strict=True))
    for place, one in placed:
        yield from _faults_of_time(place, one)
        yield from _faults_of_numbers(place, one)
    if reading.is_dated:
        yield from _competing(placed, reading)


def _faults_of_time(place: str, demand: Demand) -> Iterator[Fault]:
    either = Text("shift，或 start 与 end，二者取一", "either shift, or start and end")
    given = [name for name in ("shift", "start", "end") if getattr(demand, name) is not None]
    if given not in (["shift"], ["start", "end"]):
        cure = Text("写明班次，或写明起止时间", "name the shift, or both times")
        yield Fault(place, ", ".join(given) or "-", either, cure)
    elif demand.start is not None and demand.end is not None:
        start, end = minutes_of(demand.start), minutes_of(demand.end)
        if start >= MINUTES_PER_DAY:
            allowed = Text("当日 00:00 至 23:59", "00:00 to 23:59 of the day")
            cure = Text("勤务需求从当日算起", "let the demand begin on its own day")
            yield Fault(f"{place}.start", demand.start, allowed, cure)
        elif end - start > LONGEST_SHIFT:
            allowed = Text("开始后 48 小时之内", "within 48 h of the start")
            yield Fault(f"{place}.end", demand.end, allowed, Text("缩短时段", "shorten the interval"))


def _faults_of_numbers(place: str, demand: Demand) -> Iterator[Fault]:
    least, floor = demand.minimum, "minimum"
    for name in ("preferred", "maximum"):
        number: int | None = getattr(demand, name)
        if number is None:
            continue
        if number < least:
            yield Fault(
                f"{place}.{name}",
                str(number),
                Text(f"不少于 {floor} {least}", f"not less than {floor}, {least}"),
                Text("minimum ≤ preferred ≤ maximum", "keep minimum ≤ preferred ≤ maximum"),
            )
        else:
            least, floor = number, name


def _competing(placed: list[tuple[str, Demand]], reading: Reading) -> Iterator[Fault]:
    claimed: dict[tuple[object, ...], dict[Date, tuple[str, str]]] = {}
    days_of: dict[tuple[object, ...], list[Date]] = {}
    station = reading.station
    for place, demand in placed:
        days = (demand.weekdays, demand.day_classes, demand.dates)
        if days not in days_of:
            days_of[days] = [day for day in station.dates if demand.holds_on(day, station.classes[day])]
        mine = claimed.setdefault((*demand.work, demand.particularity), {})
        clash = next((day for day in days_of[days] if day in mine), None)
        if clash is None:
            mine.update(dict.fromkeys(days_of[days], (place, demand.id)))
            continue
        other_place, other = mine[clash]
        yield Fault(
            place,
            f"{demand.id} ({clash})",
            Text(
                f"同一天只一条；{other}（{other_place}）也指这一天",
                f"one for a day; {other} ({other_place}) names it too",
            ),
            Text("合并两条，或让一条写明日期或日类", "join the two, or let one name dates or day classes"),
        )
