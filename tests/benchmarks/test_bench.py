"""`paiqin bench`: measures what is not there yet, goes on after a kill, and says what the rows say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Paiqin = Callable[..., Any]

INSTANCE = """SECTION_HORIZON
7
SECTION_SHIFTS
D,480,
SECTION_STAFF
A,D=7,2400,0,5,1,1,1
B,D=7,2400,0,5,1,1,1
SECTION_COVER
0,D,2,100,1
1,D,1,100,1
"""
JUDGE = """import json, sys
print(json.dumps({"hard": 0, "objective": %d}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two instances and what is known of them, the second with work for more people than there are."""
    made = tmp_path / "instances"
    made.mkdir()
    (made / "Instance2.txt").write_text(INSTANCE, "utf-8")
    (made / "Instance10.txt").write_text(INSTANCE.replace("0,D,2", "0,D,3"), "utf-8")
    (made / "notes.txt").write_text("SECTION: none\n", "utf-8")
    known = {"curtois_qu": {"Instance2": {"best_known": 0}, "Instance10": {"best_known": 80}}}
    (tmp_path / "best_known.json").write_text(json.dumps(known), "utf-8")
    return made


@pytest.fixture
def bench(paiqin: Paiqin, folder: Path, tmp_path: Path) -> Paiqin:
    """Measures the instances with little time."""

    def run(*args: object) -> Any:
        return paiqin("bench", "curtois", folder, "-o", tmp_path / "rows.jsonl", "--time", 5, *args)

    return run


@pytest.fixture
def rows(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """What the file of rows says."""
    return lambda: [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]


Rows = Callable[[], list[dict[str, Any]]]


def test_a_row_tells_penalty_bound_time_and_memory(bench: Paiqin, rows: Rows) -> None:
    assert bench("--only", "Instance10").status == 0
    (row,) = rows()
    assert (row["instance"], row["engine"], row["seed"], row["status"]) == ("Instance10", "paiqin", 0, "OPTIMAL")
    assert (row["levels"], row["bounds"], row["best_known"]) == ([0, 0, 0, 0, 0, 100], [0, 0, 0, 0, 0, 100], 80)
    assert row["curve"][-1][1] == row["levels"]
    assert row["curve"][0][0] <= row["first_seconds"] + 0.1
    assert row["memory_mb"] > 1


def test_what_is_there_is_not_measured_again(bench: Paiqin, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    bench("--only", "Instance2")
    before = rows()
    monkeypatch.setattr("api.bench.measuring.solve", None)
    again = bench("--only", "Instance2", "--lang", "en")
    assert again.status == 0
    assert "1 rows were there" in again.err
    assert rows() == before


def test_another_seed_and_plain_solvers_are_further_rows(bench: Paiqin, rows: Rows) -> None:
    bench("--only", "Instance2")
    bench("--only", "Instance2", "--seed", 0, "--seed", 7, "--plain")
    found = [(row["engine"], row["seed"]) for row in rows()]
    assert sorted(found) == [(engine, seed) for engine in ("cpsat", "highs", "paiqin") for seed in (0, 7)]


def test_a_row_that_a_kill_cut_off_is_measured_again(bench: Paiqin, rows: Rows, tmp_path: Path) -> None:
    bench("--only", "Instance2")
    whole = (tmp_path / "rows.jsonl").read_bytes()
    (tmp_path / "rows.jsonl").write_bytes(whole + whole[: len(whole) // 2])
    assert bench().status == 0
    assert [row["instance"] for row in rows()] == ["Instance2", "Instance10"]


def test_a_file_that_holds_no_rows_is_refused_and_left_alone(bench: Paiqin, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"mine": 1}\n', "utf-8")
    refused = bench("--json")
    assert refused.status == 2
    assert [fault["place"] for fault in refused.json["faults"]] == ["rows.jsonl:1"]
    assert (tmp_path / "rows.jsonl").read_text("utf-8") == '{"mine": 1}\n'


def test_an_instance_that_changed_is_measured_anew(bench: Paiqin, rows: Rows, folder: Path) -> None:
    bench("--only", "Instance2")
    (folder / "Instance2.txt").write_text(INSTANCE.replace("0,D,2", "0,D,3"), "utf-8")
    bench("--only", "Instance2")
    assert [row["levels"][5] for row in rows()] == [0, 100]


def test_summary_and_picture_come_beside_the_rows(bench: Paiqin, tmp_path: Path) -> None:
    done = bench("--lang", "en")
    page = (tmp_path / "rows.md").read_text("utf-8")
    lines = [line.split(" | ") for line in page.splitlines() if line.startswith("| Instance")]
    assert [(line[0], line[2], line[5], line[6]) for line in lines] == [
        ("| Instance2", "0", "0", "+0.0 %"),
        ("| Instance10", "80", "100", "+25.0 %"),
    ]
    assert lines[1][9:11] == ["–", "–"]
    assert "(rows.svg)" in page
    drawn = ElementTree.parse(tmp_path / "rows.svg").getroot()
    assert {"Instance2", "Instance10"} <= {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert "Instance10" in done.out


def test_a_summary_is_chinese_unless_asked_otherwise(bench: Paiqin, tmp_path: Path) -> None:
    assert "最好已知" in bench("--only", "Instance2").out
    assert "派勤" in (tmp_path / "rows.md").read_text("utf-8")


def test_the_judge_agrees_or_the_row_is_our_fault(bench: Paiqin, rows: Rows, tmp_path: Path) -> None:
    judge = tmp_path / "judge.py"
    judge.write_text(JUDGE % 1, "utf-8")
    wrong = bench("--only", "Instance2", "--judge", judge, "--lang", "en")
    assert wrong.status == 1
    assert "the judge says 1" in wrong.err
    assert not (tmp_path / "rows.jsonl").exists()
    judge.write_text(JUDGE % 0, "utf-8")
    assert bench("--only", "Instance2", "--judge", judge).status == 0
    assert rows()[0]["judge"] == 0


def test_every_fault_of_a_command_line_comes_at_once(paiqin: Paiqin, tmp_path: Path) -> None:
    refused = paiqin("bench", "curtoys", tmp_path / "no", "--time", 0, "--seed", -1, "-o", "rows.csv", "--json")
    assert refused.status == 2
    places = [fault["place"] for fault in refused.json["faults"]]
    assert sorted(places) == ["--seed", "--time", "-o", "DIR", "SUITE"]
    assert "curtois" in next(fault["cure"] for fault in refused.json["faults"] if fault["place"] == "SUITE")


def test_a_name_that_no_instance_has_is_refused_with_the_nearest(bench: Paiqin) -> None:
    (fault,) = bench("--only", "Instance3", "--json").json["faults"]
    assert fault["place"] == "--only"
    assert "Instance" in fault["cure"]


def test_suites_that_are_not_there_are_refused(paiqin: Paiqin, tmp_path: Path) -> None:
    assert paiqin("bench", "toptw", tmp_path).status == 2


def test_a_folder_without_instances_is_refused(paiqin: Paiqin, tmp_path: Path) -> None:
    assert [fault["place"] for fault in paiqin("bench", "inrc2", tmp_path, "--json").json["faults"]] == ["DIR"]
    assert [fault["place"] for fault in paiqin("bench", "inrc2", "--json").json["faults"]] == ["DIR"]
