"""What is wrong with a parameter: of the query, a header or the address, which are plain text without quotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError

from api.exchange.misfit_words import A_DATE, Words, wording
from api.exchange.places import LONGEST, shown
from api.rest.cursor import FORM
from models.fact import Text
from models.fault import Fault

DATE: Words = (A_DATE, Text("写一个真实的日期", "write a real date"))
NUMBER: Words = (Text("整数", "a whole number"), Text("只写数字", "write digits only"))
PLAIN: dict[str, Words] = {
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": DATE,
    "int_parsing": NUMBER,
    "int_parsing_size": (Text("位数不太多的整数", "a whole number of few digits"), Text("减小", "ask for less")),
}
"""Where plain text needs other words than a value in a document."""

CURSOR: Words = (
    Text("上一页的 next，原样", "`next` of the page before, as it stands"),
    Text("照抄上一页的 next；要第一页则去掉", "copy `next` of the page before; leave it out for the first page"),
)


def parameter_faults(error: RequestValidationError) -> list[Fault]:
    """Every parameter that cannot be read, at a place such as `query.limit` or `header.last-event-id`."""
    return [
        Fault(".".join(map(str, wrong["loc"])), _stated(str(wrong["input"])), *_words(wrong))
        for wrong in error.errors()
    ]


def _words(wrong: Mapping[str, Any]) -> Words:
    kind, context = wrong["type"], wrong.get("ctx", {})
    if context.get("pattern") == FORM:
        return CURSOR
    return PLAIN.get(kind) or wording(kind, context, wrong["msg"])


def _stated(text: str) -> str:
    """A parameter as it was sent; in quotes where it could not be seen, or is cut short."""
    return text if text.isprintable() and 0 < len(text) <= LONGEST else shown(text)
