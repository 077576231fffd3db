"""An outcome as a short page in Markdown: to paste into a message or a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.exchange.outcome_page import status_in_words
from api.exchange.outcome_sections import sections
from api.exchange.roster_words import words
from models.fact import Text
from models.outcome import Outcome
from models.station import Station


def outcome_markdown(facts: Station, outcome: Outcome, lang: str) -> str:
    """Status, levels, unfilled work, departures and changes."""
    word = words(lang)
    first, last = facts.dates[0].isoformat(), facts.dates[-1].isoformat()
    period = Text(f"{first} 至 {last}，共{facts.days}天", f"{first} to {last}, {facts.days} days").in_language(lang)
    title = _cell(facts.name or facts.id)
    parts = [f"# {title} {word['roster']}", period, f"**{status_in_words(outcome, lang)}**"]
    parts += [f"> {_cell(notice)}" for notice in outcome.notices]
    if outcome.plan is None:
        parts += (
            [f"## {word['conflict']}", _list(line.sentence for line in outcome.conflict)] if outcome.conflict else []
        )
        return "\n\n".join(parts) + "\n"
    for section in sections(facts, outcome, lang):
        parts += [f"## {section.title}", *([table(section.head, section.rows)] if section.rows else [])]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *([_cell(str(value)) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {_cell(line)}" for line in lines)


def _cell(text: str) -> str:
    """Text in which nothing is taken for markup."""
    plain = text.replace("\\", "\\\\").replace("\n", " ").replace("<", "&lt;")
    return "".join(f"\\{sign}" if sign in "|`*_[]#" else sign for sign in plain)
