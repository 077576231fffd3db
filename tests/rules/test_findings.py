"""What the checker says of small plans, rule by rule: measured, allowed, amount, and whom it is about."""

from __future__ import annotations

from datetime import date as Date
from typing import Any

import pytest

from models.bookings import Leave, Lock, Request
from models.history import Counter, History
from models.people import Group, Pattern, Person, Zone
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import Post, Resource, Segment, Shift, Unit, Use
from solver.roster.compile import compile_roster
from solver.rules.base import Finding, Rule
from solver.rules.catalogue import RULES, entry
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, EVENING, FRIDAY, LEAD, MONDAY, NIGHT, STANDBY, WATCH, at, officers, tiny

TUESDAY = MONDAY.replace(day=2)
LONG = WATCH.model_copy(update={"id": "G", "segments": (Segment(start="10:00", end="09:00+2", kind="watch"),)})
MIXED = (Person(id="甲", kind="officer"), Person(id="乙", kind="auxiliary"))
Given = tuple[Any, ...]


def plan(facts: Station, *duties: Given) -> Plan:
    """A plan of (person, day number, shift, post, zone, unit), the last three as far as they are given."""
    return Plan(assignments=tuple(_duty(facts, *duty) for duty in duties))


def _duty(facts: Station, person: str, day: int, shift: str, *place: str | None) -> Assignment:
    return assignment(facts.shift_by_id[shift], person, facts.day(day), *place)


def findings(
    rule: Rule, facts: Station, *duties: Given, scope: Scope | None = None, published: Plan | None = None
) -> list[Finding]:
    timeline = Timeline(facts, plan(facts, *duties), published)
    return list(rule.check(timeline, scope or Scope()))


def rule(name: str, **parameters: Any) -> Rule:
    return RULES[name](**parameters)


def test_an_auxiliary_alone_is_found_in_each_piece_of_time() -> None:
    facts = tiny((at(DAY, "p"), at(EVENING, "p")), people=MIXED, posts=(Post(id="p", enforces=True),))
    found = findings(rule("auxiliary_with_officer"), facts, ("乙", 1, "D", "p"), ("甲", 1, "E", "p"))
    assert found == [Finding(0, 1, 1, None, 1, "p")]


def test_an_auxiliary_alone_on_a_unit_is_found_with_the_unit() -> None:
    unit = (Unit(id="u", post="p"), Unit(id="v", post="p"))
    facts = tiny((at(DAY, "p"),), people=MIXED, posts=(Post(id="p", enforces=True),), units=unit)
    found = findings(
        rule("auxiliary_with_officer"), facts, ("乙", 0, "D", "p", None, "u"), ("甲", 0, "D", "p", None, "v")
    )
    assert found == [Finding(0, 1, 1, None, 0, "p/u")]


@pytest.mark.parametrize(
    ("name", "post", "finding"),
    [
        ("auxiliary_with_officer", Post(id="p", enforces=True), (0, 1, 1)),
        ("evidence_pair", Post(id="p", evidence=True), (0, 2, 2)),
    ],
)
def test_time_is_looked_at_to_the_end_of_the_last_duty(name: str, post: Post, finding: tuple[int, int, int]) -> None:
    facts = tiny((at(LONG, "p"),), people=MIXED, days=1, posts=(post,))
    found = findings(rule(name), facts, ("乙", 0, "G", "p"))
    expected = [Finding(*finding, None, day, "p") for day in (0, 1, 1, 1, 2)]
    assert found == expected


def test_each_officer_missing_at_evidence_work_counts() -> None:
    facts = tiny((at(DAY, "p"),), people=MIXED, posts=(Post(id="p", evidence=True),))
    found = findings(rule("evidence_pair", officers=3), facts, ("甲", 2, "D", "p"), ("乙", 2, "D", "p"))
    assert found == [Finding(1, 3, 2, None, 2, "p")]


def test_more_beds_in_use_than_there_are_is_found_to_the_end_of_the_last_duty() -> None:
    long = LONG.model_copy(update={"uses": (Use(resource="bed", count=2),)})
    facts = tiny((long,), days=1, people=2, resources=(Resource(id="bed", count=1),))
    found = findings(rule("capacity"), facts, ("甲", 0, "G"), ("乙", 0, "G"))
    assert found == [Finding(4, 1, 3, None, day, "bed") for day in (0, 1, 1, 1, 2)]


def test_a_resource_of_which_there_is_none_is_not_missed_by_anybody() -> None:
    facts = tiny((DAY,), resources=(Resource(id="bed", count=0),))
    assert findings(rule("capacity"), facts, ("甲", 0, "D")) == []


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"least": 3}, [Finding(2, 3, 1, "甲"), Finding(0, 3, 3, "乙")]),
        ({"least": 2, "most": 2}, [Finding(0, 2, 2, "乙")]),
        ({"most": 0}, [Finding(2, 0, 2, "甲")]),
    ],
)
def test_duties_too_few_or_too_many_are_counted(parameters: dict[str, int], expected: list[Finding]) -> None:
    assert findings(rule("duty_count", **parameters), tiny(), ("甲", 0, "D"), ("甲", 3, "D")) == expected


def test_a_duty_for_which_nobody_is_eligible_is_found_once() -> None:
    facts = tiny((at(DAY, "p"),), people=MIXED, posts=(Post(id="p", evidence=True),))
    found = findings(rule("eligible"), facts, ("甲", 1, "D", "p"), ("乙", 1, "D", "p"))
    assert found == [Finding(0, 1, 1, "乙", 1, "D")]


@pytest.mark.parametrize(
    ("minutes", "price"),
    [(480, 1), (481, 2 + 1), (1440, 3 + 2 + 1), (2401, 21), (2880, 21), (3840, 8 + 7 + 6 + 5 + 4 + 3)],
)
def test_hours_beyond_the_fair_share_cost_more_and_more(minutes: int, price: int) -> None:
    segments = (
        Segment(start="08:00", end="12:00", credited_minutes=minutes // 2),
        Segment(start="12:00", end="13:00", credited_minutes=minutes - minutes // 2),
    )
    facts = tiny((DAY.model_copy(update={"segments": segments}),), people=1)
    found = findings(rule("fair_share", measure="hours", share=0), facts, ("甲", 0, "D"))
    assert found == [Finding(minutes, 0, price, "甲", None, "hours")]


def test_each_duty_beyond_the_fair_share_is_a_step() -> None:
    duties = [("甲", day, "N") for day in range(8)]
    found = findings(rule("fair_share", share=0), tiny((NIGHT,), people=1, days=8), *duties)
    assert found == [Finding(8, 0, 33, "甲", None, "nights")]


def test_what_was_carried_before_counts_in_its_measure_alone() -> None:
    def counted(measure: Any, amount: int) -> Counter:
        return Counter(person="甲", measure=measure, amount=amount, since=MONDAY)

    history = History(counters=(counted("nights", 2), counted("nights", 1), counted("hours", 50)))
    facts = tiny((NIGHT,)).model_copy(update={"history": history})
    assert findings(rule("fair_share", share=2), facts) == [Finding(3, 2, 1, "甲", None, "nights")]


def test_weekends_carried_are_counted_once_each() -> None:
    duties = [("甲", day, "D") for day in (0, 1, 2, 3, 8, 10)]
    found = findings(rule("fair_share", measure="weekends", share=0), tiny(days=11, start=FRIDAY), *duties)
    assert found == [Finding(2, 0, 3, "甲", None, "weekends")]


def test_each_cell_that_differs_from_the_published_roster_is_a_change() -> None:
    facts = tiny((DAY, NIGHT))
    published = plan(facts, ("甲", 0, "D"), ("甲", 2, "N"))
    found = findings(rule("few_changes"), facts, ("甲", 0, "N"), ("乙", 3, "D"), ("甲", 2, "N"), published=published)
    assert found == [Finding(1, 0, 1, "甲", 0, "D"), Finding(1, 0, 1, "乙", 3, "-")]


def test_what_was_published_for_days_after_the_horizon_is_no_change() -> None:
    published = plan(tiny(days=6), ("甲", 3, "D"), ("甲", 4, "D"), ("甲", 5, "D"))
    assert findings(rule("few_changes"), tiny(days=4), ("甲", 3, "D"), published=published) == []


def test_a_shift_that_may_not_follow_is_found_on_its_day() -> None:
    found = findings(
        rule("forbidden_succession", after="N", forbidden=("D",)), tiny((DAY, NIGHT)), ("甲", 0, "N"), ("甲", 1, "D")
    )
    assert found == [Finding(1, 0, 1, "甲", 1, "D")]


def test_several_shifts_that_forbid_the_same_share_their_rows() -> None:
    facts = tiny((DAY, EVENING, NIGHT), days=3)

    def rows(*after: tuple[str, ...]) -> int:
        stated = [entry(rule("forbidden_succession", after=shifts, forbidden=("D",)), id=shifts[0]) for shifts in after]
        return compile_roster(facts, stated).program.rows

    assert (rows(("E", "N")), rows(("E",), ("N",))) == (4, 8)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"least_minutes": 1080, "most_minutes": 1080}, []),
        ({"least_minutes": 1081}, [Finding(1080, 1081, 1, "甲")]),
        ({"least_minutes": 1141}, [Finding(1080, 1141, 2, "甲")]),
        ({"most_minutes": 1020}, [Finding(1080, 1020, 1, "甲")]),
        ({"most_minutes": 1019}, [Finding(1080, 1019, 2, "甲")]),
    ],
)
def test_each_hour_begun_outside_the_bounds_counts(parameters: dict[str, int], expected: list[Finding]) -> None:
    assert findings(rule("hours", **parameters), tiny(people=1), ("甲", 0, "D"), ("甲", 1, "D")) == expected


def test_someone_kept_out_is_found_with_the_duty() -> None:
    assert findings(rule("kept_out"), tiny(), ("甲", 3, "D")) == [Finding(1, 0, 1, "甲", 3, "D")]


def test_each_leader_missing_counts() -> None:
    facts = tiny((LEAD,), people=officers(1, rank="chief"), days=2)
    found = findings(rule("leader_on_duty", leaders=2), facts, ("甲", 0, "L"))
    assert found == [Finding(1, 2, 1, None, 0), Finding(0, 2, 2, None, 1)]


def test_duties_on_leave_and_duties_that_reach_too_far_into_it_are_found() -> None:
    leave = (Leave(person="甲", first=MONDAY.replace(day=3), last=MONDAY.replace(day=3)),)
    facts = tiny((NIGHT, DAY), leave=leave)
    found = findings(
        rule("leave", spill_hours=6), facts, ("甲", 0, "N"), ("甲", 1, "N"), ("甲", 2, "D"), ("甲", 3, "D")
    )
    assert found == [Finding(1, 0, 1, "甲", 1, "N"), Finding(1, 0, 1, "甲", 2, "D")]


def test_locks_that_are_not_kept_are_found_with_their_shift() -> None:
    locks = (Lock(person="甲", date=MONDAY, shift="N"), Lock(person="乙", date=TUESDAY))
    found = findings(rule("lock"), tiny((DAY, NIGHT), locks=locks), ("甲", 0, "D"), ("乙", 1, "D"))
    assert found == [Finding(0, 1, 1, "甲", 0, "N"), Finding(0, 1, 1, "乙", 1, "-")]


@pytest.mark.parametrize(("hours", "amount"), [(9, None), (10, 1), (11, 2)])
def test_each_hour_of_rest_that_is_missing_counts(hours: int, amount: int | None) -> None:
    facts = tiny((DAY, EVENING), people=1)
    expected = [Finding(540, hours * 60, amount, "甲", 1)] if amount else []
    assert findings(rule("min_rest", hours=hours), facts, ("甲", 0, "E"), ("甲", 1, "D")) == expected


@pytest.mark.parametrize(("kinds", "amounts"), [((), []), (("onsite_standby",), [11]), (("athome_standby",), [])])
def test_on_site_standby_runs_into_a_watch_unless_an_entry_gives_it_rest_of_its_own(
    kinds: tuple[Any, ...], amounts: list[int]
) -> None:
    facts = tiny((WATCH, STANDBY), people=1)
    found = findings(rule("min_rest"), facts, ("甲", 0, "S"), ("甲", 1, "W"), scope=Scope(duty_kinds=kinds))
    assert [finding.amount for finding in found] == amounts


def test_duties_that_overlap_are_found_by_the_later_one() -> None:
    facts = tiny((WATCH, EVENING), people=1)
    found = findings(rule("no_overlap"), facts, ("甲", 0, "W"), ("甲", 0, "E"), ("甲", 1, "E"))
    assert [(f.measured, f.allowed, f.amount, f.person, f.day) for f in found] == [(1, 0, 1, "甲", 0)]


@pytest.mark.parametrize(("other", "amounts"), [(WATCH, [1]), (LEAD, [1]), (STANDBY, []), (DAY, [])])
def test_nobody_is_on_at_home_standby_while_on_watch_or_leading(other: Shift, amounts: list[int]) -> None:
    home = STANDBY.model_copy(
        update={"id": "H", "segments": (Segment(start="17:00", end="08:00", kind="athome_standby"),)}
    )
    facts = tiny((other, home), people=1)
    duties = [("甲", 0, "H"), ("甲", 1 if other.layer == "standby" else 0, other.id)]
    assert [f.amount for f in findings(rule("no_overlap"), facts, *duties)] == amounts


@pytest.mark.parametrize("other", [EVENING, WATCH, STANDBY])
def test_whoever_leads_may_work_watch_and_stand_by_at_the_station(other: Shift) -> None:
    facts = tiny((other, LEAD), people=1)
    assert not findings(rule("no_overlap"), facts, ("甲", 0, other.id), ("甲", 0, "L"))


@pytest.mark.parametrize("end", ["08:00", "08:01"])
def test_a_duty_may_begin_in_the_minute_in_which_another_ends(end: str) -> None:
    watch = WATCH.model_copy(update={"segments": (Segment(start="08:00", end=f"{end}+1", kind="watch"),)})
    found = findings(rule("no_overlap"), tiny((watch, DAY), people=1), ("甲", 0, "W"), ("甲", 1, "D"))
    assert len(found) == (end == "08:01")


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"most": 2}, [Finding(3, 2, 1, "甲", 3)]),
        ({"most": 1}, [Finding(3, 1, 2, "甲", 3), Finding(2, 1, 1, "甲", 7)]),
        ({"least": 4}, [Finding(3, 4, 1, "甲", 3)]),
        ({"least": 3, "most": 3}, []),
    ],
)
def test_days_off_in_a_row(parameters: dict[str, int], expected: list[Finding]) -> None:
    duties = [("甲", day, "D") for day in (0, 4, 5)]
    assert findings(rule("off_run", **parameters), tiny(people=1, days=8), *duties) == expected


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"most": 2}, [Finding(3, 2, 1, "甲", 3)]),
        ({"most": 1}, [Finding(2, 1, 1, "甲", 2), Finding(3, 1, 1, "甲", 3), Finding(2, 1, 1, "甲", 7)]),
        ({"least": 4}, [Finding(3, 4, 1, "甲", 3)]),
        ({"least": 3, "most": 3}, []),
    ],
)
def test_days_worked_in_a_row(parameters: dict[str, int], expected: list[Finding]) -> None:
    duties = [("甲", day, "D") for day in (1, 2, 3, 6, 7)]
    assert findings(rule("work_run", **parameters), tiny(people=1, days=8), *duties) == expected


def test_duties_against_a_wish_cost_its_points() -> None:
    wishes = (
        Request(person="甲", date=MONDAY, wants="off", points=3),
        Request(person="乙", date=TUESDAY, wants="off", shift="N", points=2),
    )
    facts = tiny((DAY, NIGHT), requests=wishes)
    found = findings(rule("request_off"), facts, ("甲", 0, "D"), ("乙", 1, "N"), ("乙", 0, "N"))
    assert found == [Finding(1, 0, 3, "甲", 0, "D"), Finding(1, 0, 2, "乙", 1, "N")]


def test_a_duty_against_a_wish_is_named_by_the_wish_in_the_program() -> None:
    wishes = (Request(person="甲", date=MONDAY, wants="off"), Request(person="乙", date=MONDAY, wants="off", shift="N"))
    roster = compile_roster(tiny((DAY, NIGHT), requests=wishes), [entry(rule("request_off"))])
    assert roster.program.items == ("-", "N")


def test_wishes_for_duty_that_are_refused_cost_their_points() -> None:
    wishes = (
        Request(person="甲", date=MONDAY, wants="on", points=3),
        Request(person="乙", date=TUESDAY, wants="on", shift="N", points=2),
    )
    found = findings(rule("request_on"), tiny((DAY, NIGHT), requests=wishes), ("乙", 1, "D"))
    assert found == [Finding(0, 1, 3, "甲", 0, "-"), Finding(0, 1, 2, "乙", 1, "N")]


def rotating(*days: str | None) -> dict[str, Any]:
    people = (Person(id="甲", kind="officer", group="g"),)
    group = Group(id="g", pattern="r", anchor=MONDAY.replace(day=3))
    return {"people": people, "patterns": (Pattern(id="r", days=days),), "groups": (group,)}


def test_days_that_depart_from_the_pattern_are_found_with_the_shift_due() -> None:
    facts = tiny((DAY, NIGHT), days=4, **rotating("D", "N", None))
    found = findings(rule("rotation"), facts, ("甲", 0, "N"), ("甲", 1, "D"), ("甲", 2, "D"))
    assert found == [Finding(0, 1, 1, "甲", 1, "-"), Finding(0, 1, 1, "甲", 3, "N")]


def test_a_weekend_worked_on_either_day_counts_once() -> None:
    duties = [("甲", day, "D") for day in (0, 1, 2, 9)]
    found = findings(rule("weekends", most=1), tiny(days=11, start=FRIDAY), *duties)
    assert found == [Finding(2, 1, 1, "甲")]


def test_the_sunday_that_begins_the_horizon_is_a_weekend() -> None:
    found = findings(rule("weekends", most=0), tiny(days=8, start=Date(2024, 1, 7)), ("甲", 0, "D"), ("甲", 6, "D"))
    assert found == [Finding(2, 0, 2, "甲")]


def test_time_missing_in_the_zone_is_found_week_by_week() -> None:
    people = (Person(id="甲", kind="officer", zone="1"), Person(id="乙", kind="officer"))
    posts, zones = (Post(id="c", zoned=True),), (Zone(id="1"), Zone(id="2"))
    facts = tiny((at(DAY, "c"),), people=people, days=11, start=FRIDAY, posts=posts, zones=zones)
    found = findings(
        rule("zone_time", minutes_per_week=1400),
        facts,
        ("甲", 0, "D", "c", "1"),
        ("甲", 4, "D", "c", "1"),
        ("甲", 5, "D", "c", "2"),
    )
    assert found == [Finding(540, 600, 1, "甲", 0), Finding(540, 1400, 15, "甲", 3), Finding(0, 200, 4, "甲", 10)]


def test_one_minute_missing_in_the_zone_is_an_hour_begun() -> None:
    people = (Person(id="甲", kind="officer", zone="1"),)
    facts = tiny((at(DAY, "c"),), people=people, days=7, posts=(Post(id="c", zoned=True),), zones=(Zone(id="1"),))
    found = findings(rule("zone_time", minutes_per_week=541), facts, ("甲", 6, "D", "c", "1"))
    assert found == [Finding(540, 541, 1, "甲", 0)]


@pytest.mark.parametrize(("day", "rest"), [(4, 25 * 60), (5, None)])
def test_too_little_rest_after_a_run_of_nights_is_found(day: int, rest: int | None) -> None:
    duties = [("甲", 0, "N"), ("甲", 1, "N"), ("甲", 2, "N"), ("甲", day, "D")]
    found = findings(rule("rest_after_nights"), tiny((DAY, NIGHT), people=1, days=6), *duties)
    assert found == ([Finding(rest, 2880, 23, "甲", day)] if rest else [])


def test_fewer_nights_than_the_rule_names_need_no_long_rest() -> None:
    duties = [("甲", 0, "N"), ("甲", 1, "N"), ("甲", 3, "D")]
    assert findings(rule("rest_after_nights"), tiny((DAY, NIGHT), people=1), *duties) == []


def test_nights_that_go_on_are_one_run() -> None:
    duties = [("甲", day, "N") for day in range(5)]
    assert findings(rule("rest_after_nights"), tiny((NIGHT,), people=1, days=5), *duties) == []


def test_a_weekend_worked_on_one_day_is_broken() -> None:
    facts = tiny(days=11, start=FRIDAY)
    found = findings(rule("complete_weekends"), facts, *(("甲", day, "D") for day in (0, 1, 8, 9)), ("乙", 9, "D"))
    assert found == [Finding(1, 2, 1, "甲", 2), Finding(1, 2, 1, "乙", 9)]


def counted(measure: Any, amount: int) -> dict[str, Any]:
    return {"history": History(counters=(Counter(person="甲", measure=measure, amount=amount, since=MONDAY),))}


def test_duties_carried_count_with_those_of_the_horizon() -> None:
    facts = tiny().model_copy(update=counted("duties", 3))
    held = [("甲", 0, "D"), ("乙", 0, "D")]
    limits = rule("duty_count", least=2, most=3, carried=True)
    assert findings(limits, facts, *held) == [Finding(4, 3, 1, "甲"), Finding(1, 2, 1, "乙")]


def test_weekends_carried_count_with_those_of_the_horizon() -> None:
    facts = tiny(start=FRIDAY).model_copy(update=counted("weekends", 2))
    held = [("甲", 1, "D"), ("乙", 1, "D")]
    assert findings(rule("weekends", most=1, carried=True), facts, *held) == [Finding(3, 1, 2, "甲")]


def test_a_weekend_whose_saturday_is_in_the_counter_is_not_counted_again() -> None:
    sunday = Date(2024, 1, 7)
    facts = tiny(days=8, start=sunday, past=[("甲", -1, "D"), ("乙", -1, "D")], known=1)
    before = (
        Counter(person="甲", measure="weekends", amount=1, since=FRIDAY),
        Counter(person="乙", measure="weekends", amount=1, since=sunday),
    )
    facts = facts.model_copy(update={"history": facts.history.model_copy(update={"counters": before})})
    held = [("甲", 0, "D"), ("乙", 0, "D")]
    assert findings(rule("weekends", most=1, carried=True), facts, *held) == [Finding(2, 1, 1, "乙")]
    assert findings(rule("weekends", most=0), facts, *held) == [Finding(1, 0, 1, "甲"), Finding(1, 0, 1, "乙")]
    shared = findings(rule("fair_share", measure="weekends", share=1), facts, *held)
    assert shared == [Finding(2, 1, 1, "乙", None, "weekends")]
