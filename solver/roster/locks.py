"""Locks that the law does not allow are refused at the door, with both names."""

from __future__ import annotations

import numpy as np

from models.bookings import Lock
from models.fact import Text
from models.fault import Fault, InputError
from solver.program.bounds import RowBounds, rows_about
from solver.program.program import MARK, Program
from solver.roster.compile import Roster, compile_roster
from solver.roster.counterparts import counterparts, past_duties
from solver.scenario.scenario import Scenario


def lawful_roster(scenario: Scenario) -> Roster:
    """The roster that a scenario states. Raises InputError for locks that the law forbids."""
    roster = compile_roster(scenario.facts, scenario.entries_on, scenario.published)
    if faults := faults_of_locks(roster):
        raise InputError(faults)
    return roster


def refuse_unlawful_locks(scenario: Scenario) -> None:
    """Raises InputError for locks that the law forbids; only what is on level 0 is stated for that."""
    if not scenario.facts.locks:
        return
    law = [entry for entry in scenario.entries_on if entry.level == 0]
    if faults := faults_of_locks(compile_roster(scenario.facts, law, scenario.published)):
        raise InputError(faults)


def faults_of_locks(roster: Roster) -> list[Fault]:
    """Locks that no roster can keep together with level 0: each a fault that names the lock, the entry against it,
    and what of the facts it contradicts.

    A lock is impossible when its cell has no option left, or when a hard limit is missed whatever the cells that
    are not locked do. A limit that others can still mend, such as the second officer on evidence work, is not.
    """
    locked = _locked_cells(roster)
    if not locked:
        return []
    found = [fault for cell, number in locked.items() for fault in _without_option(roster, cell, number)]
    return found or _missed_limits(roster, locked)


def _missed_limits(roster: Roster, locked: dict[int, int]) -> list[Fault]:
    """Faults of locks that together, or with the history, miss a hard limit whatever else is planned."""
    program, found, bounds = roster.program, list[Fault](), RowBounds(roster.program)
    touched = rows_about(program, list(locked))
    for limit in np.flatnonzero((program.limit_level == 0) & touched[program.limit_row]).tolist():
        row = int(program.limit_row[limit])
        low, high = bounds.of(row)
        if low <= program.limit_hi[limit] and high >= program.limit_lo[limit]:
            continue
        cells = _cells_of(program, row)
        numbers = sorted({locked[cell] for cell in cells if cell in locked})
        if numbers:
            against = past_duties(roster.sheet.facts, _past(roster, cells))
            found.append(_fault(roster, numbers, int(program.limit_label.entry[limit]), against))
    return list(dict.fromkeys(found))


def _past(roster: Roster, cells: list[int]) -> list[tuple[str, int]]:
    """Person and day of the cells that lie before the horizon."""
    sheet, program = roster.sheet, roster.program
    days = [(cell, int(program.cell_column[cell]) - sheet.past) for cell in cells]
    return [(sheet.facts.people[int(program.cell_line[cell])].id, day) for cell, day in days if day < 0]


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
    program, sheet = roster.program, roster.sheet
    if program.domain[cell].any():
        return []
    lock = sheet.facts.locks[number]
    costs = np.flatnonzero((program.cost_cell == cell) & (program.cost_level == 0)).tolist()
    forbids = [(int(program.cost_label.entry[cost]), program.sets[program.cost_set[cost]] != 0) for cost in costs]
    kept = program.offered[cell].copy()
    for entry, options in forbids:
        if sheet.entries[entry].rule == "lock":
            kept &= ~options
    against = [entry for entry, options in forbids if (kept & options).any() or not kept.any()]
    return [
        _fault(roster, [number], entry, counterparts(sheet.facts, lock, sheet.entries[entry].rule))
        for entry in dict.fromkeys(against)
        if sheet.entries[entry].rule != "lock"
    ]


def _cells_of(program: Program, row: int) -> list[int]:
    """The cells on which a row depends, those within its marks included."""
    terms = slice(int(program.row_start[row]), int(program.row_start[row + 1]))
    found: list[int] = []
    for of, number in zip(program.term_of[terms].tolist(), program.term_set[terms].tolist(), strict=True):
        found += _cells_of(program, int(program.mark_row[of])) if number == MARK else [of]
    return found


def _fault(roster: Roster, numbers: list[int], entry: int, against: list[str]) -> Fault:
    sheet = roster.sheet
    rule = sheet.entries[entry]
    title = rule.parameters.title
    locks = [f"facts.locks[{number}]" for number in numbers]
    zh, en = f"不违反“{title.zh}”（{rule.id}）的锁定", f"a lock that keeps “{title.en}” ({rule.id})"
    if against:
        zh, en = f"{zh}；与它冲突的是 {'、'.join(against)}", f"{en}; it contradicts {', '.join(against)}"
    return Fault(
        place=", ".join(locks),
        value="; ".join(_shown(sheet.facts.locks[number]) for number in numbers),
        allowed=Text(zh, en),
        cure=_cure(locks, [place.partition(" ")[0] for place in against]),
    )


def _cure(locks: list[str], against: list[str]) -> Text:
    zh, en = f"删除或修改 {'、'.join(locks)}", f"remove or change {', '.join(locks)}"
    if against:
        return Text(f"{zh}，或修改 {'、'.join(against)}", f"{en}, or change {', '.join(against)}")
    return Text(f"{zh}，或修改与之冲突的事实", f"{en}, or the fact that it contradicts")


def _shown(lock: Lock) -> str:
    return f"{lock.person} {lock.date.isoformat()} {lock.shift or '-'}"
