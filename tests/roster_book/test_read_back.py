"""The wall sheet read back: as it was written, and after a chief's edits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.exchange.roster_book.book import write_roster_book
from api.exchange.roster_book.book_words import KEY_SHEET
from api.exchange.roster_book.locks import decisions_of_wall
from api.exchange.roster_book.reading import plan_of_wall
from models.fault import InputError
from models.people import Person
from models.plan import Plan
from models.station import Station
from models.work import Segment, Shift

Make = Callable[..., Any]
Edit = Callable[[Any], None]
FIRST_DAY = 4


class Desk:
    """A chief's desk: a workbook is written, edited, and read again."""

    def __init__(self, folder: Path, facts: Station, outcome: Any, lang: str = "zh") -> None:
        self.path, self.facts = folder / "roster.xlsx", facts
        self.wall = "Roster" if lang == "en" else "排班表"
        write_roster_book(self.path, facts, outcome, lang)

    def edited(self, *edits: Edit) -> Desk:
        book = openpyxl.load_workbook(self.path, rich_text=True)
        for edit in edits:
            edit(book[self.wall])
        book.save(self.path)
        return self

    def without_key(self) -> Desk:
        book = openpyxl.load_workbook(self.path)
        del book[KEY_SHEET]
        book.save(self.path)
        return self

    def row(self, id: str) -> int:
        wall = openpyxl.load_workbook(self.path)[self.wall]
        return next(row for row in range(1, wall.max_row + 1) if wall.cell(row, 1).value == id)

    def typed(self, id: str, day: int, text: Any) -> Desk:
        """Types a text into a person's day."""
        row = self.row(id)
        return self.edited(lambda wall: wall.cell(row, FIRST_DAY + day).__setattr__("value", text))

    def plan(self, facts: Station | None = None) -> Plan:
        return plan_of_wall(self.path, facts or self.facts)

    def held(self, id: str, day: int, facts: Station | None = None) -> list[tuple[str | None, ...]]:
        """The duties of a person's day: shift, post, zone, unit."""
        held = [duty for duty in self.plan(facts).assignments if duty.person == id]
        return [duty.place for duty in held if duty.date == self.facts.day(day)]

    def faults(self, facts: Station | None = None) -> list[tuple[str, str]]:
        """Place and value of every fault."""
        with pytest.raises(InputError) as caught:
            self.plan(facts)
        return [(fault.place, fault.value) for fault in caught.value.faults]


@pytest.fixture
def desk(tmp_path: Path, station: Make, outcome_of: Make) -> Callable[..., Desk]:
    def make(lang: str = "zh", plan: Plan | None = None, **facts: Any) -> Desk:
        stated = station(**facts)
        return Desk(tmp_path, stated, outcome_of(stated, plan), lang)

    return make


def cell_of(desk: Desk, id: str, day: int) -> str:
    return f"{desk.wall}!{'DEFGHIJ'[day]}{desk.row(id)}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_comes_back_as_it_was_written(desk: Make, plan_of: Make, lang: str) -> None:
    made = desk(lang)
    written = {duty.duty: duty for duty in plan_of(made.facts).assignments}
    assert {duty.duty: duty for duty in made.plan().assignments} == written


def test_duties_come_back_by_date_person_and_layer(desk: Make) -> None:
    read = [(duty.date.day, duty.person, duty.shift) for duty in desk().plan().assignments]
    assert read[:4] == [(1, "P1", "day"), (1, "P1", "home"), (1, "P1", "lead"), (1, "P2", "beat")]


def test_another_program_may_save_it(desk: Make) -> None:
    made = desk()
    assert made.edited(lambda wall: None).plan().assignments == desk().plan().assignments


@pytest.mark.parametrize("text", ["d·车一", "Ｄ·车一", " D · 车一 ", "D.车巡一组", "D(car1)", "晚班·车一", "late·car1"])
def test_codes_are_read_in_any_case_and_width_with_names_for_short(desk: Make, text: str) -> None:
    assert desk().typed("P2", 5, text).held("P2", 5) == [("late", "patrol", None, "car1")]


@pytest.mark.parametrize("text", [None, "", "  ", "休", "off", "OFF", "假", "Lv", "补休", "-", "—"])
def test_nothing_and_words_for_rest_are_off(desk: Make, text: Any) -> None:
    assert desk().typed("P1", 3, text).held("P1", 3) == []


@pytest.mark.parametrize("text", ["白·户/带", "白·户／带", "白·户、带", "带\n/白·户", "白·户+带"])
def test_several_duties_are_joined_by_a_slash_and_its_like(desk: Make, text: str) -> None:
    assert desk().typed("P4", 3, text).held("P4", 3) == [("day", "window", None, None), ("lead", None, None, None)]


def test_a_code_may_hold_a_slash_itself(desk: Make, station: Make) -> None:
    half = Shift(id="half", code="A/B", segments=(Segment(start="08:00", end="12:00"),))
    made = desk(shifts=(*station().shifts, half)).typed("P4", 2, "a/b/带")
    assert made.held("P4", 2) == [("half", None, None, None), ("lead", None, None, None)]


def test_a_code_is_tried_before_a_word_for_rest(desk: Make, station: Make) -> None:
    odd = Shift(id="odd", code="休", segments=(Segment(start="08:00", end="12:00"),))
    assert desk(shifts=(*station().shifts, odd)).typed("P4", 2, "休").held("P4", 2) == [("odd", None, None, None)]


def test_what_an_unchanged_code_does_not_say_is_kept(desk: Make) -> None:
    made = desk().typed("P2", 1, " 社/听").typed("P1", 0, "白")
    assert made.held("P2", 1)[0] == ("beat", "community", "Z2", None)
    assert made.held("P1", 0) == [("day", "case", None, None)]


def test_a_new_code_is_served_in_the_persons_own_zone(desk: Make) -> None:
    assert desk().typed("P3", 0, "社").held("P3", 0) == [("beat", "community", "Z2", None)]


def test_a_new_code_is_served_at_the_only_post_open_to_the_person(desk: Make) -> None:
    assert desk().typed("P5", 0, "白").held("P5", 0) == [("day", "window", None, None)]


def test_a_duty_not_open_to_the_person_is_read_and_left_to_verify(desk: Make) -> None:
    assert desk().typed("P5", 0, "白·办").held("P5", 0) == [("day", "case", None, None)]


def test_a_code_with_several_places_is_refused_with_the_choices(desk: Make) -> None:
    made = desk().typed("P2", 4, "D")
    with pytest.raises(InputError) as caught:
        made.plan()
    (fault,) = caught.value.faults
    assert (fault.place, fault.value) == (cell_of(made, "P2", 4), "D")
    assert "D·车一、D·车二" in fault.allowed.zh


def test_a_code_nobody_knows_is_refused_at_its_cell(desk: Make) -> None:
    made = desk().typed("P2", 4, "夜").typed("P4", 5, "白·户/xyz")
    assert made.faults() == [(cell_of(made, "P2", 4), "夜"), (cell_of(made, "P4", 5), "xyz")]


@pytest.mark.parametrize("typed", [12.5, Date(2026, 3, 4), "#REF!", "白白"])
def test_what_is_no_code_is_refused(desk: Make, typed: Any) -> None:
    made = desk().typed("P2", 4, typed)
    assert [place for place, _ in made.faults()] == [cell_of(made, "P2", 4)]


def test_a_formula_that_was_never_computed_is_refused(desk: Make) -> None:
    made = desk().typed("P2", 4, "=D8")
    assert made.faults() == [(cell_of(made, "P2", 4), "=")]


def test_moved_rows_and_columns_are_read_by_id_and_date(desk: Make) -> None:
    made = desk()
    before, row = made.plan(), made.row("P2")

    def move(wall: Any) -> None:
        for column in range(1, 20):
            one, other = wall.cell(row, column), wall.cell(row + 1, column)
            one.value, other.value = other.value, one.value
        for line in range(4, wall.max_row + 1):
            one, other = wall.cell(line, 5), wall.cell(line, 8)
            if not {"MergedCell"} & {type(one).__name__, type(other).__name__}:
                one.value, other.value = other.value, one.value

    assert made.edited(move).plan() == before


def test_inserted_rows_and_columns_that_are_empty_change_nothing(desk: Make) -> None:
    made = desk()
    before, row = made.plan(), made.row("P2")
    assert made.edited(lambda w: w.insert_rows(row), lambda w: w.insert_cols(6)).plan() == before


def test_an_inserted_row_is_read_by_the_persons_name(desk: Make, station: Make) -> None:
    made = desk()
    row = made.row("P2")

    def insert(wall: Any) -> None:
        wall.insert_rows(row)
        wall.cell(row, 2).value, wall.cell(row, FIRST_DAY).value = " 周 六", "带"

    facts = station(people=(*made.facts.people, Person(id="P6", name="周六", kind="officer")))
    assert made.edited(insert).held("P6", 0, facts) == [("lead", None, None, None)]


def test_a_row_of_a_stranger_is_refused_at_its_name(desk: Make) -> None:
    made = desk()
    row = made.row("P2")

    def insert(wall: Any) -> None:
        wall.insert_rows(row)
        wall.cell(row, 2).value, wall.cell(row, FIRST_DAY).value = "周六", "带"

    assert made.edited(insert).faults() == [(f"排班表!B{row}", "周六")]


def test_a_row_of_a_person_who_has_left_may_only_be_empty(desk: Make) -> None:
    made = desk()
    gone = made.facts.model_copy(update={"people": made.facts.people[:3] + made.facts.people[4:], "leave": ()})
    assert made.faults(gone) == [(f"排班表!B{made.row('P4')}", "钱四")]
    assert made.typed("P4", 0, None).typed("P4", 6, None).plan(gone)


def test_a_row_that_was_deleted_is_missed(desk: Make) -> None:
    made = desk()
    row = made.row("P2")
    assert made.edited(lambda wall: wall.delete_rows(row)).faults() == [("排班表", "李二 P2")]


def test_a_person_who_came_later_needs_no_row(desk: Make, station: Make) -> None:
    made = desk()
    facts = station(people=(*made.facts.people, Person(id="P6", name="周六", kind="officer")))
    assert made.plan(facts) == made.plan()


def test_a_day_that_was_deleted_is_missed(desk: Make) -> None:
    made = desk()
    assert made.edited(lambda wall: wall.delete_cols(6)).faults() == [("排班表", "2026-12-03")]


def test_a_column_without_a_date_may_only_be_empty(desk: Make) -> None:
    made = desk()
    row = made.row("P2")

    def insert(wall: Any) -> None:
        wall.insert_cols(6)
        wall.cell(row, 6).value = "白"

    assert made.edited(insert).faults() == [(f"排班表!F{row}", "白")]


def test_a_row_copied_for_somebody_else_is_refused(desk: Make) -> None:
    made = desk()
    row = made.row("P2")
    assert made.edited(lambda wall: wall.cell(row, 2).__setattr__("value", "赵三")).faults()[0] == (
        f"排班表!B{row}",
        "赵三",
    )


def test_a_person_stands_in_one_row(desk: Make) -> None:
    made = desk()
    first, second = made.row("P2"), made.row("P3")
    made.edited(
        lambda wall: wall.cell(second, 1).__setattr__("value", "P2"),
        lambda wall: wall.cell(second, 2).__setattr__("value", wall.cell(first, 2).value),
    )
    assert (f"排班表!B{second}", "李二") in made.faults()


def test_without_the_hidden_column_rows_are_read_by_name(desk: Make, station: Make) -> None:
    people = tuple(person for person in station().people if person.id != "P5")
    made = desk(people=people)
    assert made.edited(lambda wall: wall.delete_cols(1)).plan() == desk(people=people).plan()


def test_people_of_one_name_are_told_apart_by_the_hidden_column_alone(desk: Make) -> None:
    made = desk()
    row = made.row("P4")
    assert (f"排班表!A{row}", "钱四") in made.edited(lambda wall: wall.delete_cols(1)).faults()


def test_without_the_hidden_sheet_codes_say_all_that_is_known(desk: Make, plan_of: Make) -> None:
    made = desk().without_key()
    written = {duty.duty for duty in plan_of(made.facts).assignments}
    read = {duty.duty for duty in made.plan().assignments}
    assert read ^ written == {"2026-12-02.beat.community.Z2.P2", "2026-12-02.beat.community.Z1.P2"}


def test_a_wall_that_was_renamed_is_found(desk: Make) -> None:
    made = desk()
    before = made.plan()
    assert made.edited(lambda wall: setattr(wall, "title", "十二月")).plan() == before


def test_a_workbook_without_a_wall_is_refused(tmp_path: Path, station: Make) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(InputError) as caught:
        plan_of_wall(path, station())
    assert "排班表" in caught.value.faults[0].allowed.zh


def test_a_wall_without_its_dates_is_refused(desk: Make) -> None:
    made = desk()
    assert made.edited(lambda wall: wall.delete_rows(4)).faults() == [("排班表", "-")]


def test_one_code_for_two_shifts_is_kept_where_unchanged_and_refused_where_new(desk: Make, station: Make) -> None:
    twin = Shift(id="twin", name="二白", code="白", segments=(Segment(start="09:00", end="12:00"),), posts=("window",))
    made = desk(shifts=(*station().shifts, twin)).typed("P4", 1, "白·户")
    with pytest.raises(InputError) as caught:
        made.plan()
    assert "白班·户、二白·户" in caught.value.faults[0].allowed.zh
    assert made.typed("P4", 1, "二白").held("P4", 0) == [("day", "window", None, None)]


def test_a_code_means_what_it_meant_when_the_workbook_was_written(desk: Make, station: Make) -> None:
    made = desk()
    shifts = tuple(s.model_copy(update={"code": "晚"}) if s.id == "late" else s for s in station().shifts)
    assert made.typed("P2", 4, "D·车一").held("P2", 4, station(shifts=shifts)) == [("late", "patrol", None, "car1")]


def test_what_was_changed_by_hand_becomes_locks(desk: Make) -> None:
    made = desk().typed("P1", 0, "白·办/带").typed("P2", 0, "白·户").typed("P3", 0, "带")
    found = decisions_of_wall(made.path, made.facts)
    stated = [(k.person, k.date.day, k.layer, k.shift, k.post, cell) for k, cell in found.locks]
    assert stated == [
        ("P1", 1, "standby", None, None, cell_of(made, "P1", 0)),
        ("P2", 1, "duty", "day", "window", cell_of(made, "P2", 0)),
        ("P3", 1, "lead", "lead", None, cell_of(made, "P3", 0)),
    ]  # fmt: skip
    assert len(found.written.assignments) == 11


def test_a_lock_leaves_open_what_the_code_does_not_say(desk: Make) -> None:
    made = desk().typed("P2", 4, "D")
    ((lock, _),) = decisions_of_wall(made.path, made.facts).locks
    assert (lock.shift, lock.post, lock.unit) == ("late", "patrol", None)


def test_a_workbook_without_edits_makes_no_locks(desk: Make) -> None:
    made = desk()
    assert decisions_of_wall(made.path, made.facts).locks == ()


def test_locks_need_the_hidden_sheet(desk: Make) -> None:
    made = desk().without_key()
    with pytest.raises(InputError) as caught:
        decisions_of_wall(made.path, made.facts)
    assert caught.value.faults[0].value == KEY_SHEET


def test_names_that_look_like_formulas_come_back(desk: Make, plan_of: Make, station: Make) -> None:
    people = tuple(p.model_copy(update={"name": f"=1+{n}"}) for n, p in enumerate(station().people))
    posts = tuple(p.model_copy(update={"name": f"@{p.name}"}) for p in station().posts)
    made = desk(people=people, posts=posts)
    assert {d.duty for d in made.plan().assignments} == {d.duty for d in plan_of(made.facts).assignments}
