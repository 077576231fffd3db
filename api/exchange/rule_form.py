"""A rule as a plain value: its title, level, sources, scope and parameters."""

from __future__ import annotations

from typing import Any

from models.fact import Text
from models.outcome import LEVEL_NAMES
from solver.rules.base import Rule

PARTS = {"people": Text("人员", "people"), "days": Text("日期", "days"), "duties": Text("勤务", "duties")}


def level_name(level: int, lang: str) -> str:
    """A level's number and name."""
    return f"{level} {Text(*LEVEL_NAMES[level]).in_language(lang)}"


def parameters_of(rule: type[Rule]) -> list[dict[str, Any]]:
    """Each parameter: name, type, whether it must be given, default, bounds, choices, which way is stricter."""
    schema = rule.model_json_schema()
    needed = schema.get("required", [])
    return [
        {"name": name, "required": name in needed, **_stated(field), "stricter": rule.strict_side.get(name)}
        for name, field in schema.get("properties", {}).items()
    ]


def _stated(field: dict[str, Any]) -> dict[str, Any]:
    kinds = field.get("anyOf", [field])
    main = next(kind for kind in kinds if kind.get("type") != "null")
    return {
        "type": main.get("type", "string"),
        "choices": main.get("enum"),
        "least": main.get("minimum"),
        "most": main.get("maximum"),
        "may_be_null": len(kinds) > 1,
        "default": field.get("default"),
    }


def rule_document(rule: type[Rule], lang: str) -> dict[str, Any]:
    """A rule as JSON."""
    return {
        "name": rule.name,
        "title": rule.title.in_language(lang),
        "level": rule.level,
        "level_name": Text(*LEVEL_NAMES[rule.level]).in_language(lang),
        "sources": list(rule.sources),
        "scope": [part for part in PARTS if part in rule.honours],
        "parameters": parameters_of(rule),
        "sentence": rule.sentence.in_language(lang),
    }
