"""`--from-plan`: the plan that a solve begins from, and how far it came to lie from it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from api.cli.reading import Source, read_stated_plan
from api.exchange.document import WORKBOOKS
from models.fact import Text
from models.outcome import Outcome
from models.plan import Plan
from solver.explain.changes import changes


@dataclass(frozen=True)
class Beginning:
    """A plan to begin from, as the command line names it, and what its reader should know."""

    stated: str
    plan: Plan
    notices: tuple[Text, ...]


def beginning_from(stated: str, source: Source) -> Beginning:
    """The plan in that file. Raises InputError, or NoPlanError."""
    read = read_stated_plan(stated, source)
    return Beginning(stated, read.plan, read.notices)


def notices_of_beginning(begun: Beginning | None, source: Source, outcome: Outcome) -> tuple[Text, ...]:
    """What was passed over of the plan; and, where nothing is published, that changes to it were free, how many there
    are, and what to write to keep it."""
    if begun is None:
        return ()
    if source.scenario.published is not None or outcome.plan is None:
        return begun.notices
    count = len(changes(source.scenario.facts, begun.plan, outcome.plan))
    name = Path(begun.stated).name
    said = Text(
        f"{name} 只是起点，场景没有已公布的排班，变动不计：与它不同 {count} 格。",
        f"{name} was but the beginning, changes are free where nothing is published: {count} cells differ. ",
    )
    cure = _cure(begun.stated, source)
    return (*begun.notices, Text(said.zh + cure.zh, said.en + cure.en))


def _cure(stated: str, source: Source) -> Text:
    """Where the scenario says what is published; a benchmark's has no place for it."""
    if source.is_curtois or source.inrc2:
        return Text("要尽量少动，先用 paiqin convert 转成场景", "To change little, convert the instance to a scenario")
    path = Path(os.path.relpath(stated, source.file.parent)).as_posix()
    if source.file.suffix.lower() in WORKBOOKS:
        return Text(
            f"要尽量少动，在“派出所”表加一行：已公布方案，{path}",
            f"To change little, add a row to the sheet Station: Published plan, {path}",
        )
    return Text(
        f'要尽量少动，在场景的 facts 旁边写 "published": "{path}"',
        f'To change little, write "published": "{path}" beside facts in the scenario',
    )
