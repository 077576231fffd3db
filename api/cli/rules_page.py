"""The rules as tables and as docs/rules.md, made from the catalogue alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from api.exchange.rule_form import PARTS, level_name, parameters_of
from models.fact import Text
from solver.rules.base import Rule
from solver.rules.catalogue import RULES

TYPES = {
    "integer": Text("整数", "whole number"),
    "string": Text("编号", "id"),
    "array": Text("编号列表", "list of ids"),
    "boolean": Text("true 或 false", "true or false"),
}
STRICTER = {"higher": Text("越高越严", "higher is stricter"), "lower": Text("越低越严", "lower is stricter")}

INTRODUCTION = """# Rules 规则

Made by `paiqin rules --markdown`. 本页由 `paiqin rules --markdown` 生成。

An entry of a policy names a rule, its parameters, a level, a weight and a scope; see [files](files.md). A rule's own
level holds where an entry states none. "Scope" lists the parts of a scope that the rule heeds. Sources are the codes
of what is known about the work: D duty, L law, S staffing norms, T tenure.

政策中的每个条目写明规则、参数、层级、权重和适用范围，见[文件格式](files.md)。条目未写层级时用规则自己的层级。“适用范围”是该规则
看的那几部分。来源为勤务知识的编号：D 勤务，L 法律，S 编制与配置，T 任职。
"""


def parameter_in_words(parameter: dict[str, Any], lang: str) -> str:
    """What a parameter may be, and its default."""
    choices, least, most = parameter["choices"], parameter["least"], parameter["most"]
    if choices:
        allowed = " | ".join(choices)
    else:
        allowed = TYPES[parameter["type"]].in_language(lang)
        allowed += f" {least}–{most}" if least is not None and most is not None else ""
    default = json.dumps(parameter["default"]).strip('"')
    given = Text("必填", "required") if parameter["required"] else Text(f"默认 {default}", f"default {default}")
    stricter = STRICTER.get(parameter["stricter"] or "", Text("", ""))
    parts = (allowed, given.in_language(lang), stricter.in_language(lang))
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


def rules_markdown() -> str:
    """docs/rules.md."""
    rows = [
        (f"[`{rule.name}`](#{rule.name})", *rule.title, level_name(rule.level, "en"), ", ".join(rule.sources))
        for rule in RULES.values()
    ]
    parts = [INTRODUCTION, _table(("rule", "规则", "what it is about", "level", "sources"), rows), ""]
    return "\n".join([*parts, *(_section(rule) for rule in RULES.values())])


def _section(rule: type[Rule]) -> str:
    scope = [part for part in PARTS if part in rule.honours]
    english, chinese = (", ".join(scope), "、".join(PARTS[part].zh for part in scope))
    sources = ", ".join(rule.sources)
    text = [
        f"## {rule.name}",
        f"{rule.title.zh} · {rule.title.en}",
        " ".join((rule.__doc__ or "").split()),
        f"Level {level_name(rule.level, 'en')}. Scope: {english}. Sources: {sources}.",
        f"层级 {level_name(rule.level, 'zh')}。适用范围：{chinese}。来源：{sources}。",
    ]
    rows = [(f"`{p['name']}`", parameter_in_words(p, "en"), parameter_in_words(p, "zh")) for p in parameters_of(rule)]
    if rows:
        text.append(_table(("parameter", "may be", "取值"), rows))
    return "\n\n".join(text) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace(' | ', ', ') for cell in line)} |" for line in lines)
