"""Mutation run over solver/rules: how many small mistakes in the rules do their tests notice?

python -m benchmarks.mutation [--only MODULE] [--sample N] [--jobs 2]

Every bound, window and comparison of every module is changed by one, one change at a time; each changed module is
held against the proof over its examples, the direct tests and random stations, in a process of its own that stops
at the first failure. A full run writes benchmarks/results/mutation.md.
"""

from __future__ import annotations

import argparse
import ast
import os
import platform
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location, spec_from_loader
from pathlib import Path
from random import Random
from types import CodeType, ModuleType
from typing import Any, NoReturn

from benchmarks.mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
RULES = ROOT / "solver" / "rules"
TESTS = ROOT / "tests" / "rules"
RESULT = ROOT / "benchmarks" / "results" / "mutation.md"
LEFT_OUT = {"__init__.py", "tiny.py"}
PLANS, PLANS_SHARED = 600, 60
STATIONS, STATIONS_SHARED = 120, 40
PATIENCE = 60.0
KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"


@dataclass(frozen=True)
class Module:
    """A module under solver/rules, by its path."""

    path: Path

    @property
    def name(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    @property
    def short(self) -> str:
        return ".".join(self.path.relative_to(RULES).with_suffix("").parts)


class Changed(SourceFileLoader):
    """Loads one module from a changed syntax tree; finds nothing else."""

    def __init__(self, module: Module, tree: ast.Module) -> None:
        super().__init__(module.name, str(module.path))
        self.tree = tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec")


def modules(only: str | None) -> list[Module]:
    found = [Module(path) for path in sorted(RULES.rglob("*.py")) if path.name not in LEFT_OUT]
    return [m for m in found if only is None or m.short == only or m.short.endswith(f".{only}")]


def by_path(path: Path) -> ModuleType:
    """A test module; tests are no package."""
    if (known := sys.modules.get(f"mutation_{path.stem}")) is not None:
        return known
    spec = spec_from_file_location(f"mutation_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def hold(module: Module) -> None:
    """Runs the tests that ought to notice a mistake in `module`; raises when one does."""
    rules: dict[str, Any] = import_module("solver.rules.catalogue").RULES
    own = next((name for name, rule in rules.items() if rule.__module__ == module.name), None)
    if own:
        glance(own)
    direct()
    proof(own)
    stations(own)


def glance(own: str) -> None:
    """A few plans of each example: enough for most mistakes, and quick."""
    for example in examples(own):
        by_path(TESTS / "test_proof.py").agreement(example, 5, PLANS_SHARED)


def examples(own: str | None) -> list[Any]:
    found = (parameter.values[0] for parameter in by_path(TESTS / "test_proof.py").EXAMPLES)
    return [example for example in found if own in (None, example.rule.name)]


def proof(own: str | None) -> None:
    """The proof of one rule, or thinly of all."""
    page = by_path(TESTS / "test_proof.py")
    for example in examples(own):
        if own is None:
            page.agreement(example, 5, PLANS_SHARED)
            continue
        for level in (5, 0) if example.rule.level == 0 else (5,):
            page.prove(example, level, PLANS)


def stations(own: str | None) -> None:
    """Random stations, under one rule or under all."""
    page = by_path(TESTS / "test_random_stations.py")
    for number in range(STATIONS if own else STATIONS_SHARED):
        page.compare(number, own)


def direct() -> None:
    """The tests that state facts about single rules and the arithmetic they share."""
    import pytest  # noqa: PLC0415

    files = [str(p) for p in sorted(TESTS.glob("test_*.py")) if p.stem not in {"test_proof", "test_random_stations"}]
    if pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *files]):
        raise AssertionError


def child(module: Module, tree: ast.Module) -> NoReturn:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        sys.meta_path.insert(0, Changed(module, tree))
        hold(module)
    except BaseException:
        os._exit(1)
    os._exit(0)


def run(work: Iterable[tuple[Module, ast.Module]], jobs: int) -> Iterator[tuple[int, str]]:
    """Yields (number, outcome) of each piece of work as its process ends."""
    waiting = enumerate(work)
    running: dict[int, tuple[int, float]] = {}
    more = True
    while more or running:
        while more and len(running) < jobs:
            number, task = next(waiting, (-1, None))
            more = task is not None
            if task is not None:
                pid = os.fork()
                if not pid:
                    child(*task)
                running[pid] = (number, time.monotonic() + PATIENCE)
        for pid, (number, deadline) in list(running.items()):
            late = time.monotonic() > deadline
            if late:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, 0 if late else os.WNOHANG)
            if ended:
                del running[pid]
                yield number, TIMED_OUT if late else KILLED if status else SURVIVED
        time.sleep(0.01)


def warm() -> None:
    """Loads in the parent what no mutant changes."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("numpy", "pytest", "holidays", "solver.program.draft", "models.station", "models.outcome"):
        import_module(name)
    loaded = [name for name in sys.modules if name.startswith("solver.rules")]
    assert not loaded, loaded


def table(fates: list[tuple[Module, Mutant, str]]) -> Iterator[str]:
    """The report, as lines of Markdown."""
    killed = sum(fate != SURVIVED for _, _, fate in fates)
    yield f"**{killed} of {len(fates)} killed, {100 * killed / len(fates):.1f} %**"
    yield ""
    yield "| module | killed | mutants |"
    yield "|---|---:|---:|"
    for module in dict.fromkeys(module for module, _, _ in fates):
        own = [fate for m, _, fate in fates if m == module]
        yield f"| {module.short} | {sum(fate != SURVIVED for fate in own)} | {len(own)} |"
    for title, outcome in (("Survivors", SURVIVED), ("Killed because they did not end in time", TIMED_OUT)):
        listed = [(module, mutant) for module, mutant, fate in fates if fate == outcome]
        if listed:
            yield from ("", f"## {title}", "")
        for module, mutant in listed:
            yield f"- {module.short}:{mutant.line} {mutant.change} in `{mutant.source}`"


def write(lines: list[str], jobs: int) -> None:
    head = [
        "# Mutation run over solver/rules",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"`python -m benchmarks.mutation --jobs {jobs}`. Every bound, window and comparison is changed by one,",
        "one at a time, and held against:",
        "",
        f"- of a rule: the proof on {PLANS} plans per example and level, the direct tests, {STATIONS} random stations;",
        f"- of a module that rules share: {PLANS_SHARED} plans of every rule's examples, the direct tests,",
        f"  {STATIONS_SHARED} random stations.",
        "",
        "Mutants that change nothing anybody could see count as survivors.",
        "",
    ]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="one module, such as cover or roster.cover")
    parser.add_argument("--sample", type=int, help="so many mutants, drawn at random")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    warm()
    found = [(module, mutant) for module in modules(options.only) for mutant in mutants(module.path.read_text("utf-8"))]
    if options.sample:
        found = sorted(Random(0).sample(found, min(options.sample, len(found))), key=lambda f: (f[0].name, f[1].line))
    touched = list(dict.fromkeys(module for module, _ in found))
    for number, fate in run([(m, ast.parse(m.path.read_text("utf-8"))) for m in touched], options.jobs):
        if fate != SURVIVED:
            sys.exit(f"{touched[number].short}: the tests fail on the unchanged module ({fate})")
    fates = {}
    for number, fate in run(((module, mutant.tree()) for module, mutant in found), options.jobs):
        fates[number] = fate
        module, mutant = found[number]
        if fate != KILLED:
            print(f"{fate:9}  {module.short}:{mutant.line}  {mutant.change}  {mutant.source}", flush=True)
    lines = list(table([(*found[number], fates[number]) for number in range(len(found))]))
    print("\n".join(lines))
    if options.only is None and options.sample is None:
        write(lines, options.jobs)


if __name__ == "__main__":
    main()
