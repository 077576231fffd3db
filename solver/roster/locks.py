"""Locks that the law does not allow are refused at the door, with both names."""

from __future__ import annotations

import numpy as np

from models.bookings import Lock
from models.fact import Text
from models.fault import Fault
from solver.engine.reduction import Reduction
from solver.program.program import MARK, Program
from solver.roster.compile import Roster

CURE = Text(
    "删除或修改该锁定，或修改与之冲突的事实（例如休假）",
    "remove or change the lock, or the fact that it contradicts, such as leave",
)


def faults_of_locks(roster: Roster) -> list[Fault]:
    """Locks that no roster can keep together with level 0: each a fault that names the lock and the entry against it.

    A lock is impossible when its cell has no option left, or when a hard limit is missed whatever the cells that
    are not locked do. A limit that others can still mend, such as the second officer on evidence work, is not.
    """
    locked = _locked_cells(roster)
    if not locked:
        return []
    found = [fault for cell, number in locked.items() for fault in _without_option(roster, cell, number)]
    program = roster.program
    if found:
        return found
    reduction = Reduction.of(program)
    low, high = reduction.row_min[program.limit_row], reduction.row_max[program.limit_row]
    missed = ((low > program.limit_hi) | (high < program.limit_lo)) & (program.limit_level == 0)
    for limit in np.flatnonzero(missed).tolist():
        numbers = sorted({locked[cell] for cell in _cells_of(program, limit) if cell in locked})
        if numbers:
            found.append(_fault(roster, numbers, int(program.limit_label.entry[limit])))
    return found


def _locked_cells(roster: Roster) -> dict[int, int]:
    """The cell of each lock, and the lock's number; none when no entry of the policy keeps locks on level 0."""
    sheet = roster.sheet
    if not any(entry.rule == "lock" and entry.level == 0 for entry in sheet.entries):
        return {}
    people = {person.id: p for p, person in enumerate(sheet.facts.people)}
    return {
        int(sheet.cell(people[lock.person], sheet.facts.index(lock.date), lock.layer)): number
        for number, lock in enumerate(sheet.facts.locks)
        if lock.layer in sheet.layers
    }


def _without_option(roster: Roster, cell: int, number: int) -> list[Fault]:
    """Faults of a lock whose cell has no option left: one for each entry that forbids what is locked."""
    program = roster.program
    if program.domain[cell].any():
        return []
    costs = np.flatnonzero((program.cost_cell == cell) & (program.cost_level == 0))
    entries = dict.fromkeys(int(program.cost_label.entry[cost]) for cost in costs)
    against = [entry for entry in entries if roster.sheet.entries[entry].rule != "lock"]
    return [_fault(roster, [number], entry) for entry in against]


def _cells_of(program: Program, limit: int) -> list[int]:
    row = int(program.limit_row[limit])
    terms = slice(int(program.row_start[row]), int(program.row_start[row + 1]))
    return [
        int(of) for of, number in zip(program.term_of[terms], program.term_set[terms], strict=True) if number != MARK
    ]


def _fault(roster: Roster, numbers: list[int], entry: int) -> Fault:
    sheet = roster.sheet
    against = sheet.entries[entry]
    locks = [sheet.facts.locks[number] for number in numbers]
    title = against.parameters.title
    return Fault(
        place=", ".join(f"facts.locks[{number}]" for number in numbers),
        value="; ".join(_shown(lock) for lock in locks),
        allowed=Text(f"不违反“{title.zh}”（{against.id}）的锁定", f"a lock that keeps “{title.en}” ({against.id})"),
        cure=CURE,
    )


def _shown(lock: Lock) -> str:
    return f"{lock.person} {lock.date.isoformat()} {lock.shift or '-'}"
