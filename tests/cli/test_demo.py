import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.demo_page import FILES
from solver.generate.shipped import preset_names

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, paiqin: Run) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("demo") / "out"
    done = paiqin("demo", "changxing", "--month", "2026-03", "--time", "5", "--out", folder, "--lang", "en")
    return folder, done


def test_the_demonstration_writes_its_five_files(shown: tuple[Path, Any]) -> None:
    written = {"scenario.json", "outcome.json", "roster.html", "roster.csv", "roster.xlsx"}
    assert {path.name for path in shown[0].iterdir()} == written


@pytest.mark.parametrize(("page", "count"), [("README.md", "five files"), ("README.zh-CN.md", "五个文件")])
def test_the_readmes_name_each_file_and_count_them(page: str, count: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    assert count in text
    assert len(FILES) == 5
    assert [file for file in FILES if f"`{file}`" not in text] == []


def test_it_tells_that_the_law_is_kept(shown: tuple[Path, Any]) -> None:
    assert "0 breaches of law" in shown[1].out


def test_it_names_its_files(shown: tuple[Path, Any]) -> None:
    assert str(shown[0] / "roster.html") in shown[1].out


def test_five_weeks_from_the_first_of_the_month(shown: tuple[Path, Any]) -> None:
    facts: dict[str, Any] = json.loads((shown[0] / "scenario.json").read_text("utf-8"))["facts"]
    assert (facts["start"], facts["days"]) == ("2026-03-01", 35)


def test_its_plan_passes_the_check(shown: tuple[Path, Any], paiqin: Run) -> None:
    assert paiqin("verify", shown[0] / "scenario.json", shown[0] / "outcome.json", "--quiet").status == 0


def test_every_preset_is_listed(paiqin: Run) -> None:
    assert list(paiqin("demo", "--list", "--json").json) == list(preset_names())


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, paiqin: Run) -> None:
    (tmp_path / "file").touch()
    assert paiqin("demo", "--out", tmp_path / "file" / "out").status == 2
