"""The door: a scenario is read from its file or value and checked completely; every fault comes out at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from api.exchange.document import file_in, is_tabular, read_document
from api.exchange.door import Door, unknown_fields
from api.exchange.envelope import faults_of_envelope
from api.exchange.facts import PLACE, facts_of
from api.exchange.places import in_order, moved
from api.exchange.policies import shipped_policies
from models.consistency import MOST_FAULTS
from models.fact import Text
from models.fault import Fault, InputError
from models.station import Station
from solver.scenario.policy_names import idle_entries
from solver.scenario.scenario import Scenario


@dataclass(frozen=True)
class LoadedScenario:
    """A scenario that has passed the door; `file` is where it was read, `notices` what its reader should know.

    `refusal` makes the error of faults that are found later, told by the cells of the workbook it was read from.
    """

    scenario: Scenario
    file: Path | None = None
    notices: tuple[Text, ...] = ()
    refusal: Callable[[Sequence[Fault]], InputError] = InputError


def load_scenario(path: Path | str, policies: Sequence[str] = (), shelf: Traversable | None = None) -> LoadedScenario:
    """Reads a scenario of ours: a .json or .yaml file, a folder with one, a workbook, or a folder of tables.

    `policies` are further policies, names or paths; `shelf` is the folder of named ones, by default those shipped.
    Raises InputError with every fault found.
    """
    if is_tabular(Path(path)):
        from api.exchange.workbook.load import load_workbook  # noqa: PLC0415

        return load_workbook(Path(path), policies, shelf)
    file = file_in(Path(path), "scenario")
    try:
        found = scenario_of(read_document(file), policies, file.parent, shelf)
    except InputError as error:
        raise InputError([replace(f, place=file.name) if f.place == "-" else f for f in error.faults]) from None
    return LoadedScenario(found.scenario, file, found.notices)


def load_facts(path: Path | str) -> Station:
    """Reads a station's facts: a document of kind `station`. Raises InputError with every fault found."""
    document = read_document(file_in(Path(path), "station"))
    faults = faults_of_envelope(document, ("station",), PLACE)
    reading, found = facts_of(document)
    faults = [moved(fault, PLACE, "") for fault in (*faults, *found)]
    if faults or reading is None:
        raise InputError(in_order(faults, document)[:MOST_FAULTS])
    return reading.station


def scenario_of(
    document: Any, policies: Sequence[str] = (), home: Path | None = None, shelf: Traversable | None = None
) -> LoadedScenario:
    """The scenario that a plain value states. Paths in it are below `home`; without a home no file is read."""
    door = Door(document, home)
    if not isinstance(document, dict):
        raise InputError(faults_of_envelope(document, ("roster",)))
    door.faults += faults_of_envelope(document, ("roster",))
    door.faults += unknown_fields(document)
    reading = door.facts()
    entries = door.policy(policies, shelf or shipped_policies(), reading)
    published, budget = door.published(reading), door.budget()
    door.raise_faults()
    if reading is None or budget is None:
        raise InputError(door.faults)
    scenario = Scenario(facts=reading.station, policy=entries, published=published, budget=budget)
    return LoadedScenario(scenario, None, (*door.notices, *idle_entries(entries, reading.station)))
