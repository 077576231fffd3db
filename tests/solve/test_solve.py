"""solve() verifies always, streams what it finds, keeps what is published, and refuses what the law forbids."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date as Date
from datetime import timedelta
from typing import Any

import pytest

from models.bookings import Leave, Lock
from models.demand import Demand
from models.fault import InputError
from models.plan import Plan
from models.work import Post
from solver.engine.child import Ending, Event, Task
from solver.generate.scenario import generate_scenario
from solver.rules.catalogue import RULES, entry
from solver.rules.entry import Entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.duty_count import DutyCount
from solver.rules.roster.few_changes import FewChanges
from solver.rules.roster.work_run import WorkRun
from solver.rules.tiny import DAY, MONDAY, NIGHT, at, plan_of, tiny
from solver.scenario.scenario import Budget, Scenario
from solver.solve import LATE_SECONDS, START_SECONDS, MismatchError, Progress, solve
from solver.verify import Verdict, verify

LAW = tuple(entry(RULES[name]()) for name in ("eligible", "no_overlap", "leave", "lock", "evidence_pair"))
SHORT = Budget(seconds=4, workers=2)


def scenario(*policy: Entry, published: Plan | None = None, **fields: Any) -> Scenario:
    """Two officers, a day and a night shift, the law and this policy."""
    return Scenario(facts=tiny((DAY, NIGHT), **fields), policy=(*LAW, *policy), published=published, budget=SHORT)


def test_a_small_roster_is_proved_optimal_on_every_level() -> None:
    two_days = Demand(id="day", shift="D", minimum=1)
    outcome = solve(scenario(entry(Cover()), entry(WorkRun(most=2)), demand=(two_days,), days=6))
    assert outcome.status == "OPTIMAL"
    assert [level.penalty for level in outcome.levels] == [0] * 6
    assert (outcome.objective, outcome.bound, outcome.gap) == (0, 0, 0.0)
    assert outcome.first_seconds is not None


def test_work_for_which_nobody_is_left_is_reported_with_its_reason() -> None:
    wanted = Demand(id="day", shift="D", minimum=2, priority=3)
    away = (Leave(person="甲", first=MONDAY, last=MONDAY),)
    outcome = solve(scenario(entry(Cover()), demand=(wanted,), days=2, leave=away))
    assert outcome.status == "OPTIMAL"
    assert [(u.duty, u.missing, u.shift) for u in outcome.unfilled] == [("2024-01-01.day", 1, "D")]
    assert "1人休假" in outcome.unfilled[0].why
    assert outcome.levels[1].penalty == 3


def test_every_outcome_has_the_penalties_that_verify_finds() -> None:
    made = generate_scenario("changxing", people=20, days=14, start=Date(2026, 3, 1))
    made = made.model_copy(update={"budget": SHORT})
    outcome = solve(made)
    assert outcome.plan is not None
    verdict = verify(made.facts, made.entries_on, outcome.plan)
    assert tuple(level.penalty for level in outcome.levels) == verdict.levels
    assert verdict.levels[0] == 0
    assert all(unfilled.why for unfilled in outcome.unfilled)


def test_a_published_roster_changes_no_more_than_it_must() -> None:
    wanted = Demand(id="day", shift="D", minimum=1)
    old = plan_of(tiny((DAY, NIGHT), days=6), [("甲", day, "D") for day in range(6)])
    sick = (Leave(person="甲", first=MONDAY, last=MONDAY + timedelta(days=1)),)
    policy = (entry(Cover()), entry(FewChanges()))
    outcome = solve(scenario(*policy, demand=(wanted,), days=6, leave=sick, published=old))
    assert outcome.status == "OPTIMAL"
    assert [(c.person, c.date.day, c.before, c.after) for c in outcome.changes] == [
        ("甲", 1, "白班", None),
        ("甲", 2, "白班", None),
        ("乙", 1, None, "白班"),
        ("乙", 2, None, "白班"),
    ]


def test_requirements_that_cannot_hold_together_are_named() -> None:
    outcome = solve(
        scenario(
            entry(DutyCount(least=4), id="busy", level=0),
            entry(WorkRun(most=1), id="single", level=0),
            days=4,
            people=1,
        )
    )
    assert outcome.status == "INFEASIBLE"
    assert outcome.plan is None
    assert sorted(conflict.entry for conflict in outcome.conflict) == ["busy", "single"]


def test_a_lock_on_a_day_of_leave_is_refused_with_both_names() -> None:
    with pytest.raises(InputError) as refused:
        solve(
            scenario(
                days=3,
                leave=(Leave(person="甲", first=MONDAY, last=MONDAY),),
                locks=(Lock(person="甲", date=MONDAY, shift="D"),),
            )
        )
    (fault,) = refused.value.faults
    assert fault.place == "facts.locks[0]"
    assert "甲" in fault.value
    assert "leave" in fault.allowed.zh
    assert "休假" in fault.allowed.zh


def test_two_locks_that_overlap_in_time_are_refused() -> None:
    long = NIGHT.model_copy(update={"segments": (NIGHT.segments[0].model_copy(update={"end": "10:00+1"}),)})
    facts = tiny(
        (DAY, long),
        days=3,
        people=1,
        locks=(
            Lock(person="甲", date=MONDAY, shift="N"),
            Lock(person="甲", date=MONDAY + timedelta(days=1), shift="D"),
        ),
    )
    with pytest.raises(InputError) as refused:
        solve(Scenario(facts=facts, policy=LAW, budget=SHORT))
    assert refused.value.faults[0].place == "facts.locks[0], facts.locks[1]"


def test_a_locked_officer_on_evidence_work_is_joined_by_a_second() -> None:
    facts = tiny(
        (at(DAY, "case"),),
        days=1,
        posts=(Post(id="case", evidence=True),),
        locks=(Lock(person="甲", date=MONDAY, shift="D"),),
    )
    outcome = solve(Scenario(facts=facts, policy=LAW, budget=SHORT))
    assert outcome.plan is not None
    assert {a.person for a in outcome.plan.assignments} == {"甲", "乙"}


def test_a_solve_that_is_stopped_keeps_the_plan_it_told_of() -> None:
    made = generate_scenario("changxing", people=30, days=28, start=Date(2026, 3, 1))
    made = made.model_copy(update={"budget": Budget(seconds=600)})
    told: list[Progress] = []
    outcome = solve(made, stop=lambda: any(p.levels for p in told), tell=told.append)
    assert outcome.status == "FEASIBLE"
    assert outcome.seconds < 600
    last = told[-1]
    assert tuple(level.penalty for level in outcome.levels) == last.levels
    assert last.plan() == outcome.plan


def test_a_plan_on_which_the_checker_disagrees_stops_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def lenient(*args: object, **kwargs: object) -> Verdict:
        return Verdict(())

    monkeypatch.setattr("solver.solve.verify", lenient)
    wanted = Demand(id="day", shift="D", minimum=3)
    with pytest.raises(MismatchError) as stopped:
        solve(scenario(entry(Cover()), demand=(wanted,), days=2))
    assert stopped.value.rejected.stated[1] > 0
    assert stopped.value.rejected.checked == (0,) * 6
    assert isinstance(stopped.value.rejected.plan, Plan)


def test_a_station_without_people_gets_an_empty_roster_and_all_its_work_reported() -> None:
    wanted = Demand(id="day", shift="D", minimum=1)
    outcome = solve(scenario(entry(Cover()), demand=(wanted,), days=2, people=()))
    assert outcome.plan == Plan()
    assert [u.missing for u in outcome.unfilled] == [1, 1]
    assert outcome.unfilled[0].why == "再无人具备资格"


def test_a_first_start_that_compiles_beyond_the_budget_is_not_late(monkeypatch: pytest.MonkeyPatch) -> None:
    made = scenario(entry(Cover()))
    late = made.budget.seconds + LATE_SECONDS + 1
    asked = []

    def watch(_: Task, receive: Callable[[Event], None], may_go_on: Callable[[], bool], __: int) -> Ending:
        began = time.monotonic()
        monkeypatch.setattr("solver.solve.time.monotonic", lambda: began + late)
        asked.append(may_go_on())
        receive(("ready", late))
        asked.append(may_go_on())
        receive(("ready", START_SECONDS))
        asked.append(may_go_on())
        return Ending("stopped")

    monkeypatch.setattr("solver.solve.watch", watch)
    solve(made)
    assert asked == [True, True, False]


def test_there_is_an_answer_even_when_the_search_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.solve.watch", lambda *args: Ending("memory"))
    wanted = Demand(id="day", shift="D", minimum=1)
    outcome = solve(scenario(entry(Cover()), demand=(wanted,), days=2))
    assert outcome.status == "FEASIBLE"
    assert outcome.plan == Plan()
    assert [u.missing for u in outcome.unfilled] == [1, 1]
    assert len(outcome.notices) == 1


def test_a_search_that_proves_nothing_and_may_not_rest_has_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.solve.watch", lambda *args: Ending("stopped"))
    outcome = solve(scenario(entry(DutyCount(least=1), level=0), days=2))
    assert outcome.status == "UNKNOWN"
    assert outcome.plan is None
