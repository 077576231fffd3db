"""The wall roster: everybody by team, counts per post below, the legend, on landscape A3."""

from __future__ import annotations

from collections.abc import Sequence

from api.exchange.headcount import Count, HeadcountRow, people_on_duty
from api.exchange.outcome_page import filled_in_words, status_in_words
from api.exchange.roster_book.grid import FIRST_DAY, ID, NAME, NOTE, ROW_KINDS, RosterGrid, Shape
from api.exchange.roster_book.legend import draw_legend
from api.exchange.roster_book.page import Page
from api.exchange.roster_book.tables import LINE
from api.exchange.roster_book.text_width import height_of, lines_of
from api.exchange.roster_colors import COLORS
from api.exchange.roster_table import RosterTable, TeamRows
from api.exchange.roster_words import WORDS, period
from api.exchange.shift_marks import shift_marks
from models.outcome import Outcome
from models.plan import Plan
from models.station import Station

LABEL = 8
HEAD = 2
"""The row on which the head begins, below the title and the gist."""


def draw_wall(
    page: Page, facts: Station, outcome: Outcome, plan: Plan, table: RosterTable, counts: Sequence[HeadcountRow]
) -> None:
    """Draws everybody's sheet."""
    grid = RosterGrid(page, table, shift_marks(facts))
    grid.columns()
    lang = page.book.lang
    title = f"{facts.name or facts.id}  {WORDS['roster'].in_language(lang)}"
    _title(page, title, [period(facts.dates, lang), status_in_words(outcome, lang), filled_in_words(outcome, lang)])
    shape = grid.head(HEAD)
    row, parts = shape.heads.stop, [(0, shape.heads.stop)]
    for team in table.teams:
        after = grid.team(row, team, shape)
        parts.append((row, after))
        row = after
    after = _counts(grid, people_on_duty(facts, plan), counts, row, shape)
    end = draw_legend(grid, facts, after, shape, is_edited=True)
    parts.append((row, end))
    _print(page, table, shape, parts, f"{title}  {period(facts.dates, lang)}")
    page.sheet.print_area(0, NAME, end - 1, shape.last)


def draw_team(page: Page, facts: Station, table: RosterTable, team: TeamRows) -> None:
    """One team's sheet."""
    lang = page.book.lang
    own = RosterTable(table.days, table.blocks, (team,))
    grid = RosterGrid(page, own, shift_marks(facts))
    grid.columns()
    title = f"{facts.name or facts.id}  {team.name}"
    _title(page, title, [period(facts.dates, lang)])
    shape = grid.head(HEAD)
    after = grid.team(shape.heads.stop, team, shape)
    end = draw_legend(grid, facts, after, shape)
    _print(page, own, shape, [(0, after), (after, end)], f"{title}  {period(facts.dates, lang)}")
    page.sheet.print_area(0, NAME, end - 1, shape.last)


def _title(page: Page, title: str, gist: list[str]) -> None:
    page.height(0, 26)
    page.height(1, 15)
    page.text(0, NAME, title, font_size=16, bold=True)
    page.text(1, NAME, "   ".join(gist), font_color=COLORS["quiet"])


def _print(page: Page, table: RosterTable, shape: Shape, parts: list[tuple[int, int]], footer: str) -> None:
    """Frozen heads on the screen, repeated heads on paper, as many pages wide as there are blocks of weeks."""
    groups = [list(range(FIRST_DAY + block.first, FIRST_DAY + block.last)) for block in table.blocks]
    groups[-1] += range(shape.last_day + 1, shape.last + 1)
    scale = page.scale("A3", [[NAME, NOTE, *group] for group in groups])
    page.sheet.freeze_panes(shape.heads.stop, FIRST_DAY)
    page.sheet.repeat_rows(shape.heads.start, shape.heads.stop - 1)
    page.sheet.repeat_columns(NAME, NOTE)
    page.sheet.hide_gridlines(2)
    page.print_on("A3", landscape=True, footer=footer)
    page.break_pages(parts, shape.heads, "A3", scale)
    if len(groups) > 1:
        page.print_groups(scale, groups)


def _counts(grid: RosterGrid, on_duty: Sequence[int], counts: Sequence[HeadcountRow], row: int, shape: Shape) -> int:
    """How many people are at each post on each day; a number that is short in white on red, with what is needed."""
    lang = grid.lang
    grid.heading(row, WORDS["counts"].in_language(lang), "", shape, ROW_KINDS["counts"])
    everybody = tuple(Count(number) for number in on_duty)
    lines = [(WORDS["people_on_duty"].in_language(lang), everybody)]
    lines += [(" · ".join(filter(None, (r.post, r.label))), r.counts) for r in counts]
    for number, (label, by_day) in enumerate(lines, start=row + 1):
        _count_row(grid, number, label, by_day)
    return row + 1 + len(lines)


def _count_row(grid: RosterGrid, row: int, label: str, counts: tuple[Count, ...]) -> None:
    page, line = grid.page, LINE
    wrapped = lines_of(label, page.widths[NAME] + page.widths[NOTE], LABEL)
    page.height(row, height_of(wrapped, LABEL))
    page.text(row, ID, ROW_KINDS["counts"])
    page.merged(row, NAME, NOTE, label, **line, font_size=LABEL, text_wrap=True, indent=1)
    for number, count in enumerate(counts):
        look = line | {"align": "center", "font_size": LABEL}
        if grid.table.days[number].look in COLORS:
            look["bg_color"] = COLORS[grid.table.days[number].look]
        column = FIRST_DAY + number
        if count.is_short:
            red = {"bg_color": COLORS["red"], "font_color": COLORS["paper"], "bold": True, "shrink": True}
            page.text(row, column, f"{count.have}/{count.need}", **look | red)
        elif count.have or count.need is not None:
            page.number(row, column, count.have, **look)
        else:
            page.blank(row, column, **look)
