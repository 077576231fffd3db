"""A plan as a table of duties: written for spreadsheets, read back equal, every fault at its cell."""

from __future__ import annotations

import csv
import io
from datetime import date as Date
from pathlib import Path

import pytest

from api.exchange.csv import plan_csv, plan_from_csv, stated_duties, write_csv
from api.exchange.csv_text import cell_place, shielded, unshielded
from models.fault import Fault, InputError
from models.people import Person, Zone
from models.plan import Assignment, Plan, assignment
from models.station import Station
from models.work import Post, Segment, Shift, Unit

MONDAY = Date(2026, 3, 2)
DAY = Shift(id="day", name="白班", segments=(Segment(start="08:00", end="17:00"),), posts=("社区", "巡逻"))
LEAD = Shift(id="lead", layer="lead", segments=(Segment(start="08:00", end="08:00", kind="watch"),))
FORMULA = Shift(id="=1+1", segments=(Segment(start="08:00", end="12:00"),))

FACTS = Station(
    start=MONDAY,
    days=7,
    posts=(Post(id="社区", zoned=True), Post(id="巡逻")),
    zones=(Zone(id="-z"),),
    units=(Unit(id="+u", post="巡逻"),),
    shifts=(DAY, LEAD, FORMULA),
    people=tuple(Person(id=id, kind="officer") for id in ("001", "@甲", "'乙", "'=丙", 'a,"b"')),
)

PLAN = Plan(
    assignments=(
        assignment(DAY, "001", MONDAY, "社区", "-z"),
        assignment(DAY, "@甲", MONDAY, "巡逻", None, "+u"),
        assignment(LEAD, "'乙", MONDAY),
        assignment(FORMULA, "'=丙", Date(2026, 3, 3)),
        assignment(FORMULA, 'a,"b"', Date(2026, 3, 8)),
    )
)

HEAD = "person,date,shift,post,zone,unit\n"
ROW = "001,2026-03-02,day,社区,-z,"


def faults_of(text: str | bytes) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        plan_from_csv(text, FACTS)
    return list(caught.value.faults)


def places_of(text: str | bytes) -> list[str]:
    return [fault.place for fault in faults_of(text)]


def test_columns_are_those_of_the_contract() -> None:
    head = plan_csv(FACTS, PLAN).splitlines()[0]
    assert head == "duty,person,date,start,end,shift,kind,post,zone,unit,role"


def test_a_plan_comes_back_equal() -> None:
    assert plan_from_csv(plan_csv(FACTS, PLAN), FACTS) == PLAN


def test_an_empty_plan_comes_back_equal() -> None:
    assert plan_from_csv(plan_csv(FACTS, Plan()), FACTS) == Plan()


@pytest.mark.parametrize("duty", ["=cmd", "two\r\nlines", " blank ", 'q"uote', "'=x", "''", "\tt", "a,b;c"])
def test_any_duty_id_comes_back_equal(duty: str) -> None:
    plan = Plan(assignments=(PLAN.assignments[0].model_copy(update={"duty": duty}),))
    assert plan_from_csv(plan_csv(FACTS, plan), FACTS) == plan


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert plan_from_csv(plan_csv(FACTS, PLAN).encode(encoding), FACTS) == PLAN


def test_a_saved_file_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    write_csv(tmp_path / "plan.csv", FACTS, PLAN)
    saved = (tmp_path / "plan.csv").read_bytes()
    assert (saved[:3], saved[3:].decode()) == (b"\xef\xbb\xbf", plan_csv(FACTS, PLAN))


def test_no_cell_begins_like_a_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(plan_csv(FACTS, PLAN), newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("value", ["=1", "'=1", "''+1", "-1", "@x", "＝1", "'a", "a'=", "'", "", "plain"])
def test_shielding_is_undone_exactly(value: str) -> None:
    assert unshielded(shielded(value)) == value


def test_times_kind_and_id_may_be_left_out() -> None:
    assert plan_from_csv(HEAD + ROW, FACTS).assignments == PLAN.assignments[:1]


def test_an_assignment_without_times_is_written_with_them() -> None:
    bare = Plan(assignments=(Assignment(person="001", date=MONDAY, shift="day", post="社区", zone="-z"),))
    assert plan_csv(FACTS, bare) == plan_csv(FACTS, Plan(assignments=PLAN.assignments[:1]))


def test_dates_that_a_spreadsheet_rewrote_are_read() -> None:
    text = "person,date,start,end,shift\n''=丙,2026/3/3,2026/3/3 8:00,2026/3/3 12:00:00,'=1+1\n"
    assert plan_from_csv(text, FACTS).assignments == PLAN.assignments[3:4]


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_tabs_and_semicolons_separate_too(separator: str) -> None:
    assert plan_from_csv((HEAD + ROW).replace(",", separator), FACTS).assignments == PLAN.assignments[:1]


def test_blank_rows_are_passed_over() -> None:
    assert plan_from_csv(f"{HEAD}\n,,,,,\n{ROW}\n\n", FACTS).assignments == PLAN.assignments[:1]


def test_the_id_of_a_row_edited_by_hand_is_renewed() -> None:
    text = plan_csv(FACTS, Plan(assignments=PLAN.assignments[:1])).replace(",001,", ",'乙,")
    assert plan_from_csv(text, FACTS).assignments == (assignment(DAY, "'乙", MONDAY, "社区", "-z"),)


def test_an_unknown_column_is_passed_over_with_a_notice() -> None:
    read = stated_duties(f"{HEAD.strip()},remark\n{ROW},late", FACTS)
    assert read.plan.assignments == PLAN.assignments[:1]
    assert [notice.en for notice in read.notices] == ["column G1 (remark) is not read"]


def test_a_repeated_column_is_a_fault() -> None:
    assert places_of(f"{HEAD.strip()},date\n{ROW}") == ["G1"]


@pytest.mark.parametrize("text", ["", "\n", "remark\n"])
def test_every_needed_column_that_is_missing_is_a_fault(text: str) -> None:
    assert [fault.cure.en for fault in faults_of(text)][-3:] == [
        f"add the column {name} to the first row" for name in ("person", "date", "shift")
    ]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("nobody,2026-03-02,day,社区,-z,", "A2 (person)"),
        (",2026-03-02,day,社区,-z,", "A2 (person)"),
        ("001,2026-03-32,day,社区,-z,", "B2 (date)"),
        ("001,20260302,day,社区,-z,", "B2 (date)"),
        ("001,2026-04-02,day,社区,-z,", "B2 (date)"),
        ("001,2026-03-02,dusk,社区,-z,", "C2 (shift)"),
        ("001,2026-03-02,day,,,", "row 2"),
        ("001,2026-03-02,day,村,-z,", "D2 (post)"),
        ("001,2026-03-02,day,社区,z9,", "E2 (zone)"),
        ("001,2026-03-02,day,巡逻,,u9", "F2 (unit)"),
        ("001,2026-03-02,day,社区,-z,,more", "G2"),
    ],
)
def test_a_fault_names_its_cell(row: str, place: str) -> None:
    assert places_of(HEAD + row) == [place]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("kind", "sleep"),
        ("kind", "watch"),
        ("role", "boss"),
        ("role", "leader"),
        ("start", "8"),
        ("start", "2026-03-02T09:00"),
        ("end", "2026-03-02T18:00"),
    ],
)
def test_what_contradicts_the_shift_is_a_fault(column: str, cell: str) -> None:
    assert places_of(f"{HEAD.strip()},{column}\n{ROW},{cell}") == [f"G2 ({column})"]


def test_all_faults_of_a_table_are_found_in_one_go_by_row() -> None:
    rows = ["nobody,2026-03-02,day,社区,-z,", "001,soon,day,社区,-z,", "001,2026-03-02,dusk,村,-z,"]
    assert places_of(HEAD + "\n".join(rows)) == ["A2 (person)", "B3 (date)", "C4 (shift)", "D4 (post)"]


def test_a_row_with_a_fault_of_form_is_still_held_against_the_facts() -> None:
    assert places_of("person,date,shift,kind\nnobody,2026-03-02,=1+1,sleep\n") == ["D2 (kind)", "A2 (person)"]


def test_a_duty_stated_twice_is_a_fault() -> None:
    assert places_of(f"{HEAD}{ROW}\n{ROW}") == ["row 3"]


def test_quotes_that_do_not_close_are_a_fault() -> None:
    assert places_of(f'{HEAD}{ROW}\n"001') == ["row 3"]


def test_a_file_in_no_known_encoding_is_a_fault() -> None:
    assert places_of(b"\xff\xff") == ["csv"]


@pytest.mark.parametrize(("column", "letters"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")])
def test_cells_are_named_as_spreadsheets_name_them(column: int, letters: str) -> None:
    assert cell_place(1, column) == letters
