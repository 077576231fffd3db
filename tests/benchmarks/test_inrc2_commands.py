"""INRC-II instances on the command line: `--history` and `--week`, folders in and out."""

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli.main import main

Ward = Callable[..., dict[str, Path]]


def run(*args: object) -> tuple[int, str]:
    """Exit status and standard output of a command."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        status = main([str(arg) for arg in args])
    return status, out.getvalue()


@pytest.fixture
def named(ward: Ward) -> list[object]:
    """The files of an instance whose demand can be met, as a command line names them."""
    scenario, history, *weeks = ward(("(1,1)", "(0,1)"), ("(1,2)", "(0,2)")).values()
    return [scenario, "--history", history, *(word for week in weeks for word in ("--week", week))]


def places(*args: object) -> list[str]:
    status, out = run(*args, "--json")
    assert status == 2
    return [fault["place"] for fault in json.loads(out)["faults"]]


def test_a_roster_is_solved_into_a_folder_that_verifies_and_converts_alike(named: list[object], tmp_path: Path) -> None:
    out, outcome = tmp_path / "out", tmp_path / "outcome.json"
    assert run("solve", *named, "--time", 3, "-o", f"{out}/", "-o", outcome)[0] == 0
    files = ["H2-ward.txt", "Sol-ward-4-0.txt", "Sol-ward-7-1.txt"]
    assert sorted(file.name for file in out.iterdir()) == files
    status, verdict = run("verify", named[0], out, *named[1:], "--json")
    levels = [level["penalty"] for level in json.loads(outcome.read_text("utf-8"))["levels"]]
    assert (status, [level["penalty"] for level in json.loads(verdict)["levels"]][5]) == (0, levels[-1])
    assert run("convert", outcome, f"{tmp_path / 'again'}/", "--scenario", *named)[0] == 0
    assert [(tmp_path / "again" / name).read_text("utf-8") for name in files] == [
        (out / name).read_text("utf-8") for name in files
    ]


def test_an_instance_becomes_a_scenario_of_ours_with_the_same_verdict(named: list[object], tmp_path: Path) -> None:
    ours, plan = tmp_path / "ward.json", tmp_path / "plan.json"
    plan.write_text('{"schema": 1, "kind": "plan", "assignments": []}', encoding="utf-8")
    assert run("convert", named[0], ours, *named[1:])[0] == 0
    theirs = run("verify", named[0], plan, *named[1:], "--json")
    assert run("verify", ours, plan, "--json") == theirs


def test_check_reads_the_weeks(named: list[object]) -> None:
    assert run("check", *named, "--json")[0] == 0


def test_history_and_weeks_are_asked_for(named: list[object]) -> None:
    assert places("check", named[0]) == ["--history", "--week"]


def test_other_scenarios_take_neither_history_nor_weeks(named: list[object], tmp_path: Path) -> None:
    ours = tmp_path / "ward.json"
    run("convert", named[0], ours, *named[1:])
    assert places("check", ours, *named[1:]) == ["--history", "--week", "--week"]


def test_a_single_text_file_is_no_form_of_a_roster(named: list[object], tmp_path: Path) -> None:
    assert places("solve", *named, "-o", tmp_path / "roster.txt") == ["-o"]


def test_a_folder_of_other_scenarios_is_named_as_one(named: list[object], tmp_path: Path) -> None:
    ours = tmp_path / "ward.json"
    run("convert", named[0], ours, *named[1:])
    (tmp_path / "out").mkdir()
    assert places("solve", ours, "-o", tmp_path / "out") == ["-o"]
