"""Unfilled work: who is missing where, each with its reason."""

from __future__ import annotations

import numpy as np

from models.demand import Demand
from models.duty import Offer
from models.outcome import Asked, Breach, Unfilled
from models.people import LEADER_RANKS
from solver.explain.counted_once import Missing, counted_once
from solver.explain.reasons import Effort, why
from solver.program.change import Changes
from solver.program.program import MARK, Ints
from solver.roster.compile import Roster
from solver.rules.catalogue import RULES
from solver.rules.roster.leader_on_duty import LeaderOnDuty


def unfilled(roster: Roster, x: Ints, breaches: tuple[Breach, ...], lang: str) -> tuple[Unfilled, ...]:
    """All work on level 1 for which people are missing, by date, each with the reasons counted over people."""
    changes, effort = Changes(roster.program, x), Effort()
    listed = counted_once(_missing(roster, changes.now.rows, breaches))
    found = [
        _unfilled(roster, missing, people, why(roster, changes, missing.limit, effort, lang))
        for missing, people in listed
    ]
    return tuple(sorted(found, key=lambda u: (u.date, u.duty)))


def _missing(roster: Roster, rows: Ints, breaches: tuple[Breach, ...]) -> list[Missing]:
    """Every limit of presence that is missed, in the order in which the policy states them."""
    facts, program = roster.sheet.facts, roster.program
    short, demands = _by_subject(breaches), {demand.id: demand for demand in facts.demand}
    found = []
    for limit in np.flatnonzero((program.limit_amounts(rows) > 0) & (program.limit_level == 1)).tolist():
        label = program.limit_label
        day, item, entry = int(label.day[limit]), int(label.item[limit]), program.entries[int(label.entry[limit])]
        date, name = facts.day(day), program.items[item] if item >= 0 else ""
        breach = short.get((entry, (date.isoformat(), name) if name else (date.isoformat(),)))
        if breach is not None and day >= 0:
            demand = demands.get(name.partition("@")[0])
            found.append(Missing(program, limit, breach, date, name, demand, breach.allowed - breach.measured))
    return found


def _by_subject(breaches: tuple[Breach, ...]) -> dict[tuple[str, tuple[str, ...]], Breach]:
    """Breaches of presence by entry and by what they are about."""
    short = (b for b in breaches if b.measured < b.allowed and b.rule in RULES and RULES[b.rule].is_presence)
    return {(breach.entry, breach.about): breach for breach in short}


def _unfilled(roster: Roster, missing: Missing, people: int, reason: str) -> Unfilled:
    demand = missing.demand
    shift, post = (demand.shift, demand.post) if demand else _place(roster, missing.limit)
    return Unfilled(
        duty=f"{missing.day.isoformat()}.{missing.item or missing.breach.entry}",
        date=missing.day,
        shift=shift,
        post=post,
        who=_asked(missing.breach, demand),
        missing=people,
        why=reason,
    )


def _asked(breach: Breach, demand: Demand | None) -> Asked:
    if demand is not None:
        return Asked(kind=demand.kind, ranks=demand.ranks, skill=demand.skill, woman=demand.woman)
    return Asked(ranks=LEADER_RANKS) if breach.rule == LeaderOnDuty.name else Asked()


def _place(roster: Roster, limit: int) -> tuple[str | None, str | None]:
    """The shift and post of every duty that counts for a limit, where there is but one."""
    counting = _offers(roster, limit)
    shifts, posts = {offer.shift for offer in counting}, {offer.post for offer in counting}
    return shifts.pop() if len(shifts) == 1 else None, posts.pop() if len(posts) == 1 else None


def _offers(roster: Roster, limit: int) -> list[Offer]:
    program = roster.program
    row = int(program.limit_row[limit])
    numbers = program.term_set[int(program.row_start[row]) : int(program.row_start[row + 1])]
    options = np.flatnonzero(np.any(program.sets[np.unique(numbers[numbers != MARK])], axis=0))
    return [roster.sheet.offers[option - 1] for option in options.tolist()]
