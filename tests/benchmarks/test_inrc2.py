"""INRC-II files: what they mean to us, what is refused, and what is written."""

from collections.abc import Callable
from datetime import date as Date
from pathlib import Path

import pytest

from api.exchange.inrc2 import scenario_of_inrc2
from api.exchange.inrc2_files import read_inrc2
from api.exchange.inrc2_history import history_after_weeks, write_history
from api.exchange.inrc2_reader import recognises_inrc2
from api.exchange.inrc2_solution import read_solution, write_inrc2
from api.exchange.inrc2_text import Inrc2Text
from api.exchange.inrc2_weeks import parse_history
from models.consistency import faults_of_station
from models.fault import InputError
from models.plan import Plan, assignment
from models.station import Station
from solver.roster.compile import compile_roster
from solver.scenario.scenario import Scenario
from solver.verify import verify

Ward = Callable[..., dict[str, Path]]
Given = tuple[str, int, str, str]


def read(files: dict[str, Path]) -> Inrc2Text:
    scenario, history, *weeks = files.values()
    return read_inrc2(scenario, history, weeks)


def plan(facts: Station, *duties: Given) -> Plan:
    """A plan of (nurse, day number, shift, skill)."""
    return Plan(
        assignments=tuple(
            assignment(facts.shift_by_id[shift], nurse, facts.day(day), skill) for nurse, day, shift, skill in duties
        )
    )


def penalties(scenario: Scenario, *duties: Given) -> dict[str, int]:
    """Penalty by entry of a plan; the program owes the same on each level."""
    held = plan(scenario.facts, *duties)
    verdict = verify(scenario.facts, scenario.policy, held)
    roster = compile_roster(scenario.facts, scenario.policy)
    assert roster.program.evaluate(roster.cells(held)).key == verdict.levels
    return verdict.entries


def faults(ward: Ward, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        read(ward(*changes))
    return [(fault.place, fault.value) for fault in refused.value.faults]


@pytest.fixture
def scenario(ward: Ward) -> Scenario:
    return scenario_of_inrc2(read(ward()))


def test_a_scenario_is_recognised_by_its_first_line(ward: Ward) -> None:
    texts = {name: file.read_text("utf-8") for name, file in ward().items()}
    assert [recognises_inrc2(text) for text in texts.values()] == [True, False, False, False]


def test_skills_are_posts_and_contracts_are_teams(scenario: Scenario) -> None:
    facts = scenario.facts
    assert (facts.start, facts.days, [shift.posts for shift in facts.shifts]) == (
        Date(2024, 1, 1),
        14,
        [("Lead", "Nurse"), ("Lead", "Nurse")],
    )
    assert [(person.team, person.skills) for person in facts.people] == [
        ("Full", ("Lead", "Nurse")),
        ("Full", ("Nurse",)),
        ("Half", ("Nurse",)),
    ]
    assert faults_of_station(facts) == []


def test_what_the_format_calls_hard_is_on_level_0(scenario: Scenario) -> None:
    assert [entry.id for entry in scenario.policy if entry.level == 0] == ["H2 cover", "H3 after Night", "H4 skill"]
    assert {entry.level for entry in scenario.policy if entry.id.startswith("S")} == {5}


def test_a_run_of_the_history_that_ends_too_soon_is_charged(scenario: Scenario) -> None:
    """Ann's night before the first day is one of at least two; her three days at work are enough for her contract."""
    found = penalties(scenario)
    assert (found["S2 shift Night"], "S2 Full" in found) == (15, False)


def test_a_night_before_the_first_day_forbids_its_day_shift(scenario: Scenario) -> None:
    assert penalties(scenario, ("Ann", 0, "Day", "Nurse"))["H3 after Night"] == 1
    assert "H3 after Night" not in penalties(scenario, ("Ann", 0, "Night", "Nurse"))


def test_days_off_of_the_history_count_on(scenario: Scenario) -> None:
    """Bea was off for two days, four are the most: ten of these twelve are too many."""
    worked = [("Ann", day, "Night", "Nurse") for day in range(14)]
    assert penalties(scenario, *worked, ("Bea", 12, "Night", "Nurse"))["S3 Full"] == 30 * 10


@pytest.mark.parametrize(("day", "price"), [(0, 0), (1, 30), (2, 0)])
def test_where_nothing_is_said_runs_begin_on_the_first_day(day: int, price: int, scenario: Scenario) -> None:
    """Of Cem's days off two in a row are the least; he was neither at work nor off before the first."""
    duties = [("Cem", day + ahead, "Night", "Nurse") for ahead in range(12)]
    found = verify(scenario.facts, scenario.policy, plan(scenario.facts, *duties))
    short = [b for b in found.breaches if b.entry == "S3 Half" and b.about[0] == "Cem" and b.measured < b.allowed]
    assert sum(breach.penalty for breach in short) == price


def test_totals_and_weekends_count_on_from_the_history(scenario: Scenario) -> None:
    """Ann has had 3 of 6 to 10 assignments and the one weekend that she may have."""
    assert penalties(scenario, ("Ann", 5, "Night", "Nurse"))["S7 Full"] == 30
    facts = scenario.facts
    verdict = verify(facts, scenario.policy, plan(facts, ("Ann", 5, "Night", "Nurse")))
    assert [breach.measured for breach in verdict.breaches if breach.entry == "S6 Full"] == [4, 0]


def test_a_contract_without_whole_weekends_is_not_charged_for_broken_ones(scenario: Scenario) -> None:
    found = penalties(scenario, ("Bea", 6, "Night", "Nurse"), ("Cem", 5, "Night", "Nurse"))
    assert found["S5 Full"] == 30


def test_missing_nurses_are_hard_up_to_the_least_and_priced_up_to_the_best(scenario: Scenario) -> None:
    found = penalties(scenario)
    assert (found["H2 cover"], found["S1 cover"]) == (2 * (5 + 7), 30 * 2 * (1 + 2 + 6 + 7))


def test_a_wish_that_stands_twice_counts_twice(ward: Ward) -> None:
    twice = ward(("REQUESTS = 2", "REQUESTS = 3"), ("Ann Any Tue", "Ann Any Tue\nAnn Any Tue"))
    assert penalties(scenario_of_inrc2(read(twice)), ("Ann", 8, "Night", "Lead"))["S4 requests"] == 20


@pytest.mark.parametrize(
    ("change", "place", "value"),
    [
        (("WEEKS = 2", "WEEKS = 3"), "--week", "2 x"),
        (("SKILLS = 2", "SKILLS = 3"), "Sc-ward.txt:5", "3"),
        (("Day (2,5)", "Day (5,2)"), "Sc-ward.txt:10", "(5,2)"),
        (("Day (2,5)", "Day (0,0)"), "Sc-ward.txt:10", "(0,0)"),
        (("Night 1 Day", "Night 2 Day"), "Sc-ward.txt:15", "2"),
        (("Night 1 Day", "Night 1 Dawn"), "Sc-ward.txt:15", "Dawn"),
        (("Cem Half", "Cem Hall"), "Sc-ward.txt:24", "Hall"),
        (("CONTRACTS =", "CONTRACT ="), "Sc-ward.txt:17", "CONTRACT = 2"),
        (("Bea 0 0 None 0 0 2\n", ""), "H0-ward-0.txt:4", "Bea"),
        (("Night 1 3 0", "Night 4 3 0"), "H0-ward-0.txt:5", "Night 4 3 0"),
        (("0 ward", "0 world"), "H0-ward-0.txt:2", "world"),
        (("Day Lead (0,1)", "Day Lead (2,1)"), "WD-ward-4.txt:5", "(2,1)"),
        (("Day Lead (0,1)", "Day Nurse (0,1)"), "WD-ward-4.txt:6", "Day Nurse"),
        (("Ann Any Tue", "Ann Any Tomorrow"), "WD-ward-4.txt:10", "Tom"),
        (("REQUESTS = 2", "REQUESTS = 1"), "WD-ward-4.txt:9", "1"),
    ],
)
def test_a_fault_is_told_with_file_line_and_value(change: tuple[str, str], place: str, value: str, ward: Ward) -> None:
    assert (place, value) in faults(ward, change)


def test_faults_of_all_files_come_out_at_once(ward: Ward) -> None:
    found = faults(ward, ("Night 1 3 0", "Night 4 3 0"), ("Day Lead (0,1)", "Day Lead (2,1)"))
    assert [place for place, _ in found] == ["H0-ward-0.txt:5", "WD-ward-4.txt:5", "WD-ward-7.txt:5"]


def test_a_run_longer_than_the_known_history_is_refused_where_it_matters(ward: Ward) -> None:
    kept = ("Bea 0 0 None 0 0 2", "Bea 0 0 None 0 0 40")
    assert read(ward(kept)).history.nurses["Bea"].off == 40
    assert faults(ward, kept, ("(2,4)", "(2,15)")) == [("H0-ward-0.txt:6", "None 0 0 40")]


WEEK_4 = """SOLUTION
0 ward

ASSIGNMENTS = 2
Ann Mon Night Nurse
Bea Tue Day Nurse
"""


def test_a_roster_is_written_week_by_week(scenario: Scenario, ward: Ward) -> None:
    found = read(ward())
    duties = [("Bea", 1, "Day", "Nurse"), ("Ann", 0, "Night", "Nurse"), ("Ann", 13, "Day", "Lead")]
    texts = write_inrc2(found, scenario.facts, plan(scenario.facts, *duties))
    assert list(texts) == ["Sol-ward-4-0.txt", "Sol-ward-7-1.txt"]
    assert texts["Sol-ward-4-0.txt"] == WEEK_4
    assert texts["Sol-ward-7-1.txt"].splitlines()[1:] == ["1 ward", "", "ASSIGNMENTS = 1", "Ann Sun Day Lead"]


def test_a_roster_is_read_from_a_folder_or_from_one_file(scenario: Scenario, ward: Ward, tmp_path: Path) -> None:
    found, facts = read(ward()), scenario.facts
    held = plan(facts, ("Ann", 0, "Night", "Nurse"), ("Bea", 1, "Day", "Nurse"), ("Ann", 13, "Day", "Lead"))
    folder, together = tmp_path / "solution", tmp_path / "all.txt"
    folder.mkdir()
    texts = write_inrc2(found, facts, held)
    for name, text in texts.items():
        (folder / name).write_text(f"{text}\nCost: 575\n", encoding="utf-8")
    together.write_text("".join(texts.values()), encoding="utf-8")
    assert read_solution(folder, found, facts) == held
    assert read_solution(together, found, facts) == held


@pytest.mark.parametrize(
    ("old", "new", "place", "value"),
    [
        ("ASSIGNMENTS = 2", "ASSIGNMENTS = 3", "Sol-ward-4-0.txt:4", "ASSIGNMENTS = 3"),
        ("Ann Mon", "Eva Mon", "Sol-ward-4-0.txt:5", "Eva"),
        ("Night Nurse", "Night Cook", "Sol-ward-4-0.txt:5", "Cook"),
        ("0 ward", "2 ward", "Sol-ward-4-0.txt:2", "2"),
        ("SOLUTION", "RESULT", "Sol-ward-4-0.txt:1", "RESULT"),
    ],
)
def test_a_fault_of_a_roster_is_told_with_its_line(
    old: str, new: str, place: str, value: str, scenario: Scenario, ward: Ward, tmp_path: Path
) -> None:
    found, folder = read(ward()), tmp_path / "solution"
    folder.mkdir()
    for name, text in write_inrc2(found, scenario.facts, Plan()).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "Sol-ward-4-0.txt").write_text(WEEK_4.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_solution(folder, found, scenario.facts)
    assert (place, value) in [(fault.place, fault.value) for fault in refused.value.faults]


def test_a_week_that_is_missing_is_named(scenario: Scenario, ward: Ward, tmp_path: Path) -> None:
    (tmp_path / "Sol-ward-4-0.txt").write_text(WEEK_4, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_solution(tmp_path, read(ward()), scenario.facts)
    assert ["Sol-ward-7-1.txt" in fault.cure.en for fault in refused.value.faults] == [True]


def test_the_history_left_behind_goes_on_from_the_one_before(scenario: Scenario, ward: Ward) -> None:
    found, facts = read(ward()), scenario.facts
    duties = [("Ann", day, "Night", "Nurse") for day in range(14)] + [("Bea", 12, "Day", "Nurse")]
    held = plan(facts, *duties, ("Bea", 13, "Night", "Nurse"))
    lines = write_history(found, facts, held).splitlines()
    assert lines == [
        "HISTORY",
        "2 ward",
        "",
        "NURSE_HISTORY",
        "Ann 17 3 Night 15 17 0",
        "Bea 2 1 Night 1 2 0",
        "Cem 0 0 None 0 0 14",
    ]
    again = parse_history("\n".join(lines).replace("2 ward", "0 ward"), "H.txt", found.scenario)
    assert again.nurses == history_after_weeks(found, facts, held).nurses


def test_the_rest_of_a_horizon_needs_the_weeks_that_are_left(ward: Ward) -> None:
    scenario, history, _, last = ward(("0 ward", "1 ward")).values()
    assert [week.number for week in read_inrc2(scenario, history, [last]).weeks] == ["7"]
