"""Fits plain values into the models, and says in words what does not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.exchange.fields import fields_at
from api.exchange.misfit_words import wording
from api.exchange.places import Step, place_of, shown, value_at
from models.fact import Text
from models.fault import Fault
from models.nearest import Nearest, listed

Model = TypeVar("Model", bound=BaseModel)
MOST_ERRORS = 5000
FIRST_ITEMS = (50, 7, 1, 0)
"""Of so many errors only those are told that the first items of each list bring, of ever fewer until they are few."""

FIELDS_EACH = 20
"""Where a list keeps one item, an object keeps so many fields."""


@dataclass(frozen=True)
class Misfit:
    """One value that does not fit its model: the steps that lead to it, and the fault."""

    steps: tuple[Step, ...]
    is_extra: bool
    fault: Fault


def fitted(model: type[Model], document: Any, root: str = "") -> tuple[Model | None, list[Misfit]]:
    """The model of a plain value, or None with everything that does not fit; `root` is the place of the value."""
    try:
        found = model.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        return None, misfits_of(error, model, document, root)
    unlike = [
        misfit_of_date(steps, value, root)
        for steps, value in restated(document, found.model_dump(mode="json", by_alias=True))
    ]
    return (None, unlike) if unlike else (found, [])


def misfits_of(error: ValidationError, model: type[BaseModel], document: Any, root: str) -> list[Misfit]:
    """What an error says, in the order in which it says it; beyond `MOST_ERRORS` that of first items only."""
    count = error.error_count()
    if count <= MOST_ERRORS:
        nearest = Nearest()
        details = [detail for detail in error.errors(include_url=False) if not _only_seems_short(detail)]
        return [_misfit(detail, model, document, root, nearest) for detail in details]
    fewer = (_first_items(document, most) for most in FIRST_ITEMS)
    few = next(first for first in fewer if _error_count(model, first) <= MOST_ERRORS)
    found = fitted(model, few, root)[1]
    allowed = Text("符合格式的内容", "content of the documented form")
    cure = Text(
        "文件多处不合格式，先核对最前几项", "much of the file does not fit: compare its first items with the form"
    )
    return [*found[:MOST_ERRORS], Misfit((), False, Fault(root or "-", f"{count} x", allowed, cure))]


def _misfit(detail: ErrorDetails, model: type[BaseModel], document: Any, root: str, nearest: Nearest) -> Misfit:
    steps, kind = detail["loc"], detail["type"]
    if kind == "scope_not_heeded":
        steps = (*steps, "scope")
    allowed, cure = wording(kind, detail.get("ctx", {}), detail["msg"])
    if kind == "extra_forbidden":
        names = fields_at(model, steps[:-1])
        some = listed(names, Text("无", "none"))
        allowed = Text(f"字段 {some.zh}", f"the fields {some.en}")
        cure = nearest.cure(str(steps[-1]), names, Text("删去该字段", "remove the field"))
    return Misfit(
        steps, kind == "extra_forbidden", Fault(place_of(steps, root) or "-", _value(document, steps), allowed, cure)
    )


def _only_seems_short(detail: ErrorDetails) -> bool:
    """Whether a list counts as too short only because its items do not fit."""
    stated = detail["input"]
    least = detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(stated, list) and len(stated) >= least


def _value(document: Any, steps: tuple[Step, ...]) -> str:
    try:
        return shown(value_at(document, steps))
    except (KeyError, IndexError, TypeError):
        return "-"


def misfit_of_date(steps: tuple[Step, ...], value: str, root: str) -> Misfit:
    """The misfit of a text that looks like no date, but could be read as one."""
    allowed, cure = wording("date_parsing", {}, "")
    return Misfit(steps, False, Fault(place_of(steps, root), shown(value), allowed, cure))


def restated(stated: Any, read: Any, steps: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Texts that were read as something else: a date is not a count of seconds. One item may stand for its list."""
    if isinstance(stated, dict) and isinstance(read, dict):
        for key, value in stated.items():
            if key in read and isinstance(value, str | dict | list):
                yield from restated(value, read[key], (*steps, key))
    elif isinstance(stated, list) and isinstance(read, list):
        for number, (one, other) in enumerate(zip(stated, read, strict=False)):
            if isinstance(one, str | dict | list):
                yield from restated(one, other, (*steps, number))
    elif isinstance(stated, str) and read not in (stated, [stated]):
        yield steps, stated


def _error_count(model: type[BaseModel], document: Any) -> int:
    try:
        model.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        return error.error_count()
    return 0


def _first_items(document: Any, most: int) -> Any:
    if isinstance(document, dict):
        return {key: _first_items(value, most) for key, value in islice(document.items(), FIELDS_EACH * most)}
    if isinstance(document, list):
        return [_first_items(value, most) for value in document[:most]]
    return document
