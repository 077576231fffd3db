"""Our reading of the INRC-II instances against the independent judge; skipped where the instances are absent."""

from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from api.exchange.inrc2_solution import read_solution
from benchmarks.judge_inrc2 import Case, dataset_folders, drawn, load_judge

FOLDER = Path(__file__).parents[3] / "shared" / "benchmarks"
DATASETS = dataset_folders(FOLDER)
PUBLISHED = [(folder, found) for folder in DATASETS for found in sorted(folder.glob("Solution_H_*-WD_*"))]

pytestmark = pytest.mark.skipif(not DATASETS, reason="the published instances are absent")


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    return load_judge(FOLDER)


@pytest.mark.parametrize("folder", DATASETS, ids=lambda folder: folder.name)
def test_judge_verifier_and_program_agree(judge: ModuleType, folder: Path, tmp_path: Path) -> None:
    rng = Random(folder.name)
    case = drawn(judge, folder, rng)
    plans = list(case.rosters(rng, 4))
    assert [found for plan in plans for found in case.differences(plan, tmp_path)] == []
    assert [found for plan in plans for found in case.history_differences(plan)] == []


@pytest.mark.parametrize(("folder", "found"), PUBLISHED, ids=lambda path: path.name)
def test_published_rosters_are_read_and_cost_what_the_judge_says(
    judge: ModuleType, folder: Path, found: Path, tmp_path: Path
) -> None:
    history, weeks = found.name.removeprefix("Solution_H_").split("-WD_")
    case = Case(judge, folder, history, weeks.split("-"))
    plan = read_solution(found, case.found, case.facts)
    assert case.differences(plan, tmp_path) == []
    validated = found / "validator.txt"
    if validated.exists():
        costs = [line for line in validated.read_text("utf-8").splitlines() if line.startswith("Total cost")]
        assert case.verdict(plan).levels[5] == int(costs[-1].split(":")[1])
