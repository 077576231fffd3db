"""The suites by name, and the instances that a command line asks for."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from api.bench.case import Case
from api.bench.curtois_cases import curtois_cases
from api.bench.inrc2_cases import inrc2_cases
from api.bench.own_cases import own_cases
from models.fact import Text
from models.fault import Fault, InputError
from models.nearest import Nearest, listed

PUBLIC = {"curtois": curtois_cases, "inrc2": inrc2_cases}
NAMES = (*PUBLIC, "own")
FAMILY = {
    "curtois": Text("Curtois-Qu 算例（文本）", "Curtois-Qu instances in text form"),
    "inrc2": Text("INRC-II 算例（Sc-、H0-、WD-）", "INRC-II instances (Sc-, H0-, WD-)"),
}


def cases_of(suite: str, stated: str | None, only: Sequence[str]) -> list[Case]:
    """The instances of a suite in the order of their names, those that `only` names (`*` stands for anything).

    Raises InputError with every fault.
    """
    _raise([*_faults_of_suite(suite), *_faults_of_folder(suite, stated)])
    folder = Path(stated) if stated is not None else None
    if suite in PUBLIC:
        assert folder is not None
        cases = list(PUBLIC[suite](folder, tuple(only)))
        if not cases:
            another = Text("换一个文件夹", "name another folder")
            raise InputError([Fault("DIR", str(folder), FAMILY[suite], another)])
    else:
        cases = list(own_cases(folder))
    names = list(dict.fromkeys(case.name for case in cases))
    missing = [name for name in only if not any(fnmatchcase(known, name) for known in names)]
    correct = Text("改正名称", "correct the name")
    some = listed(names, Text("无", "none"))
    _raise([Fault("--only", name, some, Nearest().cure(name, names, correct)) for name in missing])
    first = {case.name: case for case in reversed(cases)}
    return [first[name] for name in names if not only or any(fnmatchcase(name, asked) for asked in only)]


def _faults_of_suite(suite: str) -> list[Fault]:
    if suite in NAMES:
        return []
    known = listed(NAMES, Text("无", "none"))
    return [Fault("SUITE", suite, known, Nearest().cure(suite, NAMES, Text("改正名称", "correct the name")))]


def _faults_of_folder(suite: str, stated: str | None) -> list[Fault]:
    if stated is None:
        needed = Text("放有算例的文件夹", "the folder with the instances")
        return [Fault("DIR", "-", needed, Text("加上文件夹", "name it"))] if suite in PUBLIC else []
    if Path(stated).is_dir():
        return []
    return [Fault("DIR", stated, Text("存在的文件夹", "a folder that exists"), Text("改正路径", "correct the path"))]


def _raise(faults: Sequence[Fault]) -> None:
    if faults:
        raise InputError(faults)
