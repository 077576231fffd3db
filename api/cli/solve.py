"""`paiqin solve`: makes a roster and writes it in the forms that are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from typer import Option

from api.cli.begun_from import beginning_from, notices_of_beginning
from api.cli.command import command
from api.cli.counted_work import check_effort, uncounted
from api.cli.edited_book import locked_by
from api.cli.interruption import Interruption
from api.cli.numbers import budget_fields
from api.cli.options import Json, Lang, Quiet, ScenarioPath, both
from api.cli.outputs import outputs_of, write_outputs
from api.cli.reading import Source, read_scenario
from api.cli.report import report
from api.cli.solving import solved
from api.cli.targets import STANDARD_OUTPUT
from api.cli.voice import Voice, default_language
from api.cli.week_files import HistoryFile, WeekFiles, WeekPaths
from models.fault import InputError
from solver.engine.server import get_ready

NO_PLAN, BREACH = 3, 4


def solve(
    scenario: ScenarioPath,
    policy: Annotated[
        list[str] | None,
        Option(
            "--policy",
            metavar="NAME|FILE",
            help=both("再加一层政策：名称或文件；可重复", "one more layer of policy, by name or file; may be repeated"),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        Option(
            "-o",
            metavar="FILE",
            help=both(
                "写入文件，可重复：.json .yaml .csv .xlsx .ics .html .md；文件夹/（每人一个 .ics）；- 为标准输出。"
                "公开算例另有：Curtois-Qu 的 .txt，INRC-II 的 文件夹/（每周一个文件）",
                "a file, repeatable: .json .yaml .csv .xlsx .ics .html .md; DIR/ (an .ics each); - for standard "
                "output; benchmarks besides: .txt for Curtois-Qu, DIR/ with a file each week for INRC-II",
            ),
        ),
    ] = None,
    time: Annotated[
        float | None,
        Option(
            "--time",
            metavar="S",
            help=both(
                "最多用时（秒），默认按场景，场景未写为 60",
                "seconds to take at most; by default the scenario's, else 60",
            ),
        ),
    ] = None,
    workers: Annotated[
        int | None,
        Option(
            "--workers",
            metavar="N",
            help=both("使用的核数，默认按场景，场景未写为 2", "cores to use; by default the scenario's, else 2"),
        ),
    ] = None,
    seed: Annotated[
        int | None,
        Option(
            "--seed",
            metavar="N",
            help=both("随机种子，默认按场景，场景未写为 0", "the random seed; by default the scenario's, else 0"),
        ),
    ] = None,
    gap: Annotated[
        float | None,
        Option(
            "--gap", metavar="G", help=both("达到该差距即可停止，默认 0", "the gap at which it may stop, 0 by default")
        ),
    ] = None,
    reproducible: Annotated[
        bool,
        Option(
            "--reproducible",
            help=both(
                "可重现：单核，按工作量而不按时间；与 --effort 同用",
                "the same plan on every run: one core, work counted instead of time; with --effort",
            ),
        ),
    ] = False,
    effort: Annotated[
        int | None,
        Option(
            "--effort",
            metavar="N",
            help=both(
                "可重现求解的工作量，1 个单位约为单核 1 到 2 秒",
                "the work of a reproducible solve; a unit is about 1 to 2 seconds of a core",
            ),
        ),
    ] = None,
    from_plan: Annotated[
        str | None,
        Option(
            "--from-plan",
            metavar="PLAN",
            help=both(
                "从这份方案出发；要尽量少动，须在场景里写 published",
                "begin from this plan; to change it little, the scenario has to name it as published",
            ),
        ),
    ] = None,
    locks_from: Annotated[
        str | None,
        Option(
            "--locks-from",
            metavar="BOOK",
            help=both(
                "排班工作簿（.xlsx）里手改过的格子成为锁定，未改处尽量不动",
                "cells changed by hand in a roster's workbook (.xlsx) become locks, the rest changes little",
            ),
        ),
    ] = None,
    history: HistoryFile = None,
    week: WeekPaths = None,
    strict: Annotated[
        bool, Option("--strict", help=both("有未满足勤务时退出码为 4", "exit status 4 when work is unfilled"))
    ] = False,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads, checks the outputs, solves, writes."""
    voice = Voice(lang or default_language(), as_json, quiet)
    given = budget_fields({"--time": time, "--workers": workers, "--seed": seed, "--gap": gap, "--effort": effort})
    get_ready()
    with Interruption() as interruption:
        source = _with_budget(read_scenario(scenario, policy or (), WeekFiles.of(history, week)), given)
        check_effort(source.scenario.budget, reproducible, effort)
        voice.note(*uncounted(source.scenario.budget, {"--time": time, "--workers": workers}, voice))
        source = locked_by(locks_from, source) if locks_from else source
        outputs = outputs_of([*(output or ()), *([STANDARD_OUTPUT] if as_json else ())], source)
        begun = beginning_from(from_plan, source) if from_plan else None
        start = begun.plan if begun else None
        if interruption.has_come:
            return interruption.status
        files = [output.path for output in outputs if not output.is_standard]
        try:
            outcome = solved(source.scenario, voice, interruption, files[0] if files else None, start)
        except InputError as error:
            raise source.refusal(error.faults) from None
        source = replace(source, notices=(*source.notices, *notices_of_beginning(begun, source, outcome)))
        report(outputs, write_outputs(outputs, source, outcome, voice.lang), source, outcome, voice)
        if outcome.plan is None:
            return interruption.status if interruption.has_come else NO_PLAN
    return BREACH if strict and outcome.unfilled else 0


def _with_budget(source: Source, given: dict[str, float]) -> Source:
    budget = source.scenario.budget.model_copy(update=given)
    return replace(source, scenario=source.scenario.model_copy(update={"budget": budget}))


COMMAND = command(solve, both("排勤务，写出要求的各种格式。", "Makes a roster and writes it in the forms asked for."))
