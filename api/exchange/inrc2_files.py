"""An INRC-II instance from its files: the scenario, the history and the weeks of the horizon, in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.exchange.inrc2_reader import parse_scenario
from api.exchange.inrc2_text import Inrc2Text, WeekText
from api.exchange.inrc2_weeks import parse_history, parse_week
from api.exchange.text_of_file import read_text
from models.fact import Text
from models.fault import Fault, InputError


def read_inrc2(scenario: Path, history: Path | None, weeks: Sequence[Path]) -> Inrc2Text:
    """The instance in those files; raises InputError with every fault of all of them."""
    said = parse_scenario(read_text(scenario), scenario.name)
    faults: list[Fault] = []
    before = None
    if history is None:
        allowed = Text("--history FILE：第一周之前的历史", "--history FILE: what was before the first week")
        faults.append(Fault("--history", "-", allowed, Text("加 --history", "add --history")))
    else:
        try:
            before = parse_history(read_text(history), history.name, said)
        except InputError as error:
            faults += error.faults
    texts: list[WeekText] = []
    for file in weeks:
        try:
            texts.append(parse_week(read_text(file), file.name, week_number(file, said.id), said))
        except InputError as error:
            faults += error.faults
    rest = said.weeks - (before.week if before else 0)
    if len(weeks) != rest and (before or history is None):
        allowed = Text(f"{rest} 个 --week FILE，每周一个，按先后", f"{rest} times --week FILE, one a week, in order")
        faults.append(Fault("--week", f"{len(weeks)} x", allowed, Text("补足或删去", "add or remove some")))
    if faults or before is None:
        raise InputError(list(dict.fromkeys(faults)))
    return Inrc2Text(said, before, tuple(texts))


def week_number(file: Path, scenario: str) -> str:
    """What a solution calls the file of a week: the number at the end of `WD-<scenario>-<number>`, else its name."""
    return file.stem.removeprefix(f"WD-{scenario}-").removeprefix("WD-")
