"""`paiqin convert`: a document in another form, with nothing changed in what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from api.cli.book_transcription import (
    is_workbook,
    states_scenario,
    transcribe_from_workbook,
    transcribe_to_workbook,
)
from api.cli.command import command
from api.cli.options import Json, Lang, Quiet, both
from api.cli.outputs import ENDINGS
from api.cli.reading import read_scenario
from api.cli.targets import faults_of_ending, faults_of_target, is_folder
from api.cli.transcription import transcribe_document, transcribe_plan, transcribe_to_folder, write_fact
from api.cli.voice import Voice, default_language
from api.cli.week_files import HistoryFile, WeekFiles, WeekPaths
from api.exchange.document import ENDINGS as DOCUMENTS
from api.exchange.document import file_in, is_tabular
from models.fact import Text
from models.fault import Fault, InputError


def convert(
    read: Annotated[
        str,
        Argument(
            metavar="IN",
            help=both(
                "场景、派出所、方案或结果：.xlsx、.json、.yaml、.csv，或 Curtois-Qu、INRC-II 文本",
                "scenario, station, plan or outcome: .xlsx, .json, .yaml, .csv, or Curtois-Qu or INRC-II text",
            ),
        ),
    ],
    written: Annotated[
        str,
        Argument(
            metavar="OUT",
            help=both(
                "写入的文件：.json .yaml .xlsx；方案另有 .csv，附 --scenario 还有 .ics、文件夹/（每人一个 .ics），"
                "其中的结果还有 .xlsx .html .md；Curtois-Qu 的 .txt，INRC-II 的 文件夹/",
                "the file to write: .json .yaml .xlsx; a plan .csv too, with --scenario .ics and DIR/ (an .ics each), "
                "an outcome then .xlsx .html .md; .txt for Curtois-Qu, DIR/ for INRC-II",
            ),
        ),
    ],
    scenario: Annotated[
        str | None,
        Option(
            "--scenario",
            metavar="FILE",
            help=both(
                "方案所属的场景，.csv 和文本方案需要", "the scenario of a plan; needed for a plan in .csv or text"
            ),
        ),
    ] = None,
    history: HistoryFile = None,
    week: WeekPaths = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads one form, writes the other."""
    voice = Voice(lang or default_language(), as_json, quiet)
    target, files = Path(written), WeekFiles.of(history, week)
    faults = _faults(read, written, scenario)
    if faults:
        raise InputError(faults)
    if scenario is not None:
        source = read_scenario(scenario, files=files)
        notices = (
            transcribe_to_folder(read, written, source, voice.lang)
            if is_folder(written)
            else transcribe_plan(read, target, source, voice.lang)
        )
        voice.note(*(notice.in_language(voice.lang) for notice in notices))
    elif is_tabular(Path(read)):
        transcribe_from_workbook(Path(read), target, voice.lang)
    elif is_workbook(written) and states_scenario(read):
        transcribe_to_workbook(read, target, voice.lang, files)
    elif _is_document(read):
        transcribe_document(file_in(Path(read), "scenario"), target)
    else:
        write_fact(read_scenario(read, files=files).scenario, target)
    if as_json:
        voice.json({"written": [written]})
    else:
        voice.note(voice.text(f"已写入 {written}", f"written: {written}"))
    return 0


def _is_document(read: str) -> bool:
    return Path(read).suffix.lower() in DOCUMENTS or Path(read).is_dir()


def _faults(read: str, written: str, scenario: str | None) -> list[Fault]:
    faults = [] if scenario is not None and is_folder(written) else faults_of_ending(written, ENDINGS, "OUT")
    faults = faults or faults_of_target(written, Path(written), Path(read), "OUT")
    if scenario is None and Path(read).suffix.lower() == ".csv":
        allowed = Text("与 --scenario FILE 一起给出", "given together with --scenario FILE")
        faults.append(Fault("IN", read, allowed, Text("加 --scenario", "add --scenario")))
    return faults


COMMAND = command(
    convert,
    both(
        "转换格式：场景和派出所 .json↔.yaml↔.xlsx，方案和结果转清单、日历、排班表，公开算例→.json/.yaml/.xlsx。",
        "Converts scenarios between .json, .yaml and .xlsx, plans and outcomes to lists, calendars and rosters too, "
        "benchmarks to all three.",
    ),
)
