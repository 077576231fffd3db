"""Bodies as the description of the API shows them: they work as they stand."""

from __future__ import annotations

from datetime import date as Date
from functools import cache
from typing import Any

from api.exchange.documents import document_of_fact
from solver.generate.station import generate_station

START, DAYS, PEOPLE = Date(2026, 3, 2), 7, 10


@cache
def example_scenario() -> dict[str, Any]:
    """A small invented station's week."""
    station = generate_station("changxing", people=PEOPLE, days=DAYS, start=START)
    facts = document_of_fact(station)
    return {"schema": 1, "kind": "roster", "facts": facts, "budget": {"seconds": 2, "workers": 1}}


def example_of(what: str) -> dict[str, Any]:
    """The body of a route that takes a `scenario`, a `verification` or a `batch`."""
    if what == "verification":
        return {"scenario": example_scenario(), "plan": {"schema": 1, "kind": "plan", "assignments": []}}
    if what == "batch":
        fewer = {"name": "少一人", "people": [{"change": -1, "kind": "auxiliary"}]}
        budget = {"seconds": 1, "workers": 1}
        facts = {"name": "示例", "facts": example_scenario()}
        patches = [{"name": "现状"}, fewer]
        return {"schema": 1, "kind": "batch", "facts": [facts], "patches": patches, "budget": budget}
    return example_scenario()
