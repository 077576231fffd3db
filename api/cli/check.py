"""`paiqin check`: what is wrong with a scenario, and what is short, before anything is solved."""

from __future__ import annotations

from dataclasses import replace

from api.cli.command import command
from api.cli.options import Json, Lang, Quiet, ScenarioPath, both
from api.cli.reading import read_scenario
from api.cli.shortage_page import page
from api.cli.voice import Voice, default_language
from api.cli.week_files import HistoryFile, WeekFiles, WeekPaths
from api.exchange.foreseen_form import foreseen_document
from models.fault import InputError
from solver.explain.foreseen import foresee
from solver.scenario.heeded import unheeded

BREACH = 4


def check(
    scenario: ScenarioPath,
    history: HistoryFile = None,
    week: WeekPaths = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads, tries the locks against the law, and counts hours and people."""
    voice = Voice(lang or default_language(), as_json, quiet)
    source = read_scenario(scenario, files=WeekFiles.of(history, week))
    held = source.scenario
    source = replace(source, notices=(*source.notices, *unheeded(held)))
    try:
        foreseen = foresee(held)
    except InputError as error:
        raise source.refusal(error.faults) from None
    if as_json:
        voice.json(foreseen_document(foreseen, [notice.in_language(voice.lang) for notice in source.notices]))
    else:
        voice.say(*page(source, foreseen, voice))
    return BREACH if foreseen.unavoidable else 0


COMMAND = command(
    check,
    both(
        "排班之前：找出输入的全部错误、与法律冲突的锁定，以及人手和工时的缺口。",
        "Before solving: every fault of the input, locks against the law, and shortages of people and hours.",
    ),
)
