"""A person missing is counted once, however many demands and rules ask for the same duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property

from models.demand import Demand
from models.outcome import Breach
from solver.program.program import MARK, Program

Ways = dict[int, int]
"""By cell, the options that count for a limit, as bits."""


@dataclass(frozen=True)
class Missing:
    """A limit of presence that is missed: its number, its day, the demand behind it, and by how many people."""

    program: Program
    limit: int
    breach: Breach
    day: Date
    item: str
    demand: Demand | None
    people: int

    @property
    def is_of_duties(self) -> bool:
        """Whether whole duties of one day are counted, not people minute by minute."""
        return self.demand is None or self.demand.shift is not None

    @cached_property
    def ways(self) -> Ways:
        """Every duty on offer that counts."""
        program = self.program
        row = int(program.limit_row[self.limit])
        found: Ways = {}
        for term in range(int(program.row_start[row]), int(program.row_start[row + 1])):
            if program.term_set[term] != MARK:
                cell = int(program.term_of[term])
                counts = program.sets[program.term_set[term]].astype(bool) & program.offered[cell]
                found[cell] = found.get(cell, 0) | int.from_bytes(counts.tobytes(), "little")
        return {cell: options for cell, options in found.items() if options}

    def is_part_of(self, other: Missing) -> bool:
        """Whether each duty that counts here counts there too; what nobody could do is part of nothing."""
        there = other.ways
        return bool(self.ways) and all(not options & ~there.get(cell, 0) for cell, options in self.ways.items())


def counted_once(found: Sequence[Missing]) -> list[tuple[Missing, int]]:
    """Who is missing where, less those who are listed already under a more particular work of the same day.

    A duty that fills a work fills every work of which that is a part: a leader is missing once though the law and a
    demand both ask for one; "two people, one of them an officer" lack an officer and one more. People counted over
    an interval are listed for each of its pieces.
    """
    by_day: dict[Date, list[Missing]] = {}
    for missing in found:
        by_day.setdefault(missing.day, []).append(missing)
    return [line for day in by_day.values() for line in _of_day(day)]


def _of_day(found: Sequence[Missing]) -> list[tuple[Missing, int]]:
    """The most particular works come first; of equal ones a demand, then that with the most people."""
    intervals = [(missing, missing.people) for missing in found if not missing.is_of_duties]
    duties = [missing for missing in found if missing.is_of_duties]
    listed: list[tuple[Missing, int]] = []
    for missing in sorted(duties, key=_particular):
        left = missing.people - sum(people for other, people in listed if other.is_part_of(missing))
        if left > 0:
            listed.append((missing, left))
    return listed + intervals


def _particular(missing: Missing) -> tuple[int, int, bool, int]:
    options = sum(options.bit_count() for options in missing.ways.values())
    return len(missing.ways), options, missing.demand is None, -missing.people
