"""Invented leave, requests and locks: what is settled or wished before a roster is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from random import Random

from models.bookings import Leave, Lock, Request
from models.people import Person
from models.station import Station
from models.work import Shift

AWAY_AT_ONCE = 0.15
"""At most this share of a team is away on one day, but one person may always be (D14)."""

LEAVE_SHARE = 0.07
"""Share of all days that are leave."""

BLOCKS = (3, 4, 5, 5, 5, 7, 10)
"""Days of leave at a time; a year's leave is 5, 10 or 15 days (L12)."""


def leave_of(bare: Station, random: Random) -> tuple[Leave, ...]:
    """Annual leave in blocks and a little training, spread so that no team has too many away (D14)."""
    wanted = round(LEAVE_SHARE * len(bare.people) * bare.days)
    team_size = Counter(person.team for person in bare.people)
    away: Counter[tuple[str | None, Date]] = Counter()
    found: list[Leave] = []
    for person in random.sample(bare.people, len(bare.people)):
        if wanted <= 0:
            break
        days = min(random.choice(BLOCKS), bare.days, wanted)
        first = bare.day(random.randrange(bare.days - days + 1))
        block = [first + timedelta(days=i) for i in range(days)]
        most = max(1, int(team_size[person.team] * AWAY_AT_ONCE))
        if any(away[person.team, day] >= most for day in block):
            continue
        away.update((person.team, day) for day in block)
        wanted -= days
        found.append(
            Leave(person=person.id, first=block[0], last=block[-1], kind="training" if days < 3 else _kind(random))
        )
    return tuple(sorted(found, key=lambda leave: (leave.first, leave.person)))


def _kind(random: Random) -> str:
    return random.choices(("annual", "compensatory", "training"), (8, 1, 1))[0]


def requests_of(station: Station, offered: dict[str, list[Shift]], random: Random) -> tuple[Request, ...]:
    """Wishes for days off, fewer for a duty; `offered` lists the shifts that each person may serve."""
    found = []
    for person in station.people:
        free = [day for day in station.dates if day not in station.leave_days.get(person.id, frozenset())]
        for day in sorted(random.sample(free, min(len(free), random.choice((0, 0, 1, 1, 2, 3))))):
            points = random.choice((1, 1, 2, 2, 3, 5))
            shifts = offered[person.id]
            if shifts and random.random() < 0.15:
                shift = random.choice(shifts).id
                found.append(Request(person=person.id, date=day, wants="on", shift=shift, points=points))
            elif shifts and random.random() < 0.15:
                shift = random.choice(shifts).id
                found.append(Request(person=person.id, date=day, wants="off", shift=shift, points=points))
            else:
                found.append(Request(person=person.id, date=day, wants="off", points=points))
    return tuple(sorted(found, key=lambda request: (request.date, request.person)))


def locks_of(station: Station, lead_shift: str | None, random: Random) -> tuple[Lock, ...]:
    """A few decisions made by hand: a leader's day of duty, and days off that were promised."""
    found: list[Lock] = []
    leaders = [person for person in station.people if person.is_leader]
    if lead_shift is not None and leaders:
        leader = random.choice(leaders)
        day = _free_day(station, leader, random)
        if day is not None:
            found.append(Lock(person=leader.id, date=day, layer="lead", shift=lead_shift, note="已通报上级"))
    members: Sequence[Person] = [person for person in station.people if not person.is_leader]
    for person in random.sample(members, min(len(members), max(1, len(members) // 40))):
        day = _free_day(station, person, random)
        if day is not None:
            found.append(Lock(person=person.id, date=day, shift=None, note="已同意休息"))
    return tuple(sorted(found, key=lambda lock: (lock.date, lock.person)))


def _free_day(station: Station, person: Person, random: Random) -> Date | None:
    """A day from the fourth on that is no leave, nor followed by leave, and for which the person wishes nothing."""
    away = station.leave_days.get(person.id, frozenset())
    wished = {request.date for request in station.requests if request.person == person.id}
    free = [day for day in station.dates[3:-1] if not away & {day, day + timedelta(days=1)} and day not in wished]
    return random.choice(free) if free else None
