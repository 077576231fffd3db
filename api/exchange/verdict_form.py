"""A verdict as a plain value: penalties per level and entry, and every breach."""

from __future__ import annotations

from typing import Any

from models.fact import Text
from models.outcome import LEVEL_NAMES
from solver.rules.catalogue import RULES
from solver.verify import ONE_DUTY_TITLE, Verdict


def verdict_document(verdict: Verdict, lang: str) -> dict[str, Any]:
    """A verdict as JSON: penalty per level and per entry, the groups by level and entry, and every breach."""
    return {
        "levels": [
            {"level": level, "name": Text(*LEVEL_NAMES[level]).in_language(lang), "penalty": penalty}
            for level, penalty in enumerate(verdict.levels)
        ],
        "entries": verdict.entries,
        "groups": [
            {
                "level": group.level,
                "entry": group.entry,
                "rule": group.rule,
                "title": title_of(group.rule, lang),
                "count": len(group.breaches),
                "penalty": group.penalty,
            }
            for group in verdict.groups
        ],
        "breaches": [breach.model_dump(mode="json") for breach in verdict.breaches],
    }


def title_of(rule: str, lang: str) -> str:
    """What people call a rule."""
    title = ONE_DUTY_TITLE if rule == "one_duty" else RULES[rule].title
    return title.in_language(lang)
