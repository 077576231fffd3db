"""`paiqin verify`: an independent verdict on a plan, wherever it comes from."""

from __future__ import annotations

from api.cli.command import command
from api.cli.options import Json, Lang, PlanPath, Quiet, ScenarioPath, both
from api.cli.reading import read_scenario, read_stated_plan
from api.cli.voice import Voice, columns, default_language
from api.cli.week_files import HistoryFile, WeekFiles, WeekPaths
from api.exchange.roster_words import words
from api.exchange.verdict_form import title_of, verdict_document
from models.fact import Text
from models.outcome import LEVEL_NAMES
from solver.verify import Group, Verdict
from solver.verify import verify as verdict_on

BREACH = 4
MOST_SENTENCES = 20
"""So many sentences of an entry are shown; the rest are counted."""


def verify(
    scenario: ScenarioPath,
    plan: PlanPath,
    history: HistoryFile = None,
    week: WeekPaths = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads both, checks, and tells."""
    voice = Voice(lang or default_language(), as_json, quiet)
    source = read_scenario(scenario, files=WeekFiles.of(history, week))
    stated = read_stated_plan(plan, source)
    held = source.scenario
    verdict = verdict_on(held.facts, held.entries_on, stated.plan, held.published, voice.lang)
    if voice.as_json:
        voice.json(verdict_document(verdict, voice.lang))
    else:
        voice.note(*(notice.in_language(voice.lang) for notice in (*source.notices, *stated.notices)))
        voice.say(*_lines(verdict, voice))
    return BREACH if any(breach.level == 0 for breach in verdict.breaches) else 0


def _lines(verdict: Verdict, voice: Voice) -> list[str]:
    word = words(voice.lang)
    rows = [(word["level"], "", word["penalty"])]
    for level, penalty in enumerate(verdict.levels):
        rows.append((str(level), Text(*LEVEL_NAMES[level]).in_language(voice.lang), str(penalty)))
    unlawful = sum(breach.level == 0 for breach in verdict.breaches)
    head = voice.text(
        f"违反法律与资格（第 0 层）{unlawful} 处" if unlawful else "未违反法律与资格（第 0 层）",
        f"{unlawful} breaches of law and eligibility (level 0)"
        if unlawful
        else "level 0, law and eligibility, is kept",
    )
    lines = [head, "", *columns(rows, right=(2,))]
    if verdict.groups:
        table = [
            (str(g.level), title_of(g.rule, voice.lang), g.entry, _total(len(g.breaches), g.penalty, voice))
            for g in verdict.groups
        ]
        lines += ["", word["breaches"], *(f"  {line}" for line in columns(table))]
    if not voice.quiet:
        lines += [line for group in verdict.groups for line in _sentences(group, voice)]
    return lines


def _total(count: int, penalty: int, voice: Voice) -> str:
    return voice.text(f"{count} 处，扣 {penalty}", f"{count}, penalty {penalty}")


def _sentences(group: Group, voice: Voice) -> list[str]:
    """The group's heading, its first sentences, and how many there are besides."""
    title, count = title_of(group.rule, voice.lang), len(group.breaches)
    total = _total(count, group.penalty, voice)
    head = voice.text(
        f"第 {group.level} 层 {title}（{group.entry}）：{total}",
        f"Level {group.level}, {title} ({group.entry}): {total}",
    )
    shown = [f"  {breach.sentence}" for breach in group.breaches[:MOST_SENTENCES]]
    left = count - len(shown)
    more = [voice.text(f"  另有 {left} 处；--json 列出全部", f"  and {left} more; --json lists all")] if left else []
    return ["", head, *shown, *more]


COMMAND = command(
    verify,
    both(
        "独立检验一份方案：逐层、逐条给出扣分和违反之处。",
        "Checks a plan independently: penalty per level and entry, and every breach.",
    ),
)
