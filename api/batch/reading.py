"""Reads a batch: every case goes through the door of scenarios, and every fault comes out at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from api.batch.cases import Base, Cases, Refused
from api.batch.document import BatchDocument, FactsChoice, Patch, PolicyChoice, StrengthQuestion
from api.exchange.document import ENDINGS, WORKBOOKS, file_in, read_document
from api.exchange.documents import document_of_fact
from api.exchange.envelope import faults_of_envelope
from api.exchange.misfits import fitted
from api.exchange.places import moved, shown
from api.exchange.scenarios import load_scenario
from models.consistency import MOST_FAULTS
from models.fact import Text
from models.fault import Fault, InputError
from solver.batch.batch import Batch, Case, Question
from solver.scenario.scenario import Budget, Scenario

NAME = "batch"
MOST_ITEMS = 5000
SMALLER = Text("少列几项", "state fewer")

Load = Callable[[Path], Scenario]
"""Reads the file of a scenario."""


def _load(path: Path) -> Scenario:
    return load_scenario(path).scenario


def load_batch(path: Path, load: Load = _load) -> Batch:
    """The batch in a file or in a folder's `batch.yaml`; of a folder of scenarios, each as it stands. `load` reads a
    scenario's file. Raises InputError with every fault found."""
    if path.is_dir() and not any((path / f"{NAME}{ending}").exists() for ending in ENDINGS):
        return _all_in(path, load)
    file = file_in(path, NAME)
    try:
        return batch_of(read_document(file), file.parent, load, file.stem)
    except InputError as error:
        raise InputError([moved(fault, "", f"{file.name}: ") for fault in error.faults]) from None


def _all_in(folder: Path, load: Load) -> Batch:
    """Every scenario of the folder; benchmark instances, which end in .txt, only where nothing else is there."""
    there = sorted(file.name for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    files = [name for name in there if name.lower().endswith((*ENDINGS, *WORKBOOKS))]
    files = files or [name for name in there if name.lower().endswith(".txt")]
    if not files:
        allowed = Text(f"含 {NAME}.yaml 或场景文件的文件夹", f"a folder with a {NAME}.yaml, or with scenarios")
        raise InputError([Fault(str(folder), "-", allowed, Text("换一个文件夹", "name another folder"))])
    document = {"schema": 1, "kind": NAME, "facts": files}
    return batch_of(document, folder, load, folder.resolve().name)


def batch_of(
    document: Any,
    home: Path | None = None,
    load: Load = _load,
    name: str = NAME,
    refused: Refused = lambda _: (),
    most_cases: int = MOST_ITEMS,
) -> Batch:
    """The batch that a plain value states. Paths in it are below `home`; without a home no file is read. What is
    `refused` of a scenario is a fault too. Raises InputError with every fault found."""
    faults = faults_of_envelope(document, (NAME,))
    stated, misfits = fitted(BatchDocument, _written_out(document), "")
    faults += [misfit.fault for misfit in misfits if misfit.fault.place not in {fault.place for fault in faults}]
    if faults or stated is None:
        raise InputError(faults[:MOST_FAULTS])
    faults += [*_repeated(stated), *_too_many(stated, most_cases)]
    if faults:
        raise InputError(faults[:MOST_FAULTS])
    cases = Cases(stated, home, refused)
    for number, choice in enumerate(stated.facts):
        cases.add(number, _base(number, choice, home, load, cases.faults))
    question = _question(stated.strength, cases.made, cases.faults)
    if cases.faults:
        raise InputError(cases.faults[:MOST_FAULTS])
    seeds = stated.seeds or ((stated.budget or Budget()).seed,)
    return Batch(stated.name or name, tuple(cases.made), tuple(dict.fromkeys(seeds)), question)


def _written_out(document: Any) -> Any:
    """Facts that are named by their path alone as choices, and a budget that says nothing of cores on one."""
    if not isinstance(document, dict):
        return document
    stated = dict(document)
    facts, budget = stated.get("facts"), stated.get("budget")
    if isinstance(facts, list):
        stated["facts"] = [{"facts": item} if isinstance(item, str) else item for item in facts]
    if isinstance(budget, dict):
        stated["budget"] = {"workers": 1, **budget}
    return stated


def _base(number: int, choice: FactsChoice, home: Path | None, load: Load, faults: list[Fault]) -> Base | None:
    """A choice of facts as the document of a scenario; None where it cannot be read."""
    stated, place = choice.facts, f"facts[{number}]"
    if isinstance(stated, str):
        if home is None:
            allowed = Text("写在此处的内容", "the content itself")
            faults.append(Fault(f"{place}.facts", shown(stated), allowed, Text("不引用文件", "refer to no file")))
            return None
        try:
            scenario = load(home / stated)
        except InputError as error:
            faults += [moved(fault, "", f"{place}: ") for fault in error.faults]
            return None
        return Base(choice.name or Path(stated).stem, document_of_fact(scenario, complete=True), place)
    if not isinstance(stated, dict):
        allowed = Text("路径，或对象 {…}", "a path, or an object {…}")
        faults.append(Fault(f"{place}.facts", shown(stated), allowed, Text("写成对象", "write an object")))
        return None
    document = stated if "facts" in stated else {"schema": 1, "kind": "roster", "facts": stated}
    facts = document["facts"]
    named = facts.get("name") or facts.get("id") if isinstance(facts, dict) else None
    return Base(choice.name or str(named or number + 1), document, place)


def _repeated(stated: BatchDocument) -> list[Fault]:
    """Names that stand twice in one list: the comparison could not tell them apart."""
    lists: dict[str, Sequence[PolicyChoice | Patch]] = {"policies": stated.policies, "patches": stated.patches}
    faults = []
    for field, items in lists.items():
        seen: set[str] = set()
        for number, item in enumerate(items):
            if item.name in seen:
                allowed = Text("没有重复的名称", "a name that stands once")
                place = f"{field}[{number}].name"
                faults.append(Fault(place, shown(item.name), allowed, Text("改一个名称", "choose another name")))
            seen.add(item.name)
    return faults


def _too_many(stated: BatchDocument, most_cases: int) -> list[Fault]:
    question, strengths = stated.strength, 1
    if question is not None and question.step is not None:
        strengths = len(range(question.least, question.most + 1, question.step))
    cases = len(stated.facts) * max(1, len(stated.policies)) * max(1, len(stated.patches))
    items = cases * strengths * max(1, len(stated.seeds))
    told = (
        (items, MOST_ITEMS, Text(f"最多 {MOST_ITEMS} 项", f"at most {MOST_ITEMS} items")),
        (cases, most_cases, Text(f"最多 {most_cases} 种情形", f"at most {most_cases} cases")),
    )
    return [Fault("-", str(count), allowed, SMALLER) for count, most, allowed in told if count > most]


def _question(stated: StrengthQuestion | None, cases: Sequence[Case], faults: list[Fault]) -> Question | None:
    if stated is None:
        return None
    if stated.least > stated.most:
        allowed = Text(f"不大于 to 的 {stated.most}", f"at most {stated.most}, which is `to`")
        faults.append(Fault("strength.from", str(stated.least), allowed, Text("对调两者", "exchange the two")))
    if stated.step is None and not stated.smallest:
        allowed = Text("step，或 smallest: true", "a step, or smallest: true")
        faults.append(Fault("strength", "-", allowed, Text("补上其一", "add one of them")))
    for name in dict.fromkeys(case.facts for case in cases if not stated.who.count(case.scenario.facts)):
        allowed = Text(f"“{name}”里有的人", f"people that {name} has")
        faults.append(Fault("strength.who", "0", allowed, Text("改正条件", "correct who is meant")))
    strengths = tuple(range(stated.least, stated.most + 1, stated.step)) if stated.step is not None else ()
    return Question(stated.who, stated.least, stated.most, strengths, stated.smallest)
