"""A child process can be stopped at any time; what it found before is kept, and a conflict is told."""

from __future__ import annotations

import subprocess
import sys
from datetime import date as Date
from pathlib import Path

import numpy as np

from solver.engine.child import Task, watch
from solver.engine.diagnosis import smallest_conflict
from solver.generate.scenario import generate_scenario
from solver.program.program import Program
from solver.roster.compile import compile_roster
from solver.rules.catalogue import entry
from solver.rules.roster.duty_count import DutyCount
from solver.rules.roster.work_run import WorkRun
from solver.rules.tiny import DAY, tiny

LONG, PLENTY = 600.0, 1 << 40

SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from datetime import date
from solver.engine.child import Task, watch
from solver.generate.scenario import generate_scenario
from solver.roster.compile import compile_roster
scenario = generate_scenario("changxing", people=10, days=7, start=date(2026, 3, 1))
program = compile_roster(scenario.facts, scenario.entries_on).program
print(watch(Task(program, 0.5, 0, 1, 0.0), lambda event: None, lambda: True, 1 << 40).how)
"""


def station_program(people: int = 30) -> Program:
    scenario = generate_scenario("changxing", people=people, days=28, start=Date(2026, 3, 1))
    return compile_roster(scenario.facts, scenario.entries_on).program


class Listener:
    """Remembers the solutions it hears of, and wants no more after so many."""

    def __init__(self, enough: int) -> None:
        self.keys: list[tuple[int, ...]] = []
        self.solutions: list[np.ndarray] = []
        self._enough = enough

    def receive(self, event: tuple[str, object]) -> None:
        if event[0] == "plan":
            _, x, key = event[1]  # type: ignore[misc]
            self.keys.append(key)
            self.solutions.append(x)

    def may_go_on(self) -> bool:
        return len(self.keys) < self._enough


def test_a_stopped_search_keeps_its_best_solution() -> None:
    program, listener = station_program(), Listener(enough=3)
    ending = watch(Task(program, LONG, 0, 2, 0.0), listener.receive, listener.may_go_on, PLENTY)
    assert ending.how == "stopped"
    assert program.evaluate(listener.solutions[-1]).key == listener.keys[-1]
    assert listener.keys == sorted(listener.keys, reverse=True)


def test_a_search_that_takes_too_much_memory_is_ended() -> None:
    listener = Listener(enough=10**9)
    ending = watch(Task(station_program(), LONG, 0, 1, 0.0), listener.receive, listener.may_go_on, 1 << 20)
    assert ending.how == "memory"


def test_a_search_goes_on_from_the_solution_it_is_given() -> None:
    program, listener = station_program(), Listener(enough=1)
    start = np.argmax(program.domain, axis=1).astype(np.int64)
    watch(Task(program, LONG, 0, 1, 0.0, start), listener.receive, listener.may_go_on, PLENTY)
    assert np.array_equal(listener.solutions[0], start)


def test_an_impossible_program_tells_that_it_is_infeasible() -> None:
    told: dict[str, object] = {}
    ending = watch(Task(impossible(), LONG, 0, 2, 0.0), lambda e: told.update([e]), lambda: True, PLENTY)
    assert ending.how == "done"
    assert told["conflict"]


def impossible() -> Program:
    """Three duties and more for everybody, no two days in a row, within four days; and a rule that is not to blame."""
    policy = [
        entry(DutyCount(least=3), id="least", level=0),
        entry(WorkRun(most=1), id="single days", level=0),
        entry(DutyCount(most=4), id="most", level=0),
    ]
    return compile_roster(tiny((DAY,), days=4, people=2), policy).program


def test_a_conflict_names_the_requirements_that_clash_and_no_other() -> None:
    program = impossible()
    conflict = smallest_conflict(program, seconds=60)
    assert sorted(program.entries[requirement.entry] for requirement in conflict) == ["least", "single days"]
    assert len({requirement.person for requirement in conflict}) == 1


def test_a_child_loads_nothing_from_the_working_directory(tmp_path: Path) -> None:
    for name in ("solver", "models"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("open('loaded', 'w').close()\n")
    script = tmp_path / "bin" / "script.py"
    script.parent.mkdir()
    script.write_text(SCRIPT.format(root=str(Path(__file__).parents[2])))
    ended = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.stdout == "done\n", ended.stderr
    assert not (tmp_path / "loaded").exists()
