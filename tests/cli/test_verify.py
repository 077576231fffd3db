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


@pytest.fixture
def crowded(document: Document, written: Written) -> tuple[Path, Path]:
    """A month in which one person serves every watch although each needs a day of rest, one of them on leave."""
    document["facts"]["days"] = 28
    days = [f"2026-01-{day:02}" for day in range(5, 32)]
    duties = [("P1", day) for day in days] + [("P3", "2026-01-08"), ("P3", "2026-01-09")]
    return written(document), written(plan_of(*duties), "plan.json")


def blocks(out: str) -> list[list[str]]:
    return [block.splitlines() for block in out.split("\n\n")]


@pytest.mark.parametrize(
    ("lang", "leave", "rest", "more"),
    [
        ("zh", "第 0 层 休假（on leave）：2 处，扣 2", "第 2 层 最小休息间隔（rest after watch）：27 处", "另有 7 处"),
        ("en", "Level 0, Leave (on leave): 2, penalty 2", "Level 2, Minimum rest (rest after watch): 27", "and 7 more"),
    ],
)
def test_sentences_are_grouped_by_level_and_entry_with_count_and_penalty(
    crowded: tuple[Path, Path], lang: str, leave: str, rest: str, more: str, paiqin: Run
) -> None:
    groups = blocks(paiqin("verify", *crowded, "--lang", lang).out)[3:]
    assert groups[0][0] == leave
    assert len(groups[0]) == 1 + 2
    long = next(group for group in groups if group[0].startswith(rest))
    assert len(long) == 1 + 20 + 1
    assert more in long[-1]


def test_groups_add_up_to_the_levels_and_every_breach_is_in_the_json(crowded: tuple[Path, Path], paiqin: Run) -> None:
    found = paiqin("verify", *crowded, "--json").json
    totals = [sum(g["penalty"] for g in found["groups"] if g["level"] == level) for level in range(6)]
    assert totals == [level["penalty"] for level in found["levels"]]
    assert sum(group["count"] for group in found["groups"]) == len(found["breaches"])
    assert [group["level"] for group in found["groups"]] == sorted(group["level"] for group in found["groups"])


def test_two_duties_at_once_are_told_under_a_title(scenario: Path, written: Written, paiqin: Run) -> None:
    plan = written(plan_of(("P1", "2026-01-05"), ("P1", "2026-01-05")), "plan.json")
    assert "第 0 层 一人一班（plan）：1 处" in paiqin("verify", scenario, plan).out


def test_quiet_leaves_the_sentences_out(crowded: tuple[Path, Path], paiqin: Run) -> None:
    out = paiqin("verify", *crowded, "--quiet").out
    assert "on leave" in out
    assert "2026-01-08" not in out
