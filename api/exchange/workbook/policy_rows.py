"""The rows of the sheet 规则: named policies, and entries with their parameters and scope."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from api.exchange.workbook.grid import Cell
from api.exchange.workbook.items import Stated
from api.exchange.workbook.located import Located
from api.exchange.workbook.naming import id_from
from api.exchange.workbook.sheet_of_policy import PARAMETER_WORDS
from api.exchange.workbook.sorts import Around
from api.exchange.workbook.vocabulary import TRUTHS
from api.exchange.workbook.wording import Misread, parts_of, plain, tight
from models.fact import Text
from models.fault import Fault
from solver.rules.catalogue import RULES

NAMED = Text("政策", "policy")
"""What stands under 规则 where the row names a policy."""

NO_POLICY = Text("无", "none")
DEFAULT = ("law", "default")
SCOPE_DAYS = ("weekdays", "day_classes", "dates")
_PAIR = re.compile(r"\s*([^=＝:：]{1,40}?)\s*[=＝:：]\s*(.+)", re.DOTALL)


def policy_of(rows: Sequence[Stated], around: Around, located: Located, faults: list[Fault]) -> list[Stated]:
    """The names and entries of a policy, in order; law and common practice stand first where none is named."""
    items: list[Stated] = []
    is_named = False
    taken: set[str] = {row.fields["id"] for row in rows if "id" in row.fields}
    for row in rows:
        rule = tight(row.fields.get("rule", ""))
        if rule in (tight(NAMED.zh), NAMED.en):
            is_named = True
            name = row.fields.get("id", "")
            if tight(name) not in (NO_POLICY.zh, NO_POLICY.en, ""):
                items.append(_element(policy_named(name), row, {"": row.cells.get("id", row.first)}))
            continue
        items.append(_entry(row, taken, around, located, faults))
    if is_named:
        return items
    first = rows[0] if rows else None
    return [*(_element(name, first, {}) for name in DEFAULT if first), *items]


def _element(fields: Any, row: Stated, cells: dict[str, Cell]) -> Stated:
    return Stated(fields, cells, row.first, row.row)


def _entry(row: Stated, taken: set[str], around: Around, located: Located, faults: list[Fault]) -> Stated:
    entry: dict[str, Any] = {}
    cells = {"": row.first}
    stated, rule = row.fields, None
    if "rule" in stated:
        rule = rule_named(stated["rule"])
    for name, cell in row.cells.items():
        cells[f".{name}" if name not in SCOPE_DAYS else f".scope.{name}"] = cell
    for name, value in stated.items():
        if name == "rule":
            entry["rule"] = rule
        elif name == "parameters":
            try:
                entry["parameters"] = parameters_of(value, rule, around)
            except Misread as misread:
                faults.append(located.fault(row.cells["parameters"], misread.allowed, misread.cure))
        elif name.startswith("scope.") or name in SCOPE_DAYS:
            entry.setdefault("scope", {})[name.removeprefix("scope.")] = value
        else:
            entry[name] = value
    if "id" not in entry:
        entry["id"] = id_from(rule or "entry", taken)
        taken.add(entry["id"])
    return _element(entry, row, cells)


def rule_named(word: str) -> str:
    """The name of the rule that is called so in either language; the word itself when none is."""
    looked = tight(word)
    for name, rule in RULES.items():
        if looked in (name, tight(name.replace("_", "")), tight(rule.title.zh), tight(rule.title.en)):
            return name
    return plain(word)


@cache
def _policy_titles() -> dict[str, str]:
    found = {}
    for file in (files("instances") / "policies").iterdir():
        if file.name.endswith(".json"):
            found[tight(json.loads(file.read_text("utf-8")).get("name", ""))] = file.name.removesuffix(".json")
    return found


def policy_named(word: str) -> str:
    """The name of a shipped policy by its title; any other word as it stands."""
    return _policy_titles().get(tight(word), word)


def title_of_policy(name: str, lang: str) -> str:
    """The Chinese title of a shipped policy, which `policy_named` reads back; else the name."""
    found = next((title for title, policy in _policy_titles().items() if policy == name), name)
    return found if lang == "zh" and policy_named(found) == name else name


def parameters_of(text: str, rule: str | None, around: Around) -> dict[str, Any]:
    """Parameters such as `hours=11; measure=夜班`; whatever JSON can say may stand after the sign. Raises Misread."""
    if text.startswith("{"):
        return _json_object(text)
    found: dict[str, Any] = {}
    for part in re.split(r"[;；\n]+", text):
        if not part.strip():
            continue
        pair = _PAIR.fullmatch(part)
        if pair is None:
            raise Misread(
                Text("名=值，多个用 ; 隔开，如 hours=11", "name=value, several parted by ;, such as hours=11"),
                Text("写成 名=值；参数见 paiqin rules", "write name=value; paiqin rules lists the parameters"),
            )
        name = plain(pair[1])
        found[name] = _value(name, pair[2].strip(), rule, around)
    return found


def _json_object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Misread(Text("完整的 {…}", "a complete {…}"), Text("写成 名=值", "write name=value")) from error
    return found if isinstance(found, dict) else {}


def _value(name: str, text: str, rule: str | None, around: Around) -> Any:
    try:
        return json.loads(plain(text) if not text.startswith(("[", "{", '"')) else text)
    except json.JSONDecodeError:
        pass
    words = PARAMETER_WORDS.get(name)
    if words:
        return words.value(text)
    if text in (TRUTHS.words[True].zh, TRUTHS.words[False].zh):
        return TRUTHS.value(text)
    if _is_list(name, rule):
        return [_resolved(part, around) for part in parts_of(text)]
    return _resolved(text, around)


def _is_list(name: str, rule: str | None) -> bool:
    model = RULES.get(rule or "")
    field = model.model_fields.get(name) if model else None
    return field is not None and "tuple" in str(field.annotation)


def _resolved(word: str, around: Around) -> str:
    """A parameter may name a shift as its cell does."""
    return around.naming.find(word, "shifts") or plain(word)


def shown_parameters(parameters: Mapping[str, Any], rule: str | None, around: Around) -> str:
    """The text that `parameters_of` reads back as these parameters."""
    text = "; ".join(f"{name}={_shown(name, value, around)}" for name, value in parameters.items())
    try:
        if parameters_of(text, rule, around) == dict(parameters):
            return text
    except Misread:
        pass
    return json.dumps(dict(parameters), ensure_ascii=False)


def _shown(name: str, value: Any, around: Around) -> str:
    words = PARAMETER_WORDS.get(name)
    if words and value in words.words:
        return words.word(value, around.lang)
    if isinstance(value, str):
        return around.naming.word_for(value, "shifts")
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return around.naming.words_for(value, "shifts")
    return json.dumps(value, ensure_ascii=False)
