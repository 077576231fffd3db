"""`--locks-from`: what was changed by hand in a roster's workbook becomes locks of the scenario."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from api.cli.reading import Source, naming
from api.exchange.document import WORKBOOKS
from api.exchange.text_of_file import refused
from models.fact import Text
from models.fault import Fault
from models.faults_of_bookings import faults_of_locks
from models.reading import Reading

_LOCK = re.compile(r"facts\.locks\[(\d+)\]")
A_BOOK = Text("以 .xlsx 结尾的排班工作簿", "a roster's workbook, ending in .xlsx")


def locked_by(stated: str, source: Source) -> Source:
    """The source with the edits of that workbook as locks; they replace locks of the same person, day and layer.

    Where the scenario has no published plan, the roster before the edits is it. Raises InputError.
    """
    from api.exchange.roster_book.locks import decisions_of_wall  # noqa: PLC0415  seldom needed, slow to load

    path, scenario = Path(stated), source.scenario
    if path.suffix.lower() not in WORKBOOKS:
        raise refused("--locks-from", stated, A_BOOK, Text("给出排班工作簿", "name a roster's workbook"))
    with naming(stated, path):
        found = decisions_of_wall(path, scenario.facts)
    decided = {(lock.person, lock.date, lock.layer) for lock, _ in found.locks}
    kept = {n: k for n, k in enumerate(scenario.facts.locks) if (k.person, k.date, k.layer) not in decided}
    places = [f"facts.locks[{number}]" for number in kept] + [f"{path.name}: {cell}" for _, cell in found.locks]
    facts = scenario.facts.model_copy(update={"locks": (*kept.values(), *(lock for lock, _ in found.locks))})
    published = found.written if scenario.published is None else scenario.published
    count = len(found.locks)
    said = Text(f"{path.name}：手改处成为{count}个锁定", f"{path.name}: {count} locks from what was changed by hand")
    locked = replace(
        source,
        scenario=scenario.model_copy(update={"facts": facts, "published": published}),
        notices=(*source.notices, said),
        refusal=lambda faults: source.refusal(_at_cells(faults, dict(enumerate(places)))),
    )
    faults = list(faults_of_locks(Reading.whole(facts)))
    if faults:
        raise locked.refusal(faults)
    return locked


def _at_cells(faults: Sequence[Fault], places: Mapping[int, str]) -> list[Fault]:
    """Faults of locks at the cells in which these were typed, or at their places in the scenario."""
    return [replace(fault, place=_LOCK.sub(lambda at: places.get(int(at[1]), at[0]), fault.place)) for fault in faults]
