"""What is allowed where a value does not fit, and the cure, by the kind of misfit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from models.fact import Id, Name, Text
from models.plan import Moment
from models.work import Clock

Context = Mapping[str, Any]
Words = tuple[Text, Text]

A_DATE = Text("日期 YYYY-MM-DD，如 2026-01-05", "a date YYYY-MM-DD, such as 2026-01-05")
CORRECT = Text("更正该值", "correct the value")
NO_QUOTES = Text("写成不带引号的值", "write it without quotes")
QUOTES = Text("加上引号", "put it in quotes")
WRITE_DATE = Text("写一个真实的日期，带引号", "write a real date, in quotes")


def _pattern_of(text: Any) -> str:
    return str(next(part.pattern for part in get_args(text)[1:] if part.pattern))


PATTERNS: dict[str, Text] = {
    _pattern_of(Id): Text(
        "编号：1 至 64 个字符，不含斜杠和控制字符，不以空格开头",
        "an id: 1 to 64 characters, no slash, no control character, no leading blank",
    ),
    _pattern_of(Name): Text("不含控制字符的文本", "text without control characters"),
    _pattern_of(Clock): Text(
        "时间 HH:MM，跨日加 +1 或 +2，如 08:30+1", "a time HH:MM, with +1 or +2 for later days, such as 08:30+1"
    ),
    _pattern_of(Moment): Text("时间 YYYY-MM-DDTHH:MM", "a time YYYY-MM-DDTHH:MM"),
}
COLOR = Text("颜色 #rrggbb", "a colour #rrggbb")


def _one_of(context: Context) -> Words:
    names = str(context.get("expected", "")).replace("'", "")
    return Text(names.replace(" or ", "、").replace(", ", "、"), names), Text("改为其中之一", "write one of them")


def _bound(zh: str, en: str, key: str) -> Callable[[Context], Words]:
    def words(context: Context) -> Words:
        bound = context.get(key)
        return Text(f"{zh} {bound}", f"{en} {bound}"), CORRECT

    return words


def _unheeded(context: Context) -> Words:
    rule, fields = context.get("rule"), context.get("fields")
    return (
        Text(f"规则 {rule} 理会的范围（不含 {fields}）", f"a scope that rule {rule} heeds (not {fields})"),
        Text(f"从 scope 中去掉 {fields}", f"take {fields} out of the scope"),
    )


def _pattern(context: Context) -> Words:
    pattern = str(context.get("pattern", ""))
    return PATTERNS.get(pattern, COLOR if pattern.startswith("^#") else Text(pattern, pattern)), CORRECT


FIXED: dict[str, Words] = {
    "missing": (Text("必填", "a value is required here"), Text("补上该字段", "add the field")),
    "string_type": (Text("文本", "text"), QUOTES),
    "int_type": (Text("整数", "a whole number"), Text("写整数，不带引号和小数点", "write digits, no quotes, no point")),
    "int_from_float": (Text("整数", "a whole number"), Text("去掉小数", "remove the fraction")),
    "float_type": (Text("数", "a number"), NO_QUOTES),
    "finite_number": (Text("有限数", "a finite number"), CORRECT),
    "bool_type": (Text("true 或 false", "true or false"), NO_QUOTES),
    "date_type": (A_DATE, WRITE_DATE),
    "date_parsing": (A_DATE, WRITE_DATE),
    "date_from_datetime_parsing": (A_DATE, WRITE_DATE),
    "date_from_datetime_inexact": (A_DATE, WRITE_DATE),
    "tuple_type": (Text("列表 […]", "a list […]"), Text("写成列表，没有时写 []", "write a list, [] for none")),
    "dict_type": (Text("对象 {…}", "an object {…}"), Text("写成对象", "write an object")),
    "model_type": (Text("对象 {…}", "an object {…}"), Text("写成对象", "write an object")),
    "model_attributes_type": (Text("对象 {…}", "an object {…}"), Text("写成对象", "write an object")),
}

WITH_CONTEXT: dict[str, Callable[[Context], Words]] = {
    "literal_error": _one_of,
    "enum": _one_of,
    "string_pattern_mismatch": _pattern,
    "scope_not_heeded": _unheeded,
    "greater_than_equal": _bound("不小于", "at least", "ge"),
    "greater_than": _bound("大于", "more than", "gt"),
    "less_than_equal": _bound("不大于", "at most", "le"),
    "less_than": _bound("小于", "less than", "lt"),
    "string_too_short": _bound("字符数不少于", "length at least", "min_length"),
    "string_too_long": _bound("字符数不多于", "length at most", "max_length"),
    "too_short": _bound("项数不少于", "items at least", "min_length"),
    "too_long": _bound("项数不多于", "items at most", "max_length"),
}


def wording(kind: str, context: Context, message: str) -> Words:
    """What is allowed, and the cure; a rule's own complaint is given as it words it."""
    if kind in FIXED:
        return FIXED[kind]
    if kind in WITH_CONTEXT:
        return WITH_CONTEXT[kind](context)
    complaint = context.get("error")
    said = complaint.args[0] if isinstance(complaint, ValueError) and complaint.args else message
    return said if isinstance(said, Text) else Text(str(said), str(said)), CORRECT
