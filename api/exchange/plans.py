"""Reads a plan: from a plan or an outcome as JSON or YAML, from a table of duties, or from a roster's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.exchange.csv import stated_duties
from api.exchange.document import WORKBOOKS, read_document
from api.exchange.envelope import faults_of_envelope
from api.exchange.misfits import fitted
from api.exchange.places import in_order, moved, place_of
from api.exchange.stated_plan import StatedPlan
from api.exchange.text_of_file import read_text
from models.consistency import faults_of_plan
from models.fact import Text
from models.fault import Fault, InputError, NoPlanError
from models.plan import Plan
from models.reading import Reading
from models.station import Station

MOST_MEGABYTES = 64
"""A year's plan of a large station has some thirty."""

MOST_VALUES = 4_000_000


def load_plan(path: Path, station: Station) -> Plan:
    """The plan in a file: .json or .yaml (a plan or an outcome), .csv or .xlsx. Raises InputError, or NoPlanError."""
    return load_stated_plan(path, station).plan


def load_stated_plan(path: Path, station: Station) -> StatedPlan:
    """The same with what its reader should know, such as columns that are not read."""
    if path.suffix.lower() == ".csv":
        return stated_duties(read_text(path, MOST_MEGABYTES), station)
    if path.suffix.lower() in WORKBOOKS:
        return StatedPlan(plan_in_workbook(path, station))
    document = read_document(path, MOST_MEGABYTES, MOST_VALUES)
    plan, faults = plan_of(document, Reading.whole(station))
    if faults or plan is None:
        raise InputError(in_order(faults, document))
    return StatedPlan(plan)


def plan_in_workbook(path: Path, station: Station, name: str | None = None) -> Plan:
    """The plan on the wall sheet of a roster's workbook; faults call the file `name`. Raises InputError."""
    from api.exchange.roster_book.reading import plan_of_wall  # noqa: PLC0415  seldom needed, slow to load

    return plan_of_wall(path, station, name)


def load_actual_duties(path: Path, station: Station) -> StatedPlan:
    """The duties as they were served: a .csv with hours of their own where they differ, or a workbook.

    Raises InputError.
    """
    if path.suffix.lower() in WORKBOOKS:
        from api.exchange.duty_book import actual_duties_of_book  # noqa: PLC0415  seldom needed, slow to load

        return actual_duties_of_book(path, station)
    return stated_duties(read_text(path, MOST_MEGABYTES), station, is_actual=True)


def plan_of(
    document: Any, reading: Reading | None, root: str = "", *, is_inner: bool = False
) -> tuple[Plan | None, list[Fault]]:
    """The plan in a plan or an outcome, with all its faults; `root` is the place of the document.

    An inner document, one within another, may leave out `schema` and `kind`.

    Raises NoPlanError for an outcome without a plan.
    """
    faults = faults_of_envelope(document, ("plan", "outcome"), root, optional=is_inner)
    if not isinstance(document, dict):
        return None, faults
    stated: Any = document
    if document.get("kind") == "outcome":
        root, stated = place_of(("plan",), root), document.get("plan")
        if stated is None and not faults:
            raise NoPlanError(place_of((), root))
        if not isinstance(stated, dict):
            allowed = Text("对象 {…}", "an object {…}")
            return None, [*faults, Fault(root, "-", allowed, Text("写成一个计划", "write a plan"))]
    stated = {name: value for name, value in stated.items() if name not in ("schema", "kind")}
    plan, misfits = fitted(Plan, stated, root)
    faults += [misfit.fault for misfit in misfits]
    if plan and reading:
        faults += [moved(fault, "", root) for fault in faults_of_plan(plan, reading.station, reading)]
    return plan, faults
