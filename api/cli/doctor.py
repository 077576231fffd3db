"""`paiqin doctor`: whether the installation is sound."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psutil

from api.cli.command import command
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, columns, default_language

PACKAGES = ("models", "solver", "api", "instances")
DEPENDENCIES = ("ortools", "highspy", "numpy", "pandas", "pydantic", "holidays", "jinja2", "pyyaml", "typer", "rich")
OLDEST = (3, 11)
BOTH_SOLVERS = "import highspy; from ortools.sat.python import cp_model; cp_model.CpSolver().solve(cp_model.CpModel())"


class Finding(NamedTuple):
    """One thing that was looked at."""

    is_well: bool
    what: str
    found: str


def doctor(lang: Lang = None, as_json: Json = False, quiet: Quiet = False) -> int:
    """Looks at everything and tells; 1 if anything is amiss."""
    voice = Voice(lang or default_language(), as_json, quiet)
    findings = list(_findings(voice))
    if voice.as_json:
        voice.json([finding._asdict() for finding in findings])
    else:
        marks = {True: voice.text("正常", "well"), False: voice.text("异常", "amiss")}
        shown = [f for f in findings if not (quiet and f.is_well)]
        voice.say(*(columns((marks[f.is_well], f.what, f.found) for f in shown) if shown else []))
    return 0 if all(finding.is_well for finding in findings) else 1


def _findings(voice: Voice) -> Iterator[Finding]:
    python = f"{platform.python_version()}  {sys.executable}"
    yield Finding(sys.version_info[:2] >= OLDEST, "Python", python)
    yield Finding(True, voice.text("平台", "platform"), platform.platform())
    cores, memory = os.cpu_count() or 1, psutil.virtual_memory()
    gigabytes = f"{memory.available / 1e9:.1f} / {memory.total / 1e9:.1f} GB"
    yield Finding(True, voice.text("核数", "cores"), str(cores))
    yield Finding(True, voice.text("可用内存", "free memory"), gigabytes)
    yield _parents(voice)
    for name in ("paiqin", *DEPENDENCIES):
        try:
            yield Finding(True, name, version(name))
        except PackageNotFoundError:
            yield Finding(False, name, voice.text("未安装", "not installed"))
    yield _solvers(voice)
    yield _calendars(voice)


def _parents(voice: Voice) -> Finding:
    """The four packages lie side by side: another program's `models` or `api` would hide ours."""
    specs = {name: find_spec(name) for name in PACKAGES}
    parents = {str(Path(spec.origin).parents[1]) for spec in specs.values() if spec and spec.origin}
    return Finding(
        len(parents) == 1 and all(specs.values()), voice.text("程序位置", "packages"), ", ".join(sorted(parents))
    )


def _solvers(voice: Voice) -> Finding:
    """Both solvers load in one process; tried in another one, which they could bring down."""
    done = subprocess.run([sys.executable, "-c", BOTH_SOLVERS], capture_output=True, text=True, check=False)
    said = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
    found = voice.text("可同时加载", "load together") if done.returncode == 0 else said
    return Finding(done.returncode == 0, "CP-SAT + HiGHS", found)


def _calendars(voice: Voice) -> Finding:
    folder = files("instances") / "calendars"
    years = sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))
    note = voice.text("；其他年份按法律推算，不含调休", "; other years by law, without make-up days")
    return Finding(bool(years), voice.text("放假调休通知", "holiday notices"), ", ".join(years) + note)


COMMAND = command(
    doctor,
    both("检查安装：版本、程序位置、求解器、日历。", "Checks the installation: versions, places, solvers, calendars."),
)
