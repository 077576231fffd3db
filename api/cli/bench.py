"""`paiqin bench`: measures a suite of instances, a row for each instance, seed and engine, and goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.bench.suites import NAMES, cases_of
from api.cli.command import command
from api.cli.interruption import Interruption
from api.cli.numbers import faults_of_numbers
from api.cli.options import Json, Lang, Quiet, both
from api.cli.targets import faults_of_target
from api.cli.voice import Voice, default_language
from models.fact import Text
from models.fault import Fault, InputError
from solver.engine.server import get_ready

ENDING = ".jsonl"
OUR_FAULT = 1


def bench(
    suite: Annotated[str, Argument(metavar="SUITE", help=both("curtois、inrc2 或 own", "curtois, inrc2 or own"))],
    folder: Annotated[
        str | None,
        Argument(
            metavar="DIR",
            help=both(
                "放有算例的文件夹；own 可不写，写则加入其中的场景",
                "the folder with the instances; own needs none and adds the scenarios of one",
            ),
        ),
    ] = None,
    output: Annotated[
        str | None,
        Option(
            "-o",
            metavar="FILE",
            help=both(
                "结果文件，每次测量一行，默认 bench-SUITE.jsonl；旁边另有 .md 和 .svg",
                "the file of rows, bench-SUITE.jsonl by default; beside it come .md and .svg",
            ),
        ),
    ] = None,
    time: Annotated[
        float,
        Option("--time", metavar="S", help=both("每次求解的秒数，默认 60", "seconds for each solve, 60 by default")),
    ] = 60.0,
    workers: Annotated[
        int, Option("--workers", metavar="N", help=both("使用的核数，默认 2", "cores to use, 2 by default"))
    ] = 2,
    seed: Annotated[
        list[int] | None,
        Option("--seed", metavar="N", help=both("随机种子，可重复，默认 0", "a random seed, repeatable, 0 by default")),
    ] = None,
    only: Annotated[
        list[str] | None,
        Option(
            "--only",
            metavar="NAME",
            help=both("只测这个算例，可重复，* 代表任意", "this instance only, repeatable, * stands for anything"),
        ),
    ] = None,
    plain: Annotated[
        bool,
        Option(
            "--plain",
            help=both(
                "同时测单独的 CP-SAT 和 HiGHS：同一模型、时间和核数",
                "CP-SAT and HiGHS alone too: the same program, time and cores",
            ),
        ),
    ] = False,
    judge: Annotated[
        str | None,
        Option(
            "--judge",
            metavar="FILE",
            help=both(
                "该族算例的评判程序（Python），逐一核对扣分",
                "the family's own evaluator (Python), which every penalty must agree with",
            ),
        ),
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Measures what is not there yet, and writes rows, summary and picture."""
    voice = Voice(lang or default_language(), as_json, quiet)
    seeds = list(dict.fromkeys(seed or [0]))
    path = Path(output if output is not None else f"bench-{suite if suite in NAMES else 'suite'}{ENDING}")
    faults = [*faults_of_numbers({"--time": time, "--workers": workers}), *_faults_of_files(output, path, judge)]
    for number in seeds:
        faults += faults_of_numbers({"--seed": number})
    try:
        cases = cases_of(suite, folder, only or ())
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(faults)
    get_ready()
    from api.cli.bench_run import Run, measured, written  # noqa: PLC0415  the solvers take a second to load

    run = Run(suite, path, time, workers, Path(judge) if judge else None, tuple(seeds), plain)
    with Interruption() as interruption:
        rows, failed = measured(run, cases, voice, interruption)
        written(run, rows, voice)
        if interruption.has_come:
            return interruption.status
    return OUR_FAULT if failed else 0


def _faults_of_files(output: str | None, path: Path, judge: str | None) -> list[Fault]:
    if output is not None and (path.suffix.lower() != ENDING or path.is_dir()):
        allowed = Text(f"以 {ENDING} 结尾的文件", f"a file ending in {ENDING}")
        faults = [Fault("-o", output, allowed, Text("换一个扩展名", "choose another ending"))]
    else:
        faults = faults_of_target(str(path), path)
    if judge is not None and not Path(judge).is_file():
        allowed, cure = Text("存在的文件", "a file that exists"), Text("改正路径", "correct the path")
        faults.append(Fault("--judge", judge, allowed, cure))
    return faults


COMMAND = command(
    bench,
    both(
        "测量一组算例：扣分、下界、用时、内存，与最好已知值和单独的求解器比较；中断后可继续。",
        "Measures a suite: penalties, bounds, seconds, memory, against best known values and plain solvers; resumable.",
    ),
)
