"""What an outcome says, for a terminal."""

from __future__ import annotations

from api.cli.voice import columns
from api.exchange.outcome_page import status_in_words
from api.exchange.outcome_sections import Section, sections
from api.exchange.roster_words import words
from models.fact import Text
from models.outcome import Outcome
from models.station import Station

MOST_LINES = 20
"""So many lines of a section are listed; the rest are counted."""


def summary_lines(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    """Status, levels, unfilled work with its reasons, departures by entry, changes, notices."""
    lines = headline(facts, outcome, lang)
    if outcome.plan is None:
        return lines + conflict_lines(outcome, lang) + notice_lines(outcome, lang)
    for section in sections(facts, outcome, lang):
        lines += _section(section, lang)
    return lines + notice_lines(outcome, lang)


def headline(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    """Which station and days, and how the solve ended."""
    first, last = facts.dates[0].isoformat(), facts.dates[-1].isoformat()
    name = facts.name or facts.id
    period = Text(f"{name}  {first} 至 {last}，{facts.days} 天", f"{name}  {first} to {last}, {facts.days} days")
    status = status_in_words(outcome, lang)
    took = Text(f"{status}，用时 {outcome.seconds:.1f} 秒", f"{status}, in {outcome.seconds:.1f} s")
    return [period.in_language(lang), took.in_language(lang)]


def conflict_lines(outcome: Outcome, lang: str) -> list[str]:
    """The requirements that cannot hold together."""
    if not outcome.conflict:
        return []
    listed = [f"  {line.entry}: {line.sentence}" for line in outcome.conflict]
    return ["", words(lang)["conflict"], *listed]


def notice_lines(outcome: Outcome, lang: str) -> list[str]:
    """What a reader should know."""
    label = words(lang)["notices"]
    return ["", *(f"{label}: {notice}" for notice in outcome.notices)] if outcome.notices else []


def _section(section: Section, lang: str) -> list[str]:
    shown = section.rows[:MOST_LINES] if section.is_long else section.rows
    table = columns([section.head, *shown], right=section.right) if shown else []
    return ["", section.title, *(f"  {line}" for line in table), *_more(len(section.rows) - len(shown), lang)]


def _more(left: int, lang: str) -> list[str]:
    more = Text(f"  另有 {left} 处；用 -o 写入文件可看全部", f"  and {left} more; write a file with -o to see all")
    return [more.in_language(lang)] if left > 0 else []
