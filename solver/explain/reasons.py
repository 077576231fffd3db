"""Why nobody does a work that is unfilled: the people who could, counted by what keeps each from it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from models.fact import Text
from solver.program.change import Changes
from solver.program.program import MARK, Ints
from solver.roster.compile import Roster
from solver.rules.catalogue import RULES

ABLE = Text("能胜任{able}人", "{able} people could do it")
ON_LEAVE = Text("{count}人休假或不在岗", "{count} on leave or away")
BUSY = Text("{count}人当日另有勤务", "{count} on another duty that day")
BLOCKED = Text("{count}人受“{rule}”限制", "{count} kept from it by “{rule}”")
DEARER = Text("{count}人顶上会使其他勤务缺人", "{count} would leave other work unfilled")
FREE = Text("{count}人可以顶上，求解时间内未排入", "{count} could take it; not found in the time given")
IDLE = Text("{count}人当日空闲", "{count} without a duty that day")
NOBODY = Text("再无人具备资格", "nobody else is eligible")

EVALUATIONS = 8_000
"""So many single changes are tried in all; beyond, people without a duty are only counted."""


class Effort:
    """How many changes have been tried."""

    def __init__(self, left: int = EVALUATIONS) -> None:
        self._left = left

    @property
    def is_spent(self) -> bool:
        return self._left <= 0

    def spend(self, outcome: tuple[Ints, dict[int, int]]) -> tuple[Ints, dict[int, int]]:
        """Counts one change that was tried."""
        self._left -= 1
        return outcome


def why(roster: Roster, changes: Changes, limit: int, effort: Effort, lang: str) -> str:
    """The people who could add to a limit that is missed, counted by what keeps each from it."""
    reasons = [r for r in _reasons(roster, changes, limit, effort, lang) if r is not None]
    if not reasons:
        return NOBODY.in_language(lang)
    counted = Counter(reasons)
    parts = [ABLE.in_language(lang).format(able=len(reasons))]
    parts += [template.format(count=count) for template, count in counted.most_common()]
    return ("；" if lang == "zh" else "; ").join(parts)


def _reasons(roster: Roster, changes: Changes, limit: int, effort: Effort, lang: str) -> list[str | None]:
    """For each person whom the limit counts: what keeps them from it (None: not eligible, or there already)."""
    program, sheet = roster.program, roster.sheet
    row = int(program.limit_row[limit])
    best: dict[int, str] = {}
    for term in range(int(program.row_start[row]), int(program.row_start[row + 1])):
        if program.term_set[term] == MARK:
            continue
        cell = int(program.term_of[term])
        person = int(program.cell_line[cell])
        options = np.flatnonzero(program.sets[program.term_set[term]] & program.offered[cell].astype(np.uint8))
        reason = _reason(roster, changes, cell, options, effort, lang)
        if reason is not None and person not in best:
            best[person] = reason
    return [best.get(p) for p in range(len(sheet.facts.people))]


def _reason(roster: Roster, changes: Changes, cell: int, options: Ints, effort: Effort, lang: str) -> str | None:
    program = roster.program
    now = int(changes.x[cell])
    if now in options or not len(options):
        return None
    open_options = [int(option) for option in options if program.domain[cell, option]]
    if not open_options:
        return _shut(roster, changes, cell, int(options[0]), lang)
    if now != 0:
        return BUSY.in_language(lang)
    if effort.is_spent:
        return IDLE.in_language(lang)
    outcomes = [effort.spend(changes.to(cell, option)) for option in open_options]
    for levels, _ in outcomes:
        if levels[0] <= 0 and levels[1] < 0:
            return FREE.in_language(lang)
    levels, entries = min(outcomes, key=lambda outcome: tuple(outcome[0]))
    if levels[0] <= 0:
        return DEARER.in_language(lang)
    return _kept_from(roster, entries, lang)


def _shut(roster: Roster, changes: Changes, cell: int, option: int, lang: str) -> str | None:
    """Why level 0 forbids the option by itself: not eligible is no reason to name, leave and locks are."""
    entries = {entry: change for level, entry, change in changes.costs(cell, option) if level == 0}
    rules = {_rule(roster, entry) for entry, change in entries.items() if change > 0}
    if "eligible" in rules or "kept_out" in rules:
        return None
    if "leave" in rules:
        return ON_LEAVE.in_language(lang)
    return _kept_from(roster, entries, lang)


def _kept_from(roster: Roster, entries: dict[int, int], lang: str) -> str:
    broken = [entry for entry, change in entries.items() if change > 0 and _is_law(roster, entry)]
    rule = RULES[_rule(roster, broken[0])] if broken else None
    title = rule.title.in_language(lang) if rule else ""
    return BLOCKED.in_language(lang).replace("{rule}", title)


def _rule(roster: Roster, entry: int) -> str:
    return roster.sheet.entries[entry].rule


def _is_law(roster: Roster, entry: int) -> bool:
    return roster.sheet.entries[entry].level == 0
