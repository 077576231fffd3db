"""An outcome as a short page in Markdown: to paste into a message or a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.exchange.outcome_page import (
    breaches_by_entry,
    change_lines,
    filled_in_words,
    level_lines,
    status_in_words,
    unfilled_lines,
)
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
    parts += [f"## {word['quality']}", _levels(outcome, lang), f"## {filled_in_words(outcome, lang)}"]
    parts += _unfilled(facts, outcome, lang) + _breaches(outcome, lang) + _changes(facts, outcome, lang)
    return "\n\n".join(parts) + "\n"


def _levels(outcome: Outcome, lang: str) -> str:
    word = words(lang)
    rows = [
        (f"{line.number} {line.name}", line.penalty, "–" if line.bound is None else line.bound)
        for line in level_lines(outcome, lang)
    ]
    return table((word["level"], word["penalty"], word["bound"]), rows)


def _unfilled(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    word = words(lang)
    rows = [(r.date, r.shift, r.post, r.missing, r.why) for r in unfilled_lines(facts, outcome)]
    head = (word["date"], word["shift"], word["post"], word["missing"], word["why"])
    return [table(head, rows)] if rows else []


def _breaches(outcome: Outcome, lang: str) -> list[str]:
    word = words(lang)
    groups = breaches_by_entry(outcome, lang, most=0)
    rows = [(g.level, g.title, g.entry, g.count, g.penalty) for g in groups]
    head = (word["level"], Text("规则", "Rule"), Text("条目", "Entry"), Text("处数", "Count"), word["penalty"])
    shown = tuple(h.in_language(lang) if isinstance(h, Text) else h for h in head)
    return [f"## {word['breaches']}", table(shown, rows)] if rows else []


def _changes(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    word = words(lang)
    rows = [(r.date, r.person, r.before, r.after) for r in change_lines(facts, outcome, lang)]
    head = (word["date"], word["person"], word["before"], word["after"])
    return [f"## {word['changes']}", table(head, rows)] if rows else []


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
