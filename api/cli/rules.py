"""`paiqin rules`: every rule with its level, sources and parameters."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from api.cli.command import command
from api.cli.options import Json, Lang, Quiet, both
from api.cli.rules_page import parameter_in_words, rules_markdown
from api.cli.voice import Voice, columns, default_language
from api.exchange.rule_form import PARTS, level_name, parameters_of, rule_document
from models.fact import Text
from models.fault import Fault, InputError
from models.nearest import Nearest
from solver.rules.base import Rule
from solver.rules.catalogue import RULES


def rules(
    name: Annotated[str | None, Argument(metavar="NAME", help=both("只看这一条规则", "this rule only"))] = None,
    markdown: Annotated[
        bool, Option("--markdown", help=both("写成 docs/rules.md 的内容", "as docs/rules.md has it"))
    ] = False,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Tells the rules."""
    voice = Voice(lang or default_language(), as_json, quiet)
    chosen = [_rule(name)] if name else list(RULES.values())
    if voice.as_json:
        found = [rule_document(rule, voice.lang) for rule in chosen]
        voice.json(found[0] if name else found)
    elif markdown:
        voice.say(rules_markdown().rstrip("\n"))
    elif name:
        voice.say(*_page(chosen[0], voice))
    else:
        voice.say(*_list(chosen, voice))
    return 0


def _rule(name: str) -> type[Rule]:
    if name not in RULES:
        names = list(RULES)
        known = Text("、".join(names), ", ".join(names))
        raise InputError(
            [Fault("NAME", name, known, Nearest().cure(name, names, Text("改正名称", "correct the name")))]
        )
    return RULES[name]


def _list(chosen: list[type[Rule]], voice: Voice) -> list[str]:
    head = Text("规则 名称 层级 来源 参数", "rule title level sources parameters").in_language(voice.lang).split()
    rows = [head]
    for rule in sorted(chosen, key=lambda rule: (rule.level, rule.name)):
        names = ", ".join(parameter["name"] for parameter in parameters_of(rule))
        title, level = rule.title.in_language(voice.lang), level_name(rule.level, voice.lang)
        rows.append([rule.name, title, level, ", ".join(rule.sources), names])
    more = voice.text("paiqin rules 规则名 显示其参数的取值", "paiqin rules NAME shows what its parameters may be")
    return [*columns(rows), "", more]


def _page(rule: type[Rule], voice: Voice) -> list[str]:
    scope = [PARTS[part].in_language(voice.lang) for part in PARTS if part in rule.honours]
    rows = [
        (voice.text("层级", "level"), level_name(rule.level, voice.lang)),
        (voice.text("来源", "sources"), ", ".join(rule.sources)),
        (voice.text("适用范围", "scope"), voice.text("、", ", ").join(scope)),
        (voice.text("违反时说", "a breach says"), rule.sentence.in_language(voice.lang)),
    ]
    rows += [(parameter["name"], parameter_in_words(parameter, voice.lang)) for parameter in parameters_of(rule)]
    return [f"{rule.name}  {rule.title.in_language(voice.lang)}", "", *(f"  {line}" for line in columns(rows))]


COMMAND = command(
    rules,
    both(
        "列出全部规则：层级、来源、参数的取值和默认。", "Lists all rules: level, sources, what their parameters may be."
    ),
)
