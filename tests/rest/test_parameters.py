"""Parameters that are wrong are told in words: place, value, what is allowed, the cure, in both languages."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any

import pytest

from api.rest.examples import example_scenario

Server = Any
Headers = dict[str, str]

NOBODYS = f"/jobs/{'0' * 32}"
CHANGXING = "/demonstrations/changxing"
CURSOR = ("上一页的 next，原样", "`next` of the page before, as it stands")
DATE = ("日期 YYYY-MM-DD，如 2026-01-05", "a date YYYY-MM-DD, such as 2026-01-05")
NUMBER = ("整数", "a whole number")
FEW_DIGITS = ("位数不太多的整数", "a whole number of few digits")

WRONG: list[tuple[str, Headers, str, str, tuple[str, str]]] = [
    ("/jobs?limit=0", {}, "query.limit", "0", ("不小于 1", "at least 1")),
    ("/jobs?limit=201", {}, "query.limit", "201", ("不大于 200", "at most 200")),
    ("/jobs?limit=many", {}, "query.limit", "many", NUMBER),
    ("/jobs?limit=", {}, "query.limit", '""', NUMBER),
    (f"/jobs?limit={'9' * 5000}", {}, "query.limit", f'"{"9" * 58}…', FEW_DIGITS),
    ("/jobs?cursor=x", {}, "query.cursor", "x", CURSOR),
    (f"{NOBODYS}/events", {"Last-Event-ID": "-1"}, "header.last-event-id", "-1", ("不小于 0", "at least 0")),
    (f"{NOBODYS}/events", {"Last-Event-ID": "one"}, "header.last-event-id", "one", NUMBER),
    (f"{NOBODYS}/outcome.pdf", {}, "path.ending", "pdf", ("xlsx、csv、ics、html", "xlsx, csv, ics or html")),
    (f"{CHANGXING}?start=2026-02-30", {}, "query.start", "2026-02-30", DATE),
    (f"{CHANGXING}?start=soon", {}, "query.start", "soon", DATE),
    (f"{CHANGXING}?start=2026-03-02T08:00", {}, "query.start", "2026-03-02T08:00", DATE),
    (f"{CHANGXING}?start=1999-12-31", {}, "query.start", "1999-12-31", ("不小于 2000-01-01", "at least 2000-01-01")),
    (f"{CHANGXING}?people=9", {}, "query.people", "9", ("不小于 10", "at least 10")),
    ("/solve", {"Idempotency-Key": ""}, "header.idempotency-key", '""', ("字符数不少于 1", "length at least 1")),
    ("/solve", {"Prefer": "w" * 256}, "header.prefer", f'"{"w" * 58}…', ("字符数不多于 255", "length at most 255")),
]  # fmt: skip


def faults(server: Server, path: str, headers: Headers, lang: str) -> list[dict[str, str]]:
    """What a request is refused for."""
    body = json.dumps(example_scenario()).encode() if path == "/solve" else None
    named = {"Authorization": f"Bearer {server.key}", "Accept-Language": lang, **headers}
    request = urllib.request.Request(f"{server.address}/api/v1{path}", body, named)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=60)
    with refused.value as answer:
        assert answer.code == HTTPStatus.UNPROCESSABLE_ENTITY
        found: list[dict[str, str]] = json.loads(answer.read())["faults"]
    return found


@pytest.mark.parametrize(("path", "headers", "place", "value", "allowed"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_parameter_is_told_in_both_languages(
    server: Server, path: str, headers: Headers, place: str, value: str, allowed: tuple[str, str]
) -> None:
    for lang, words in zip(("zh", "en"), allowed, strict=True):
        [fault] = faults(server, path, headers, lang)
        assert (fault["place"], fault["value"], fault["allowed"]) == (place, value, words)
        assert fault["cure"].isascii() == (lang == "en")


def test_all_wrong_parameters_are_told_at_once(server: Server) -> None:
    found = faults(server, f"{CHANGXING}?people=3&days=1000&start=x&seed=-1", {}, "zh")
    assert [fault["place"] for fault in found] == ["query.people", "query.days", "query.start", "query.seed"]


def test_a_date_of_the_query_is_not_to_be_put_in_quotes(server: Server) -> None:
    cures = [faults(server, f"{CHANGXING}?start=x", {}, lang)[0]["cure"] for lang in ("zh", "en")]
    assert cures == ["写一个真实的日期", "write a real date"]
