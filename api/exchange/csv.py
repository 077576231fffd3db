"""A plan as a table: one duty a row, to look at in a spreadsheet, to edit, and to read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from api.exchange.csv_text import csv_rows, csv_text
from api.exchange.duty_columns import COLUMNS, Columns, columns_of
from api.exchange.duty_rows import DutyReader
from api.exchange.stated_plan import StatedPlan
from api.exchange.typed_names import TypedNames
from models.consistency import faults_of_plan
from models.fact import Text
from models.fault import Fault, InputError
from models.plan import Assignment, Plan, assignment, filled_in
from models.reading import Reading
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
    """The plan that a table of duties states; what `plan_csv` wrote comes back equal. See `stated_duties`."""
    return stated_duties(content, facts).plan


def stated_duties(content: str | bytes, facts: Station, *, is_actual: bool = False) -> StatedPlan:
    """The duties of a table, with a notice for each column that is not read.

    Bytes are UTF-8, with or without a byte order mark, or GB18030. Needed are person (or name), date and shift, under
    English or Chinese headings; people and places are named by id or name, shifts by code too, dates as people
    type them. An actual list says what was served: a duty's own hours and kind hold instead of its shift's, and
    a person has one duty a day in each layer. An `InputError` carries every fault, each at its cell.
    """
    return duties_of_rows(csv_rows(content), facts, is_actual=is_actual)


def duties_of_rows(rows: list[list[str]], facts: Station, *, is_actual: bool = False) -> StatedPlan:
    """The same of the table's cells, wherever they stood."""
    columns, faults = columns_of(rows)
    if not columns.is_complete:
        raise InputError([fault for _, fault in faults])
    reading = Reading.whole(facts)
    reader = DutyReader(facts, columns, TypedNames(facts), reading.known, faults)
    duties: dict[int, Assignment] = {}
    for number, row in enumerate(rows[columns.row :], start=columns.row + 1):
        duty = reader.duty(number, row) if any(cell.strip() for cell in row) else None
        if duty is not None:
            duties[number] = completed(facts, duty)
    plan = Plan(assignments=tuple(duties.values()))
    faults += _faults_of_duties(columns, list(duties), plan, reading, is_actual=is_actual)
    if faults:
        raise InputError([fault for _, fault in sorted(faults, key=lambda found: found[0])])
    return StatedPlan(plan, columns.notices)


def _faults_of_duties(
    columns: Columns, rows: list[int], plan: Plan, reading: Reading, *, is_actual: bool
) -> Iterator[tuple[int, Fault]]:
    """What the facts do not know or contradict, and duties stated twice; each with its row."""
    facts = reading.station
    for fault in faults_of_plan(plan, facts, reading, is_actual=is_actual):
        found = re.fullmatch(r"assignments\[(\d+)\]\.?(\w*)", fault.place)
        row = rows[int(found[1])] if found else 1
        placed = replace(fault, place=columns.place(row, found[2]) if found else fault.place)
        yield row, _extra(placed) if is_actual and found and found[2] == "shift" else placed
    first: dict[tuple[object, ...], int] = {}
    for row, duty in zip(rows, plan.assignments, strict=True):
        for fault in _contradictions(columns, row, duty, facts, is_actual=is_actual):
            yield row, fault
        key = _cell(duty, facts) if is_actual else (duty.duty,)
        earlier = first.setdefault(key, row)
        if all(key) and earlier != row:
            yield row, _twice_a_day(columns, row, earlier, duty) if is_actual else _twice(columns, row, earlier, duty)


def _cell(duty: Assignment, facts: Station) -> tuple[object, ...]:
    """Where a person has one duty at most: a day in a layer; nothing for an unknown shift."""
    shift = facts.shift_by_id.get(duty.shift)
    return (duty.person, duty.date, shift.layer) if shift else ("",)


def _twice(columns: Columns, row: int, earlier: int, duty: Assignment) -> Fault:
    once = Text(f"每项勤务一行（已见于第{earlier}行）", f"one row a duty (it stands in row {earlier} already)")
    cure = Text("删去该行；若为另一勤务，清空其 duty", "remove the row, or empty its duty if it is another one")
    return Fault(columns.place(row, "duty"), duty.duty[:60], once, cure)


def _twice_a_day(columns: Columns, row: int, earlier: int, duty: Assignment) -> Fault:
    once = Text(
        f"每人每天每层一项勤务（第{earlier}行已有）", f"one duty a person, day and layer (row {earlier} has one)"
    )
    cure = Text(
        "并成一行，start、end 写实际起止时间；或改用另一层（如备勤）的班次",
        "join them in one row with the actual start and end, or use a shift of another layer, such as standby",
    )
    return Fault(columns.place(row, "shift"), f"{duty.person} {duty.date} {duty.shift}"[:60], once, cure)


def _extra(fault: Fault) -> Fault:
    """The fault of an actual duty of no known shift, with the ways of saying it."""
    cure = Text(
        f"{fault.cure.zh}；额外勤务可写已有班次，并写明实际的 start、end",
        f"{fault.cure.en}; an extra duty can name a shift that there is, with its actual start and end",
    )
    return replace(fault, cure=cure)


def _contradictions(
    columns: Columns, row: int, duty: Assignment, facts: Station, *, is_actual: bool
) -> Iterator[Fault]:
    """A role, or in a plan a kind, left over from another shift."""
    shift = facts.shift_by_id.get(duty.shift)
    if shift is None:
        return
    due = assignment(shift, duty.person, duty.date)
    for name, stated, own in (("kind", duty.kind, due.kind), ("role", duty.role, due.role)):
        if stated != own and not (is_actual and name == "kind"):
            allowed = Text(f"班次 {shift.id} 的 {own or '空'}", f"{own or 'nothing'}, as shift {shift.id} has it")
            yield Fault(columns.place(row, name), str(stated), allowed, Text("清空该单元格", "empty the cell"))
