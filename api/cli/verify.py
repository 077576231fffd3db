"""`paiqin verify`: an independent verdict on a plan, wherever it comes from."""

from __future__ import annotations

from typing import Any

from api.cli.command import command
from api.cli.options import Json, Lang, PlanPath, Quiet, ScenarioPath, both
from api.cli.reading import read_plan, read_scenario
from api.cli.voice import Voice, columns, default_language
from api.exchange.roster_words import words
from models.fact import Text
from models.outcome import LEVEL_NAMES
from solver.rules.catalogue import RULES
from solver.verify import Verdict
from solver.verify import verify as verdict_on

BREACH = 4
MOST_SENTENCES = 200


def verify(
    scenario: ScenarioPath,
    plan: PlanPath,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reads both, checks, and tells."""
    voice = Voice(lang or default_language(), as_json, quiet)
    source = read_scenario(scenario)
    stated = read_plan(plan, source)
    held = source.scenario
    verdict = verdict_on(held.facts, held.entries_on, stated, held.published, voice.lang)
    if voice.as_json:
        voice.json(verdict_document(verdict, voice.lang))
    else:
        voice.note(*(notice.in_language(voice.lang) for notice in source.notices))
        voice.say(*_lines(verdict, voice))
    return BREACH if any(breach.level == 0 for breach in verdict.breaches) else 0


def verdict_document(verdict: Verdict, lang: str) -> dict[str, Any]:
    """A verdict as JSON: penalty per level and per entry, and every breach."""
    return {
        "levels": [
            {"level": level, "name": Text(*LEVEL_NAMES[level]).in_language(lang), "penalty": penalty}
            for level, penalty in enumerate(verdict.levels)
        ],
        "entries": verdict.entries,
        "breaches": [breach.model_dump(mode="json") for breach in verdict.breaches],
    }


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
    if verdict.entries:
        lines += ["", word["breaches"], *(f"  {line}" for line in columns(_entries(verdict, voice)))]
    if not voice.quiet:
        lines += _sentences(verdict, voice)
    return lines


def _entries(verdict: Verdict, voice: Voice) -> list[tuple[str, ...]]:
    found: dict[str, list[int]] = {}
    rules = {breach.entry: (breach.level, breach.rule) for breach in verdict.breaches}
    for breach in verdict.breaches:
        found.setdefault(breach.entry, []).append(breach.penalty)
    rows: list[tuple[str, ...]] = []
    for entry in sorted(found, key=lambda name: rules[name][0]):
        level, rule = rules[entry]
        title = RULES[rule].title.in_language(voice.lang) if rule in RULES else rule
        count, penalty = len(found[entry]), sum(found[entry])
        rows.append((str(level), title, entry, voice.text(f"{count} 处，扣 {penalty}", f"{count}, penalty {penalty}")))
    return rows


def _sentences(verdict: Verdict, voice: Voice) -> list[str]:
    ordered = sorted(verdict.breaches, key=lambda breach: breach.level)
    shown = [f"  {breach.level}  {breach.sentence}" for breach in ordered[:MOST_SENTENCES]]
    left = len(ordered) - len(shown)
    more = [voice.text(f"  另有 {left} 处；--json 列出全部", f"  and {left} more; --json lists all")] if left else []
    return ["", *shown, *more] if shown else []


COMMAND = command(
    verify,
    both(
        "独立检验一份方案：逐层、逐条给出扣分和违反之处。",
        "Checks a plan independently: penalty per level and entry, and every breach.",
    ),
)
