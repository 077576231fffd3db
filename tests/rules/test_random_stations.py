"""On random small stations with random entries, the program and the checker owe the same, level by level."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable
from datetime import date as Date
from datetime import timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from models.bookings import Leave, Lock, Request
from models.demand import Demand
from models.history import Counter, History
from models.people import Group, Pattern, Person, Team, Zone
from models.plan import Plan
from models.station import Station
from models.work import Post, Resource, Segment, Shift, Unit, Use
from solver.roster.compile import Roster, compile_roster
from solver.rules.base import Rule
from solver.rules.catalogue import RULES, entry
from solver.rules.entry import Entry
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.verify import penalties, verify

STATIONS, CHUNKS = 1000, 20
PLANS_EACH = 3

SHIFTS: tuple[dict[str, Any], ...] = (
    {"id": "D", "segments": (Segment(start="08:00", end="17:00"),)},
    {"id": "E", "segments": (Segment(start="14:30", end="23:00"),)},
    {"id": "N", "segments": (Segment(start="22:00", end="07:00"),)},
    {"id": "M", "segments": (Segment(start="00:00", end="08:00"),)},
    {"id": "W", "segments": (Segment(start="08:00", end="08:00", kind="watch"),)},
    {"id": "X", "segments": (Segment(start="08:00", end="12:00"), Segment(start="18:00", end="21:00", kind="visit"))},
    {"id": "S", "layer": "standby", "segments": (Segment(start="18:00", end="08:00", kind="onsite_standby"),)},
    {"id": "H", "layer": "standby", "segments": (Segment(start="08:00", end="08:00", kind="athome_standby"),)},
    {
        "id": "Y",
        "segments": (Segment(start="07:00", end="11:30"), Segment(start="19:00", end="08:30", kind="athome_standby")),
    },
    {
        "id": "V",
        "segments": (
            Segment(start="09:00", end="12:10", kind="visit", post="z", zone="1"),
            Segment(start="13:00", end="16:00", post="p"),
        ),
    },
    {"id": "G", "segments": (Segment(start="10:00", end="09:00+2", kind="watch"),)},
    {"id": "L", "layer": "lead", "segments": (Segment(start="08:00", end="08:00", kind="watch"),)},
)


def station(random: Random) -> Station:
    """A random station of two to four people and three to nine days."""
    start = Date(2026, 1, 1) + timedelta(days=random.randrange(300))
    days = random.randint(3, 9)
    dates = [start + timedelta(days=d) for d in range(days)]
    posts = tuple(
        Post(id=id, enforces=random.random() < 0.5, evidence=random.random() < 0.3, zoned=id == "z", skills=skills)
        for id, skills in (("p", ()), ("q", ("k",)), ("z", ()))
    )
    shifts = tuple(
        Shift(**{**kind, "posts": tuple(random.sample(["p", "q", "z"], random.randint(0, 2))), "uses": uses})
        for kind in random.sample(SHIFTS, random.randint(1, 4))
        for uses in ([(Use(resource="car"),) if random.random() < 0.3 else ()])
    )
    people = tuple(person(random, name) for name in "甲乙丙丁"[: random.randint(2, 4)])
    pick = lambda: random.choice(people).id  # noqa: E731
    names = [s.id for s in shifts]
    return Station(
        start=start,
        days=days,
        skills=(),
        teams=(Team(id="a", community=True), Team(id="b")),
        zones=(Zone(id="1", joint_area="x"), Zone(id="2", joint_area="x"), Zone(id="3")),
        patterns=(Pattern(id="t", days=(names[0], None, random.choice(names))),),
        groups=(Group(id="g", pattern="t", anchor=start + timedelta(days=random.randint(-5, 5))),),
        posts=posts,
        units=(Unit(id="u", post="p", uses=(Use(resource="car"),)), Unit(id="v", post="p"))
        if random.random() < 0.3
        else (),
        resources=(Resource(id="car", count=random.randint(0, 2)),),
        shifts=shifts,
        people=people,
        demand=tuple(demand(random, n, names, dates) for n in range(random.randint(1, 3))),
        leave=tuple(
            Leave(person=pick(), first=day, last=day + timedelta(days=random.randint(0, 2)))
            for day in random.sample(dates, random.randint(0, 2))
        ),
        requests=tuple(
            Request(
                person=pick(),
                date=day,
                wants=random.choice(["on", "off"]),
                shift=random.choice([None, *names]),
                points=2,
            )
            for day in random.sample(dates, random.randint(0, 3))
        ),
        locks=tuple(
            Lock(person=people[0].id, date=day, layer=kind.layer, shift=random.choice([None, kind.id]))
            for day, kind in [(random.choice(dates), random.choice(shifts))]
        ),
        history=history(random, start, people, shifts, posts),
    )


def person(random: Random, name: str) -> Person:
    return Person(
        id=name,
        kind=random.choice(["officer", "auxiliary"]),
        rank=random.choice(["chief", "deputy", "member"]),
        clerical=random.random() < 0.2,
        woman=random.choice([True, False, None]),
        skills=("k",) if random.random() < 0.5 else (),
        team=random.choice(["a", "b", None]),
        group=random.choice(["g", None]),
        zone=random.choice(["1", "2", "3", None]),
    )


def demand(random: Random, number: int, names: list[str], dates: list[Date]) -> Demand:
    low = random.randint(0, 2)
    numbers = {"minimum": low, "preferred": low + random.randint(0, 1), "maximum": low + random.randint(0, 1)}
    work: dict[str, Any] = {"shift": random.choice(names)}
    if random.random() < 0.4:
        start, end = random.choice([("06:00", "15:00"), ("20:00", "04:00"), ("00:00", "24:00"), ("07:30", "08:30")])
        work = {"start": start, "end": end}
    days: dict[str, Any] = random.choice(
        [{}, {"weekdays": (5, 6, 7)}, {"day_classes": ("weekend", "statutory")}, {"dates": tuple(dates[:2])}]
    )
    who: dict[str, Any] = random.choice(
        [
            {},
            {"kind": "officer"},
            {"skill": "k"},
            {"woman": True},
            {"post": "p"},
            {"post": "z", "zone": "1"},
            {"post": "p", "unit": "u"},
        ]
    )
    return Demand(
        id=f"d{number}",
        priority=random.randint(1, 5),
        surplus_priority=random.randint(0, 3),
        **numbers,
        **work,
        **days,
        **who,
    )


def history(
    random: Random, start: Date, people: tuple[Person, ...], shifts: tuple[Shift, ...], posts: tuple[Post, ...]
) -> History:
    known = random.randint(0, 4)
    facts = Station(start=start, days=1, people=people, shifts=shifts, posts=posts, zones=(Zone(id="1"),))
    past = compile_roster(facts.model_copy(update={"start": start - timedelta(days=known), "days": max(1, known)}), [])
    duties = past.plan(any_choice(past, random, 0.5)).assignments if known else ()
    counters = (
        Counter(
            person=people[0].id,
            measure=random.choice(["nights", "hours", "weekends"]),
            amount=random.randint(0, 600),
            since=start - timedelta(days=min(known, 1)),
        ),
        Counter(person=people[1].id, measure="duties", amount=random.randint(0, 3), since=start),
    )
    return History(known_from=start - timedelta(days=known) if known else None, duties=duties, counters=counters)


def any_choice(roster: Roster, random: Random, density: float) -> np.ndarray:
    """Any offered option for every cell, level 0 or not; off with probability 1 − density."""
    x = roster.cells(Plan())
    for cell, line in enumerate(roster.program.offered):
        options = np.flatnonzero(line)
        if len(options) > 1 and random.random() < density:
            x[cell] = random.choice(options.tolist())
    return x


PARAMETERS: dict[str, Callable[[Random, Station], dict[str, Any]]] = {
    "cover": lambda r, s: {"bound": r.choice(["minimum", "preferred", "maximum"])},
    "min_rest": lambda r, s: {"hours": r.choice([1, 8, 11, 16, 24, 48])},
    "forbidden_succession": lambda r, s: {
        "after": tuple(x.id for x in s.shifts[:2]),
        "forbidden": tuple(x.id for x in s.shifts[-2:]),
    },
    "work_run": lambda r, s: {"least": r.choice([None, 2, 3]), "most": r.choice([None, 1, 2, 4])},
    "off_run": lambda r, s: {"least": r.choice([None, 2, 3]), "most": r.choice([None, 1, 2, 4])},
    "duty_count": lambda r, s: {"least": r.randint(0, 3), "most": r.randint(0, 4), "carried": r.random() < 0.5},
    "hours": lambda r, s: {
        "least_minutes": r.randint(0, 2000),
        "most_minutes": r.randint(500, 4000),
        "leave_day_minutes": 450,
    },
    "weekends": lambda r, s: {"most": r.randint(0, 1), "carried": r.random() < 0.3},
    "rest_after_nights": lambda r, s: {"nights": r.randint(1, 3), "hours": r.choice([1, 12, 24, 48, 60])},
    "leave": lambda r, s: {"spill_hours": r.choice([0, 6, 7, 9])},
    "evidence_pair": lambda r, s: {"officers": r.randint(1, 3)},
    "leader_on_duty": lambda r, s: {"leaders": r.randint(1, 2)},
    "zone_time": lambda r, s: {"minutes_per_week": r.randint(100, 2500)},
    "fair_share": lambda r, s: {
        "measure": r.choice(["duties", "hours", "nights", "weekends", "holidays", "leads", "standbys"]),
        "share": r.choice([None, 0, 1, 500]),
    },
}


def random_entry(random: Random, name: str, rule: type[Rule], facts: Station) -> Entry:
    """The rule with random parameters and scope, on a random level it may have."""
    parameters = rule(**PARAMETERS.get(name, lambda r, s: {})(random, facts))
    parts: dict[str, Any] = {}
    if "people" in rule.honours:
        parts |= random.choice(
            [{}, {"kinds": ("officer",)}, {"people": ("甲", "乙")}, {"community": True}, {"groups": ("g",)}]
        )
    if "days" in rule.honours:
        parts |= random.choice([{}, {}, {"weekdays": (1, 3, 6, 7)}, {"day_classes": ("workday", "makeup")}])
    if "duties" in rule.honours:
        parts |= random.choice(
            [
                {},
                {},
                {"nights": True},
                {"posts": ("p",)},
                {"layers": ("duty", "lead")},
                {"duty_kinds": ("watch", "work")},
            ]
        )
    return entry(parameters, level=random.choice([0, rule.level, 5]), weight=random.randint(1, 9), scope=Scope(**parts))


def compare(number: int, only: str | None = None) -> None:
    """Holds both views to each other on one random station, for every rule or for one."""
    random = Random(number)
    facts = station(random)
    published = None
    if random.random() < 0.5:
        bare = compile_roster(facts, [])
        published = bare.plan(any_choice(bare, random, 0.4))
    drawn = [random_entry(random, name, rule, facts) for name, rule in RULES.items()]
    policy = [e for e in drawn if only in (None, e.rule)]
    roster = compile_roster(facts, policy, published)
    for density in (0.15, 0.4, 0.8)[:PLANS_EACH]:
        x = any_choice(roster, random, density)
        plan = roster.plan(x)
        verdict = verify(facts, policy, plan, published)
        evaluation = roster.program.evaluate(x)
        by_entry = {e.id: int(p) for e, p in zip(policy, evaluation.entries, strict=True) if p}
        assert by_entry == verdict.entries, number
        assert evaluation.key == verdict.levels == penalties(facts, policy, plan, published), number
        assert_same_words(roster, x, Timeline(facts, plan, published), number)


OTHER_WORDS = {("off_run", "day"), ("request_off", "item")}
"""The checker names a run by its last day, and the shift that was given against a wish for none at all."""


def assert_same_words(roster: Roster, x: np.ndarray, timeline: Timeline, number: int) -> None:
    """Where the program says whom or what a penalty is about, the checker's findings say the same."""
    program, entries = roster.program, roster.sheet.entries
    rows, _ = program.row_values(x)
    priced = (
        (program.limit_label, program.limit_amounts(rows) * program.limit_weight),
        (program.cost_label, program.sets[program.cost_set, x[program.cost_cell]] * program.cost_weight),
    )
    people = {person.id: p for p, person in enumerate(timeline.facts.people)}
    items = {item: i for i, item in enumerate(program.items)}
    found = [(e, f) for e, entry in enumerate(entries) for f in entry.parameters.check(timeline, entry.scope)]
    for part in ("person", "day", "item"):
        stated: Counts = Counts()
        silent = {e for e, entry in enumerate(entries) if (entry.rule, part) in OTHER_WORDS}
        for label, owed in priced:
            for e, value, penalty in zip(label.entry, getattr(label, part), owed, strict=True):
                stated[int(e), int(value)] += int(penalty)
                if value < 0:
                    silent.add(int(e))
        checked: Counts = Counts()
        for e, f in found:
            about = {"person": people.get(f.person or "", -1), "day": f.day, "item": items.get(f.item or "", -1)}[part]
            if e not in silent:
                checked[e, about] += f.amount * entries[e].weight
        assert {k: n for k, n in stated.items() if n and k[0] not in silent} == dict(checked), (number, part)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_program_and_checker_owe_the_same_on_random_stations(chunk: int) -> None:
    for number in range(chunk, STATIONS, CHUNKS):
        compare(number)
