"""Suite own: the demonstration stations, an urban station of 150, how it grows, and scenarios of ours in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from api.bench.case import Case
from api.bench.found_files import natural
from api.exchange.document import ENDINGS, read_document
from api.exchange.scenarios import load_scenario
from models.fault import InputError
from solver.generate.scenario import generate_scenario
from solver.generate.shipped import preset_names
from solver.scenario.scenario import Scenario

START, DAYS = Date(2026, 12, 1), 35
URBAN, URBAN_PEOPLE = "shanghai", 150
SIZES = (25, 50, 100, 200, 400)
"""People of the stations that show how the search grows."""


@dataclass(frozen=True)
class InventedCase(Case):
    """A station of a preset, of its own size or another, for five weeks from 2026-12-01."""

    preset: str = URBAN
    people: int | None = None

    def scenario(self) -> Scenario:
        return generate_scenario(self.preset, start=START, days=DAYS, people=self.people)


@dataclass(frozen=True)
class FileCase(Case):
    """A scenario of ours in a file."""

    file: Path = Path()

    def scenario(self) -> Scenario:
        return load_scenario(self.file).scenario


def own_cases(folder: Path | None, named: tuple[str, ...] = ()) -> Iterator[Case]:
    """The invented stations; the scenarios of a folder where one is named."""
    for preset in preset_names():
        yield InventedCase(preset, preset=preset)
    yield InventedCase(f"{URBAN}-{URBAN_PEOPLE}", people=URBAN_PEOPLE)
    for people in SIZES:
        yield InventedCase(f"growth-{people}", people=people)
    for file in sorted(folder.iterdir() if folder else (), key=lambda file: natural(file.name)):
        if _is_scenario(file):
            yield FileCase(file.stem, file=file)


def _is_scenario(file: Path) -> bool:
    """Whether a document says that it is a roster's scenario."""
    if file.suffix.lower() not in ENDINGS or not file.is_file():
        return False
    try:
        document = read_document(file)
    except InputError:
        return False
    return isinstance(document, dict) and document.get("kind") == "roster" and "facts" in document
