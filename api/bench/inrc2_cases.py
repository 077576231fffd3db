"""Suite inrc2: a scenario with a history and a file for each week makes an instance `<scenario>_<history>_<weeks>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from api.bench.best_known import best_known_in, best_of, lists_of, names_of
from api.bench.case import Case
from api.bench.found_files import natural, texts_in
from api.exchange.inrc2 import scenario_of_inrc2
from api.exchange.inrc2_files import read_inrc2
from api.exchange.inrc2_reader import parse_scenario, recognises_inrc2
from api.exchange.inrc2_solution import read_solution, solution_names, write_inrc2
from api.exchange.text_of_file import read_text
from models.plan import Plan
from solver.scenario.scenario import Scenario

SAID = re.compile(r"([^_]+)_([^-]+(?:-[^-]+)*)")
"""History and weeks, as in `1_6-2-9-1`."""

SOLUTION_FOLDER = re.compile(r"Solution_H_([^-]+)-WD_(.+)")


@dataclass(frozen=True)
class Inrc2Case(Case):
    """An instance in its files: the scenario, the history, the weeks in order."""

    file: Path = Path()
    history: Path = Path()
    weeks: tuple[Path, ...] = ()

    def scenario(self) -> Scenario:
        return scenario_of_inrc2(read_inrc2(self.file, self.history, self.weeks))

    def written(self, scenario: Scenario, plan: Plan, folder: Path) -> Plan:
        found = read_inrc2(self.file, self.history, self.weeks)
        for name, text in write_inrc2(found, scenario.facts, plan).items():
            (folder / name).write_text(text, "utf-8", newline="\n")
        return read_solution(folder, found, scenario.facts)

    def judging(self, folder: Path) -> list[str] | None:
        found = read_inrc2(self.file, self.history, self.weeks)
        solutions = [str(folder / name) for name in solution_names(found)]
        weeks = [str(week) for week in self.weeks]
        return ["--sce", str(self.file), "--his", str(self.history), "--weeks", *weeks, "--sols", *solutions]


def inrc2_cases(folder: Path, named: tuple[str, ...] = ()) -> Iterator[Case]:
    """Of every scenario in a folder: the instances that `named` names, and those that the files tell of.

    The files tell of those listed with the best known values and of those with a solution; else the first history
    with the first weeks is the instance.
    """
    for file in texts_in(folder, recognises_inrc2):
        said = parse_scenario(read_text(file), file.name)
        known = best_known_in(file.parent)
        told = dict.fromkeys([*_listed(known, said.id), *_solved(file.parent, said.id)]) or [
            _first(file.parent, said.id, said.weeks)
        ]
        asked = [name.removeprefix(f"{said.id}_") for name in named if name.startswith(f"{said.id}_")]
        for which in dict.fromkeys([*told, *asked]):
            case = _case(file, said.id, which, known)
            if case is not None:
                yield case


def _case(file: Path, scenario: str, which: str, known: Any) -> Inrc2Case | None:
    """The instance of a history and weeks, None where a file of it is not there."""
    said = SAID.fullmatch(which)
    if said is None:
        return None
    name = f"{scenario}_{which}"
    history = file.parent / f"H0-{scenario}-{said[1]}{file.suffix}"
    weeks = tuple(file.parent / f"WD-{scenario}-{week}{file.suffix}" for week in said[2].split("-"))
    if not all(path.is_file() for path in (history, *weeks)):
        return None
    best = best_of(known, name)
    return Inrc2Case(name, best if best is not None else _lowest(known, scenario), file, history, weeks)


def _listed(known: Any, scenario: str) -> list[str]:
    """Instances of a scenario that the best known values list: [history_weeks, …] at the scenario, or whole names."""
    at_scenario = [which for found in lists_of(known, scenario) for which in found if isinstance(which, str)]
    whole = [name for name in names_of(known) if name.startswith(f"{scenario}_")]
    return [*at_scenario, *(name.removeprefix(f"{scenario}_") for name in whole)]


def _lowest(known: Any, scenario: str) -> int | None:
    """Where values are listed for a scenario and not said of which instance: the lowest, so that no gap looks small."""
    values = [value for found in lists_of(known, scenario) for value in found if isinstance(value, (int, float))]
    return int(min(values)) if values else None


def _solved(folder: Path, scenario: str) -> list[str]:
    """Instances of which a solution lies beside the scenario."""
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: natural(path.name)):
        of_folder = SOLUTION_FOLDER.fullmatch(path.name)
        if of_folder:
            found.append(f"{of_folder[1]}_{of_folder[2]}")
        elif path.stem.startswith(f"{scenario}_"):
            found.append(path.stem.removeprefix(f"{scenario}_"))
    return found


def _first(folder: Path, scenario: str, weeks: int) -> str:
    """The first history with the first weeks, begun again where there are too few."""

    def numbers(kind: str) -> list[str]:
        names = [path.stem.removeprefix(f"{kind}-{scenario}-") for path in folder.glob(f"{kind}-{scenario}-*")]
        return sorted(names, key=natural)

    return f"{(numbers('H0') or ['0'])[0]}_{'-'.join(islice(cycle(numbers('WD') or ['0']), weeks))}"
