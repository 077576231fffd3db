"""An invented past: fourteen days of duties that a careful planner might have made."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.demand import Demand
from models.duty import Offer, offer_of
from models.fact import MINUTES_PER_DAY
from models.history import HISTORY_DAYS, History
from models.people import Person
from models.plan import Assignment, assignment
from models.station import Station
from solver.generate.admission import admits

REST_MINUTES = 11 * 60
REST_AFTER_WATCH_MINUTES = 16 * 60
MOST_DAYS_IN_A_ROW = 6


@dataclass
class Service:
    """What one person has done so far in the past."""

    rested_at: int = 0
    taken: list[tuple[int, int]] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    cells: set[tuple[int, str]] = field(default_factory=set)
    minutes: int = 0

    def can_take(self, day: int, offer: Offer) -> bool:
        """Whether rest, earlier duties, one duty a layer and six days in a row leave room for the offer on the day."""
        spans = [(day * MINUTES_PER_DAY + s.start, day * MINUTES_PER_DAY + s.end) for s in offer.spans]
        busy = any(span.is_busy for span in offer.spans)
        row = 1
        while day - row in self.days:
            row += 1
        return (
            (day, offer.layer) not in self.cells
            and not (busy and (row > MOST_DAYS_IN_A_ROW or day * MINUTES_PER_DAY + offer.start < self.rested_at))
            and not any(a < end and start < b for a, b in spans for start, end in self.taken)
        )

    def take(self, day: int, offer: Offer) -> None:
        begin = day * MINUTES_PER_DAY
        self.cells.add((day, offer.layer))
        self.minutes += offer.credit
        self.taken += [(begin + s.start, begin + s.end) for s in offer.spans]
        ends = [begin + span.end for span in offer.spans if span.is_busy]
        if ends:
            self.days.add(day)
            rest = REST_AFTER_WATCH_MINUTES if "watch" in offer.kinds else REST_MINUTES
            self.rested_at = max(self.rested_at, max(ends) + rest)


def past_duties(station: Station) -> tuple[Assignment, ...]:
    """Duties of the last fourteen days: each demand's minimum from those who have worked least, by turns first."""
    past = station.model_copy(
        update={"start": station.day(-HISTORY_DAYS), "days": HISTORY_DAYS, "leave": (), "history": History()}
    )
    service = {person.id: Service() for person in past.people}
    turns = _turns(past)
    found: list[Assignment] = []
    for day in range(HISTORY_DAYS):
        manned: set[tuple[str | None, str | None]] = set()
        for demand in past.demand_by_day[day]:
            if demand.shift is None or (_is_crew(demand) and (demand.shift, demand.unit) not in manned):
                continue
            taken = _fill(past, day, demand, service, turns)
            if taken:
                manned.add((demand.shift, demand.unit))
            found += taken
    return tuple(found)


def _is_crew(demand: Demand) -> bool:
    return demand.unit is not None and demand.kind == "auxiliary"


def _fill(
    past: Station, day: int, demand: Demand, service: dict[str, Service], turns: dict[str, list[str | None]]
) -> list[Assignment]:
    shift = past.shift_by_id[demand.shift or ""]

    def preference(person: Person) -> tuple[bool, int, str]:
        turn = turns.get(person.id)
        return (turn is not None and turn[day] != shift.id, service[person.id].minutes, person.id)

    taken: list[tuple[Person, Offer]] = []
    for person in sorted(past.people, key=preference):
        if len(taken) == demand.minimum:
            break
        zone = person.zone if _is_zoned(past, demand) else None
        offer = offer_of(past, shift, demand.post, zone, demand.unit)
        if admits(past, person, demand, zone) and service[person.id].can_take(day, offer):
            taken.append((person, offer))
    if _needs_two(past, demand) and len(taken) < 2:
        return []
    for person, offer in taken:
        service[person.id].take(day, offer)
    return [assignment(shift, p.id, past.day(day), o.post, o.zone, o.unit) for p, o in taken]


def _is_zoned(past: Station, demand: Demand) -> bool:
    return demand.post is not None and past.post_by_id[demand.post].zoned


def _needs_two(past: Station, demand: Demand) -> bool:
    """Evidence work around the clock is begun by two or not at all (L3)."""
    return demand.post is not None and past.post_by_id[demand.post].evidence and demand.minimum > 1


def _turns(past: Station) -> dict[str, list[str | None]]:
    """What the pattern has for each member of a rotation group on each day."""
    groups = {group.id: group for group in past.groups}
    turns: dict[str, list[str | None]] = {}
    for person in past.people:
        group = groups.get(person.group or "")
        if group is not None and group.pattern is not None and group.anchor is not None:
            cycle, offset = past.pattern_days(group.pattern), past.index(group.anchor)
            turns[person.id] = [cycle[(day - offset) % len(cycle)] for day in range(past.days)]
    return turns
