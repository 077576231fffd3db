import json
import os
import signal
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest

from models.outcome import Asked, Breach, Change, LevelResult, Outcome, Unfilled
from models.plan import Assignment, Plan
from solver.solve import MismatchError, Rejected

Run = Callable[..., Any]
Document = dict[str, Any]

BARE = {"seconds": 0.1, "seed": 0, "workers": 1, "digest": "0"}
MONDAY = Date(2026, 1, 5)
ONE_DUTY = Plan(assignments=(Assignment(person="P1", date="2026-01-05", shift="watch"),))  # type: ignore[arg-type]

Without = Callable[[Callable[..., Any]], None]


def with_plan(*_: Any, **__: Any) -> Outcome:
    return Outcome(status="FEASIBLE", plan=ONE_DUTY, **BARE)


def test_a_plan_that_was_written_is_status_0(solved: Any) -> None:
    assert solved.done.status == 0


@pytest.mark.parametrize("ending", [".json", ".yaml", ".csv", ".html", ".md"])
def test_every_ending_is_written(solved: Any, ending: str) -> None:
    assert solved.file(ending).stat().st_size > 0


def test_the_outcome_has_every_field(solved: Any) -> None:
    found = json.loads(solved.file(".json").read_text("utf-8"))
    assert set(found) == {"schema", *(set(Outcome.model_fields) - {"version"})}


def test_csv_begins_with_a_byte_order_mark(solved: Any) -> None:
    assert solved.file(".csv").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_the_files_written_are_named(solved: Any) -> None:
    assert str(solved.file(".html")) in solved.done.out


def test_without_outputs_a_summary_tells_the_levels(scenario: Path, paiqin: Run) -> None:
    assert "未满足勤务" in paiqin("solve", scenario).out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_roster_that_is_not_kept_is_told_with_the_cure(
    lang: str, scenario: Path, without_solver: Without, paiqin: Run
) -> None:
    without_solver(with_plan)
    told = paiqin("solve", scenario, "--lang", lang).err.splitlines()
    assert sum("-o outcome.json -o roster.html" in line for line in told) == 1


def test_a_roster_that_is_kept_is_not_told_as_lost(
    scenario: Path, tmp_path: Path, without_solver: Without, paiqin: Run
) -> None:
    without_solver(with_plan)
    done = paiqin("solve", scenario, "-o", tmp_path / "o.json")
    assert "-o roster.html" not in done.out + done.err


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "休息与负荷 91，公平 5"), ("en", "rest and load 91, fairness with")]
)
def test_the_short_summary_names_every_level_with_a_penalty(
    lang: str, words: str, scenario: Path, tmp_path: Path, without_solver: Without, paiqin: Run
) -> None:
    penalties = [0, 0, 91, 0, 5, 0]
    levels = [LevelResult(level=at, name="", penalty=p, bound=0, seconds=0) for at, p in enumerate(penalties)]
    without_solver(lambda *_, **__: with_plan().model_copy(update={"levels": tuple(levels)}))
    assert words in paiqin("solve", scenario, "-o", tmp_path / "o.json", "--lang", lang).out


@pytest.mark.parametrize(("lang", "words"), [("zh", "民警 · 副所长"), ("en", "officer · deputy")])
def test_summary_and_markdown_list_the_same_sections(
    lang: str, words: str, scenario: Path, tmp_path: Path, without_solver: Without, paiqin: Run
) -> None:
    who = Asked(kind="officer", ranks=("deputy",))
    lack = Unfilled(duty="d", date=MONDAY, shift="watch", post=None, who=who, missing=1, why="")
    change = Change(person="P1", date=MONDAY, layer="duty", before=None, after="watch")
    rest = Breach(entry="e", rule="min_rest", level=2, about=(), measured=1, allowed=2, penalty=3, sentence="")
    found = {"unfilled": (lack,), "breaches": (rest,), "changes": (change,)}
    without_solver(lambda *_, **__: with_plan().model_copy(update=found))
    paiqin("solve", scenario, "-o", tmp_path / "o.md", "--lang", lang)
    written = (tmp_path / "o.md").read_text("utf-8")
    said = paiqin("solve", scenario, "--lang", lang).out
    titles = [line.removeprefix("## ") for line in written.splitlines() if line.startswith("## ")]
    assert len(titles) == 4
    assert set(titles) <= set(said.splitlines())
    assert words in written
    assert words in said


def test_a_dash_leaves_nothing_but_the_outcome_on_standard_output(scenario: Path, paiqin: Run) -> None:
    assert paiqin("solve", scenario, "-o", "-").json["status"] == "OPTIMAL"


def test_json_is_the_outcome(scenario: Path, paiqin: Run) -> None:
    assert paiqin("solve", scenario, "--json").json["kind"] == "outcome"


def test_quiet_says_nothing_beside_the_files(
    scenario: Path, tmp_path: Path, without_solver: Without, paiqin: Run
) -> None:
    without_solver(with_plan)
    done = paiqin("solve", scenario, "--quiet", "-o", tmp_path / "o.json")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_options_override_the_budget_only_when_given(scenario: Path, without_solver: Without, paiqin: Run) -> None:
    seen = []

    def note(scenario: Any, **_: Any) -> Outcome:
        seen.append(scenario.budget)
        return with_plan()

    without_solver(note)
    paiqin("solve", scenario, "--seed", "7", "--quiet")
    assert (seen[0].seconds, seen[0].seed) == (5, 7)


def test_the_start_plan_is_handed_on_and_not_published(solved: Any, without_solver: Without, paiqin: Run) -> None:
    seen = []

    def note(scenario: Any, *, start: Plan, **_: Any) -> Outcome:
        seen.append((len(start.assignments), scenario.published))
        return with_plan()

    without_solver(note)
    paiqin("solve", solved.scenario, "--from-plan", solved.file(".csv"), "--quiet")
    made = json.loads(solved.file(".json").read_text(encoding="utf-8"))
    assert seen == [(len(made["plan"]["assignments"]), None)]


def begun_from(solved: Any, paiqin: Run, scenario: Path, *options: str) -> str:
    """What is said of a solve that begins from the plan and ends elsewhere."""
    done = paiqin("solve", scenario, "--from-plan", solved.file(".csv"), "-o", solved.file(".again.json"), *options)
    said: str = done.err
    return said


def test_without_a_published_roster_it_says_that_changes_were_free_and_how_to_keep_the_plan(
    solved: Any, without_solver: Without, paiqin: Run
) -> None:
    without_solver(lambda *_, **__: with_plan())
    said = begun_from(solved, paiqin, solved.scenario)
    assert "与它不同" in said
    assert f'"published": "{solved.file(".csv").name}"' in said
    assert "cells differ" in begun_from(solved, paiqin, solved.scenario, "--lang", "en")


def test_of_a_workbook_it_says_in_which_sheet_to_name_what_is_published(
    solved: Any, without_solver: Without, paiqin: Run
) -> None:
    book = solved.scenario.with_suffix(".xlsx")
    assert paiqin("convert", solved.scenario, book).status == 0
    without_solver(lambda *_, **__: with_plan())
    assert f"“派出所”表加一行：已公布方案，{solved.file('.csv').name}" in begun_from(solved, paiqin, book)


def test_with_a_published_roster_the_beginning_needs_no_word(solved: Any, without_solver: Without, paiqin: Run) -> None:
    document = json.loads(solved.scenario.read_text("utf-8")) | {"published": solved.file(".csv").name}
    scenario = solved.scenario.with_name("published.json")
    scenario.write_text(json.dumps(document), "utf-8")
    without_solver(lambda *_, **__: with_plan())
    assert "只是起点" not in begun_from(solved, paiqin, scenario)


def test_a_policy_named_on_the_command_line_is_laid_over(scenario: Path, without_solver: Without, paiqin: Run) -> None:
    seen = []

    def note(scenario: Any, **_: Any) -> Outcome:
        seen.extend(entry.id for entry in scenario.policy)
        return with_plan()

    without_solver(note)
    paiqin("solve", scenario, "--policy", "law", "--quiet")
    assert "evidence-pair" in seen


def test_strict_makes_unfilled_work_status_4(document: Document, written: Callable[..., Path], paiqin: Run) -> None:
    document["facts"]["demand"][0]["minimum"] = 4
    assert paiqin("solve", written(document), "--strict", "--quiet").status == 4


def test_unfilled_work_comes_with_its_reason(document: Document, written: Callable[..., Path], paiqin: Run) -> None:
    document["facts"]["demand"][0]["minimum"] = 4
    assert "能胜任" in paiqin("solve", written(document)).out


def test_an_impossible_instance_is_status_3_and_tells_its_conflict(impossible: Path, paiqin: Run) -> None:
    done = paiqin("solve", impossible, "--time", "5")
    assert (done.status, "hours" in done.out) == (3, True)


def test_a_benchmark_is_written_in_its_own_form(instance: Path, tmp_path: Path, paiqin: Run) -> None:
    paiqin("solve", instance, "--time", "5", "-o", tmp_path / "o.txt")
    assert [len(line.split()) for line in (tmp_path / "o.txt").read_text().splitlines()] == [2, 2]


@pytest.mark.parametrize(
    "name", ["o.foo", "missing/o.json", "missing/folder/", "scenario.json/", "o.txt", "scenario.json"]
)
def test_an_output_that_cannot_be_written_is_refused_before_solving(
    name: str, scenario: Path, tmp_path: Path, without_solver: Without, paiqin: Run
) -> None:
    without_solver(lambda *_, **__: pytest.fail("solved"))
    done = paiqin("solve", scenario, "-o", f"{tmp_path}/{name}")
    assert (done.status, "-o" in done.err) == (2, True)


def test_a_benchmark_takes_no_policy(instance: Path, paiqin: Run) -> None:
    assert paiqin("solve", instance, "--policy", "law").status == 2


def test_disagreement_is_status_1_with_the_evidence_beside_the_output(
    scenario: Path, tmp_path: Path, without_solver: Without, paiqin: Run
) -> None:
    def disagree(*_: Any, **__: Any) -> Outcome:
        raise MismatchError(Rejected(ONE_DUTY, (0, 1), (0, 2)))

    without_solver(disagree)
    done = paiqin("solve", scenario, "-o", tmp_path / "o.json")
    evidence = json.loads((tmp_path / "o.json.rejected.json").read_text("utf-8"))
    assert (done.status, evidence["stated"], evidence["checked"]) == (1, [0, 1], [0, 2])


def test_no_plan_in_time_is_status_3(scenario: Path, without_solver: Without, paiqin: Run) -> None:
    without_solver(lambda *_, **__: Outcome(status="UNKNOWN", **BARE))
    assert paiqin("solve", scenario).status == 3


@pytest.mark.parametrize(("plan", "number", "status"), [
    (ONE_DUTY, signal.SIGINT, 0),
    (ONE_DUTY, signal.SIGTERM, 0),
    (None, signal.SIGINT, 130),
    (None, signal.SIGTERM, 143),
])  # fmt: skip
def test_a_signal_ends_the_solve_with_its_best_plan(
    plan: Plan | None, number: int, status: int, scenario: Path, without_solver: Without, paiqin: Run
) -> None:
    def interrupted(*_: Any, stop: Callable[[], bool], **__: Any) -> Outcome:
        os.kill(os.getpid(), number)
        return Outcome(status="FEASIBLE" if stop() and plan else "UNKNOWN", plan=plan, **BARE)

    without_solver(interrupted)
    assert paiqin("solve", scenario, "--quiet").status == status


def test_a_second_signal_ends_at_once(scenario: Path, without_solver: Without, paiqin: Run) -> None:
    def interrupted(*_: Any, **__: Any) -> Outcome:
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGTERM)
        pytest.fail("still there")

    without_solver(interrupted)
    with pytest.raises(SystemExit) as ended:
        paiqin("solve", scenario)
    assert ended.value.code == 143
