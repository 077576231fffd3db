"""An invented station: any size, by the norms of staffing and duty, the same for the same seed."""

from __future__ import annotations

from datetime import date as Date
from random import Random

from models.demand import Demand
from models.fact import Text
from models.fault import Fault, InputError
from models.history import HISTORY_DAYS, History
from models.station import MAX_DAYS, Station
from models.work import Resource
from solver.generate.absence import leave_of, locks_of, requests_of
from solver.generate.admission import shifts_open_to
from solver.generate.counters import counters_of
from solver.generate.demand import demand_of
from solver.generate.establishment import Store
from solver.generate.graded import graded_duty
from solver.generate.layout import community_teams, groups_of, units_of, zones_of
from solver.generate.past import past_duties
from solver.generate.people import invented_people
from solver.generate.preset import Preset
from solver.generate.shipped import preset_of
from solver.generate.strength import strength_of

PEOPLE = (10, 500)
DAYS = (1, MAX_DAYS)


def generate_station(preset: str, *, seed: int = 1, people: int | None = None, days: int = 35, start: Date) -> Station:
    """A station of the preset with so many people (10 to 500), for `days` days from `start`. Raises InputError."""
    plan = preset_of(preset)
    size = plan.people if people is None else people
    faults = [*_outside("people", size, PEOPLE), *_outside("days", days, DAYS)]
    if faults:
        raise InputError(faults)
    random = Random(seed)
    bare = _bare_station(plan, size, days, start, random)
    usual = bare.model_copy(update={"demand": demand_of(plan, bare)})
    asked = usual.model_copy(update={"demand": usual.demand + graded_duty(usual, plan.graded_shift, random)})
    equipped = asked.model_copy(update={"resources": _resources(plan, asked)})
    absent = equipped.model_copy(update={"leave": leave_of(equipped, random)})
    return _with_past(_with_wishes(absent, random), random)


def _outside(place: str, value: int, allowed: tuple[int, int]) -> list[Fault]:
    least, most = allowed
    if least <= value <= most:
        return []
    span = Text(f"{least} 至 {most}", f"{least} to {most}")
    return [Fault(place, str(value), span, Text("更正数字", "correct the number"))]


def _bare_station(plan: Preset, size: int, days: int, start: Date, random: Random) -> Station:
    """People and places, without demand, bookings or past."""
    strength = strength_of(plan, size)
    zones = zones_of(plan, strength.zones, random)
    staff = invented_people(plan, strength, zones, random)
    teams = (plan.leadership, *community_teams(plan, strength.zones), *(team.team for team in plan.teams))
    return Station(
        id=f"{plan.id}-{size}",
        name=plan.station,
        type=plan.type,
        start=start,
        days=days,
        skills=plan.skills,
        teams=teams,
        zones=zones,
        patterns=plan.patterns,
        groups=groups_of(plan, start),
        posts=plan.posts,
        units=units_of(plan, size),
        shifts=plan.shifts,
        people=staff,
    )


def _resources(plan: Preset, facts: Station) -> tuple[Resource, ...]:
    return tuple(
        Resource(id=store.resource, name=store.name, count=store.spare + store.each * _users(store, facts))
        for store in plan.stores
    )


def _users(store: Store, facts: Station) -> int:
    """How many the store counts: zones, units of a family, or the most people that demand lets use it at once."""
    if store.per == "zone":
        return len(facts.zones)
    if store.per != "users":
        return sum(unit.id.startswith(f"{store.per}-") for unit in facts.units)
    using = {shift.id for shift in facts.shifts if any(use.resource == store.resource for use in shift.uses)}
    return sum(_most(demand) for demand in facts.demand if demand.shift in using)


def _most(demand: Demand) -> int:
    return demand.preferred if demand.preferred is not None else demand.minimum


def _with_wishes(facts: Station, random: Random) -> Station:
    offered = {person.id: shifts_open_to(facts, person) for person in facts.people}
    wished = facts.model_copy(update={"requests": requests_of(facts, offered, random)})
    lead = next((shift.id for shift in facts.shifts if shift.layer == "lead"), None)
    return wished.model_copy(update={"locks": locks_of(wished, lead, random)})


def _with_past(facts: Station, random: Random) -> Station:
    duties = past_duties(facts)
    counters = counters_of(facts, duties, random)
    known = facts.day(-HISTORY_DAYS)
    return facts.model_copy(update={"history": History(known_from=known, duties=duties, counters=counters)})
