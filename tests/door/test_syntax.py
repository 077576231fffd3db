"""What is wrong with the syntax of a file is told in the reader's language, with line and column."""

from __future__ import annotations

import re

import pytest

from api.exchange.document import document_of
from models.fault import Fault, InputError

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
ALLOWED_WORDS = {"JSON", "YAML", "null"}

JSON: dict[str, tuple[str, int, int, str, str]] = {
    "no colon": ('{"a" 1}', 1, 6, "缺少冒号", "a colon is missing"),
    "no comma": ('{"a": 1,\n "b": 2\n "c": 3}', 3, 2, "缺少逗号", "a comma or a closing bracket is missing"),
    "bracket of another sort": ('{"a": [1}', 1, 9, "缺少括号", "closing bracket"),
    "bare name": ("{a: 1}", 1, 2, "双引号的字段名", "a field's name in double quotes"),
    "single quotes": ("{'a': 1}", 1, 2, "单引号", "single quotes"),
    "comma after the last item": ('{"a": [1, 2,]}', 1, 13, "多了逗号", "a comma after the last item"),
    "no value": ('{"a": }', 1, 7, "应有值", "a value is due"),
    "open quote": ('{"a": "b', 1, 7, "引号没有结束", "a quote is not closed"),
    "line break in quotes": ('{"a": "b\n"}', 1, 9, "换行或有控制字符", "line break or control character"),
    "bad escape": ('{"a": "C:\\x"}', 1, 10, "不成转义", "no such escape"),
    "bad code": ('{"a": "\\u12"}', 1, 9, "不成转义", "no such escape"),
    "text after the end": ('{"a": 1}}', 1, 9, "多了括号", "one bracket too many"),
    "cut off": ('{"a": {\n"b": 1', 2, 7, "在此中断", "the text ends before"),
    "full-width colon": ('{"a"：1}', 1, 5, "全角标点", "full-width"),
    "full-width quotes": ("{“a”: 1}", 1, 2, "全角标点", "full-width"),
    "comment": ('{\n// note\n"a": 1}', 2, 1, "不能有注释", "no comments"),
}

YAML: dict[str, tuple[str, int, int, str, str]] = {
    "tab": ("a:\n\t- b\n", 2, 1, "制表符", "a tab"),
    "open list": ("a: [1, 2\nb: 3\n", 2, 2, "缺少括号", "closing bracket"),
    "open object": ("a: {b: 1\nc: 2\n", 2, 2, "缺少括号", "closing bracket"),
    "open quote": ('a: 1\nb: "x\nc: 1\n', 2, 4, "引号没有结束", "a quote is not closed"),
    "too far in": ("a: 1\n  b: 2\n", 2, 4, "不应有冒号", "no colon may stand here"),
    "too far out": ("a:\n  b: 1\n c: 2\n", 3, 2, "缩进", "indentation"),
    "item among fields": ("a: 1\n- b\n", 2, 1, "缩进", "indentation"),
    "field among items": ("- a\nb: 1\n", 2, 1, "缩进", "indentation"),
    "bad escape": ('a: "\\q"\n', 1, 5, "不成转义", "no such escape"),
    "bad code": ('a: "\\u12"\n', 1, 7, "不成转义", "no such escape"),
    "reserved character": ("a: @x\n", 1, 4, "不能以这个字符开头", "may begin with this character"),
    "two commas": ("a: [1,,2]\n", 1, 7, "应有值", "a value is due"),
    "text after a bar": ("a: |x\n", 1, 5, "只能换行", "only a line break"),
    "text after the end": ("{a: 1} b", 1, 8, "还有文字", "text after the end"),
    "control character": ("a: 1\nb: \x07\n", 2, 4, "控制字符", "control character"),
    "anything else": ("%x\na: 1", 1, 3, "语法不对", "the syntax is wrong"),
}

CASES = [(form, name, *case) for form, cases in (("JSON", JSON), ("YAML", YAML)) for name, case in cases.items()]


def fault_of(form: str, text: str) -> Fault:
    with pytest.raises(InputError) as caught:
        document_of(text, "a", is_json=form == "JSON")
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("form", "text", "line", "column", "zh", "en"),
    [(form, *case) for form, _, *case in CASES],
    ids=[f"{form} {name}" for form, name, *_ in CASES],
)
def test_a_fault_of_syntax_names_its_cause_with_line_and_column(
    form: str, text: str, line: int, column: int, zh: str, en: str
) -> None:
    fault = fault_of(form, text)
    assert fault.place == f"a:{line}:{column}"
    assert f"第 {line} 行第 {column} 列" in fault.allowed.zh
    assert f"line {line}, column {column}" in fault.allowed.en
    assert zh in fault.allowed.zh
    assert en in fault.allowed.en


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, _, text, *_ in CASES])
def test_a_fault_of_syntax_mixes_no_languages(form: str, text: str) -> None:
    fault = fault_of(form, text)
    for chinese, english in ((fault.allowed.zh, fault.allowed.en), (fault.cure.zh, fault.cure.en)):
        assert set(ENGLISH_WORD.findall(chinese)) <= ALLOWED_WORDS
        assert not CHINESE.search(english)
