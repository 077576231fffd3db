"""The forms of bodies, for the description of the API: what the door reads, from the models that it reads into."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from api.batch.document import BatchDocument
from api.exchange.policies import policy_names
from api.rest.examples import example_of
from models.plan import Plan
from models.station import Station
from solver.rules.catalogue import RULES
from solver.rules.entry import POLICY_LAYERS
from solver.rules.scope import Scope
from solver.scenario.scenario import Budget

READ = (Station, Plan, Scope, Budget, BatchDocument)
COMPONENT = "#/components/schemas/{model}-Input"

Schema = dict[str, Any]


def body_of(what: str) -> Schema:
    """The body of a route that takes a `scenario`, a `verification` or a `batch`, with an example that works."""
    schema = {"scenario": "Scenario", "verification": "Verification", "batch": "BatchDocument"}[what]
    content = {"application/json": {"schema": _named(schema), "example": example_of(what)}}
    return {"requestBody": {"required": True, "content": content}}


@cache
def body_components() -> Schema:
    """The forms by their names in the description."""
    _, read = models_json_schema([(model, "validation") for model in READ], ref_template=COMPONENT)
    stated = {**read["$defs"], "Scenario": _scenario(), "PolicyEntry": _entry(), "Verification": _verification()}
    stated["BatchDocument"]["required"] = ["schema", "kind", "facts"]
    return {f"{name}-Input": schema for name, schema in stated.items()}


def _named(model: str) -> Schema:
    return {"$ref": COMPONENT.format(model=model)}


def _scenario() -> Schema:
    """A roster to be made; a policy is a list of names of policies and of entries."""
    items = {"anyOf": [{"type": "string", "enum": policy_names()}, _named("PolicyEntry")]}
    return _object(
        {
            "schema": {"const": 1},
            "kind": {"const": "roster"},
            "facts": _named("Station"),
            "policy": {"anyOf": [{"type": "array", "items": items}, {"type": "null"}]},
            "published": {"anyOf": [_named("Plan"), {"type": "null"}]},
            "budget": _named("Budget"),
        },
        ("schema", "kind", "facts"),
    )


def _entry() -> Schema:
    """One entry, or what changes in the entry of the same id in a policy named before it."""
    return _object(
        {
            "id": {"type": "string", "minLength": 1, "maxLength": 64},
            "rule": {"type": "string", "enum": list(RULES)},
            "level": {"type": "integer", "minimum": 0, "maximum": 5},
            "weight": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
            "on": {"type": "boolean"},
            "scope": _named("Scope"),
            "parameters": {"type": "object", "description": "`form` at /api/v1/rules/{name} tells those of a rule"},
            "source": {"type": "array", "items": {"type": "string"}},
            "layer": {"anyOf": [{"type": "string", "enum": list(POLICY_LAYERS)}, {"type": "null"}]},
        },
        ("id",),
    )


def _verification() -> Schema:
    return _object({"scenario": _named("Scenario"), "plan": _named("Plan")}, ("scenario", "plan"))


def _object(properties: Schema, required: tuple[str, ...]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
