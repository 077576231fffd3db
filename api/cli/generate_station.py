"""`paiqin generate station`: an invented station as a scenario that a person can edit."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path
from typing import Annotated

from typer import Option

from api.cli.command import command
from api.cli.months import DAYS, first_day
from api.cli.numbers import faults_of_numbers
from api.cli.options import Json, Lang, Quiet, both
from api.cli.scenario_form import ScenarioForm, form_text, invented_form
from api.cli.targets import STANDARD_OUTPUT, faults_of_ending, faults_of_target
from api.cli.voice import Voice, default_language
from models.fact import Text
from models.fault import Fault, InputError
from models.nearest import Nearest, listed
from solver.generate.shipped import preset_names
from solver.generate.station import generate_station

ENDINGS = (".json", ".yaml", ".yml")


def station(
    output: Annotated[
        str,
        Option(
            "-o",
            metavar="FILE",
            help=both("写入 .json 或 .yaml，- 为标准输出", "the .json or .yaml to write, - for standard output"),
        ),
    ],
    preset: Annotated[
        str,
        Option(
            "--preset",
            metavar="NAME",
            help=both("样式：shanghai、changxing", "the kind of station: shanghai, changxing"),
        ),
    ],
    seed: Annotated[
        int,
        Option(
            "--seed",
            metavar="N",
            help=both(
                "随机种子，默认 1；同一种子结果相同",
                "the random seed, 1 by default; the same seed gives the same station",
            ),
        ),
    ] = 1,
    people: Annotated[
        int | None,
        Option(
            "--people",
            metavar="N",
            help=both("人数，10 到 500，默认按样式", "how many people, 10 to 500; by default the preset's"),
        ),
    ] = None,
    days: Annotated[
        int, Option("--days", metavar="N", help=both("天数，默认 35", "how many days, 35 by default"))
    ] = DAYS,
    month: Annotated[
        str | None,
        Option(
            "--month",
            metavar="YYYY-MM",
            help=both("从该月 1 日开始，默认下月", "begins on this month's first day, by default next month's"),
        ),
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Invents the station and writes its scenario."""
    voice = Voice(lang or default_language(), as_json, quiet)
    faults = [*faults_of_preset(preset), *faults_of_numbers({"--seed": seed, "--people": people, "--days": days})]
    if output != STANDARD_OUTPUT:
        faults += faults_of_ending(output, ENDINGS) or faults_of_target(output, Path(output))
    try:
        start = first_day(month, Date.today())
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(faults)
    form = invented_form(preset, generate_station(preset, seed=seed, people=people, days=days, start=start))
    return _hand_out(form, output, voice)


def faults_of_preset(name: str, place: str = "--preset") -> list[Fault]:
    """A preset that does not ship."""
    names = preset_names()
    if name in names:
        return []
    correct = Text("改正名称", "correct the name")
    return [Fault(place, name, listed(names, Text("无", "none")), Nearest().cure(name, names, correct))]


def _hand_out(form: ScenarioForm, output: str, voice: Voice) -> int:
    text = form_text(form, Path(output).suffix.lower())
    if output == STANDARD_OUTPUT:
        voice.say(text.rstrip("\n"))
        return 0
    Path(output).write_text(text, "utf-8", newline="\n")
    if voice.as_json:
        voice.json({"written": [output]})
    else:
        voice.note(
            voice.text(
                f"已写入 {output}；paiqin solve {output} 排勤务", f"written: {output}; paiqin solve {output} rosters it"
            )
        )
    return 0


COMMAND = command(
    station, both("生成虚构派出所的排班场景，可以编辑。", "Invents a station as a scenario that can be edited.")
)
