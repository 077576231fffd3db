from typing import Any

import pytest

from api.exchange.document import document_of


@pytest.mark.parametrize("text", ["2026-01-05", "08:00", "on", "off", "yes", "No", "y", "007", "0x1f", "1_000", "+1", ".5", "1e", "=", "<<", ".nan", "Infinity"])  # fmt: skip # noqa: E501
def test_what_json_does_not_know_stays_text(text: str) -> None:
    assert document_of(f"[{text}]", "a.yaml", is_json=False) == [text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-0", 0),
        ("1.5", 1.5),
        ("-1e3", -1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
    ],
)
def test_what_json_knows_is_read_as_json_does(text: str, value: Any) -> None:
    read = document_of(f"[{text}]", "a.yaml", is_json=False)
    assert (read, type(read[0])) == ([value], type(value))


@pytest.mark.parametrize("text", ["'7'", '"true"', '"null"', "''"])
def test_what_is_quoted_is_text(text: str) -> None:
    assert document_of(f"[{text}]", "a.yaml", is_json=False) == [text[1:-1]]


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert document_of("on: 1\n2: 3\nnull: 4\n", "a.yaml", is_json=False) == {"on": 1, "2": 3, "null": 4}


def test_nothing_after_a_key_is_null() -> None:
    assert document_of("a:\nb: []\n", "a.yaml", is_json=False) == {"a": None, "b": []}
