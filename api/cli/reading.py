"""Scenarios and plans as command lines name them: of ours, or a public benchmark's recognised by its content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.cli.week_files import NO_WEEKS, WeekFiles
from api.exchange.curtois import read_curtois, read_curtois_solution, recognises_curtois
from api.exchange.document import ENDINGS, WORKBOOKS
from api.exchange.inrc2 import scenario_of_inrc2
from api.exchange.inrc2_files import read_inrc2
from api.exchange.inrc2_reader import recognises_inrc2
from api.exchange.inrc2_solution import read_solution
from api.exchange.inrc2_text import Inrc2Text
from api.exchange.places import moved
from api.exchange.plans import load_actual_duties, load_stated_plan
from api.exchange.scenarios import load_scenario
from api.exchange.stated_plan import StatedPlan
from api.exchange.text_of_file import read_text, refused
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Plan
from solver.scenario.scenario import Scenario

SCENARIOS = Text(
    ".xlsx、.json 或 .yaml 场景、含 scenario.json 的文件夹，或 Curtois-Qu、INRC-II 算例",
    "a scenario in .xlsx, .json or .yaml, a folder with a scenario.json, or a Curtois-Qu or INRC-II instance",
)
OWN_POLICY = Text("不给出：算例自带规则", "none: a benchmark instance brings its own rules")


@dataclass(frozen=True)
class Source:
    """A scenario that was read; `notices` are what its reader should know, `is_curtois` and `inrc2` whose form it has.

    `refusal` makes the error of faults found later: of a workbook by its cells.
    """

    scenario: Scenario
    file: Path
    notices: tuple[Text, ...] = ()
    is_curtois: bool = False
    refusal: Callable[[Sequence[Fault]], InputError] = InputError
    inrc2: Inrc2Text | None = None


def read_scenario(stated: str, policies: Sequence[str] = (), files: WeekFiles = NO_WEEKS) -> Source:
    """The scenario of that path, of an INRC-II instance with its further files. Raises InputError with every fault."""
    path = Path(stated)
    if path.suffix.lower() in (*ENDINGS, *WORKBOOKS) or _is_folder(path):
        _raise(files.needless())
        loaded = load_scenario(path, policies)
        return Source(loaded.scenario, loaded.file or path, loaded.notices, refusal=loaded.refusal)
    text = read_text(path)
    is_inrc2 = recognises_inrc2(text)
    if not is_inrc2 and not recognises_curtois(text):
        raise refused(path, path.suffix or path.name, SCENARIOS, Text("换一个文件", "name another file"))
    cure = Text("去掉 --policy", "leave --policy out")
    faults = [Fault("--policy", name, OWN_POLICY, cure) for name in policies]
    _raise(faults if is_inrc2 else [*faults, *files.needless()])
    if not is_inrc2:
        return Source(read_curtois(text, path.name), path, (), True)
    found = read_inrc2(path, files.history_path, files.week_paths)
    return Source(scenario_of_inrc2(found), path, inrc2=found)


def _raise(faults: Sequence[Fault]) -> None:
    if faults:
        raise InputError(faults)


def read_plan(stated: str, source: Source) -> Plan:
    """The plan in that file, faults of which name the file. Raises InputError, or NoPlanError."""
    return read_stated_plan(stated, source).plan


def read_stated_plan(stated: str, source: Source) -> StatedPlan:
    """The same with what its reader should know."""
    path, facts = Path(stated), source.scenario.facts
    with naming(stated, path):
        if source.is_curtois and path.suffix.lower() not in (*ENDINGS, ".csv", *WORKBOOKS):
            return StatedPlan(read_curtois_solution(read_text(path), facts, path.name))
        if source.inrc2 and path.suffix.lower() not in (*ENDINGS, ".csv", *WORKBOOKS):
            return StatedPlan(read_solution(path, source.inrc2, facts))
        return load_stated_plan(path, facts)


def read_actual_duties(stated: str, source: Source) -> StatedPlan:
    """The duties in that file as they were in fact served. Raises InputError."""
    with naming(stated, Path(stated)):
        return load_actual_duties(Path(stated), source.scenario.facts)


@contextmanager
def naming(stated: str, path: Path) -> Iterator[None]:
    """Lets faults name the file in which they are."""
    try:
        yield
    except InputError as error:
        named = (stated, path.name)
        raise InputError(
            [f if f.place.startswith(named) else moved(f, "", f"{path.name}: ") for f in error.faults]
        ) from None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
