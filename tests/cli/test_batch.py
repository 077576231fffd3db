"""`paiqin batch`: many scenarios solved and compared, goes on where it was, tells what failed."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date as Date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.cli.main import main
from api.exchange.documents import write_json
from solver.generate.scenario import generate_scenario

PAIQIN = Path(sys.executable).with_name("paiqin")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the scenario `s.json`, in which commands run."""
    write_json(generate_scenario("changxing", people=10, days=7, start=Date(2026, 3, 2)), tmp_path / "s.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str) -> str:
    (folder / "b.yaml").write_text("schema: 1\nkind: batch\nname: what if\nfacts: [s.json]\n" + text, "utf-8")
    return "b.yaml"


FEWER = """
patches:
  - {name: "=as it is"}
  - {name: one fewer, people: [{change: -1, kind: auxiliary}]}
budget: {effort: 1}
"""


def test_table_workbook_pictures_and_outcomes_are_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", written(folder, FEWER + "strength: {who: {kind: auxiliary}, from: 1, to: 6, step: 2}\n"),
                 "--out", "o", "--lang", "en", "--json"]) == 0  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    assert told == {**json.loads((folder / "o" / "comparison.json").read_text("utf-8")), "written": told["written"]}
    assert {row["state"] for row in told["rows"]} == {"done"}
    assert len(told["smallest"]) == 2
    assert all(one["is_over"] for one in told["smallest"])
    outcomes = sorted(path.stem for path in (folder / "o" / "outcomes").iterdir())
    assert len(outcomes) == len(told["rows"])
    rows = list(csv.reader((folder / "o" / "comparison.csv").read_text("utf-8-sig").splitlines()))
    assert {row[3] for row in rows[1:]} == {"'=as it is", "one fewer"}
    book = load_workbook(folder / "o" / "comparison.xlsx")
    assert book.sheetnames == ["Comparison", "Items", "Strength", "Smallest strength"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    for picture in ("comparison.svg", "frontier.svg"):
        assert (folder / "o" / picture).read_text("utf-8").startswith("<svg")


def test_what_is_there_is_not_solved_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(folder, FEWER)
    assert main(["batch", source, "--out", "o", "--quiet"]) == 0
    first = capsys.readouterr().out
    before = json.loads((folder / "o" / "comparison.json").read_text("utf-8"))
    began = time.monotonic()
    assert main(["batch", source, "--out", "o", "--quiet"]) == 0
    assert capsys.readouterr().out == first
    assert time.monotonic() - began < 5
    written(folder, FEWER + "seeds: [0, 1]\n")
    assert main(["batch", source, "--out", "o", "--quiet"]) == 0
    after = json.loads((folder / "o" / "comparison.json").read_text("utf-8"))
    jobs = {row["job"] for row in after["rows"]}
    assert len(jobs) == 4
    assert {row["job"] for row in before["rows"]} < jobs


def test_an_item_that_fails_is_told_and_the_others_are_solved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = json.loads((folder / "s.json").read_text("utf-8"))["facts"]
    person, shift = facts["people"][-1]["id"], facts["shifts"][0]["id"]
    away = {"person": person, "first": "2026-03-02", "last": "2026-03-04"}
    on_leave = json.dumps({"leave": [away], "locks": [{"person": person, "date": "2026-03-03", "shift": shift}]})
    patches = f"patches:\n  - {{name: fine}}\n  - name: wrong\n    facts: {on_leave}\nbudget: {{effort: 1}}\n"
    assert main(["batch", written(folder, patches), "--out", "o", "--lang", "en", "--json"]) == 5
    said = capsys.readouterr()
    assert [(row["patch"], row["state"]) for row in json.loads(said.out)["rows"]] == [
        ("fine", "done"),
        ("wrong", "failed"),
    ]
    assert re.search(r"f0.p0.c1.s0: facts.locks\[0\]: it is .*; allowed: .*. Cure: .*\.", said.err)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["none.yaml"], "none.yaml"),
        (["b.yaml", "--on", "mars"], "--on"),
        (["b.yaml", "--address", "a:1"], "--address"),
        (["b.yaml", "--out", "s.json"], "--out"),
        (["b.yaml", "--out", "o", "--on", "ray", "--address", "127.0.0.1:1"], "--address"),
    ],
)
def test_a_wrong_command_line_is_refused(
    folder: Path, arguments: list[str], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder, FEWER)
    assert main(["batch", *arguments, "--lang", "en"]) == 2
    assert place in capsys.readouterr().err


def test_ctrl_c_writes_what_there_is_and_the_next_run_goes_on(folder: Path) -> None:
    source = written(folder, "seeds: [0, 1, 2, 3, 4, 5, 6, 7]\nbudget: {effort: 2}\n")
    command = [str(PAIQIN), "batch", source, "--out", "o", "--cores", "1", "--lang", "en", "--json"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 90
    while not _done(folder):
        assert time.monotonic() < until
        time.sleep(0.2)
    os.kill(process.pid, signal.SIGINT)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    done = [row for row in json.loads(told)["rows"] if row["state"] == "done"]
    assert 0 < len(done) < 8
    assert main(["batch", source, "--out", "o", "--quiet", "--lang", "en"]) == 0
    rows = json.loads((folder / "o" / "comparison.json").read_text("utf-8"))["rows"]
    assert {row["state"] for row in rows} == {"done"}
    assert {row["job"] for row in done} < {row["job"] for row in rows}


def _done(folder: Path) -> int:
    from sqlalchemy import text

    from api.jobs.database import Database

    file = folder / "o" / "jobs.db"
    if not file.exists():
        return 0
    try:
        with Database(f"sqlite:///{file}").reading() as connection:
            return int(connection.execute(text("select count(*) from jobs where state = 'done'")).scalar_one())
    except Exception:
        return 0


def test_on_ray_plans_are_the_same_and_a_killed_worker_costs_a_retry(folder: Path) -> None:
    pytest.importorskip("ray")
    import psutil

    source = written(folder, "budget: {effort: 4}\n")
    assert main(["batch", source, "--out", "here", "--quiet", "--lang", "en"]) == 0
    command = [str(PAIQIN), "batch", source, "--out", "there", "--on", "ray", "--cores", "1", "--lang", "en"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until, killed = time.monotonic() + 120, False
    while process.poll() is None and not killed:
        assert time.monotonic() < until
        for child in psutil.Process(process.pid).children(recursive=True):
            try:
                if child.name().startswith("ray::") and any("forkserver" in " ".join(each.cmdline())
                                                           for each in child.children()):  # fmt: skip
                    child.kill()
                    killed = True
                    break
            except psutil.Error:
                continue
        time.sleep(0.05)
    process.communicate(timeout=180)
    assert process.returncode == 0
    here, there = (
        json.loads((folder / name / "comparison.json").read_text("utf-8"))["rows"] for name in ("here", "there")
    )
    for one, other in zip(here, there, strict=True):
        assert {k: v for k, v in one.items() if k.startswith("level_")} == {
            k: v for k, v in other.items() if k.startswith("level_")
        }
    assert killed
