"""What an outcome says, for a terminal."""

from __future__ import annotations

from api.cli.voice import columns
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

MOST_LINES = 20
"""So many unfilled works or changes are listed; the rest are counted."""


def summary_lines(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    """Status, levels, unfilled work with its reasons, departures by entry, changes, notices."""
    lines = headline(facts, outcome, lang)
    if outcome.plan is None:
        return lines + conflict_lines(outcome, lang) + notice_lines(outcome, lang)
    parts = (_levels, _unfilled, _breaches, _changes)
    for part in parts:
        lines += part(facts, outcome, lang)
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


def _levels(_: Station, outcome: Outcome, lang: str) -> list[str]:
    word = words(lang)
    rows = [(word["level"], "", word["penalty"], word["bound"], "")]
    for line in level_lines(outcome, lang):
        bound = "–" if line.bound is None else str(line.bound)
        rows.append((str(line.number), line.name, str(line.penalty), bound, word["proved"] if line.is_proved else ""))
    return ["", *columns(rows, right=(2, 3))]


def _unfilled(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    rows = unfilled_lines(facts, outcome)
    short = Text("缺 {count} 人", "{count} missing").in_language(lang)
    table = [
        (row.date, row.shift or row.demand.partition(".")[2], row.post, short.format(count=row.missing), row.why)
        for row in rows[:MOST_LINES]
    ]
    found = [f"  {line}" for line in columns(table)] if table else []
    return ["", filled_in_words(outcome, lang), *found, *_more(len(rows), lang)]


def _breaches(_: Station, outcome: Outcome, lang: str) -> list[str]:
    groups = breaches_by_entry(outcome, lang, most=0)
    if not groups:
        return []
    times = Text("{count} 处，扣 {penalty}", "{count}, penalty {penalty}").in_language(lang)
    rows = [(g.level, g.title, g.entry, times.format(count=g.count, penalty=g.penalty)) for g in groups]
    return ["", words(lang)["breaches"], *(f"  {line}" for line in columns(rows))]


def _changes(facts: Station, outcome: Outcome, lang: str) -> list[str]:
    rows = change_lines(facts, outcome, lang)
    if not rows:
        return []
    table = [(row.date, row.person, row.layer, f"{row.before} → {row.after}") for row in rows[:MOST_LINES]]
    title = Text(f"与已公布排班的变动 {len(rows)} 处", f"{len(rows)} changes to the published roster")
    return ["", title.in_language(lang), *(f"  {line}" for line in columns(table)), *_more(len(rows), lang)]


def _more(count: int, lang: str) -> list[str]:
    left = count - MOST_LINES
    more = Text(f"  另有 {left} 处；用 -o 写入文件可看全部", f"  and {left} more; write a file with -o to see all")
    return [more.in_language(lang)] if left > 0 else []
