"""Unfilled work: what is missing where, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

import numpy as np

from models.outcome import Breach, Unfilled
from solver.explain.reasons import Effort, why
from solver.program.change import Changes
from solver.program.program import Ints
from solver.roster.compile import Roster
from solver.rules.catalogue import RULES


@dataclass(frozen=True)
class Missing:
    """A limit of presence that is missed: its row, its day, and what it is about."""

    limit: int
    breach: Breach
    day: Date
    item: str


def unfilled(roster: Roster, x: Ints, breaches: tuple[Breach, ...], lang: str) -> tuple[Unfilled, ...]:
    """All work on level 1 for which people are missing, by date, each with the reasons counted over people."""
    facts, program = roster.sheet.facts, roster.program
    changes, effort = Changes(program, x), Effort()
    short = _by_subject(breaches)
    amounts = program.limit_amounts(changes.now.rows)
    found = []
    for limit in np.flatnonzero((amounts > 0) & (program.limit_level == 1)).tolist():
        label = program.limit_label
        day, item, entry = int(label.day[limit]), int(label.item[limit]), program.entries[int(label.entry[limit])]
        date, name = facts.day(day), program.items[item] if item >= 0 else ""
        about = (date.isoformat(), name) if name else (date.isoformat(),)
        breach = short.get((entry, about))
        if breach is None or day < 0:
            continue
        found.append(_unfilled(roster, changes, Missing(limit, breach, date, name), effort, lang))
    return tuple(sorted(found, key=lambda u: (u.date, u.duty)))


def _by_subject(breaches: tuple[Breach, ...]) -> dict[tuple[str, tuple[str, ...]], Breach]:
    """Breaches of presence by entry and by what they are about."""
    short = (b for b in breaches if b.measured < b.allowed and b.rule in RULES and RULES[b.rule].is_presence)
    return {(breach.entry, breach.about): breach for breach in short}


def _unfilled(roster: Roster, changes: Changes, missing: Missing, effort: Effort, lang: str) -> Unfilled:
    facts = roster.sheet.facts
    demand = next((d for d in facts.demand if d.id == missing.item.split("@")[0]), None)
    return Unfilled(
        duty=f"{missing.day.isoformat()}.{missing.item or missing.breach.entry}",
        date=missing.day,
        shift=demand.shift if demand else None,
        post=demand.post if demand else None,
        missing=missing.breach.allowed - missing.breach.measured,
        why=why(roster, changes, missing.limit, effort, lang),
    )
