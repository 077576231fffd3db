"""The sheet of figures: how good the plan is, key figures, demand and zones by the hour, fairness within groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.exchange.outcome_page import figures, level_lines, penalties_in_words, status_in_words
from api.exchange.roster_book.book_words import book_word
from api.exchange.roster_book.page import Page
from api.exchange.roster_book.tables import LINE, Column, Value, put, table
from api.exchange.roster_cells import label_of
from api.exchange.roster_colors import COLORS
from api.exchange.roster_words import KINDS, MEASURES, WORDS, period
from models.outcome import Outcome
from models.plan import Plan
from models.station import Station
from solver.explain.fairness import SHARED, GroupShares, fairness
from solver.explain.hours_of_day import HOURS, coverage, zone_hours

NAME, FIRST = 0, 1
HOUR_PIXELS = 38
HOUR_HEADS = [str(hour) for hour in range(HOURS)]


def draw_figures(page: Page, facts: Station, outcome: Outcome, plan: Plan) -> None:
    """Draws the sheet, one table below the other."""
    page.width(NAME, 190)
    for column in range(FIRST, FIRST + HOURS + 2):
        page.width(column, HOUR_PIXELS)
    lang = page.book.lang
    page.height(0, 24)
    page.text(0, NAME, f"{facts.name or facts.id}  {book_word('figures', lang)}", font_size=14, bold=True)
    gist = (period(facts.dates, lang), status_in_words(outcome, lang), penalties_in_words(outcome, lang))
    row = 1
    for line in (*gist, *outcome.notices):
        page.paragraph(row, NAME, FIRST + HOURS + 1, line, font_color=COLORS["quiet"])
        row += 1
    row = _levels(page, outcome, row + 1)
    row = _key_figures(page, outcome, row + 1)
    row = _coverage(page, facts, plan, row + 1)
    row = _fairness(page, facts, outcome, row + 1)
    if facts.zones:
        _zones(page, facts, plan, row + 1)
    page.print_on("A4", landscape=True, footer=f"{facts.name or facts.id}  {book_word('figures', lang)}")


def _title(page: Page, row: int, text: str) -> None:
    page.height(row, 20)
    page.text(row, NAME, text, bold=True, font_size=11)


def _levels(page: Page, outcome: Outcome, row: int) -> int:
    lang = page.book.lang
    _title(page, row, WORDS["quality"].in_language(lang))
    lines = level_lines(outcome, lang)
    proved = WORDS["proved"].in_language(lang)
    heads = [WORDS[name].in_language(lang) for name in ("level", "penalty", "bound")]
    rows: list[list[Value]] = [
        [f"{line.number} {line.name}", line.penalty, f"{line.bound} {proved if line.is_proved else ''}".strip()]
        for line in lines
    ]
    return _spread_table(page, row + 1, heads, rows)


def _key_figures(page: Page, outcome: Outcome, row: int) -> int:
    lang = page.book.lang
    _title(page, row, WORDS["kpis"].in_language(lang))
    rows: list[list[Value]] = [[name, value] for name, value in figures(outcome.kpis, lang)]
    return _spread_table(page, row + 1, [WORDS["kpis"].in_language(lang), book_word("figure", lang)], rows)


def _spread_table(page: Page, row: int, heads: list[str], rows: Sequence[Sequence[Value]]) -> int:
    """A table whose columns beyond the first are each as wide as three hours."""
    look = LINE | {"text_wrap": True}
    lines: list[Sequence[Value]] = [heads, *rows]
    for at, values in enumerate(lines, start=row):
        head: dict[str, Any] = {"bg_color": COLORS["head"], "bold": True} if at == row else {}
        page.text(at, NAME, str(values[0]), **look | head)
        for number, value in enumerate(values[1:]):
            first = FIRST + 3 * number
            page.merged(at, first, first + 2, str(value), **look | head, align="right")
    return row + 1 + len(rows)


def _coverage(page: Page, facts: Station, plan: Plan, row: int) -> int:
    lang = page.book.lang
    _title(page, row, book_word("coverage_title", lang))
    columns = [Column(WORDS["post"].in_language(lang), 0), *(Column(hour, 0) for hour in HOUR_HEADS)]
    rows = coverage(facts, plan)
    for number, line in enumerate(rows, start=row + 2):
        put(page, number, NAME, label_of(facts, "post", line.post) or book_word("anywhere", lang))
        for hour, (asked, met) in enumerate(zip(line.asked, line.met, strict=True)):
            if asked:
                put(page, number, FIRST + hour, int(100 * met / asked), "ink" if met >= asked else "red")
            else:
                put(page, number, FIRST + hour, "")
    table(page, row + 1, columns, [])
    return row + 2 + len(rows)


def _fairness(page: Page, facts: Station, outcome: Outcome, row: int) -> int:
    """Per group and measure: least, mean, most."""
    lang = page.book.lang
    _title(page, row, book_word("fairness_title", lang))
    each = f"{book_word('least', lang)} / {book_word('mean', lang)} / {book_word('most', lang)}"
    heads = [book_word("group", lang), book_word("people", lang)]
    heads += [f"{MEASURES[measure].in_language(lang)} {each}" for measure in SHARED]
    rows: list[list[Value]] = []
    for group in fairness(facts, outcome.ledger):
        cells = [f"{s.least:g} / {s.mean:.1f} / {s.most:g}" for s in (group.shares[measure] for measure in SHARED)]
        rows.append([_group(facts, group, lang), group.people, *cells])
    page.height(row + 1, 40)
    return _spread_table(page, row + 1, heads, rows)


def _group(facts: Station, group: GroupShares, lang: str) -> str:
    if group.group is not None:
        return next((g.name or g.id for g in facts.groups if g.id == group.group), group.group)
    team = next((team.name or team.id for team in facts.teams if team.id == group.team), group.team)
    kind = KINDS[group.kind].in_language(lang) if group.kind else ""
    return " · ".join(filter(None, (team or WORDS["no_team"].in_language(lang), kind)))


def _zones(page: Page, facts: Station, plan: Plan, row: int) -> int:
    lang = page.book.lang
    _title(page, row, book_word("zones_title", lang))
    columns = [Column(book_word("zone", lang), 0), *(Column(hour, 0) for hour in HOUR_HEADS)]
    columns += [Column(book_word(f"{kind}_hours", lang), 0) for kind in KINDS]
    rows: list[list[Value]] = [
        [label_of(facts, "zone", zone.zone), *zone.unmanned, round(zone.officers, 1), round(zone.auxiliaries, 1)]
        for zone in zone_hours(facts, plan)
    ]
    return table(page, row + 1, columns, rows)
