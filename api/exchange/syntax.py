"""Where a text is no JSON or no YAML, and the fault that says so."""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import NamedTuple

from api.exchange.syntax_words import (
    COMMENT,
    ENDS,
    EXTRA_COMMA,
    FULL_WIDTH,
    JSON_CAUSES,
    SINGLE_QUOTE,
    TAB,
    YAML_CAUSES,
    Cause,
    meant_by,
)
from models.fact import Text
from models.fault import Fault


class Spot(NamedTuple):
    """A place in a text, both numbers counted from 1, and what stands there."""

    line: int
    column: int
    rest: str


_WIDE = re.compile(r"[“”‘’：，；｛｝［］【】　]")
_SHOWN = 20


def json_cause(text: str, error: JSONDecodeError) -> Cause:
    """Why a text is no JSON; what commonly lies behind a message goes before the message."""
    rest, before = text[error.pos :], text[: error.pos].rstrip()
    if not rest.strip():
        return ENDS
    if _WIDE.match(rest):
        return FULL_WIDTH
    if rest.startswith(("//", "/*", "#")):
        return COMMENT
    if rest.startswith("'"):
        return SINGLE_QUOTE
    if rest[0] in "]}" and before.endswith(","):
        return EXTRA_COMMA
    return meant_by(error.msg, JSON_CAUSES)


def yaml_cause(message: str, spot: Spot) -> Cause:
    """Why a text is no YAML."""
    if spot.rest.startswith("\t"):
        return TAB
    return meant_by(message, YAML_CAUSES)


def fault_of_syntax(form: str, file: str, spot: Spot, cause: Cause) -> Fault:
    """The fault of a text at a spot; `form` is JSON or YAML."""
    return Fault(
        f"{file}:{spot.line}:{spot.column}",
        spot.rest[:_SHOWN].strip() or "-",
        Text(
            f"合乎语法的 {form}（第 {spot.line} 行第 {spot.column} 列：{cause.wrong.zh}）",
            f"valid {form} (line {spot.line}, column {spot.column}: {cause.wrong.en})",
        ),
        cause.cure,
    )


def spot_of(text: str, line: int, column: int) -> Spot:
    """The spot at a line and column counted from 0."""
    lines = text.splitlines()
    rest = lines[line][column:] if line < len(lines) else ""
    return Spot(line + 1, column + 1, rest)
