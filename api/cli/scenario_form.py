"""A scenario as somebody writes it: with policies by name and facts as they are, to be edited by hand."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.exchange.documents import document_of_fact, json_text, yaml_text
from models.fact import Fact
from models.station import Station
from solver.generate.scenario import station_policy
from solver.generate.shipped import preset_of
from solver.scenario.policy import stated_fields


class ScenarioForm(Fact):
    """A scenario's document, unmerged."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["roster"] = "roster"
    facts: Any
    policy: list[Any] | None = None
    published: Any = None
    budget: Any = None


def invented_form(preset: str, station: Station) -> ScenarioForm:
    """The document of an invented station under the named policies of its preset and the month's own numbers."""
    entries = [stated_fields(entry) for entry in station_policy(station).entries]
    return ScenarioForm(facts=document_of_fact(station), policy=[*preset_of(preset).policies, *entries])


def form_text(form: ScenarioForm, ending: str) -> str:
    """The document as YAML or JSON, as the file's ending has it."""
    return yaml_text(form) if ending in (".yaml", ".yml") else json_text(form)
