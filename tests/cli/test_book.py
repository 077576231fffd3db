"""The workbook on the command line: written by solve, edited by a chief, read by every command that takes a plan."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

Run = Callable[..., Any]
FIRST_DAY = 4


class Rostered(NamedTuple):
    """A station with its outcome and its workbook."""

    scenario: Path
    outcome: Path
    book: Path


@pytest.fixture(scope="module")
def rostered(tmp_path_factory: pytest.TempPathFactory, paiqin: Run) -> Rostered:
    """A town station with standby, leads, zones and a car, rostered for a week."""
    folder = tmp_path_factory.mktemp("book")
    found = Rostered(folder / "station.json", folder / "outcome.json", folder / "roster.xlsx")
    made = paiqin(
        *("generate", "station", "--preset", "changxing", "--days", 7, "--month", "2026-03"), "-o", found.scenario
    )
    assert made.status == 0, made.err
    done = paiqin("solve", found.scenario, "--time", 4, "-o", found.outcome, "-o", found.book, "--quiet")
    assert done.status == 0, done.err
    return found


@pytest.fixture
def book(rostered: Rostered, tmp_path: Path) -> Path:
    """A copy to edit."""
    return Path(shutil.copy(rostered.book, tmp_path / "edited.xlsx"))


def retype(path: Path, wanted: Callable[[str], bool], text: str) -> tuple[str, str]:
    """Types a text into the first cell that holds something wanted; returns whose it is, and the cell."""
    book = openpyxl.load_workbook(path)
    wall = book["排班表"]
    for row in range(7, wall.max_row + 1):
        for column in range(FIRST_DAY, FIRST_DAY + 7):
            id = str(wall.cell(row, 1).value or "/")
            if not id.startswith("/") and wanted(str(wall.cell(row, column).value or "")):
                wall.cell(row, column).value = text
                book.save(path)
                return id, wall.cell(row, column).coordinate
    raise AssertionError


def test_a_solved_roster_read_from_its_workbook_has_the_same_penalties(rostered: Rostered, paiqin: Run) -> None:
    of_book, of_outcome = (
        paiqin("verify", rostered.scenario, plan, "--json").json for plan in (rostered.book, rostered.outcome)
    )
    assert of_book == of_outcome


def test_a_workbook_is_what_was_published(rostered: Rostered, paiqin: Run) -> None:
    document = json.loads(rostered.scenario.read_text("utf-8")) | {"published": rostered.book.name}
    scenario = rostered.scenario.with_name("published.json")
    scenario.write_text(json.dumps(document), "utf-8")
    assert paiqin("verify", scenario, rostered.outcome, "--json").json["levels"][3]["penalty"] == 0


def test_verify_tells_what_an_edit_broke(rostered: Rostered, book: Path, paiqin: Run) -> None:
    person, _ = retype(book, lambda text: text == "假", "值")
    done = paiqin("verify", rostered.scenario, book, "--json")
    assert done.status == 4
    assert any(breach["rule"] == "leave" and breach["about"][0] == person for breach in done.json["breaches"])


def test_a_fault_in_the_published_workbook_names_file_sheet_and_cell(
    rostered: Rostered, book: Path, paiqin: Run
) -> None:
    _, cell = retype(book, lambda text: text == "值", "?")
    document = json.loads(rostered.scenario.read_text("utf-8")) | {"published": str(book)}
    scenario = book.with_name("scenario.json")
    scenario.write_text(json.dumps(document), "utf-8")
    (fault,) = paiqin("check", scenario, "--json").json["faults"]
    assert fault["place"] == f"{book}: 排班表!{cell}"


def test_a_fault_in_a_workbook_named_as_a_plan_tells_sheet_and_cell(
    rostered: Rostered, book: Path, paiqin: Run
) -> None:
    _, cell = retype(book, lambda text: text == "值", "?")
    (fault,) = paiqin("verify", rostered.scenario, book, "--json").json["faults"]
    assert fault["place"] == f"edited.xlsx: 排班表!{cell}"


def test_edits_become_locks_and_the_rest_changes_little(rostered: Rostered, book: Path, paiqin: Run) -> None:
    person, cell = retype(book, lambda text: text == "值", "休")
    day = "DEFGHIJ".index(cell[0]) + 1
    done = paiqin("solve", rostered.scenario, "--locks-from", book, "--time", 4, "--json")
    assert done.status == 0, done.err
    held = [(d["person"], d["date"]) for d in done.json["plan"]["assignments"] if d["shift"] == "watch"]
    assert (person, f"2026-03-{day:02}") not in held
    assert (person, f"2026-03-{day:02}") in {(change["person"], change["date"]) for change in done.json["changes"]}
    assert len(done.json["changes"]) < len(done.json["plan"]["assignments"]) / 2


def test_an_edit_that_the_law_forbids_is_refused_at_its_cell(rostered: Rostered, book: Path, paiqin: Run) -> None:
    _, cell = retype(book, lambda text: text == "假", "值")
    done = paiqin("solve", rostered.scenario, "--locks-from", book, "--time", 4, "--json")
    assert done.status == 2
    assert {fault["place"] for fault in done.json["faults"]} == {f"edited.xlsx: 排班表!{cell}"}


def test_locks_come_from_a_workbook_alone(rostered: Rostered, paiqin: Run) -> None:
    done = paiqin("solve", rostered.scenario, "--locks-from", rostered.outcome, "--json")
    assert (done.status, done.json["faults"][0]["place"]) == (2, "--locks-from")


def test_an_outcome_becomes_a_workbook_and_a_workbook_a_table(rostered: Rostered, tmp_path: Path, paiqin: Run) -> None:
    book, table = tmp_path / "again.xlsx", tmp_path / "roster.csv"
    assert paiqin("convert", rostered.outcome, book, "--scenario", rostered.scenario).status == 0
    assert paiqin("convert", book, table, "--scenario", rostered.scenario).status == 0
    verdicts = [paiqin("verify", rostered.scenario, plan, "--json").json for plan in (table, rostered.outcome)]
    assert verdicts[0] == verdicts[1]


def test_a_folder_gets_a_calendar_for_each_person(rostered: Rostered, tmp_path: Path, paiqin: Run) -> None:
    done = paiqin("convert", rostered.book, f"{tmp_path / 'calendars'}/", "--scenario", rostered.scenario)
    people = json.loads(rostered.scenario.read_text("utf-8"))["facts"]["people"]
    assert done.status == 0, done.err
    assert {path.name for path in (tmp_path / "calendars").iterdir()} == {f"{person['id']}.ics" for person in people}


def test_solve_writes_one_calendar_or_one_for_each_person(scenario: Path, tmp_path: Path, paiqin: Run) -> None:
    done = paiqin("solve", scenario, "--time", 5, "-o", tmp_path / "all.ics", "-o", f"{tmp_path}/each/", "--quiet")
    assert done.status == 0, done.err
    events = [
        path.read_text("utf-8").count("BEGIN:VEVENT") for path in (tmp_path / "all.ics", *(tmp_path / "each").iterdir())
    ]
    assert (events[0], len(events)) == (sum(events[1:]), 4)
