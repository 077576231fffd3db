"""`paiqin template`: the workbook to begin with."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.cli.command import command
from api.cli.months import first_day
from api.cli.options import Json, Lang, Quiet, both
from api.cli.targets import ANOTHER, faults_of_ending, faults_of_target
from api.cli.voice import Voice, default_language
from models.fact import Text
from models.fault import Fault, InputError

ENDINGS = (".xlsx",)


def template(
    written: Annotated[
        str, Argument(metavar="FILE.xlsx", help=both("写入的工作簿，.xlsx", "the workbook to write, .xlsx"))
    ],
    month: Annotated[
        str | None,
        Option(
            "--month",
            metavar="YYYY-MM",
            help=both("排哪个月，默认下月", "the month of the roster, by default next month"),
        ),
    ] = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Writes the template."""
    from api.exchange.workbook.template import write_template  # noqa: PLC0415  the writer takes a while to load

    voice = Voice(lang or default_language(), as_json, quiet)
    faults = faults_of_ending(written, ENDINGS, "FILE.xlsx") or faults_of_target(
        written, Path(written), place="FILE.xlsx"
    )
    if faults:
        raise InputError(faults)
    try:
        write_template(Path(written), first_day(month, Date.today()), voice.lang)
    except OSError as error:
        allowed = Text(f"可写入的位置（{error}）", f"a place that can be written ({error})")
        raise InputError([Fault("FILE.xlsx", written, allowed, ANOTHER)]) from error
    if as_json:
        voice.json({"written": [written]})
    else:
        said = f"已写入 {written}；填好后运行 paiqin check {written}"
        voice.note(voice.text(said, f"written: {written}; fill it in, then run paiqin check {written}"))
    return 0


COMMAND = command(
    template,
    both(
        "写出自带说明、示例和下拉选项的 Excel 模板；不改动就能排班。",
        "Writes an Excel template with explanations, examples and drop-down lists; it solves as it is.",
    ),
)
