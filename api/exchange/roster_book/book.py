"""Writes the workbook of an outcome: the wall roster first, then findings, teams, days, and the hidden key."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from api.exchange.headcount import headcounts
from api.exchange.roster_book.book_words import KEY_SHEET, book_word
from api.exchange.roster_book.counts import draw_counts
from api.exchange.roster_book.day import DaySheets
from api.exchange.roster_book.figures import draw_figures
from api.exchange.roster_book.findings import draw_changes, draw_departures, draw_unfilled
from api.exchange.roster_book.key import write_key
from api.exchange.roster_book.ledger import draw_ledger
from api.exchange.roster_book.page import Book
from api.exchange.roster_book.sheet_names import SheetNames
from api.exchange.roster_book.wall import draw_team, draw_wall
from api.exchange.roster_table import roster_table
from api.exchange.roster_words import MONTHS
from models.outcome import Outcome
from models.plan import Plan
from models.station import Station

MOST_DAY_SHEETS = 62
"""A longer roster has sheets of its own for its first days only."""

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
"""What people typed stays text. Columns are measured in digits of the default font, here one that every system has or
replaces by one of the same widths."""


def write_roster_book(path: Path, facts: Station, outcome: Outcome, lang: str = "zh") -> None:
    """Saves the outcome of a roster, which has a plan, as an .xlsx file. Raises OSError."""
    plan, lang = outcome.plan or Plan(), "en" if lang == "en" else "zh"
    with path.open("wb") as stream:
        workbook = Workbook(stream, OPTIONS)
        workbook.set_properties({"title": facts.name or facts.id, "comments": outcome.digest})
        _draw(Book(workbook, lang), facts, outcome, plan)
        workbook.close()


def _draw(book: Book, facts: Station, outcome: Outcome, plan: Plan) -> None:
    names, lang = SheetNames(), book.lang
    names.take(KEY_SHEET)
    table = roster_table(facts, outcome, plan, lang)
    wall = names.take(book_word("wall", lang))
    counts = headcounts(facts, plan, lang)
    draw_wall(book.page(wall), facts, outcome, plan, table, counts)
    draw_unfilled(book.page(names.take(book_word("unfilled", lang))), facts, outcome)
    draw_counts(book.page(names.take(book_word("counts", lang))), counts, table)
    draw_ledger(book.page(names.take(book_word("ledger", lang))), facts, outcome)
    draw_figures(book.page(names.take(book_word("figures", lang))), facts, outcome, plan)
    if outcome.breaches:
        draw_departures(book.page(names.take(book_word("departures", lang))), outcome)
    if outcome.changes:
        draw_changes(book.page(names.take(book_word("changes", lang))), facts, outcome)
    for team in table.teams:
        draw_team(book.page(names.take(team.name)), facts, table, team)
    days = DaySheets(book, facts, plan)
    for day, head in enumerate(table.days[:MOST_DAY_SHEETS]):
        month, number = head.date.month, head.date.day
        called = f"{MONTHS[month - 1][:3]} {number}" if lang == "en" else f"{month}月{number}日"
        days.draw(names.take(called), head, day)
    write_key(book.workbook, wall, facts, plan)
