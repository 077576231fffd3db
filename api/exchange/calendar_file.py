"""Duties as iCalendar: a calendar for everybody, or a file for each person, to import into a phone or mail program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from api.exchange.roster_cells import label_of
from api.exchange.roster_words import WORDS, times
from models.duty import Offer, offer_of_assignment
from models.plan import Assignment, Plan
from models.station import Station

if TYPE_CHECKING:
    from icalendar import Calendar, Event

CLOCK = ZoneInfo("Asia/Shanghai")
"""The one civil time of the whole country; it has no summer time."""

EVENTS = UUID("c2f4a1de-6c1b-5d0e-9b52-3f0a7d9e4b61")
"""The namespace of all events' UIDs; it must never change."""

NO_ID: str = Station.model_fields["id"].default
"""What stands for the id of a station that has not stated one."""

ENDING = ".ics"
UNSAFE = re.compile(r'[<>:"\\|?*%\x00-\x1f\x7f]|[. ]$|^\.')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names of devices, which are no file names on Windows."""


def write_calendar(path: Path, facts: Station, plan: Plan, lang: str, made: datetime | None = None) -> None:
    """Saves everybody's duties as one calendar."""
    name = f"{facts.name or facts.id} {WORDS['roster'].in_language(lang)}"
    path.write_bytes(_calendar(name, facts, plan.assignments, lang, made, names=True).to_ical())


def write_calendars(folder: Path, facts: Station, plan: Plan, lang: str, made: datetime | None = None) -> list[Path]:
    """Saves a calendar for each person of the station, without duties an empty one, in a folder that is made if need
    be; returns the files."""
    folder.mkdir(exist_ok=True)
    duties: dict[str, list[Assignment]] = {person.id: [] for person in facts.people}
    for duty in plan.assignments:
        duties.setdefault(duty.person, []).append(duty)
    labels = {person.id: person.label for person in facts.people}
    written = []
    for person, file in zip(duties, file_names(list(duties)), strict=True):
        name = f"{labels.get(person, person)} {WORDS['roster'].in_language(lang)}"
        path = folder / file
        path.write_bytes(_calendar(name, facts, duties[person], lang, made, names=False).to_ical())
        written.append(path)
    return written


def file_names(ids: Sequence[str]) -> list[str]:
    """A file name for each id, safe on every system, none twice whatever the case."""
    taken: set[str] = set()
    names = []
    for id in ids:
        plain = UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", id)
        plain = f"%{ord(plain[0]):02X}{plain[1:]}" if RESERVED.fullmatch(plain) else plain
        name = next(n for n in _numbered(plain) if n.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name + ENDING)
    return names


def _numbered(plain: str) -> Iterator[str]:
    yield plain
    number = 2
    while True:
        yield f"{plain}%{number}"
        number += 1


def _calendar(
    name: str, facts: Station, duties: Iterable[Assignment], lang: str, made: datetime | None, *, names: bool
) -> Calendar:
    from icalendar import Calendar  # noqa: PLC0415  seldom needed, slow to load

    calendar = Calendar()
    calendar.add("prodid", "-//Paiqin//Roster//" + ("EN" if lang == "en" else "ZH"))
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " ".join(name.split()))
    calendar.add("x-wr-timezone", CLOCK.key)
    moment = made or datetime.now(UTC)
    for duty in duties:
        for event in _events(facts, duty, lang, moment, names=names):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar


def _events(facts: Station, duty: Assignment, lang: str, made: datetime, *, names: bool) -> Iterator[Event]:
    """One event for each piece of a duty; a split day has two."""
    from icalendar import Event  # noqa: PLC0415

    offer = offer_of_assignment(facts, duty)
    shift = facts.shift_by_id.get(duty.shift)
    what, where = label_of(facts, "shift", duty.shift), _place(facts, duty)
    person = facts.person_by_id.get(duty.person)
    who = [person.label if person else duty.person] if names else []
    for number, (start, end) in enumerate(_pieces(offer)):
        event = Event()
        event.add("uid", _uid(facts, duty, number))
        event.add("dtstamp", made)
        midnight = datetime(duty.date.year, duty.date.month, duty.date.day, tzinfo=CLOCK)
        event.add("dtstart", midnight + timedelta(minutes=start))
        event.add("dtend", midnight + timedelta(minutes=end))
        event.add("summary", " · ".join([*who, what, *where[:1]]))
        if where:
            event.add("location", " · ".join(where))
        event.add("description", "\n".join([*who, *([f"{what} {times(shift, lang)}"] if shift else []), *where]))
        event.add("transp", "TRANSPARENT" if offer.kinds == {"athome_standby"} else "OPAQUE")
        yield event


def _place(facts: Station, duty: Assignment) -> list[str]:
    """Post, zone and unit by name, as far as the duty has them."""
    sorts = (("post", duty.post), ("zone", duty.zone), ("unit", duty.unit))
    return [label for sort, id in sorts if (label := label_of(facts, sort, id))]


def _uid(facts: Station, duty: Assignment, number: int) -> str:
    """The same for the same duty in every plan, so that importing again replaces it; another for every other duty.

    A UUID of station, day, person, work and piece, in which neither names nor ids can be read (RFC 7986, 5.3). A
    station that has no id of its own goes by its name. A duty's own id is left out: people number rows anew.
    """
    station = facts.id if facts.id != NO_ID else facts.name
    parts = [station, duty.date.isoformat(), duty.person, *duty.place, number]
    return str(uuid5(EVENTS, json.dumps(parts, ensure_ascii=False)))


def _pieces(offer: Offer) -> list[tuple[int, int]]:
    """The spans of a duty, those that touch joined, in minutes from the start of its day."""
    found: list[tuple[int, int]] = []
    for span in offer.spans:
        if found and found[-1][1] == span.start:
            found[-1] = (found[-1][0], span.end)
        else:
            found.append((span.start, span.end))
    return found
