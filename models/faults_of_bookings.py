"""Cross checks of what is settled: leave, requests, locks and the station's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta

from models.bookings import Lock
from models.fact import Text
from models.fault import Fault
from models.offered import Offered
from models.reading import Reading
from models.work import Layer


def faults_of_leave(reading: Reading) -> Iterator[Fault]:
    """Leave ends on or after its first day."""
    leave = reading.station.leave
    for place, one in zip(reading.places("leave", len(leave)), leave, strict=True):
        if one.last < one.first:
            allowed = Text(f"不早于首日 {one.first}", f"not before the first day, {one.first}")
            yield Fault(f"{place}.last", str(one.last), allowed, Text("对调首日与末日", "exchange first and last"))


def outside(place: str, day: Date, reading: Reading) -> Iterator[Fault]:
    """The fault of a date that the horizon does not contain."""
    station = reading.station
    if reading.is_dated and not station.start <= day < station.end:
        last = station.end - timedelta(days=1)
        allowed = Text(f"{station.start} 至 {last}", f"{station.start} to {last}")
        yield Fault(place, str(day), allowed, Text("改日期，或删去这一条", "correct the date, or remove the item"))


def faults_of_requests(reading: Reading) -> Iterator[Fault]:
    """Requests lie within the horizon."""
    requests = reading.station.requests
    for place, request in zip(reading.places("requests", len(requests)), requests, strict=True):
        yield from outside(f"{place}.date", request.date, reading)


def faults_of_locks(reading: Reading) -> Iterator[Fault]:
    """Locks lie within the horizon, one to a cell, and hold what their shift offers."""
    locks, offered = reading.station.locks, Offered(reading.station)
    first: dict[tuple[str, Date, Layer], str] = {}
    for place, lock in zip(reading.places("locks", len(locks)), locks, strict=True):
        yield from outside(f"{place}.date", lock.date, reading)
        yield from _faults_of_lock(place, lock, reading, offered)
        cell = (lock.person, lock.date, lock.layer)
        if cell in first:
            yield twice(place, " ".join(map(str, cell)), first[cell])
        first.setdefault(cell, place)


def _faults_of_lock(place: str, lock: Lock, reading: Reading, offered: Offered) -> Iterator[Fault]:
    where = (lock.post, lock.zone, lock.unit)
    if lock.shift is None:
        if any(where):
            yield Fault(
                f"{place}.shift",
                "null",
                Text("有岗位、警务区或巡逻组时须有班次", "a shift, where post, zone or unit is given"),
                Text("写明班次，或只锁定为休息", "name the shift, or lock the day as off without a place"),
            )
        return
    shift = reading.station.shift_by_id.get(lock.shift)
    if shift is None:
        return
    if shift.layer != lock.layer:
        allowed = Text(f"班次 {shift.id} 的层 {shift.layer}", f"{shift.layer}, the layer of shift {shift.id}")
        yield Fault(f"{place}.layer", lock.layer, allowed, Text(f"改为 {shift.layer}", f"write {shift.layer}"))
    named = all(reading.known.has(w, name) for w, name in zip(where, ("posts", "zones", "units"), strict=True) if w)
    if reading.knows_offers and named and not offered.somewhere(shift.id, where):
        yield misplaced(place, shift.id, where, offered)


def misplaced(place: str, shift: str, where: tuple[str | None, ...], offered: Offered) -> Fault:
    """The fault of a place at which a shift is not served."""
    named = [f"{name}={word}" for name, word in zip(("post", "zone", "unit"), where, strict=True) if word]
    words = offered.in_words(shift)
    return Fault(
        place,
        " ".join([shift, *named]),
        Text(f"班次 {shift} 可上的岗位：{words.zh}", f"a place of shift {shift}: {words.en}"),
        Text(
            "改岗位、警务区或巡逻组，或在班次的 posts 中加上该岗位", "correct the place, or add it to the shift's posts"
        ),
    )


def faults_of_calendar(reading: Reading) -> Iterator[Fault]:
    """The station states the class of a day once."""
    calendar = reading.station.calendar
    first: dict[Date, str] = {}
    for place, day in zip(reading.places("calendar", len(calendar)), calendar, strict=True):
        if day.date in first:
            yield twice(f"{place}.date", str(day.date), first[day.date])
        first.setdefault(day.date, place)


def twice(place: str, value: str, earlier: str) -> Fault:
    """The fault of a second item where there can be one only."""
    return Fault(
        place,
        value,
        Text(f"只一条（已见于 {earlier}）", f"one only (it stands at {earlier} already)"),
        Text("删去其中一条", "remove one of the two"),
    )
