import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.exchange.scenarios import LoadedScenario, load_scenario
from models.fault import Fault, InputError

Document = dict[str, Any]

LAW = {
    "schema": 1,
    "kind": "policy",
    "id": "law",
    "layer": "law",
    "entries": [
        {"id": "on leave", "rule": "leave", "parameters": {"spill_hours": 9}},
        {"id": "leader", "rule": "leader_on_duty", "parameters": {"leaders": 1}},
    ],
}
DEFAULT = {
    "schema": 1,
    "kind": "policy",
    "id": "default",
    "layer": "bureau",
    "entries": [{"id": "rest", "rule": "min_rest", "weight": 2, "parameters": {"hours": 11}}],
}


@pytest.fixture
def riverside() -> Document:
    """A small station whose every part is right."""
    return {
        "schema": 1,
        "kind": "roster",
        "facts": {
            "id": "riverside",
            "start": "2026-01-05",
            "days": 7,
            "skills": [{"id": "interrogation"}],
            "teams": [{"id": "case"}, {"id": "community", "community": True}],
            "zones": [{"id": "Z1"}, {"id": "Z2"}],
            "patterns": [
                {"id": "wheel", "days": ["day", None, None]},
                {"id": "double wheel", "days": ["wheel", "wheel"]},
            ],
            "groups": [{"id": "G1", "pattern": "double wheel", "anchor": "2026-01-01"}],
            "posts": [
                {"id": "window", "teams": ["case"]},
                {"id": "zone", "zoned": True},
                {"id": "patrol", "skills": ["interrogation"]},
            ],
            "units": [{"id": "car 1", "post": "patrol", "uses": [{"resource": "car"}]}],
            "resources": [{"id": "car", "count": 2}],
            "shifts": [
                {"id": "day", "segments": [{"start": "08:00", "end": "17:00"}], "posts": ["window", "zone"]},
                {"id": "night", "segments": [{"start": "22:00", "end": "06:00"}], "posts": ["patrol"]},
                {"id": "lead", "layer": "lead", "segments": [{"start": "08:00", "end": "08:00", "kind": "watch"}]},
            ],
            "people": [
                {"id": "P1", "kind": "officer", "rank": "deputy", "team": "case", "skills": ["interrogation"]},
                {"id": "P2", "kind": "officer", "team": "community", "group": "G1", "zone": "Z1"},
                {"id": "P3", "kind": "auxiliary", "team": "case"},
            ],
            "demand": [
                {"id": "window", "shift": "day", "post": "window", "minimum": 1},
                {"id": "street", "post": "patrol", "start": "22:00", "end": "06:00", "minimum": 1, "preferred": 2},
            ],
            "leave": [{"person": "P3", "first": "2026-01-08", "last": "2026-01-09"}],
            "requests": [{"person": "P1", "date": "2026-01-06", "wants": "off"}],
            "locks": [{"person": "P2", "date": "2026-01-07", "shift": "day", "zone": "Z1"}],
            "history": {
                "known_from": "2026-01-03",
                "duties": [{"person": "P1", "date": "2026-01-04", "shift": "night", "post": "patrol", "unit": "car 1"}],
                "counters": [{"person": "P1", "measure": "nights", "amount": 4, "since": "2025-12-01"}],
            },
            "calendar": [{"date": "2026-01-10", "day_class": "makeup"}],
        },
        "policy": [{"id": "rest", "rule": "min_rest", "parameters": {"hours": 11}}],
        "published": {
            "schema": 1,
            "kind": "plan",
            "assignments": [{"person": "P2", "date": "2026-01-07", "shift": "day", "post": "zone", "zone": "Z1"}],
        },
        "budget": {"seconds": 10},
    }


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of named policies."""
    folder = tmp_path / "policies"
    folder.mkdir()
    for policy in (LAW, DEFAULT):
        (folder / f"{policy['id']}.json").write_text(json.dumps(policy), "utf-8")
    return folder


@pytest.fixture
def hand_in(tmp_path: Path, shelf: Path) -> Callable[..., LoadedScenario]:
    """Hands a document, a text or bytes in at the door."""

    def load(
        content: Document | str | bytes, name: str = "scenario.json", policies: tuple[str, ...] = ()
    ) -> LoadedScenario:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return load_scenario(path, policies, shelf)

    return load


@pytest.fixture
def refused(hand_in: Callable[..., LoadedScenario]) -> Callable[..., list[Fault]]:
    """The faults for which what is handed in is refused."""

    def faults(content: Document | str | bytes, *args: Any) -> list[Fault]:
        with pytest.raises(InputError) as caught:
            hand_in(content, *args)
        return list(caught.value.faults)

    return faults
