"""The sheet of what each person carries, in the period and with what was carried over."""

from __future__ import annotations

from api.exchange.person_totals import LEDGER
from api.exchange.roster_book.book_words import book_word
from api.exchange.roster_book.page import Page
from api.exchange.roster_book.tables import Column, Value, table_page
from api.exchange.roster_words import KINDS, MEASURES, RANKS, WORDS
from models.fact import Text
from models.outcome import LedgerRow, Outcome
from models.station import Station

CARRIED = ("duties", "hours", "nights", "weekends", "holidays", "leads", "standbys")
COUNT_PIXELS = 52


def draw_ledger(page: Page, facts: Station, outcome: Outcome) -> None:
    """One row a person."""
    lang = page.book.lang
    columns = [Column(WORDS["person"].in_language(lang), 110), Column(book_word("id", lang), 60)]
    columns += [Column(book_word(name, lang), 64) for name in ("kind", "rank")]
    columns += [Column(book_word("team", lang), 110), Column(book_word("group", lang), 110)]
    overdue = {"rest_due": "accent", "rest_overdue": "red"}
    columns += [Column(_head(name, lang), COUNT_PIXELS, overdue.get(name, "ink")) for name in LEDGER]
    columns += [Column("Σ " + _head(name, lang), COUNT_PIXELS, "quiet") for name in CARRIED]
    stop = Text("。", ". ").in_language(lang)
    note = f"Σ: {book_word('in_all', lang)}{stop}{book_word('rest_note', lang)}"
    rows = [_row(facts, row, lang) for row in outcome.ledger]
    table_page(page, WORDS["ledger"].in_language(lang), note, columns, rows)


def _head(name: str, lang: str) -> str:
    return MEASURES[name].in_language(lang)


def _row(facts: Station, row: LedgerRow, lang: str) -> list[Value]:
    person = facts.person_by_id.get(row.person)
    team = next((team.name or team.id for team in facts.teams if team.id == row.team), row.team or "")
    of: list[Value] = [row.name, row.person, "", "", team, ""]
    if person is not None:
        group = next((g.name or g.id for g in facts.groups if g.id == person.group), person.group or "")
        of[2:4] = [KINDS[person.kind].in_language(lang), RANKS[person.rank].in_language(lang)]
        of[5] = group
    return [*of, *(getattr(row, name) for name in LEDGER), *(row.total.get(name) for name in CARRIED)]
