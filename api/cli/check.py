"""`paiqin check`: what is wrong with a scenario, and what is short, before anything is solved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.cli.command import command
from api.cli.options import Json, Lang, Quiet, ScenarioPath, both
from api.cli.reading import read_scenario
from api.cli.shortage_page import Foreseen, page
from api.cli.voice import Voice, default_language
from api.cli.week_files import HistoryFile, WeekFiles, WeekPaths
from solver.explain.shortages import loads, needs, short_days
from solver.explain.unavoidable import unavoidable
from solver.roster.compile import compile_roster
from solver.roster.locks import faults_of_locks
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
    roster = compile_roster(held.facts, held.entries_on, held.published)
    faults = faults_of_locks(roster)
    if faults:
        raise source.refusal(faults)
    foreseen = Foreseen(unavoidable(roster), short_days(needs(roster)), loads(roster))
    if as_json:
        voice.json(_document(foreseen, [notice.in_language(voice.lang) for notice in source.notices]))
    else:
        voice.say(*page(source, foreseen, voice))
    return BREACH if foreseen.unavoidable else 0


def _document(foreseen: Foreseen, notices: list[str]) -> dict[str, Any]:
    return {
        "faults": [],
        "unavoidable": [
            {
                "entry": breach.entry.id,
                "person": breach.person.id if breach.person else None,
                "date": breach.date.isoformat() if breach.date else None,
                "item": breach.item,
            }
            for breach in foreseen.unavoidable
        ],
        "short_days": [
            {"date": need.date.isoformat(), "demand": need.item, "needed": need.people, "able": len(need.able)}
            for need in foreseen.short_days
        ],
        "hours": [
            {
                "group": load.group or "all",
                "people": load.members,
                "demanded": round(load.demanded_minutes / 60, 1),
                "available": round(load.available_minutes / 60, 1),
                "short": load.is_short,
            }
            for load in foreseen.loads
        ],
        "notices": notices,
    }


COMMAND = command(
    check,
    both(
        "排班之前：找出输入的全部错误、与法律冲突的锁定，以及人手和工时的缺口。",
        "Before solving: every fault of the input, locks against the law, and shortages of people and hours.",
    ),
)
