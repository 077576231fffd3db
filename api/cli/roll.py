"""`paiqin roll`: the next month's scenario, history carried over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.cli.command import command
from api.cli.numbers import faults_of_numbers
from api.cli.options import Json, Lang, Quiet, ScenarioPath, both
from api.cli.reading import read_actual_duties, read_scenario, read_stated_plan
from api.cli.roll_notices import notices_of_actual, notices_of_month
from api.cli.roll_page import figures, lines
from api.cli.rolled import WRITTEN, own_entries, rolled_form, write_rolled
from api.cli.scenario_form import ScenarioForm, form_text
from api.cli.targets import STANDARD_OUTPUT, faults_of_ending, faults_of_target
from api.cli.voice import Voice, default_language
from api.exchange.documents import document_of_fact
from api.exchange.scenarios import scenario_of
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Plan, filled_in
from models.station import Station
from solver.roster.next_month import next_month

ACTUAL = (".csv", ".xlsx")
"""Endings of the files that state what was served."""


def roll(
    scenario: ScenarioPath,
    outcome: Annotated[
        str,
        Argument(
            metavar="OUTCOME",
            help=both(
                "本期的结果或方案：.json、.yaml、.csv，或排班工作簿 .xlsx",
                "the month's outcome or plan in .json, .yaml or .csv, or the roster's workbook .xlsx",
            ),
        ),
    ],
    output: Annotated[
        str,
        Option(
            "-o",
            metavar="NEXT",
            help=both(
                "下一期的场景，写入 .xlsx、.json 或 .yaml，- 为标准输出",
                "the next scenario, a .xlsx, .json or .yaml to write, - for standard output",
            ),
        ),
    ],
    actual: Annotated[
        str | None,
        Option(
            "--actual",
            metavar="FILE",
            help=both(
                "实际勤务：.csv 清单，或手改后的 .xlsx；历史以它为准，而不是计划",
                "the duties as they were served, a .csv list or an edited .xlsx: history, instead of the plan",
            ),
        ),
    ] = None,
    start: Annotated[
        str | None,
        Option(
            "--start",
            metavar="YYYY-MM-DD",
            help=both("下一期的首日，默认紧接本期", "the next first day, by default the day after the old horizon"),
        ),
    ] = None,
    days: Annotated[
        int | None,
        Option(
            "--days",
            metavar="N",
            help=both(
                "天数，默认同本期；本期为整月的，下期也为整月",
                "how many days; by default as before, after a calendar month a calendar month",
            ),
        ),
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads scenario and plan, carries over, writes."""
    voice = Voice(lang or default_language(), as_json, quiet)
    faults = _faults(output, actual, {"--days": days})
    if faults:
        raise InputError(faults)
    source = read_scenario(scenario)
    facts = source.scenario.facts
    first = _first_day(start, facts)
    planned = read_stated_plan(outcome, source)
    served = read_actual_duties(actual, source) if actual is not None else planned
    if output != STANDARD_OUTPUT:
        _refuse_files_read(output, [source.file, Path(outcome), Path(actual or outcome)])
    following = next_month(facts, served.plan, first, days)
    home = Path.cwd() if output == STANDARD_OUTPUT else Path(output).parent
    form = rolled_form(source, following, home)
    read = scenario_of(document_of_fact(form), home=home)
    notices = [*planned.notices, *read.notices]
    if actual is not None:
        notices += [*served.notices, *_differences(facts, planned.plan, served.plan, following.start)]
    notices += notices_of_month(following, own_entries(form))
    _hand_out(form, following, facts, output, notices, voice)
    return 0


def _faults(output: str, actual: str | None, numbers: dict[str, float | None]) -> list[Fault]:
    faults = faults_of_numbers(numbers)
    if output != STANDARD_OUTPUT:
        faults += faults_of_ending(output, WRITTEN) or faults_of_target(output, Path(output))
    if actual is not None:
        faults += faults_of_ending(actual, ACTUAL, "--actual")
    return faults


def _first_day(stated: str | None, facts: Station) -> Date | None:
    """The first day of the next horizon: within the old one, or the day after it, so that all before it is known."""
    if stated is None:
        return None
    try:
        day = Date.fromisoformat(stated)
    except ValueError:
        day = None
    first = facts.start + timedelta(days=1)
    if day is not None and first <= day <= facts.end:
        return day
    allowed = Text(f"{first} 至 {facts.end} 的日期", f"a date from {first} to {facts.end}")
    cure = Text("改日期，或不写：紧接本期", "correct it, or leave it out: the day after the old horizon")
    raise InputError([Fault("--start", stated, allowed, cure)])


def _refuse_files_read(output: str, files: list[Path]) -> None:
    faults = [fault for file in files for fault in faults_of_target(output, Path(output), file)]
    if faults:
        raise InputError(faults[:1])


def _differences(facts: Station, planned: Plan, served: Plan, start: Date) -> Iterator[Text]:
    """How what was served differs from the plan, as far as it is history."""
    due, done = ([duty for duty in plan.assignments if duty.date < start] for plan in (planned, served))
    known = [filled_in(facts.shift_by_id[duty.shift], duty) for duty in due]
    return notices_of_actual(known, done)


def _hand_out(
    form: ScenarioForm, following: Station, facts: Station, output: str, notices: list[Text], voice: Voice
) -> None:
    words = [notice.in_language(voice.lang) for notice in notices]
    if output == STANDARD_OUTPUT:
        voice.say(form_text(form, ".json").rstrip("\n"))
        voice.note(*words)
        return
    write_rolled(form, Path(output), voice.lang)
    if voice.as_json:
        voice.json({"written": [output], **figures(following), "notices": words})
        return
    voice.note(*words)
    voice.say(*lines(following, facts, voice))
    voice.note(
        voice.text(
            f"已写入 {output}；paiqin solve {output} 排勤务", f"written: {output}; paiqin solve {output} rosters it"
        )
    )


COMMAND = command(
    roll,
    both(
        "生成下一期的场景：历史由排班结果或实际勤务清单结转，公平分担按年累计。",
        "Makes the next month's scenario: history from an outcome or the actual duties, fair shares over the year.",
    ),
)
