"""Routes to look up: rules and their forms, policies, demonstrations ready to be handed in."""

from __future__ import annotations

import json
from datetime import date as Date
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.exchange.documents import document_of_fact
from api.exchange.policies import policy_names, shipped_policies
from api.exchange.rule_form import rule_document
from api.rest.problems import Problem, answers
from api.rest.service import Lang, Reader
from models.fact import Text
from models.reading import FIRST_DAY, LAST_DAY
from solver.generate.shipped import demo_names
from solver.generate.station import generate_station
from solver.rules.catalogue import RULES

ROUTES = APIRouter(tags=["reference"])

LISTED = answers(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
NAMED = {**LISTED, **answers(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)}

RuleName = Annotated[str, Path(json_schema_extra={"enum": list(RULES)})]
PolicyName = Annotated[str, Path(json_schema_extra={"enum": policy_names()})]
DemoName = Annotated[str, Path(json_schema_extra={"enum": list(demo_names())})]


@ROUTES.get("/rules", responses=LISTED, response_model=list[dict[str, Any]])
def rules(_: Reader, lang: Lang) -> Response:
    """Every rule: title, level, sources, parameters."""
    return Response(_rules(lang), media_type="application/json")


@cache
def _rules(lang: str) -> str:
    return json.dumps([rule_document(rule, lang) for rule in RULES.values()], ensure_ascii=False)


@ROUTES.get("/rules/{name}", responses=NAMED)
def rule(_: Reader, lang: Lang, name: RuleName) -> dict[str, Any]:
    """A rule, and the JSON Schema of its parameters as `form`."""
    if name not in RULES:
        raise _unknown(name)
    return {**rule_document(RULES[name], lang), "form": RULES[name].model_json_schema()}


@ROUTES.get("/policies", responses=LISTED)
def policies(_: Reader) -> list[str]:
    """The names of the policies that a scenario can name."""
    return policy_names()


@ROUTES.get("/policies/{name}", responses=NAMED)
def policy(_: Reader, name: PolicyName) -> dict[str, Any]:
    """A policy's document."""
    if name not in policy_names():
        raise _unknown(name)
    found: dict[str, Any] = json.loads((shipped_policies() / f"{name}.json").read_text("utf-8"))
    return found


@ROUTES.get("/demonstrations", responses=LISTED)
def demonstrations(_: Reader, lang: Lang) -> dict[str, str]:
    """Names and titles of invented stations."""
    return {name: title.in_language(lang) for name, title in demo_names().items()}


@ROUTES.get("/demonstrations/{name}", responses=NAMED)
def demonstration(
    _: Reader,
    name: DemoName,
    people: Annotated[int | None, Query(ge=10, le=500)] = None,
    days: Annotated[int, Query(ge=7, le=70)] = 35,
    start: Annotated[Date | None, Query(ge=FIRST_DAY, le=LAST_DAY)] = None,
    seed: Annotated[int, Query(ge=0, le=2**31 - 1)] = 1,
) -> dict[str, Any]:
    """An invented station's scenario, ready to be handed in."""
    if name not in demo_names():
        raise _unknown(name)
    station = generate_station(name, seed=seed, people=people, days=days, start=start or _next_month())
    budget = {"seconds": 60, "workers": 2}
    return {"schema": 1, "kind": "roster", "facts": document_of_fact(station), "budget": budget}


def _next_month() -> Date:
    return (Date.today().replace(day=1) + timedelta(days=32)).replace(day=1)


def _unknown(name: str) -> Problem:
    shown = name[:100]
    return Problem(HTTPStatus.NOT_FOUND, Text(f"没有 {shown}", f"there is no {shown}"))
