"""Suite curtois: every Curtois-Qu instance in a folder, recognised by its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.bench.best_known import best_known_in, best_of
from api.bench.case import Case
from api.bench.found_files import texts_in
from api.exchange.curtois import read_curtois, read_curtois_solution, recognises_curtois, write_curtois
from api.exchange.text_of_file import read_text
from models.plan import Plan
from solver.scenario.scenario import Scenario

SOLUTION = "solution.txt"


@dataclass(frozen=True)
class CurtoisCase(Case):
    """An instance in one text file."""

    file: Path = Path()

    def scenario(self) -> Scenario:
        return read_curtois(read_text(self.file), self.file.name)

    def written(self, scenario: Scenario, plan: Plan, folder: Path) -> Plan:
        text = write_curtois(scenario, plan)
        (folder / SOLUTION).write_text(text, "utf-8", newline="\n")
        return read_curtois_solution(text, scenario.facts)

    def judging(self, folder: Path) -> list[str] | None:
        return [str(self.file), str(folder / SOLUTION)]


def curtois_cases(folder: Path, named: tuple[str, ...] = ()) -> Iterator[Case]:
    """The instances of a folder and its folders, by name."""
    for file in texts_in(folder, recognises_curtois):
        yield CurtoisCase(file.stem, best_of(best_known_in(file.parent), file.stem), file)
