"""The checker's view of a small plan, looked up by hand."""

from __future__ import annotations

from models.history import History
from models.plan import Assignment, Plan, assignment
from models.work import Segment
from solver.rules.scope import Scope
from solver.rules.timeline import Timeline
from solver.rules.tiny import DAY, LEAD, MONDAY, NIGHT, STANDBY, WATCH, plan_of, tiny

LONG = DAY.model_copy(update={"id": "G", "segments": (Segment(start="10:00", end="09:00+2"),)})
FACTS = tiny(
    (DAY, NIGHT, WATCH, LEAD, STANDBY),
    days=4,
    past=[("甲", -3, "D"), ("甲", -2, "N"), ("乙", -1, "W")],
    known=2,
)
LINE = Timeline(FACTS, plan_of(FACTS, [("乙", 1, "D"), ("甲", 3, "N"), ("甲", 0, "S"), ("甲", 0, "L"), ("甲", 0, "D")]))


def held(line: Timeline, person: str, *, past: bool = False, scope: Scope | None = None) -> list[tuple[int, str]]:
    return [(d.day, d.offer.shift) for d in line.duties(person, scope, past=past)]


def covering(line: Timeline, day: int, start: int, end: int) -> list[tuple[str, int, str]]:
    return [(d.person, d.day, d.offer.shift) for d, _ in line.covering(day, start, end)]


def test_duties_come_in_order_of_time() -> None:
    assert held(LINE, "甲") == [(0, "D"), (0, "L"), (0, "S"), (3, "N")]


def test_history_is_read_from_its_first_known_day_on() -> None:
    assert held(LINE, "甲", past=True)[:2] == [(-2, "N"), (0, "D")]


def test_history_listed_on_or_after_the_start_is_not_the_past() -> None:
    history = History(known_from=MONDAY.replace(year=2023), duties=(assignment(DAY, "甲", MONDAY),))
    assert held(Timeline(FACTS.model_copy(update={"history": history}), Plan()), "甲", past=True) == []


def test_duties_of_strangers_are_left_out() -> None:
    line = Timeline(FACTS, Plan(assignments=(assignment(DAY, "丁", MONDAY),)))
    assert list(line.all_duties()) == []


def test_a_scope_picks_duties() -> None:
    assert held(LINE, "甲", past=True, scope=Scope(nights=True)) == [(-2, "N"), (0, "L"), (3, "N")]


def test_days_worked_reach_into_the_history() -> None:
    assert LINE.days_worked("甲", Scope(layers=("duty",))) == {-2, 0, 3}


def test_the_first_day_belongs_to_the_horizon() -> None:
    assert [(d.person, d.offer.shift) for d in LINE.on_day(0)] == [("甲", "D"), ("甲", "L"), ("甲", "S")]


def test_what_a_person_holds_on_a_day_of_the_horizon() -> None:
    assert [d.offer.shift for d in LINE.held("乙", 1)] == ["D"]


def test_nothing_is_held_before_the_horizon() -> None:
    assert LINE.held("乙", -1) == []


def test_a_day_of_the_history_is_known_to_the_days() -> None:
    assert [d.offer.shift for d in LINE.on_day(-1)] == ["W"]


def test_a_duty_covers_its_whole_span() -> None:
    assert covering(LINE, 1, 480, 1020) == [("乙", 1, "D")]


def test_a_duty_does_not_cover_a_minute_before_it() -> None:
    assert covering(LINE, 1, 479, 1020) == []


def test_a_duty_does_not_cover_a_minute_after_it() -> None:
    assert covering(LINE, 1, 480, 1021) == []


def test_the_watch_of_the_day_before_covers_the_morning() -> None:
    assert covering(LINE, 0, 0, 480) == [("乙", -1, "W")]


def test_a_duty_of_two_days_before_covers_the_morning() -> None:
    facts = tiny((LONG,), days=4)
    assert covering(Timeline(facts, plan_of(facts, [("甲", 0, "G")])), 2, 0, 540) == [("甲", 0, "G")]


def test_a_duty_of_the_next_day_covers_an_interval_past_midnight() -> None:
    assert covering(LINE, 2, 1440 + 1380, 1440 + 1440) == [("甲", 3, "N")]


def test_admitted_days_are_days_of_the_horizon() -> None:
    assert LINE.admitted_days(Scope(weekdays=(1, 4, 5))) == [0, 3]


def test_people_of_a_scope_come_in_the_order_of_the_facts() -> None:
    assert [p.id for p in LINE.people(Scope(people=("乙", "甲")))] == ["甲", "乙"]


def test_a_past_duty_of_a_shift_that_is_no_more_keeps_its_own_times() -> None:
    sunday = MONDAY.replace(year=2023, month=12, day=31)
    old = Assignment(
        duty="x", person="甲", date=sunday, shift="旧", start="2023-12-31T09:00", end="2023-12-31T11:30", kind="work"
    )
    other = old.model_copy(update={"duty": "y", "person": "乙", "start": "2023-12-31T20:00", "end": "2024-01-01T06:00"})
    facts = FACTS.model_copy(update={"history": History(known_from=sunday, duties=(old, other))})
    line = Timeline(facts, Plan())
    assert [(d.start, d.end) for d in line.all_duties(past=True)] == [(-900, -750), (-240, 360)]
