"""Holds our reading of Curtois-Qu instances against the independent judge, on many rosters of each instance.

python -m benchmarks.judge_curtois FOLDER [--rosters 200] [--seed 0] [--only NAME …]

FOLDER holds `judges` and `roster`. A roster is compared in three views: the judge's objective and hard list, our
verifier's level 5 and level 0, person by person and kind by kind, and the program's penalties of every level.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from api.exchange.curtois import read_curtois, read_curtois_solution, write_curtois
from models.outcome import Breach
from models.plan import Plan
from solver.roster.compile import compile_roster
from solver.verify import Verdict, verify

Row = list[str | None]


def load_judge(folder: Path) -> ModuleType:
    """The judge's module, found by its path."""
    spec = importlib.util.spec_from_file_location("eval_curtois", folder / "judges" / "eval_curtois.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Case:
    """One instance, read by the judge and by us."""

    def __init__(self, judge: ModuleType, file: Path) -> None:
        self.judge = judge
        self.name = file.stem
        self.instance = judge.parse(file)
        self.scenario = read_curtois(file.read_text(encoding="utf-8-sig"), file.name)
        self.facts = self.scenario.facts
        self.roster = compile_roster(self.facts, self.scenario.policy)
        self.shifts = list(self.instance.length)

    def plan(self, rows: list[Row]) -> Plan:
        text = "\n".join(" ".join(shift or "-" for shift in row) for row in rows)
        return read_curtois_solution(text, self.facts)

    def verdict(self, rows: list[Row]) -> Verdict:
        return verify(self.facts, self.scenario.policy, self.plan(rows))

    def differences(self, rows: list[Row]) -> list[str]:
        """What the three views say differently about one roster; nothing when they agree."""
        people = [employee.id for employee in self.instance.emps]
        hard, objective, _ = self.judge.evaluate(self.instance, dict(zip(people, rows, strict=True)))
        plan = self.plan(rows)
        verdict = verify(self.facts, self.scenario.policy, plan)
        evaluation = self.roster.program.evaluate(self.roster.cells(plan))
        theirs, ours = _by_judge(hard), _by_us(verdict.breaches)
        views: dict[str, tuple[Any, Any]] = {
            "objective": (objective, verdict.levels[5]),
            "levels of the program": (verdict.levels, evaluation.key),
            "feasible": (not hard, verdict.levels[0] == 0),
            "breaches": (sorted(theirs.items()), sorted(ours.items())),
            "text": (plan, read_curtois_solution(write_curtois(self.facts, plan), self.facts)),
        }
        return [f"{self.name} {view}: {a} is not {b}" for view, (a, b) in views.items() if a != b]

    def rosters(self, rng: Random, published: list[list[Row]], count: int) -> Iterator[list[Row]]:
        """The empty roster, then wild ones, ones in proper runs, and published ones with a few cells changed."""
        yield [[None] * self.facts.days for _ in self.facts.people]
        yield from published
        for number in range(count - 1 - len(published)):
            sort = number % (3 if published else 2)
            if sort == 0:
                yield self._wild(rng)
            elif sort == 1:
                yield [self._in_runs(rng, employee) for employee in self.instance.emps]
            else:
                yield self._changed(rng, rng.choice(published))

    def _wild(self, rng: Random) -> list[Row]:
        density = rng.random()
        return [
            [rng.choice(self.shifts) if rng.random() < density else None for _ in range(self.facts.days)]
            for _ in self.facts.people
        ]

    def _in_runs(self, rng: Random, employee: Any) -> Row:
        """A row that mostly keeps to the employee's runs, shifts and days off."""
        row: Row = []
        allowed = [shift for shift in self.shifts if employee.max_shifts.get(shift)] or self.shifts
        while len(row) < self.facts.days:
            run = rng.randint(max(1, employee.min_cons), employee.max_cons)
            shift = rng.choice(allowed)
            row += [shift] * run + [None] * rng.randint(max(1, employee.min_off), employee.min_off + 1)
        row = row[rng.randrange(1, 4) :] + row[:3]
        return [None if day in employee.days_off else row[day] for day in range(self.facts.days)]

    def _changed(self, rng: Random, rows: list[Row]) -> list[Row]:
        changed = [list(row) for row in rows]
        for _ in range(rng.randint(1, 4)):
            person, day = rng.randrange(len(rows)), rng.randrange(self.facts.days)
            changed[person][day] = rng.choice([None, *self.shifts])
        return changed


def _by_judge(hard: list[tuple[Any, ...]]) -> Counter[tuple[str, str]]:
    """The judge's hard list as kind and person; the longest runs by how many days are too many."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, person, *rest in hard:
        counts[kind, person] += rest[1] - rest[2] if kind == "H5-max-cons" else 1
    return counts


def _by_us(breaches: tuple[Breach, ...]) -> Counter[tuple[str, str]]:
    """Our breaches of level 0 in the judge's kinds: duties kept out count once for each shift."""
    counts: Counter[tuple[str, str]] = Counter()
    kept_out = set()
    for breach in breaches:
        person = breach.about[0]
        if breach.level != 0:
            continue
        if breach.rule == "kept_out":
            kept_out.add((person, breach.about[2]))
        else:
            counts[_kind(breach), person] += breach.penalty if _kind(breach) == "H5-max-cons" else 1
    counts.update(("H3-max-shifts", person) for person, _ in kept_out)
    return counts


def _kind(breach: Breach) -> str:
    over = breach.measured > breach.allowed
    kinds = {
        "leave": "H9-day-off",
        "forbidden_succession": "H2-succession",
        "duty_count": "H3-max-shifts",
        "hours": "H4-max-min" if over else "H4-min-min",
        "work_run": "H5-max-cons" if over else "H6-min-cons",
        "off_run": "H7-min-off",
        "weekends": "H8-weekends",
    }
    return kinds.get(breach.rule, breach.rule)


def instance_files(folder: Path) -> list[Path]:
    """The instances, small ones first."""
    return sorted((folder / "roster" / "curtois_qu").glob("Instance*.txt"), key=lambda file: int(file.stem[8:]))


def published_files(folder: Path, name: str) -> list[Path]:
    """Rosters that others published for an instance; their names end in the objective."""
    return sorted((folder / "roster" / "published").glob(f"*_I{name.removeprefix('Instance')}_*.txt"))


def rows_of(case: Case, file: Path) -> list[Row]:
    """The rows of a published roster."""
    roster = case.judge.read_solution(case.instance, file)
    return [list(roster[employee.id]) for employee in case.instance.emps]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rosters", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    judge = load_judge(asked.folder)
    wrong = 0
    for file in instance_files(asked.folder):
        if asked.only and file.stem not in asked.only:
            continue
        started = time.perf_counter()
        case = Case(judge, file)
        published = [rows_of(case, found) for found in published_files(asked.folder, file.stem)]
        rosters = case.rosters(Random(f"{file.stem} {asked.seed}"), published, asked.rosters)
        found = [difference for rows in rosters for difference in case.differences(rows)]
        wrong += len(found)
        print(f"{file.stem}: {asked.rosters} rosters, {len(found)} differences, {time.perf_counter() - started:.0f} s")
        for difference in found[:5]:
            print("  ", difference[:600])
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
