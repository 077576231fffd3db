"""The sheets of what is missing, what departs from the rules and what was changed."""

from __future__ import annotations

from api.exchange.outcome_page import breaches_by_entry, change_lines, filled_in_words, unfilled_lines
from api.exchange.roster_book.page import Page
from api.exchange.roster_book.tables import Column, table_page
from api.exchange.roster_words import WORDS
from models.outcome import Outcome
from models.station import Station

MOST_ROWS = 20_000


def draw_unfilled(page: Page, facts: Station, outcome: Outcome) -> None:
    """Work without people, each with its reason."""
    lang = page.book.lang
    widths = {"date": 80, "post": 120, "shift": 100, "who": 140, "missing": 50, "why": 420, "demand": 200}
    columns = [_column(name, width, lang, "red" if name == "missing" else "ink") for name, width in widths.items()]
    rows = [
        (line.date, line.post, line.shift, line.who, line.missing, line.why, line.demand)
        for line in unfilled_lines(facts, outcome, lang)
    ]
    table_page(page, filled_in_words(outcome, lang), "", columns, rows)


def draw_departures(page: Page, outcome: Outcome) -> None:
    """Every departure from the policy, the gravest first."""
    lang = page.book.lang
    columns = [_column("level", 130, lang), _column("rule", 150, lang), _column("entry", 170, lang)]
    columns.append(Column(WORDS["breaches"].in_language(lang), 540))
    rows = [
        (group.level, group.title, group.entry, sentence)
        for group in breaches_by_entry(outcome, lang, most=MOST_ROWS)
        for sentence in group.sentences
    ]
    table_page(page, f"{WORDS['breaches'].in_language(lang)} ({len(outcome.breaches)})", "", columns, rows)


def draw_changes(page: Page, facts: Station, outcome: Outcome) -> None:
    """Every cell that differs from the published roster."""
    lang = page.book.lang
    widths = {"date": 90, "person": 160, "layer": 80, "before": 300, "after": 300}
    columns = [_column(name, width, lang) for name, width in widths.items()]
    title = f"{WORDS['changes'].in_language(lang)} ({len(outcome.changes)})"
    table_page(page, title, "", columns, list(change_lines(facts, outcome, lang)))


def _column(name: str, pixels: int, lang: str, ink: str = "ink") -> Column:
    return Column(WORDS[name].in_language(lang), pixels, ink)
