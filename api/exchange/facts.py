"""Reads a station's facts as far as they can be read, with every fault of form and every cross fault in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from api.exchange.envelope import faults_of_envelope
from api.exchange.misfits import Misfit, fitted
from api.exchange.places import Step, place_of
from models.consistency import faults_of_facts, faults_of_size
from models.fault import Fault
from models.reading import Reading
from models.references import Known
from models.station import Station

PLACE = "facts"
HORIZON: dict[str, Any] = {"start": "2026-01-01", "days": 1}
"""Stands in for a horizon that cannot be read."""

ROUNDS = 4


def facts_of(document: Any) -> tuple[Reading | None, list[Fault]]:
    """What can be read of a document of facts, and all its faults, with places below `facts`."""
    faults = faults_of_envelope(document, ("station",), PLACE, optional=True)
    if not isinstance(document, dict):
        return None, faults
    stated = {name: value for name, value in document.items() if name not in ("schema", "kind")}
    oversized = faults_of_size(stated)
    if oversized:
        return None, [*faults, *oversized]
    station, misfits = fitted(Station, stated, PLACE)
    faults += [misfit.fault for misfit in misfits]
    known = Known(stated)
    reading: Reading | None = None
    if station:
        reading = Reading(station, known)
    elif all(misfit.steps for misfit in misfits):
        reading, more = _remainder(stated, misfits, known)
        faults += more
    if reading:
        told = {fault.place for fault in faults}
        faults += [fault for fault in faults_of_facts(stated, reading) if fault.place not in told]
    return reading, faults


def _remainder(stated: dict[str, Any], misfits: list[Misfit], known: Known) -> tuple[Reading | None, list[Fault]]:
    """What remains when misfits, or the items that hold them, are left out; and what only shows once they are gone."""
    kept, numbers, faults = stated, dict[str, list[int]](), list[Fault]()
    for _ in range(ROUNDS):
        kept, remain = _without(kept, misfits)
        for name, left in remain.items():
            numbers[name] = [numbers[name][k] for k in left] if name in numbers else left
        station, misfits = fitted(Station, {**HORIZON, **kept})
        if station:
            return Reading(station, known, numbers, "start" in kept and "days" in kept), faults
        faults += [_as_numbered(misfit, numbers) for misfit in misfits]
    return None, faults


def _as_numbered(misfit: Misfit, numbers: Mapping[str, list[int]]) -> Fault:
    """The fault of a misfit, found in shortened lists, with its number in the document."""
    steps = list(misfit.steps)
    for at, step in enumerate(steps):
        names = ".".join(str(part) for part in steps[:at])
        if isinstance(step, int) and names in numbers:
            steps[at] = numbers[names][step]
            break
    return replace(misfit.fault, place=place_of(steps, PLACE))


def _without(stated: dict[str, Any], misfits: list[Misfit]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """A document without its misfits, and the numbers of the items that remain in each shortened list."""
    kept = dict(stated)
    left_out: dict[tuple[str, ...], set[int]] = {}
    remain: dict[str, list[int]] = {}
    for misfit in misfits:
        number = next((at for at, step in enumerate(misfit.steps) if isinstance(step, int)), None)
        names = tuple(str(step) for step in misfit.steps[:number])
        if misfit.is_extra or number is None:
            _drop_field(kept, misfit.steps)
        else:
            left_out.setdefault(names, set()).add(int(misfit.steps[number]))
        if not misfit.is_extra and number is None:
            remain[".".join(names)] = []
    for names, wrong in left_out.items():
        items = _at(kept, names)
        left = remain[".".join(names)] = [number for number in range(len(items)) if number not in wrong]
        _put(kept, names, [items[number] for number in left])
    return kept, remain


def _drop_field(kept: dict[str, Any], steps: tuple[Step, ...]) -> None:
    """Takes one field out, on copies: the document itself stays whole."""
    holder: Any = kept
    for step in steps[:-1]:
        copied = holder[step].copy() if isinstance(holder[step], dict | list) else {}
        holder[step] = copied
        holder = copied
    if isinstance(holder, dict):
        holder.pop(steps[-1], None)


def _at(kept: Any, names: tuple[str, ...]) -> list[Any]:
    for name in names:
        kept = kept[name]
    return list(kept)


def _put(kept: dict[str, Any], names: tuple[str, ...], items: list[Any]) -> None:
    for name in names[:-1]:
        kept[name] = dict(kept[name])
        kept = kept[name]
    kept[names[-1]] = items
