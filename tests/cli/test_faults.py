from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Run = Callable[..., Any]
Document = dict[str, Any]

COMMANDS = ("solve", "check")


class Change(NamedTuple):
    """Something in a sound scenario that is stated otherwise."""

    path: tuple[str | int, ...]
    to: Any


def changed(document: Document, change: Change) -> Document:
    at: Any = document
    for step in change.path[:-1]:
        at = at[step]
    at[change.path[-1]] = change.to
    return document


MALFORMED: dict[str, str | Document | Change] = {
    "empty": "",
    "not json": "{",
    "a list": "[]",
    "a number": "7",
    "no kind": {"schema": 1},
    "another kind": Change(("kind",), "plan"),
    "newer schema": Change(("schema",), 2),
    "no facts": Change(("facts",), None),
    "unknown field": Change(("fact",), {}),
    "wrong date": Change(
        (
            "facts",
            "start",
        ),
        "2026-02-30",
    ),
    "endless days": Change(
        (
            "facts",
            "days",
        ),
        10**9,
    ),
    "wrong kind of person": Change(
        (
            "facts",
            "people",
            0,
            "kind",
        ),
        "police",
    ),
    "unknown shift": Change(
        (
            "facts",
            "demand",
            0,
            "shift",
        ),
        "nights",
    ),
    "unknown rule": Change(
        (
            "policy",
            0,
            "rule",
        ),
        "leaves",
    ),
    "wrong level": Change(
        (
            "policy",
            0,
            "level",
        ),
        9,
    ),
    "wrong budget": Change(
        (
            "budget",
            "seconds",
        ),
        -1,
    ),
    "infinity": '{"schema": 1, "kind": "roster", "budget": {"seconds": Infinity}}',
    "null bytes": "\0\0",
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_scenario_is_status_2_without_a_traceback(
    content: str | Document | Change, command: str, document: Document, written: Callable[..., Path], paiqin: Run
) -> None:
    done = paiqin(command, written(changed(document, content) if isinstance(content, Change) else content))
    assert (done.status, "Traceback" in done.err, done.out) == (2, False, "")


def test_every_fault_is_told_with_place_value_allowed_and_cure(
    document: Document, written: Callable[..., Path], paiqin: Run
) -> None:
    document["facts"]["people"][0]["kind"] = "police"
    document["facts"]["leave"][0]["person"] = "P9"
    done = paiqin("solve", written(document), "--lang", "en")
    faults = [line for line in done.err.splitlines() if "Cure:" in line]
    assert [line.split(":")[0].strip() for line in faults] == ["facts.people[0].kind", "facts.leave[0].person"]


def test_faults_as_json_go_to_standard_output_alone(
    document: Document, written: Callable[..., Path], paiqin: Run
) -> None:
    done = paiqin("solve", written({**document, "schema": 2}), "--json")
    assert (done.json["faults"][0]["place"], done.err) == ("schema", "")


def test_faults_in_english_hold_no_chinese(document: Document, written: Callable[..., Path], paiqin: Run) -> None:
    document["facts"]["days"] = 0
    done = paiqin("check", written(document), "--lang", "en")
    assert done.err.isascii()


@pytest.mark.parametrize("missing", ["nowhere.json", "nowhere.yaml", "nowhere.txt", "nowhere"])
def test_a_missing_scenario_is_a_fault(missing: str, tmp_path: Path, paiqin: Run) -> None:
    assert paiqin("solve", tmp_path / missing).status == 2


def test_an_unforeseen_error_is_one_line(
    scenario: Path, without_solver: Callable[..., None], monkeypatch: pytest.MonkeyPatch, paiqin: Run
) -> None:
    monkeypatch.delenv("PAIQIN_DEBUG", raising=False)
    without_solver(lambda *_, **__: 1 // 0)
    done = paiqin("solve", scenario)
    assert (done.status, done.err.count("\n"), "ZeroDivisionError" in done.err) == (1, 1, True)


def test_the_traceback_is_shown_to_those_who_ask(
    scenario: Path, without_solver: Callable[..., None], monkeypatch: pytest.MonkeyPatch, paiqin: Run
) -> None:
    monkeypatch.setenv("PAIQIN_DEBUG", "1")
    without_solver(lambda *_, **__: 1 // 0)
    assert "Traceback" in paiqin("solve", scenario).err


def test_an_outcome_without_a_plan_is_status_3(scenario: Path, written: Callable[..., Path], paiqin: Run) -> None:
    empty = {"schema": 1, "kind": "outcome", "status": "UNKNOWN", "seconds": 1.0, "seed": 0, "workers": 1, "digest": ""}
    assert paiqin("verify", scenario, written(empty, "empty.json")).status == 3


def test_faults_of_a_plan_name_its_file(scenario: Path, written: Callable[..., Path], paiqin: Run) -> None:
    stranger = {"schema": 1, "kind": "plan", "assignments": [{"person": "P9", "date": "2026-01-05", "shift": "watch"}]}
    done = paiqin("verify", scenario, written(stranger, "plan.json"), "--json")
    assert [fault["place"] for fault in done.json["faults"]] == ["plan.json: assignments[0].person"]


def crowded(document: Document, count: int) -> Document:
    """So many people of a kind that there is not, and one on leave who is unknown."""
    strangers = [{"id": f"Q{number}", "kind": "police"} for number in range(count)]
    document["facts"]["people"] += strangers
    document["facts"]["leave"][0]["person"] = "P9"
    return document


@pytest.mark.parametrize(("lang", "more"), [("zh", "同类错误另有 30 处"), ("en", "and 30 more; --json lists all")])
def test_of_faults_of_one_sort_twenty_are_shown_and_the_rest_counted(
    lang: str, more: str, document: Document, written: Callable[..., Path], paiqin: Run
) -> None:
    lines = paiqin("check", written(crowded(document, 50)), "--lang", lang).err.splitlines()
    assert sum(".kind" in line and "police" in line for line in lines) == 20
    assert sum("P9" in line for line in lines) == 1
    assert "51" in lines[0]
    assert [line for line in lines if more in line] == [lines[-1]]
    assert "facts.people[…].kind" in lines[-1]


def test_as_json_every_fault_of_a_sort_is_listed(document: Document, written: Callable[..., Path], paiqin: Run) -> None:
    assert len(paiqin("check", written(crowded(document, 50)), "--json").json["faults"]) == 51


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_of_another_station_shows_twenty_examples(
    lang: str, scenario: Path, written: Callable[..., Path], paiqin: Run
) -> None:
    duties = [{"person": f"X{number}", "date": "2026-01-05", "shift": "early"} for number in range(70)]
    plan = written({"schema": 1, "kind": "plan", "assignments": duties}, "plan.json")
    lines = paiqin("verify", scenario, plan, "--lang", lang).err.splitlines()
    assert len(lines) == 1 + 1 + 20 + 1
    assert "person=70/70" in lines[1]
    assert "50" in lines[-1]
