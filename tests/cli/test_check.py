from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
Document = dict[str, Any]


Written = Callable[..., Path]


def test_a_sound_scenario_is_status_0(scenario: Path, paiqin: Run) -> None:
    assert paiqin("check", scenario).status == 0


def test_days_with_too_few_people_are_listed(document: Document, written: Written, paiqin: Run) -> None:
    document["facts"]["demand"][0]["minimum"] = 3
    found = paiqin("check", written(document), "--json").json
    assert [(day["date"], day["needed"], day["able"]) for day in found["short_days"]] == [
        ("2026-01-08", 3, 2), ("2026-01-09", 3, 2),
    ]  # fmt: skip


def test_hours_are_compared_for_each_kind(scenario: Path, paiqin: Run) -> None:
    found = paiqin("check", scenario, "--json").json["hours"]
    assert [(load["group"], load["demanded"], load["available"]) for load in found] == [
        ("all", 168.0, 104.0), ("officer", 168.0, 104.0),
    ]  # fmt: skip


def test_a_lock_against_the_law_is_status_2(document: Document, written: Written, paiqin: Run) -> None:
    document["policy"].append({"id": "locks", "rule": "lock"})
    document["facts"]["locks"] = [{"person": "P3", "date": "2026-01-08", "shift": "watch"}]
    done = paiqin("check", written(document), "--json")
    assert (done.status, done.json["faults"][0]["place"]) == (2, "facts.locks[0]")


def test_what_no_roster_can_keep_is_status_4(impossible: Path, paiqin: Run) -> None:
    done = paiqin("check", impossible, "--json")
    assert (done.status, {breach["person"] for breach in done.json["unavoidable"]}) == (4, {"A"})


def test_the_page_tells_shortages_in_chinese(document: Document, written: Written, paiqin: Run) -> None:
    document["facts"]["demand"][0]["minimum"] = 3
    assert "能胜任且在岗 2 人" in paiqin("check", written(document)).out
