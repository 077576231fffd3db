"""Our reading of the Curtois-Qu instances against the independent judge; skipped where the instances are absent."""

from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from benchmarks.curtois_like import curtois_like
from benchmarks.judge_curtois import Case, instance_files, load_judge, published_files, rows_of

FOLDER = Path(__file__).parents[3] / "shared" / "benchmarks"
INSTANCES = instance_files(FOLDER)
PUBLISHED = [(file, found) for file in INSTANCES for found in published_files(FOLDER, file.stem)]

pytestmark = pytest.mark.skipif(not INSTANCES, reason="the published instances are absent")


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    return load_judge(FOLDER)


@pytest.mark.parametrize("file", INSTANCES, ids=lambda file: file.stem)
def test_judge_verifier_and_program_agree(judge: ModuleType, file: Path) -> None:
    case = Case(judge, file)
    published = [rows_of(case, found) for found in published_files(FOLDER, file.stem)]
    count = 3 if len(case.facts.people) * case.facts.days > 5_000 else 12
    rosters = case.rosters(Random(file.stem), published, count)
    assert [difference for rows in rosters for difference in case.differences(rows)] == []


def test_they_agree_on_an_instance_made_from_a_seed(judge: ModuleType, tmp_path: Path) -> None:
    made = tmp_path / "made.txt"
    made.write_text(curtois_like(9, 28, 6, seed=3), encoding="utf-8")
    case = Case(judge, made)
    assert [difference for rows in case.rosters(Random(3), [], 30) for difference in case.differences(rows)] == []


@pytest.mark.parametrize(("file", "found"), PUBLISHED, ids=lambda file: file.stem)
def test_a_published_roster_has_the_objective_in_its_name(judge: ModuleType, file: Path, found: Path) -> None:
    case = Case(judge, file)
    verdict = case.verdict(rows_of(case, found))
    assert (verdict.levels[0], verdict.levels[5]) == (0, int(found.stem.split("_")[-1]))
