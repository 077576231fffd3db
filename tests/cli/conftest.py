import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

Document = dict[str, Any]


def small_station() -> Document:
    """Three officers share a watch around the clock; one of them is on leave."""
    return {
        "schema": 1,
        "kind": "roster",
        "facts": {
            "id": "riverside",
            "name": "滨河派出所",
            "start": "2026-01-05",
            "days": 7,
            "shifts": [
                {"id": "watch", "name": "值班", "segments": [{"start": "08:00", "end": "08:00", "kind": "watch"}]}
            ],
            "people": [
                {"id": "P1", "name": "陈一", "kind": "officer", "rank": "deputy"},
                {"id": "P2", "name": "林二", "kind": "officer"},
                {"id": "P3", "name": "周三", "kind": "officer"},
            ],
            "demand": [{"id": "one on watch", "shift": "watch", "minimum": 1, "priority": 10}],
            "leave": [{"person": "P3", "first": "2026-01-08", "last": "2026-01-09"}],
        },
        "policy": [
            {"id": "on leave", "rule": "leave"},
            {"id": "watch filled", "rule": "cover", "parameters": {"bound": "minimum"}},
            {"id": "rest after watch", "rule": "min_rest", "parameters": {"hours": 24}},
        ],
        "budget": {"seconds": 5},
    }


INSTANCE = """SECTION_HORIZON
2
SECTION_SHIFTS
D,480,
SECTION_STAFF
A,D=2,960,{least},2,1,1,1
B,D=2,960,0,2,1,1,1
SECTION_COVER
0,D,1,100,1
1,D,1,100,1
"""


@pytest.fixture
def document() -> Document:
    return small_station()


@pytest.fixture
def impossible(written: Callable[..., Path]) -> Path:
    """An instance that asks for more hours than its days have."""
    return written(INSTANCE.format(least=1500), "impossible.txt")


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Saves a document or a text under a name."""

    def write(content: Document | str, name: str = "scenario.json") -> Path:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def scenario(written: Callable[..., Path], document: Document) -> Path:
    return written(document)


@pytest.fixture
def instance(written: Callable[..., Path]) -> Path:
    """A tiny Curtois-Qu instance."""
    return written(INSTANCE.format(least=0), "instance.txt")


@dataclass(frozen=True)
class Solved:
    """A week that was solved once, with everything that was written."""

    folder: Path
    scenario: Path
    done: Any

    def file(self, ending: str) -> Path:
        return self.folder / f"roster{ending}"


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory, paiqin: Callable[..., Any]) -> Solved:
    folder = tmp_path_factory.mktemp("solved")
    scenario = folder / "scenario.json"
    scenario.write_text(json.dumps(small_station(), ensure_ascii=False), "utf-8")
    outputs = [
        word for ending in (".json", ".yaml", ".csv", ".html", ".md") for word in ("-o", folder / f"roster{ending}")
    ]
    return Solved(folder, scenario, paiqin("solve", scenario, *outputs))


@pytest.fixture
def without_solver(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any]], None]:
    """Puts another function in the solver's place."""

    def replace(function: Callable[..., Any]) -> None:
        monkeypatch.setattr("solver.solve.solve", function)

    return replace
