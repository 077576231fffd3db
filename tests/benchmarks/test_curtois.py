from datetime import date

import pytest

from api.exchange.curtois import read_curtois, read_curtois_solution, recognises_curtois, write_curtois
from benchmarks.curtois_like import curtois_like
from models.fault import InputError
from models.plan import Plan, assignment
from models.work import Shift
from solver.roster.compile import compile_roster
from solver.scenario.scenario import Scenario
from solver.verify import Verdict, verify

INSTANCE = """\
# a comment
SECTION_HORIZON
# days
7

SECTION_SHIFTS
D,480,
N,600,D

SECTION_STAFF
甲,D=7|N=2,2100,480,3,2,2,1
乙,D=7|N=0,2100,0,3,1,1,0

SECTION_DAYS_OFF
甲,0
乙,1,2,6

SECTION_SHIFT_ON_REQUESTS
甲,3,D,2
乙,3,D,5

SECTION_SHIFT_OFF_REQUESTS
甲,6,N,3
乙,0,D,0

SECTION_COVER
1,D,1,100,1
1,N,-0,100,7
3,D,1,100,4
4,N,1,50,1
5,D,2,0,9
6,D,1,0,0
"""

OFTEN = "- D D - - D N"
SELDOM = "D - - D D - -"
NEVER = "- - - - - - -"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_curtois(INSTANCE, "tiny.txt")


def verdict(scenario: Scenario, first: str, second: str) -> Verdict:
    plan = read_curtois_solution(f"{first}\n{second}\n", scenario.facts)
    return verify(scenario.facts, scenario.policy, plan)


def places(text: str) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_curtois(text, "tiny.txt")
    return [fault.place for fault in refused.value.faults]


# --- reading an instance


@pytest.mark.parametrize("text", [INSTANCE, "\ufeff" + INSTANCE, INSTANCE.replace("\n", "\r\n")])
def test_an_instance_is_recognised_by_its_first_section(text: str) -> None:
    assert recognises_curtois(text)


@pytest.mark.parametrize("text", ["", "{}", "SCENARIO = n005w4\n", "# SECTION_HORIZON\n7 5 9 1\n", "kind: roster\n"])
def test_other_texts_are_not_taken_for_an_instance(text: str) -> None:
    assert not recognises_curtois(text)


def test_byte_order_mark_and_carriage_returns_change_nothing(scenario: Scenario) -> None:
    assert read_curtois("\ufeff" + INSTANCE.replace("\n", "\r\n"), "tiny.txt") == scenario


def test_the_first_day_is_monday_2024_01_01(scenario: Scenario) -> None:
    assert scenario.facts.start == date(2024, 1, 1)
    assert [leave.first.day for leave in scenario.facts.leave] == [1, 2, 7]


def test_a_scenario_survives_its_own_document(scenario: Scenario) -> None:
    document = scenario.model_dump(mode="json", by_alias=True)
    assert Scenario.model_validate(document) == scenario


@pytest.mark.parametrize("minutes", [1, 480, 1439, 1440, 1500, 2880])
def test_a_shift_is_credited_its_length(minutes: int) -> None:
    facts = read_curtois(INSTANCE.replace("D,480", f"D,{minutes}"), "tiny.txt").facts
    shift: Shift = facts.shift_by_id["D"]
    assert shift.credit == minutes


def test_entries_name_people_only_where_people_differ(scenario: Scenario) -> None:
    named = {entry.id: entry.scope.people for entry in scenario.policy if entry.level == 0}
    assert named["kept_out.N"] == ("乙",)
    assert named["duty_count.N.2"] == ("甲",)
    assert named["forbidden_succession.N"] == ()
    assert "duty_count.D.7" not in named
    assert "off_run.1" not in named


def test_a_limit_that_all_share_is_one_entry_for_everybody() -> None:
    scenario = read_curtois(INSTANCE.replace("2100,0,3,1,1,0", "2100,480,3,2,2,1"), "tiny.txt")
    shared = [entry for entry in scenario.policy if entry.rule in {"hours", "work_run", "off_run", "weekends"}]
    assert [entry.scope.people for entry in shared if entry.rule != "weekends"] == [(), (), ()]
    assert not [entry for entry in shared if entry.rule == "weekends"]


def test_a_closed_shift_is_out_of_the_program(scenario: Scenario) -> None:
    program = compile_roster(scenario.facts, scenario.policy).program
    assert not program.domain[7:, 2].any()


# --- what rosters cost, by hand


@pytest.mark.parametrize(
    ("first", "second", "penalty"),
    [
        pytest.param(OFTEN, SELDOM, 2 + 3 + 50, id="wish on missed, wish off broken, night missing"),
        pytest.param(NEVER, NEVER, 2 + 5 + 100 + 100 + 50, id="nobody works"),
        pytest.param("- - - D N N -", SELDOM, 100 + 4, id="one missing and one too many"),
        pytest.param("- N N D - D D", "- D - N N D -", 5 + 7, id="nobody is needed, one is too many"),
    ],
)
def test_penalty_is_that_of_the_weights(scenario: Scenario, first: str, second: str, penalty: int) -> None:
    assert verdict(scenario, first, second).levels[5] == penalty


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("- N N D - - -", SELDOM, "forbidden_succession"),
        ("- N N N - - -", SELDOM, "duty_count"),
        (OFTEN, "N - - D D - -", "kept_out"),
        ("- D D - - N N", SELDOM, "hours"),
        (NEVER, SELDOM, "hours"),
        ("- D D D D - -", SELDOM, "work_run"),
        ("- D - - - D N", SELDOM, "work_run"),
        ("- D D - D D -", SELDOM, "off_run"),
        (OFTEN, "D - - D D D -", "weekends"),
        ("D D - - - - -", SELDOM, "leave"),
    ],
)
def test_each_hard_requirement_is_a_rule(scenario: Scenario, first: str, second: str, rule: str) -> None:
    breaches = verdict(scenario, first, second).breaches
    assert {breach.rule for breach in breaches if breach.level == 0} == {rule}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(OFTEN, SELDOM, id="inside every limit"),
        pytest.param("- D D - - - D", SELDOM, id="short run of work at the end"),
        pytest.param("- D D D - - D", "D - - - - - -", id="single days off at the edges"),
    ],
)
def test_runs_at_the_edges_are_not_too_short(scenario: Scenario, first: str, second: str) -> None:
    assert verdict(scenario, first, second).levels[0] == 0


# --- malformed instances


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        (4, "seven"),
        (4, "0"),
        (4, "7,7"),
        (7, "D,480,E"),
        (7, "D"),
        (7, "D/E,480,"),
        (7, "D,0,"),
        (8, "D,600,"),
        (11, "甲,D=7|N=2,2100,480,3,2,2"),
        (11, "甲,D=7|X=2,2100,480,3,2,2,1"),
        (11, "甲,D=7|N,2100,480,3,2,2,1"),
        (11, "甲,D=7|N=2,2100,480,0,2,2,1"),
        (11, "甲,D=7|N=2,2100,-480,3,2,2,1"),
        (15, "丙,0"),
        (15, "甲,7"),
        (19, "甲,3,X,2"),
        (19, "甲,3,D"),
        (23, "甲,-1,N,3"),
        (27, "1,D,1.5,100,1"),
        (28, "1,D,0,100,7"),
        (29, "9,D,1,100,4"),
        (30, "4,N,1,50"),
        (26, "SECTION_COVERS"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(line: int, broken: str) -> None:
    lines = INSTANCE.splitlines()
    lines[line - 1] = broken
    assert f"tiny.txt:{line}" in places("\n".join(lines))


def test_all_faults_come_at_once_and_in_order() -> None:
    text = INSTANCE.replace("N,600,D", "N,long,D").replace("乙,3,D,5", "乙,3,Z,5").replace("6,D,1,0,0", "6,D,?,0,0")
    assert places(text) == ["tiny.txt:8", "tiny.txt:20", "tiny.txt:32"]


def test_a_line_before_any_section_is_refused() -> None:
    assert places("5\n" + INSTANCE) == ["tiny.txt:1"]


@pytest.mark.parametrize("section", ["SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF"])
def test_a_section_that_is_needed_is_missed_by_name(section: str) -> None:
    head, tail = INSTANCE.split(f"{section}\n")
    rest = tail[tail.index("\n\n") :]
    with pytest.raises(InputError, match=section):
        read_curtois(head + rest, "tiny.txt")


# --- rosters as text


def test_a_roster_written_and_read_is_the_same(scenario: Scenario) -> None:
    text = f"{OFTEN}\n{SELDOM}\n"
    assert write_curtois(scenario, read_curtois_solution(text, scenario.facts)) == text


@pytest.mark.parametrize("between", ["\t", ",", ", ", "  "])
def test_cells_stand_between_blanks_tabs_or_commas(scenario: Scenario, between: str) -> None:
    text = f"{OFTEN}\n{SELDOM}\n"
    assert read_curtois_solution(text.replace(" ", between), scenario.facts) == read_curtois_solution(
        text, scenario.facts
    )


def test_an_empty_cell_between_tabs_is_a_day_off(scenario: Scenario) -> None:
    text = "\t" * 6 + "\n" + "D" + "\t" * 6 + "\n"
    assert [duty.person for duty in read_curtois_solution(text, scenario.facts).assignments] == ["乙"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (f"{OFTEN}\n", ["roster"]),
        (f"{OFTEN}\n{SELDOM}\n{SELDOM}\n", ["roster"]),
        (f"{OFTEN} -\n- X - - Y - -\n", ["roster:1", "roster:2", "roster:2"]),
    ],
)
def test_a_malformed_roster_is_refused_with_every_line(scenario: Scenario, text: str, at: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        read_curtois_solution(text, scenario.facts)
    assert [fault.place for fault in refused.value.faults] == at


def test_a_plan_that_the_text_cannot_hold_is_refused(scenario: Scenario) -> None:
    shifts, monday = scenario.facts.shift_by_id, scenario.facts.start
    twice = (assignment(shifts["D"], "甲", monday), assignment(shifts["N"], "甲", monday))
    stranger = assignment(shifts["D"], "丙", monday)
    with pytest.raises(InputError) as refused:
        write_curtois(scenario.facts, Plan(assignments=(*twice, stranger)))
    assert len(refused.value.faults) == 2


# --- instances of the family, made from a seed


def test_the_same_seed_makes_the_same_instance() -> None:
    assert curtois_like(5, 14, 3, seed=4) == curtois_like(5, 14, 3, seed=4)


@pytest.mark.parametrize(("people", "days", "shifts"), [(1, 7, 1), (12, 28, 5), (30, 84, 32)])
def test_a_made_instance_is_read_without_fault(people: int, days: int, shifts: int) -> None:
    facts = read_curtois(curtois_like(people, days, shifts, seed=1), "made.txt").facts
    assert (len(facts.people), facts.days, len(facts.shifts)) == (people, days, shifts)
