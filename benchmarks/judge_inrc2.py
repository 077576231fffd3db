"""Holds our reading of INRC-II instances against the independent judge, on many rosters of each dataset.

python -m benchmarks.judge_inrc2 FOLDER [--rosters 200] [--seed 0] [--only NAME …]

FOLDER holds `judges` and `roster`. Rosters have a history and weeks drawn from the dataset's. Each is compared in three
views: the judge's penalties S1 to S7, our verifier's penalties entry by entry, and the program's penalties of every
level; and the hard breaches one by one. A third of the rosters is wild, a third keeps skills, successions and mostly
runs, a third fills the least cover besides. The text of every roster is written and read back, and so is the history
that it leaves.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from api.exchange.inrc2 import scenario_of_inrc2
from api.exchange.inrc2_files import read_inrc2
from api.exchange.inrc2_history import history_after_weeks, write_history
from api.exchange.inrc2_solution import read_solution, solution_names, write_inrc2
from api.exchange.inrc2_weeks import parse_history
from models.outcome import Breach
from models.plan import Plan, assignment
from solver.roster.compile import Roster, compile_roster
from solver.verify import Verdict, verify

HARD = {"cover": "H2", "forbidden_succession": "H3", "eligible": "H4"}
KINDS = ("S1", "S2s", "S2d", "S3", "S4", "S5", "S6", "S7")
Cell = tuple[str, str] | None


def load_judge(folder: Path) -> ModuleType:
    """The judge's module, found by its path."""
    spec = importlib.util.spec_from_file_location("eval_inrc2", folder / "judges" / "eval_inrc2.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def dataset_folders(folder: Path) -> list[Path]:
    """The datasets, small ones first."""
    return sorted(path for path in (folder / "roster" / "inrc2").glob("n*") if path.is_dir())


class Case:
    """One instance, read by the judge and by us: a dataset, a history and the weeks in order."""

    def __init__(self, judge: ModuleType, folder: Path, history: int | str, weeks: Sequence[int | str]) -> None:
        self.judge, name = judge, folder.name
        self.name = f"{name}_{history}_{'-'.join(map(str, weeks))}"
        files = [folder / f"WD-{name}-{week}.txt" for week in weeks]
        past = folder / f"H0-{name}-{history}.txt"
        self.found = read_inrc2(folder / f"Sc-{name}.txt", past, files)
        self.scenario = scenario_of_inrc2(self.found)
        self.facts = self.scenario.facts
        self.their_scenario = judge.read_scenario(folder / f"Sc-{name}.txt")
        self.their_history = judge.read_history(past)
        self.their_weeks = [judge.read_week(file) for file in files]

    @property
    def roster(self) -> Roster:
        """The program; stated once."""
        if not hasattr(self, "_roster"):
            self._roster = compile_roster(self.facts, self.scenario.policy)
        return self._roster

    def plan(self, rows: dict[str, list[Cell]]) -> Plan:
        """The plan that gives each nurse these cells."""
        taken = [
            assignment(self.facts.shift_by_id[cell[0]], nurse, self.facts.day(day), cell[1])
            for nurse, row in rows.items()
            for day, cell in enumerate(row)
            if cell is not None
        ]
        return Plan(assignments=tuple(sorted(taken, key=lambda duty: duty.date)))

    def verdict(self, plan: Plan) -> Verdict:
        return verify(self.facts, self.scenario.policy, plan)

    def differences(self, plan: Plan, folder: Path) -> list[str]:
        """What the views say differently about one roster; nothing when they agree. `folder` is written to."""
        texts = write_inrc2(self.found, self.facts, plan)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        solutions = [self.judge.read_sol(folder / name) for name in solution_names(self.found)]
        hard, total, costs = self.judge.evaluate(self.their_scenario, self.their_history, self.their_weeks, solutions)
        verdict = self.verdict(plan)
        evaluation = self.roster.program.evaluate(self.roster.cells(plan))
        views: dict[str, tuple[Any, Any]] = {
            "total": (total, verdict.levels[5]),
            "terms": (costs, _soft(verdict)),
            "hard": (_by_judge(hard), _by_us(verdict.breaches, self)),
            "levels of the program": (verdict.levels, evaluation.key),
            "text": (plan_set(plan), plan_set(read_solution(folder, self.found, self.facts))),
        }
        for name in texts:
            (folder / name).unlink()
        return [f"{self.name} {view}: {a} is not {b}" for view, (a, b) in views.items() if a != b]

    def history_differences(self, plan: Plan) -> list[str]:
        """Whether the history left behind reads as it was meant, by us and by a plain count of days."""
        text = write_history(self.found, self.facts, plan)
        after = history_after_weeks(self.found, self.facts, plan)
        again = parse_history(_first_week(text, self.found.scenario.id), "H.txt", self.found.scenario)
        found = [] if again.nurses == after.nurses else [f"{self.name} history: {again.nurses} is not {after.nurses}"]
        for nurse, past in after.nurses.items():
            counted = _counted(self, plan, nurse)
            stated = (past.total, past.weekends, past.last, past.same_shift, past.work, past.off)
            found += [f"{self.name} history of {nurse}: {stated} is not {counted}"] if stated != counted else []
        return found

    def rosters(self, rng: Random, count: int) -> Iterator[Plan]:
        """The empty roster, then in turn wild ones, ones in runs of skilled nurses, and ones that the demand draws."""
        yield Plan()
        for number in range(count - 1):
            sort = number % 3
            draw = self._wild if sort == 0 else self._in_runs
            rows = {nurse: draw(rng, nurse) for nurse in self.found.scenario.nurses}
            if sort == 2:
                self._fill(rng, rows)
            yield self.plan(rows)

    def _wild(self, rng: Random, nurse: str) -> list[Cell]:
        said, density = self.found.scenario, rng.random()
        shifts, skills = list(said.shifts), said.skills
        return [
            (rng.choice(shifts), rng.choice(skills)) if rng.random() < density else None for _ in range(self.facts.days)
        ]

    def _in_runs(self, rng: Random, nurse: str) -> list[Cell]:
        """A row that mostly keeps to the contract's runs, to skills and to successions."""
        said = self.found.scenario
        line = said.nurses[nurse]
        contract = said.contracts[line.contract]
        row: list[Cell] = [None] * rng.randint(0, contract.off[1])
        while len(row) < self.facts.days:
            shift: str | None = None
            for _ in range(rng.randint(max(1, contract.work[0] - 1), contract.work[1] + 1)):
                if shift is None or rng.random() < 0.3:
                    open_ones = [
                        name for name in said.shifts if shift is None or name not in said.closed.get(shift, ())
                    ]
                    shift = rng.choice(open_ones)
                row.append((shift, rng.choice(line.skills)))
            row += [None] * rng.randint(max(1, contract.off[0] - 1), contract.off[1] + 1)
        return row[: self.facts.days]

    def _fill(self, rng: Random, rows: dict[str, list[Cell]]) -> None:
        """Gives free nurses of the skill the work of which there is too little, on any day."""
        said = self.found.scenario
        for week, text in enumerate(self.found.weeks):
            for need in text.needs.values():
                day, work = 7 * week + need.day, (need.shift, need.skill)
                there = sum(row[day] == work for row in rows.values())
                free = [n for n, line in said.nurses.items() if rows[n][day] is None and need.skill in line.skills]
                for nurse in rng.sample(free, min(len(free), max(0, need.least - there))):
                    rows[nurse][day] = work


def plan_set(plan: Plan) -> set[tuple[Any, ...]]:
    """A plan's assignments whatever their order."""
    return {(duty.person, duty.date, duty.shift, duty.post) for duty in plan.assignments}


def _soft(verdict: Verdict) -> dict[str, int]:
    """Our penalties by the judge's kinds."""
    sums = dict.fromkeys(KINDS, 0)
    for entry, penalty in verdict.entries.items():
        if entry.startswith("S"):
            kind = "S2s" if entry.startswith("S2 shift") else "S2d" if entry.startswith("S2") else entry[:2]
            sums[kind] += penalty
    return sums


def _by_judge(hard: list[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """The judge's hard list: cover by day, shift, skill and number missing; the others by nurse and day."""
    return Counter(("H2", *item[1:4], item[5] - item[4]) if item[0] == "H2" else (item[0], *item[1:3]) for item in hard)


def _by_us(breaches: tuple[Breach, ...], case: Case) -> Counter[tuple[Any, ...]]:
    """Our breaches of level 0 in the same form."""
    found: Counter[tuple[Any, ...]] = Counter()
    demands = {demand.id: demand for demand in case.facts.demand}
    days = {day.isoformat(): number for number, day in enumerate(case.facts.dates)}
    for breach in breaches:
        if breach.level == 0 and breach.rule == "cover":
            demand = demands[breach.about[1]]
            found["H2", days[breach.about[0]], demand.shift, demand.post, breach.penalty] += 1
        elif breach.level == 0:
            found[HARD.get(breach.rule, breach.rule), breach.about[0], days[breach.about[1]]] += 1
    return found


def _first_week(text: str, scenario: str) -> str:
    """The history as that of a first week, so that it is read whatever the number of weeks."""
    head, number, rest = text.split("\n", 2)
    assert number.endswith(scenario)
    return f"{head}\n0 {scenario}\n{rest}"


def _counted(case: Case, plan: Plan, nurse: str) -> tuple[Any, ...]:
    """Total, weekends, last shift and its run, work and rest, counted day by day from the history on."""
    past = case.found.history.nurses[nurse]
    held = {case.facts.index(duty.date): duty.shift for duty in plan.assignments if duty.person == nurse}
    total, weekends, last, same, work, off = (
        past.total, past.weekends, past.last, past.same_shift, past.work, past.off,
    )  # fmt: skip
    for day in range(case.facts.days):
        shift = held.get(day)
        total += shift is not None
        weekends += day % 7 == 6 and (shift is not None or day - 1 in held)
        same = 0 if shift is None else same + 1 if shift == last else 1
        work, off = (work + 1, 0) if shift is not None else (0, off + 1)
        last = shift
    return total, weekends, last, same, work, off


def drawn(judge: ModuleType, folder: Path, rng: Random) -> Case:
    """An instance with a history and weeks drawn from the dataset's."""
    histories = sorted(file.stem.rpartition("-")[2] for file in folder.glob("H0-*.txt"))
    weeks = sorted(file.stem.rpartition("-")[2] for file in folder.glob("WD-*.txt"))
    count = judge.read_scenario(folder / f"Sc-{folder.name}.txt")["weeks"]
    return Case(judge, folder, rng.choice(histories), [rng.choice(weeks) for _ in range(count)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rosters", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    judge, wrong = load_judge(asked.folder), 0
    for folder in dataset_folders(asked.folder):
        if asked.only and folder.name not in asked.only:
            continue
        started, rng = time.perf_counter(), Random(f"{folder.name} {asked.seed}")
        found: list[str] = []
        with tempfile.TemporaryDirectory() as written:
            for case in (drawn(judge, folder, rng) for _ in range(CASES)):
                for plan in case.rosters(rng, asked.rosters // CASES):
                    found += case.differences(plan, Path(written)) + case.history_differences(plan)
        wrong += len(found)
        print(
            f"{folder.name}: {asked.rosters} rosters, {len(found)} differences, {time.perf_counter() - started:.0f} s"
        )
        for difference in found[:5]:
            print("  ", difference[:600])
    sys.exit(1 if wrong else 0)


CASES = 4
"""So many instances of a dataset share the rosters."""


if __name__ == "__main__":
    main()
