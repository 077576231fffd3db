"""Choices for single lines that annealing has met: each keeps all of level 0 that its line answers for alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from solver.engine.lines import Lines, Worth
from solver.program.program import Bools, Ints

MOST, MOST_OF_ALL = 4000, 100_000
"""Choices that are remembered of one line, and of all lines; the oldest that nobody has looked at go first."""

BYTES = 1 << 30
"""What their worth may take of memory."""

LEARNT = 20
"""Choices of each line that one pool learns from another."""


class Pool:
    """Per line: distinct choices and what they are worth. One core's own."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        in_bytes = BYTES // (8 * max(1, lines.count * lines.widest))
        self.most = max(1, min(MOST, MOST_OF_ALL // max(1, lines.count), in_bytes))
        self._met: list[set[bytes]] = [set() for _ in range(lines.count)]
        self._fresh: list[deque[bytes]] = [deque() for _ in range(lines.count)]
        self._last = [b""] * lines.count
        self._choices = [np.empty((0, len(cells)), np.int64) for cells in lines.cells]
        self._worths: list[Worth | None] = [None] * lines.count
        program = lines.program
        own = lines.reduction.limit_open & (lines.limit_line >= 0) & (program.limit_level == 0)
        self._own = np.flatnonzero(own)
        self._kind = np.uint8 if program.options <= 256 else np.int32

    def meet(self, x: Ints, rows: Ints) -> None:
        """Notes what lines take in x [cells], where that keeps level 0; `rows` are the row values of x."""
        small = x.astype(self._kind)
        for line in np.flatnonzero(~self._broken(rows)).tolist():
            self._note(line, small[self.lines.cells[line]].tobytes())

    def mended(self, x: Ints, rows: Ints) -> Ints:
        """x with the choice met last in place of each line that breaks level 0; as it is where none was met."""
        mended = x.copy()
        for line in np.flatnonzero(self._broken(rows)).tolist():
            if self._last[line]:
                mended[self.lines.cells[line]] = np.frombuffer(self._last[line], self._kind)
        return mended

    def _broken(self, rows: Ints) -> Bools:
        """[lines] which lines break level 0 by themselves."""
        program, own = self.lines.program, self._own
        value = rows[program.limit_row[own]]
        missed = own[(value < program.limit_lo[own]) | (value > program.limit_hi[own])]
        broken = np.zeros(self.lines.count, np.bool_)
        broken[self.lines.limit_line[missed]] = True
        return broken

    def note(self, line: int, choice: Ints) -> bool:
        """Notes a choice [cells of the line] that keeps level 0; whether it is new."""
        return self._note(line, choice.astype(self._kind).tobytes())

    def _note(self, line: int, key: bytes) -> bool:
        self._last[line] = key
        if key in self._met[line]:
            return False
        self._met[line].add(key)
        self._fresh[line].append(key)
        if len(self._fresh[line]) > self.most:
            self._met[line].discard(self._fresh[line].popleft())
        return True

    @property
    def known(self) -> list[Ints]:
        """[lines] choices that somebody has looked at; safe to read from other threads."""
        return list(self._choices)

    def learn(self, choices: Sequence[Ints]) -> None:
        """Notes the newest of each line's choices [lines][n × cells of the line] from elsewhere."""
        for line, of_line in enumerate(choices):
            for choice in of_line[-LEARNT:]:
                self.note(line, choice)

    def choices(self, line: int) -> tuple[Ints, Worth]:
        """A line's choices [n × cells of the line] and their worth; those known before stay where they were."""
        fresh, self._fresh[line] = self._fresh[line], deque()
        if fresh:
            width = len(self.lines.cells[line])
            new = np.frombuffer(b"".join(fresh), self._kind).reshape(-1, width).astype(np.int64)
            self._join(line, new, self.lines.worth(line, new))
        known = self._worths[line]
        assert known is not None
        return self._choices[line], known

    def _join(self, line: int, new: Ints, worth: Worth) -> None:
        known = self._worths[line]
        self._choices[line] = np.concatenate([self._choices[line], new])
        if known is None:
            self._worths[line] = worth
            return
        self._worths[line] = Worth(
            np.concatenate([known.penalties, worth.penalties]),
            worth.rows,
            np.concatenate([known.values, worth.values]),
        )

    def keep(self, line: int, kept: Ints) -> None:
        """Forgets a line's known choices but those of some numbers, in order."""
        known = self._worths[line]
        if known is None:
            return
        self._choices[line] = self._choices[line][kept]
        self._worths[line] = Worth(known.penalties[kept], known.rows, known.values[kept])
        self._met[line] = {choice.tobytes() for choice in self._choices[line].astype(self._kind)}
        self._met[line].update(self._fresh[line])
