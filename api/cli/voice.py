"""Where a command speaks: results to standard output, messages to standard error, in the language of the user."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len

from models.fact import Text
from models.fault import Fault, InputError

LANGUAGES = ("zh", "en")
VARIABLE = "PAIQIN_LANG"


@dataclass(frozen=True)
class Voice:
    """How a command answers: in which language, as JSON or for people, and whether messages are wanted."""

    lang: str = "zh"
    as_json: bool = False
    quiet: bool = False

    def text(self, zh: str, en: str) -> str:
        """The wording of this voice's language."""
        return Text(zh, en).in_language(self.lang)

    def say(self, *lines: str) -> None:
        """Prints lines of the result."""
        for line in lines:
            print(line)

    def note(self, *lines: str) -> None:
        """Prints messages that are no result; nothing when quiet."""
        if not self.quiet:
            for line in lines:
                print(line, file=sys.stderr)

    def json(self, value: Any) -> None:
        """Prints the result as JSON."""
        print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1))


def stated_language(args: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that a command line asks for, before it is parsed: `--lang`, else the environment, else Chinese.

    Raises InputError for another language.
    """
    place, stated = VARIABLE, environment.get(VARIABLE) or "zh"
    for number, word in enumerate(args):
        if word == "--":
            break
        if word == "--lang" and number + 1 < len(args):
            place, stated = "--lang", args[number + 1]
        elif word.startswith("--lang="):
            place, stated = "--lang", word.partition("=")[2]
    if stated not in LANGUAGES:
        known = Text("zh（中文）或 en（英文）", "zh (Chinese) or en (English)")
        raise InputError([Fault(place, stated, known, Text("写 zh 或 en", "write zh or en"))])
    return stated


def default_language() -> str:
    """The language where a command line names none."""
    stated = os.environ.get(VARIABLE, "")
    return stated if stated in LANGUAGES else "zh"


def columns(rows: Iterable[Sequence[str]], right: Sequence[int] = (), gap: str = "  ") -> list[str]:
    """Rows laid out in columns, those at `right` flush right; a Chinese character takes two places."""
    table = [list(row) for row in rows]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*table, strict=True)]

    def cell(number: int, text: str) -> str:
        blank = " " * (widths[number] - cell_len(text))
        return blank + text if number in right else text + blank

    return [gap.join(cell(number, text) for number, text in enumerate(row)).rstrip() for row in table]
