"""A plan as a table: one duty a row, to look at in a spreadsheet, to edit, and to read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from api.exchange.csv_text import csv_rows, csv_text
from api.exchange.duty_rows import COLUMNS, NEEDED, Sheet, duty_of, heading
from models.consistency import faults_of_plan
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Assignment, Plan, assignment, filled_in
from models.station import Station

OWN_ID = re.compile(r"\d{4}-\d\d-\d\d\.")


def plan_csv(facts: Station, plan: Plan) -> str:
    """The plan as comma-separated text, the columns of `COLUMNS`; ids that look like formulas are shielded.

    Times, kind, role and duty id that an assignment leaves out are filled in from its shift.
    """
    duties = [completed(facts, duty).model_dump(mode="json") for duty in plan.assignments]
    return csv_text([COLUMNS, *([duty[name] or "" for name in COLUMNS] for duty in duties)])


def write_csv(path: Path, facts: Station, plan: Plan) -> None:
    """Saves the plan as UTF-8 with a byte order mark, by which spreadsheets recognise Chinese text."""
    path.write_bytes(plan_csv(facts, plan).encode("utf-8-sig"))


def completed(facts: Station, duty: Assignment) -> Assignment:
    """The assignment with whatever it leaves out taken from its shift; one of an unknown shift stays as it is.

    A duty id of our own form (date first) is renewed when the row was edited to be about another duty; any other
    id is kept.
    """
    shift = facts.shift_by_id.get(duty.shift)
    if shift is None:
        return duty
    return filled_in(shift, duty.model_copy(update={"duty": ""}) if OWN_ID.match(duty.duty) else duty)


def plan_from_csv(content: str | bytes, facts: Station) -> Plan:
    """The plan that a table of duties states; what `plan_csv` wrote comes back equal.

    Bytes are UTF-8, with or without a byte order mark, or GB18030. Needed are the columns `NEEDED`; dates may be
    written as spreadsheets rewrite them (2026/2/1). An `InputError` carries every fault, each at its cell.
    """
    rows = csv_rows(content)
    sheet, faults = heading(rows[0] if rows else [])
    if not set(NEEDED) <= set(sheet.columns):
        raise InputError([fault for _, fault in faults])
    duties: dict[int, Assignment] = {}
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            duty, wrong = duty_of(sheet, number, row)
            faults += [(number, fault) for fault in wrong]
            if duty is not None:
                duties[number] = completed(facts, duty)
    plan = Plan(assignments=tuple(duties.values()))
    faults += _faults_of_duties(sheet, list(duties), plan, facts)
    if faults:
        raise InputError([fault for _, fault in sorted(faults, key=lambda found: found[0])])
    return plan


def _faults_of_duties(sheet: Sheet, rows: list[int], plan: Plan, facts: Station) -> Iterator[tuple[int, Fault]]:
    """What the facts do not know or contradict, and duties stated twice; each with its row."""
    for fault in faults_of_plan(plan, facts):
        found = re.fullmatch(r"assignments\[(\d+)\]\.?(\w*)", fault.place)
        row = rows[int(found[1])] if found else 1
        place = sheet.place(row, found[2]) if found else fault.place
        yield row, Fault(place, fault.value, fault.allowed, fault.cure)
    first: dict[str, int] = {}
    for row, duty in zip(rows, plan.assignments, strict=True):
        for fault in _contradictions(sheet, row, duty, facts):
            yield row, fault
        earlier = first.setdefault(duty.duty, row)
        if duty.duty and earlier != row:
            once = Text(f"每项勤务一行（已见于第{earlier}行）", f"one row a duty (it stands in row {earlier} already)")
            cure = Text("删去该行；若为另一勤务，清空其 duty", "remove the row, or empty its duty if it is another one")
            yield row, Fault(sheet.place(row, "duty"), duty.duty[:60], once, cure)


def _contradictions(sheet: Sheet, row: int, duty: Assignment, facts: Station) -> Iterator[Fault]:
    """A kind or role left over from another shift."""
    shift = facts.shift_by_id.get(duty.shift)
    if shift is None:
        return
    due = assignment(shift, duty.person, duty.date)
    for name, stated, own in (("kind", duty.kind, due.kind), ("role", duty.role, due.role)):
        if stated != own:
            allowed = Text(f"班次 {shift.id} 的 {own or '空'}", f"{own or 'nothing'}, as shift {shift.id} has it")
            yield Fault(sheet.place(row, name), str(stated), allowed, Text("清空该单元格", "empty the cell"))
