"""What can be wrong with an input, and the errors that carry it outward.

PaiqinError
├── InputError        the input or its use is wrong; carries every fault found     (exit status 2)
├── NoPlanError       there is no plan to work on                                  (exit status 3)
└── DefectError       a promise of ours is broken, the evidence is kept            (exit status 1)
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.fact import Text


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input: where it is, what stands there, what is allowed, and the cure.

    `place` is a file name, a JSON path such as `facts.people[3].skills[0]`, or both joined by `: `.
    """

    place: str
    value: str
    allowed: Text
    cure: Text

    def as_dict(self, lang: str) -> dict[str, str]:
        return {
            "place": self.place,
            "value": self.value,
            "allowed": self.allowed.in_language(lang),
            "cure": self.cure.in_language(lang),
        }

    def sentence(self, lang: str) -> str:
        """The fault on one line, for a terminal."""
        if lang == "en":
            return f"{self.place}: {self.value} is not allowed; allowed: {self.allowed.en}. Cure: {self.cure.en}"
        return f"{self.place}: {self.value} 不允许；允许：{self.allowed.zh}。改法：{self.cure.zh}"


class PaiqinError(Exception):
    """Root of all errors that Paiqin raises on purpose."""


class InputError(PaiqinError):
    """The input is wrong. `faults` lists everything found, in the order of the input.

    `marked` is a copy of the input in which they are marked, where one was written.
    """

    def __init__(self, faults: Sequence[Fault], marked: Path | None = None) -> None:
        self.faults = tuple(faults)
        self.marked = marked
        super().__init__("\n".join(fault.sentence("en") for fault in self.faults))


class NoPlanError(PaiqinError):
    """An outcome without a plan was asked for its plan."""


class DefectError(PaiqinError):
    """Two independent views of a plan disagree, or the solver died: our fault, never hidden."""


def places_of(error: BaseException) -> str:
    """Where an error that nobody foresaw came from, for a log: places in the code, no message, which may hold names."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
