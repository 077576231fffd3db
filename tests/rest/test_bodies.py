"""The description of the API tells what a body holds: the door and the description agree."""

from __future__ import annotations

import copy
from typing import Any

import jsonschema
import pytest

from api.rest.bodies import body_components
from api.rest.examples import example_of
from models.station import Station

FORMS = {"scenario": "Scenario", "verification": "Verification", "batch": "BatchDocument"}


def _validator(name: str) -> jsonschema.Draft202012Validator:
    components = {"schemas": body_components()}
    return jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}-Input", "components": components},
        format_checker=jsonschema.FormatChecker(),
    )


@pytest.mark.parametrize("what", FORMS)
def test_the_examples_are_what_the_description_says(what: str) -> None:
    assert [error.message for error in _validator(FORMS[what]).iter_errors(example_of(what))] == []


def test_the_description_knows_every_field_of_a_station() -> None:
    names = {field.alias or name for name, field in Station.model_fields.items()}
    assert set(body_components()["Station-Input"]["properties"]) == names


@pytest.mark.parametrize(
    ("place", "value"),
    [(("facts", "people", 0, "kind"), "robot"), (("facts", "days"), 0), (("facts", "start"), "soon"), (("plan",), {})],
)
def test_what_the_description_forbids_is_found_by_it(place: tuple[str | int, ...], value: Any) -> None:
    document = copy.deepcopy(example_of("scenario"))
    inner: Any = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert not _validator("Scenario").is_valid(document)
