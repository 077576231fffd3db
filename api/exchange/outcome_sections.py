"""What a summary says of a plan, section by section: for a terminal and for Markdown alike."""

from __future__ import annotations

from dataclasses import dataclass

from api.exchange.outcome_page import (
    breaches_by_entry,
    change_lines,
    filled_in_words,
    level_lines,
    unfilled_lines,
)
from api.exchange.roster_words import words
from models.outcome import Outcome
from models.station import Station

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A title and a table below it, without rows where there is nothing to list.

    `right` are the columns of numbers; `is_long`: so many rows that a terminal may count the last of them.
    """

    title: str
    head: Cells
    rows: tuple[Cells, ...]
    right: tuple[int, ...] = ()
    is_long: bool = False


def sections(facts: Station, outcome: Outcome, lang: str) -> tuple[Section, ...]:
    """Levels, unfilled work, departures by entry, changes; of the last two only what there is."""
    always = (_levels(outcome, lang), _unfilled(facts, outcome, lang))
    found = (_breaches(outcome, lang), _changes(facts, outcome, lang))
    return (*always, *(section for section in found if section.rows))


def _levels(outcome: Outcome, lang: str) -> Section:
    word = words(lang)
    rows = tuple(
        (f"{line.number} {line.name}", str(line.penalty), line.bound, word["proved"] if line.is_proved else "")
        for line in level_lines(outcome, lang)
    )
    return Section(word["quality"], (word["level"], word["penalty"], word["bound"], ""), rows, right=(1, 2))


def _unfilled(facts: Station, outcome: Outcome, lang: str) -> Section:
    """Work counted by the clock has no shift and is named by its demand."""
    rows = tuple(
        (line.date, line.shift or line.demand.partition(".")[2], line.post, line.who, str(line.missing), line.why)
        for line in unfilled_lines(facts, outcome, lang)
    )
    return Section(
        filled_in_words(outcome, lang), _head(lang, "date", "shift", "post", "who", "missing", "why"), rows, (4,)
    )


def _breaches(outcome: Outcome, lang: str) -> Section:
    groups = breaches_by_entry(outcome, lang, most=0)
    rows = tuple((g.level, g.title, g.entry, str(g.count), str(g.penalty)) for g in groups)
    return Section(words(lang)["breaches"], _head(lang, "level", "rule", "entry", "count", "penalty"), rows, (3, 4))


def _changes(facts: Station, outcome: Outcome, lang: str) -> Section:
    lines = change_lines(facts, outcome, lang)
    rows = tuple((line.date, line.person, line.layer, line.before, line.after) for line in lines)
    title = f"{words(lang)['changes']} ({len(rows)})" if lang == "en" else f"{words(lang)['changes']}：{len(rows)}处"
    return Section(title, _head(lang, "date", "person", "layer", "before", "after"), rows, is_long=True)


def _head(lang: str, *names: str) -> Cells:
    word = words(lang)
    return tuple(word[name] for name in names)
