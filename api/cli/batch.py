"""`paiqin batch`: solves many scenarios and compares them; goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.cli.command import command
from api.cli.interruption import Interruption
from api.cli.options import Json, Lang, Quiet, both
from api.cli.targets import faults_of_folder
from api.cli.voice import Voice, default_language
from models.fact import Text
from models.fault import Fault, InputError

SOME_FAILED = 5
PLACES = ("local", "ray")


def batch(
    source: Annotated[
        str,
        Argument(
            metavar="FILE|DIR",
            help=both(
                "批次文件（.yaml、.json），或放有批次或若干场景的文件夹",
                "a batch in .yaml or .json, or a folder with one, or with scenarios",
            ),
        ),
    ],
    on: Annotated[
        str, Option("--on", metavar="local|ray", help=both("在本机或 Ray 上求解", "solve on this machine, or on Ray"))
    ] = "local",
    address: Annotated[
        str | None,
        Option(
            "--address",
            metavar="A",
            help=both("Ray 集群的地址，默认在本机另起", "the address of a Ray cluster; by default one on this machine"),
        ),
    ] = None,
    out: Annotated[
        str | None,
        Option(
            "--out",
            metavar="DIR",
            help=both("结果文件夹，默认 batch-名称", "the folder of results, batch-NAME by default"),
        ),
    ] = None,
    cores: Annotated[
        int | None,
        Option("--cores", metavar="N", min=1, max=256, help=both("用几个核，默认全部", "cores to use, all by default")),
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Solves what the folder does not hold yet, and writes table, workbook, pictures and outcomes."""
    voice = Voice(lang or default_language(), as_json, quiet)
    path = Path(source)
    target = Path(out if out is not None else f"batch-{path.resolve().stem}")
    faults = [*_faults_of_place(on, address), *faults_of_folder(out or str(target), target, "--out")]
    if faults:
        raise InputError(faults)
    from api.batch.reading import load_batch  # noqa: PLC0415  the solvers take a second to load
    from api.cli.batch_run import BatchRun  # noqa: PLC0415
    from api.cli.reading import read_scenario  # noqa: PLC0415

    asked = load_batch(path, lambda file: read_scenario(str(file)).scenario)
    with Interruption() as interruption:
        run = BatchRun(asked, target, voice, interruption)
        failed = run.on_ray(address, cores) if on == "ray" else run.on_this_machine(cores)
        if interruption.has_come:
            return interruption.status
    return SOME_FAILED if failed else 0


def _faults_of_place(on: str, address: str | None) -> list[Fault]:
    faults = []
    if on not in PLACES:
        local = Text("local（本机）或 ray", "local (this machine) or ray")
        faults.append(Fault("--on", on, local, Text("写 local 或 ray", "write local or ray")))
    elif address is not None and on != "ray":
        allowed = Text("与 --on ray 同用", "only with --on ray")
        faults.append(Fault("--address", address, allowed, Text("去掉，或加 --on ray", "remove it, or add --on ray")))
    return faults


COMMAND = command(
    batch,
    both(
        "一次求解许多场景（数据 × 政策 × 变动 × 种子），比较警力、缺勤、工时和公平；中断后可接着做。",
        "Solves many scenarios (facts × policies × patches × seeds) and compares strength, unfilled work, hours and "
        "fairness; goes on where it was ended.",
    ),
)
