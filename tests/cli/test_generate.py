from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest

from api.cli.months import first_day
from api.cli.reading import read_scenario
from solver.generate.scenario import generate_scenario
from solver.generate.shipped import preset_names

Run = Callable[..., Any]


@pytest.mark.parametrize("ending", [".json", ".yaml"])
@pytest.mark.parametrize("preset", preset_names())
def test_the_document_is_the_generated_scenario(preset: str, ending: str, tmp_path: Path, paiqin: Run) -> None:
    path = tmp_path / f"s{ending}"
    paiqin("generate", "station", "--preset", preset, "--people", 20, "--days", 7, "--month", "2026-03", "-o", path)
    due = generate_scenario(preset, people=20, days=7, start=Date(2026, 3, 1))
    assert read_scenario(str(path)).scenario.digest == due.digest


def test_policies_stay_named(paiqin: Run) -> None:
    found = paiqin("generate", "station", "--preset", "changxing", "--people", 10, "--days", 7, "-o", "-").json
    assert found["policy"][:3] == ["law", "default", "changxing"]


def test_the_same_seed_gives_the_same_text(paiqin: Run) -> None:
    line = ("generate", "station", "--preset", "shanghai", "--people", 12, "--days", 7, "--month", "2026-03", "-o", "-")
    assert paiqin(*line) == paiqin(*line)


def test_everything_wrong_is_told_together(tmp_path: Path, paiqin: Run) -> None:
    bad = ("--preset", "x", "--people", 3, "--days", 0, "--month", "March", "-o", tmp_path / "s.txt")
    places = [fault["place"] for fault in paiqin("generate", "station", *bad, "--json").json["faults"]]
    assert places == ["--preset", "--people", "--days", "-o", "--month"]


@pytest.mark.parametrize(("today", "due"), [("2026-01-31", "2026-02-01"), ("2026-12-05", "2027-01-01")])
def test_without_a_month_it_is_the_next(today: str, due: str) -> None:
    assert first_day(None, Date.fromisoformat(today)) == Date.fromisoformat(due)
