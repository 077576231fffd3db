"""The roster as one HTML file that stands alone: to read on a screen, to print on A3, to hang on the wall."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.exchange.headcount import headcounts, people_on_duty
from api.exchange.outcome_page import (
    breaches_by_entry,
    change_lines,
    figure,
    figures,
    filled_in_words,
    level_lines,
    status_in_words,
    unfilled_lines,
)
from api.exchange.roster_cells import place_names
from api.exchange.roster_table import RosterTable, roster_table
from api.exchange.roster_words import MEASURES, measure_heads, times, words
from api.exchange.shift_marks import shift_marks
from models.outcome import Outcome
from models.station import Station

TOTALS = ("hours", "nights", "weekends", "holidays", "leads", "days_off")
LEDGER = ("duties", "hours", "nights", "weekends", "holidays", "leads", "standbys", "days_off")


def roster_html(facts: Station, outcome: Outcome, lang: str = "zh") -> str:
    """The outcome of a roster as a page without scripts and without anything fetched from elsewhere."""
    lang = "en" if lang == "en" else "zh"
    page = _pages().get_template("roster.html.j2")
    return page.render(
        lang=lang,
        t=words(lang),
        facts=facts,
        outcome=outcome,
        period=_period(facts, lang),
        marks=shift_marks(facts),
        shifts=[(shift, times(shift, lang)) for shift in facts.shifts],
        figure=figure,
        measures={key: name.in_language(lang) for key, name in MEASURES.items()},
        heads=measure_heads(lang),
        total_names=TOTALS,
        ledger_names=LEDGER,
        **_findings(facts, outcome, lang),
        **_roster(facts, outcome, lang),
    )


def _findings(facts: Station, outcome: Outcome, lang: str) -> dict[str, object]:
    """How good the plan is, and where it falls short."""
    return {
        "status": status_in_words(outcome, lang),
        "filled": filled_in_words(outcome, lang),
        "levels": level_lines(outcome, lang),
        "unfilled": unfilled_lines(facts, outcome, lang),
        "breaches": breaches_by_entry(outcome, lang),
        "changes": change_lines(facts, outcome, lang),
        "kpis": figures(outcome.kpis, lang),
    }


def _roster(facts: Station, outcome: Outcome, lang: str) -> dict[str, object]:
    """The parts of the page that need a plan."""
    if outcome.plan is None:
        return {"table": None, "counts": (), "on_duty": (), "places": ()}
    table = roster_table(facts, outcome, outcome.plan, lang)
    return {
        "table": table,
        "counts": headcounts(facts, outcome.plan, lang),
        "on_duty": people_on_duty(facts, outcome.plan),
        "places": _places_shown(facts, table),
    }


def _places_shown(facts: Station, table: RosterTable) -> list[tuple[str, str]]:
    """Short and full names of the posts and units that cells abbreviate."""
    shown = {chip.where for team in table.teams for row in team.rows for cell in row.cells for chip in cell.chips}
    full = {("post", post.id): post.label for post in facts.posts}
    full |= {("unit", unit.id): unit.name or unit.id for unit in facts.units}
    return [(short, full[key]) for key, short in place_names(facts).items() if short in shown]


def _period(facts: Station, lang: str) -> str:
    first, last = facts.dates[0].isoformat(), facts.dates[-1].isoformat()
    return f"{first} to {last}, {facts.days} days" if lang == "en" else f"{first} 至 {last}，共{facts.days}天"


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("api.exchange", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
