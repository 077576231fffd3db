"""Cross checks of facts and plans: what no field can tell by itself. Every fault is found in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from models.another_month import faults_of_another_month
from models.another_station import faults_of_another_station
from models.fact import Text
from models.fault import Fault
from models.faults_of_bookings import (
    faults_of_calendar,
    faults_of_leave,
    faults_of_locks,
    faults_of_requests,
    misplaced,
    outside,
)
from models.faults_of_history import faults_of_history, faults_of_moments, faults_of_names
from models.faults_of_patterns import faults_of_patterns
from models.faults_of_work import faults_of_demand, faults_of_shifts
from models.offered import Offered
from models.plan import Assignment, Plan, moment
from models.reading import FIRST_DAY, LAST_DAY, Reading
from models.references import Document, Known, faults_of_references
from models.station import Station

MOST_FAULTS = 1000
"""Nobody reads more; the rest is cut off."""

MOST_ITEMS = {
    "skills": 1_000, "teams": 1_000, "zones": 1_000, "patterns": 1_000, "groups": 1_000, "posts": 1_000,
    "units": 1_000, "resources": 1_000, "shifts": 1_000, "people": 5_000, "demand": 20_000,
    "leave": 50_000, "requests": 100_000, "locks": 100_000, "calendar": 2_000,
}  # fmt: skip
"""More than any station has."""

MOST_OFFERS = 20_000

Check = Callable[[Reading], Iterator[Fault]]


def faults_of_station(station: Station) -> list[Fault]:
    """Every cross fault of a station's facts, by place (`facts.people[3].team`)."""
    document = station.model_dump(mode="json")
    return faults_of_facts(document, Reading(station, Known(document)))


def faults_of_facts(document: Document, reading: Reading) -> list[Fault]:
    """The same for a document of which `reading` is what could be read: names in all of it, the rest in the reading."""
    oversized = faults_of_size(document)
    if oversized:
        return oversized
    found = list(islice(faults_of_references(document, reading.known), MOST_FAULTS))
    for check in CHECKS:
        found += islice(check(reading), MOST_FAULTS)
    return found


def faults_of_plan(
    plan: Plan, station: Station, reading: Reading | None = None, *, is_actual: bool = False
) -> list[Fault]:
    """Names of a plan that the facts do not know, dates outside the horizon, places that a shift does not offer.

    A list of actual duties may have hours other than the shifts'. Of a plan of another station or of other days only
    that is told. Places are relative to the plan (`assignments[3].person`).
    """
    reading = reading or Reading.whole(station)
    places = [f"assignments[{number}]" for number in range(len(plan.assignments))]
    strange = list(islice(faults_of_another_station(places, plan.assignments, reading), MOST_FAULTS))
    strange = strange or list(faults_of_another_month(plan.assignments, reading))
    if strange:
        return strange
    return list(islice(_faults_of_assignments(places, plan.assignments, reading, is_actual), MOST_FAULTS))


def _faults_of_assignments(
    places: Sequence[str], assignments: Sequence[Assignment], reading: Reading, is_actual: bool
) -> Iterator[Fault]:
    offered = Offered(reading.station)
    for place, duty in zip(places, assignments, strict=True):
        yield from outside(f"{place}.date", duty.date, reading)
        named = list(faults_of_names(place, duty, reading))
        yield from named
        moments = list(faults_of_moments(place, duty))
        yield from moments
        shift = reading.station.shift_by_id.get(duty.shift)
        if shift is None:
            continue
        where = (duty.post, duty.zone, duty.unit)
        if not named and reading.knows_offers and not offered.exactly(shift.id, where):
            yield misplaced(place, shift.id, where, offered)
        if not moments and not is_actual:
            yield from _other_times(
                place, duty, moment(duty.date, shift.start_minute), moment(duty.date, shift.end_minute)
            )


def _other_times(place: str, duty: Assignment, start: str, end: str) -> Iterator[Fault]:
    for name, stated, due in (("start", duty.start, start), ("end", duty.end, end)):
        if stated is not None and stated != due:
            yield Fault(
                f"{place}.{name}",
                stated,
                Text(f"班次 {duty.shift} 的时间 {due}", f"{due}, the time of shift {duty.shift}"),
                Text("更正时间，或留空", "correct the time, or leave it out"),
            )


def faults_of_size(document: Document) -> list[Fault]:
    """Lists with more items than any station has; with such, nothing further is looked at."""
    cure = Text("只保留本所的内容，或分成几个方案", "keep what belongs to this station, or make several scenarios")
    counts = {name: len(items) for name, items in document.items() if isinstance(items, list | tuple)}
    return [
        Fault(f"facts.{name}", str(counts[name]), Text(f"最多 {most} 项", f"at most {most} items"), cure)
        for name, most in MOST_ITEMS.items()
        if counts.get(name, 0) > most
    ]


def _faults_of_horizon(reading: Reading) -> Iterator[Fault]:
    span = Text(f"{FIRST_DAY} 至 {LAST_DAY}", f"{FIRST_DAY} to {LAST_DAY}")
    cure = Text("更正日期", "correct the date")
    if reading.has_horizon and not FIRST_DAY <= reading.station.start <= LAST_DAY:
        yield Fault("facts.start", str(reading.station.start), span, cure)
    groups = reading.station.groups
    for place, group in zip(reading.places("groups", len(groups)), groups, strict=True):
        if group.pattern is not None and group.anchor is None:
            allowed = Text("有 pattern 时须为日期", "a date, where there is a pattern")
            first_day = Text("写轮班制首日所在的日期", "write a date on which the pattern begins")
            yield Fault(f"{place}.anchor", "null", allowed, first_day)
        elif group.anchor is not None and not FIRST_DAY <= group.anchor <= LAST_DAY:
            yield Fault(f"{place}.anchor", str(group.anchor), span, cure)


def _faults_of_offers(reading: Reading) -> Iterator[Fault]:
    offered = Offered(reading.station)
    count = sum(offered.count(shift) for shift in reading.station.shifts)
    if count > MOST_OFFERS:
        yield Fault(
            "facts.shifts",
            str(count),
            Text(f"每日可选勤务最多 {MOST_OFFERS} 种", f"at most {MOST_OFFERS} duties on offer a day"),
            Text("减少班次可上的岗位、警务区或巡逻组", "let shifts be served at fewer posts, zones or units"),
        )


CHECKS: tuple[Check, ...] = (
    _faults_of_horizon,
    faults_of_shifts,
    faults_of_patterns,
    _faults_of_offers,
    faults_of_demand,
    faults_of_leave,
    faults_of_requests,
    faults_of_locks,
    faults_of_history,
    faults_of_calendar,
)
