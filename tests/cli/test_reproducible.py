"""`solve --reproducible --effort N`: the options go together, and the same bytes are written every time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_two_runs_write_the_same_plan_and_levels(paiqin: Run, scenario: Path, tmp_path: Path) -> None:
    found = []
    for name in ("first.json", "second.json"):
        done = paiqin("solve", scenario, "--reproducible", "--effort", 1, "--seed", 3, "-o", tmp_path / name)
        assert done.status == 0
        outcome = json.loads((tmp_path / name).read_text("utf-8"))
        assert (outcome["effort"], outcome["seed"], outcome["workers"]) == (1, 3, 1)
        found.append(json.dumps([outcome["plan"], outcome["levels"]], ensure_ascii=False))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("options", "cure"),
    [
        (["--reproducible"], "--effort 60"),
        (["--effort", "5"], "--reproducible"),
        (["--reproducible", "--effort", "0"], ""),
    ],
)
def test_one_option_without_the_other_is_refused(paiqin: Run, scenario: Path, options: list[str], cure: str) -> None:
    refused = paiqin("solve", scenario, *options, "--json")
    assert refused.status == 2
    (fault,) = refused.json["faults"]
    assert fault["place"] == "--effort"
    assert cure in fault["cure"]


def test_a_scenario_may_state_the_effort_itself(
    paiqin: Run, written: Callable[..., Path], document: dict[str, Any]
) -> None:
    document["budget"] = {"effort": 1}
    done = paiqin("solve", written(document), "--json")
    assert (done.status, done.json["effort"]) == (0, 1)


@pytest.mark.parametrize(("lang", "said"), [("zh", "--time 不起作用"), ("en", "--time does not count")])
def test_it_is_told_that_seconds_do_not_count(paiqin: Run, scenario: Path, lang: str, said: str) -> None:
    done = paiqin("solve", scenario, "--reproducible", "--effort", 1, "--time", 9, "--lang", lang)
    assert done.status == 0
    assert said in done.err
