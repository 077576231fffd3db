import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Document = dict[str, Any]

Written = Callable[..., Path]


def plan_of(*duties: tuple[str, str]) -> Document:
    return {
        "schema": 1,
        "kind": "plan",
        "assignments": [{"person": person, "date": day, "shift": "watch"} for person, day in duties],
    }


@pytest.mark.parametrize("ending", [".json", ".yaml", ".csv"])
def test_a_solved_plan_keeps_level_0_in_every_form(solved: Any, ending: str, paiqin: Run) -> None:
    assert paiqin("verify", solved.scenario, solved.file(ending)).status == 0


def test_a_duty_on_leave_is_status_4(scenario: Path, written: Written, paiqin: Run) -> None:
    assert paiqin("verify", scenario, written(plan_of(("P3", "2026-01-08")), "plan.json")).status == 4


def test_breaches_are_told_in_sentences(scenario: Path, written: Written, paiqin: Run) -> None:
    done = paiqin("verify", scenario, written(plan_of(("P3", "2026-01-08")), "plan.json"), "--lang", "en")
    assert "周三" in done.out
    assert "2026-01-08" in done.out


def test_penalties_are_given_per_level_and_entry(scenario: Path, written: Written, paiqin: Run) -> None:
    plan = written(plan_of(("P1", "2026-01-05")), "plan.json")
    found = paiqin("verify", scenario, plan, "--json").json
    assert ([level["penalty"] for level in found["levels"]], found["entries"]) == (
        [0, 60, 0, 0, 0, 0],
        {"watch filled": 60},
    )


def test_the_verdict_equals_the_outcomes_levels(solved: Any, paiqin: Run) -> None:
    outcome = json.loads(solved.file(".json").read_text("utf-8"))
    found = paiqin("verify", solved.scenario, solved.file(".json"), "--json").json
    assert [level["penalty"] for level in found["levels"]] == [level["penalty"] for level in outcome["levels"]]


def test_a_benchmarks_own_solution_is_read(instance: Path, written: Written, paiqin: Run) -> None:
    found = paiqin("verify", instance, written("D -\n- D\n", "roster.txt"), "--json").json
    assert [breach for breach in found["breaches"] if breach["level"] == 5] == []


def test_a_plan_in_the_wrong_form_is_status_2(scenario: Path, written: Written, paiqin: Run) -> None:
    assert paiqin("verify", scenario, written("person,date\n", "plan.csv")).status == 2
