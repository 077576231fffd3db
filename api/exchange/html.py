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
from api.exchange.person_totals import LEDGER, TOTALS
from api.exchange.roster_colors import COLORS
from api.exchange.roster_table import places_shown, roster_table
from api.exchange.roster_words import MEASURES, measure_heads, period, times, words
from api.exchange.shift_marks import shift_marks
from models.outcome import Outcome
from models.station import Station


def roster_html(facts: Station, outcome: Outcome, lang: str = "zh") -> str:
    """The outcome of a roster as a page without scripts and without anything fetched from elsewhere."""
    lang = "en" if lang == "en" else "zh"
    page = _pages().get_template("roster.html.j2")
    return page.render(
        lang=lang,
        t=words(lang),
        facts=facts,
        outcome=outcome,
        period=period(facts.dates, lang),
        colors=COLORS,
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
        "places": places_shown(facts, table),
    }


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("api.exchange", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
