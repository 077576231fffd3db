"""Cross checks of the history, and of single assignments wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime, timedelta

from models.duty import past_offer
from models.fact import Text
from models.fault import Fault
from models.faults_of_bookings import twice
from models.plan import Assignment
from models.reading import Reading
from models.work import Layer

LONGEST_DUTY = timedelta(days=3)
REAL_TIME = Text("真实的日期和时间，如 2026-01-05T08:00", "a real date and time, such as 2026-01-05T08:00")


def faults_of_history(reading: Reading) -> Iterator[Fault]:
    """History lies before the horizon, names what is known, and gives one duty to a cell."""
    history, station = reading.station.history, reading.station
    known = history.known_from
    if known is not None and reading.is_dated and known >= station.start:
        allowed = Text(f"早于 {station.start}", f"before {station.start}")
        cure = Text("写首个完整已知的日子，或 null", "write the first day known in full, or null")
        yield Fault("facts.history.known_from", str(known), allowed, cure)
    if known is None and history.duties:
        yield Fault(
            "facts.history.known_from",
            "null",
            Text("有 duties 时须为日期", "a date, where duties are listed"),
            Text("写 duties 完整列出的首日", "write the first day of which every duty is listed"),
        )
    yield from _faults_of_past(reading)
    yield from _faults_of_counters(reading)
    yield from _faults_of_rest_owed(reading)


def _faults_of_past(reading: Reading) -> Iterator[Fault]:
    duties, station = reading.station.history.duties, reading.station
    first: dict[tuple[str, Date, Layer], str] = {}
    for place, duty in zip(reading.places("history.duties", len(duties)), duties, strict=True):
        if reading.is_dated and duty.date >= station.start:
            allowed = Text(f"早于 {station.start}", f"before {station.start}")
            yield Fault(
                f"{place}.date", str(duty.date), allowed, Text("删去，或改作锁定", "remove it, or make it a lock")
            )
        moments = list(faults_of_moments(place, duty))
        yield from moments
        yield from faults_of_names(place, duty, reading, past=True)
        shift = station.shift_by_id.get(duty.shift)
        if shift is None and (moments or reading.known.has(duty.shift, "shifts")):
            continue
        cell = (duty.person, duty.date, shift.layer if shift else past_offer(duty).layer)
        if cell in first:
            yield twice(place, " ".join(map(str, cell)), first[cell])
        first.setdefault(cell, place)


def faults_of_moments(place: str, duty: Assignment) -> Iterator[Fault]:
    """The times of a duty are real, start on its date and end within three days."""
    moments: dict[str, datetime] = {}
    for name in ("start", "end"):
        text: str | None = getattr(duty, name)
        if text is None:
            continue
        try:
            moments[name] = datetime.fromisoformat(text)
        except ValueError:
            yield Fault(f"{place}.{name}", text, REAL_TIME, Text("更正时间", "correct the time"))
    start, end = moments.get("start"), moments.get("end")
    if start and start.date() != duty.date:
        allowed = Text(f"{duty.date} 当日的时间", f"a time on {duty.date}")
        yield Fault(f"{place}.start", str(duty.start), allowed, Text("更正时间或日期", "correct the time or the date"))
    elif start and end and not start < end <= start + LONGEST_DUTY:
        allowed = Text(f"晚于 {duty.start}，且在三日之内", f"after {duty.start}, within 3 days")
        yield Fault(f"{place}.end", str(duty.end), allowed, Text("更正时间", "correct the time"))


def faults_of_names(place: str, duty: Assignment, reading: Reading, *, past: bool = False) -> Iterator[Fault]:
    """What an assignment names is known; a past shift may be gone if the duty states its own times."""
    known = reading.known
    named = {"shift": "shifts", "post": "posts", "zone": "zones", "unit": "units"}
    if past and duty.start and duty.end and not known.has(duty.shift, "shifts"):
        named = {}
    elif not past:
        named = {"person": "people", **named}
    for field, name in named.items():
        word: str | None = getattr(duty, field)
        if word is not None and not known.has(word, name):
            yield known.unknown(f"{place}.{field}", word, name)


def _faults_of_counters(reading: Reading) -> Iterator[Fault]:
    counters, station = reading.station.history.counters, reading.station
    first: dict[tuple[str, str], str] = {}
    for place, counter in zip(reading.places("history.counters", len(counters)), counters, strict=True):
        if reading.is_dated and counter.since > station.start:
            allowed = Text(f"不晚于 {station.start}", f"not after {station.start}")
            cure = Text("计数截至排班首日之前", "count what was carried before the horizon")
            yield Fault(f"{place}.since", str(counter.since), allowed, cure)
        key = (counter.person, counter.measure)
        if key in first:
            yield twice(place, " ".join(key), first[key])
        first.setdefault(key, place)


def _faults_of_rest_owed(reading: Reading) -> Iterator[Fault]:
    owed, station = reading.station.history.rest_owed, reading.station
    first: dict[tuple[str, str], str] = {}
    for place, one in zip(reading.places("history.rest_owed", len(owed)), owed, strict=True):
        if reading.is_dated and one.earned >= station.start:
            allowed = Text(f"早于 {station.start}", f"before {station.start}")
            cure = Text("只写排班首日之前得到的补休", "state only rest that was earned before the horizon")
            yield Fault(f"{place}.earned", str(one.earned), allowed, cure)
        key = (one.person, str(one.earned))
        if key in first:
            yield twice(place, " ".join(key), first[key])
        first.setdefault(key, place)
