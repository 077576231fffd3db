"""History and facts of the next month, worked out by hand."""

from datetime import date as Date
from datetime import timedelta
from typing import Any

import pytest

from models.bookings import Leave, Lock, Request
from models.calendar import CalendarDay
from models.consistency import faults_of_station
from models.demand import Demand
from models.history import Counter, History, Measure
from models.people import Group, Pattern
from models.plan import Assignment, Plan, assignment
from models.station import Station
from solver.explain.ledger import ledger
from solver.roster.carry import history_after
from solver.roster.carry_counters import last_turn
from solver.roster.next_month import next_month
from solver.rules.catalogue import ENTRIES
from solver.rules.tiny import DAY, LEAD, NIGHT, STANDBY, WATCH, plan_of, tiny
from solver.verify import verify

NOVEMBER, DECEMBER, JANUARY = Date(2026, 11, 1), Date(2026, 12, 1), Date(2027, 1, 1)


def month(start: Date = DECEMBER, days: int = 31, **facts: Any) -> Station:
    return tiny((DAY, NIGHT, WATCH, LEAD, STANDBY), start=start, days=days, **facts)


def on(person: str, day: Date, shift: str = "D") -> Assignment:
    return assignment(month().shift_by_id[shift], person, day)


def plan(*duties: Assignment) -> Plan:
    return Plan(assignments=duties)


def counters(history: History) -> dict[tuple[str, Measure], tuple[int, Date]]:
    return {(one.person, one.measure): (one.amount, one.since) for one in history.counters}


# --- the last days ------------------------------------------------------------------------------------------------


def test_the_last_fourteen_days_are_known_with_their_duties() -> None:
    days = [Date(2026, 12, day) for day in (1, 17, 18, 31)]
    history = history_after(month(), plan(*(on("甲", day) for day in days)))
    assert history.known_from == Date(2026, 12, 18)
    assert [duty.date for duty in history.duties] == days[2:]


def test_a_short_horizon_leaves_what_it_knew_before() -> None:
    facts = month(JANUARY, 7, past=[("甲", -10, "D"), ("甲", -1, "N")], known=12)
    history = history_after(facts, plan(on("乙", JANUARY)))
    assert history.known_from == Date(2026, 12, 25)
    assert [duty.date for duty in history.duties] == [Date(2026, 12, 31), JANUARY]


def test_days_that_nobody_knows_stay_unknown() -> None:
    assert history_after(month(JANUARY, 7), Plan()).known_from == JANUARY


def test_bare_duties_get_their_times() -> None:
    bare = Assignment(person="甲", date=Date(2026, 12, 31), shift="N")
    assert history_after(month(), plan(bare)).duties == (on("甲", Date(2026, 12, 31), "N"),)


def test_duties_of_the_next_horizon_stay_out_of_history_and_counters() -> None:
    history = history_after(month(days=35), plan(on("甲", Date(2026, 12, 31)), on("甲", JANUARY)), JANUARY)
    assert [duty.date for duty in history.duties] == [Date(2026, 12, 31)]


REST = ENTRIES["min_rest"].model_validate({"id": "rest", "rule": "min_rest", "parameters": {"hours": 16}})


def test_a_watch_on_the_last_day_forbids_a_duty_on_the_next_morning() -> None:
    facts = next_month(month(), plan(on("甲", Date(2026, 12, 31), "W")))
    assert verify(facts, [REST], plan_of(facts, [("甲", 0, "N")])).breaches[0].about == ("甲", "2027-01-01")
    assert verify(facts, [REST], plan_of(facts, [("甲", 1, "D"), ("乙", 0, "D")])).breaches == ()


def test_overtime_on_the_last_day_takes_rest_from_the_next_morning() -> None:
    late = on("甲", Date(2026, 12, 31)).model_copy(update={"end": "2026-12-31T23:00"})
    facts = next_month(month(), plan(late))
    assert verify(facts, [REST], plan_of(facts, [("甲", 0, "D")])).breaches[0].measured == 9 * 60


# --- counters ------------------------------------------------------------------------------------------------------


def test_counters_add_what_the_ledger_counts() -> None:
    since = Date(2026, 1, 1)
    before = History(counters=(Counter(person="甲", measure="nights", amount=40, since=since),))
    facts = month(NOVEMBER, 30).model_copy(update={"history": before})
    served = plan(
        on("甲", Date(2026, 11, 7), "N"), on("甲", Date(2026, 11, 8), "N"), on("甲", Date(2026, 11, 10), "S"),
        on("乙", Date(2026, 11, 1), "L"),
    )  # fmt: skip
    after = counters(history_after(facts, served))
    row, other = ledger(facts, served)
    assert after["甲", "nights"] == (42, since)
    assert {measure: amount for (person, measure), (amount, _) in after.items() if person == "甲"} == {
        "duties": row.duties, "hours": row.hours * 60, "nights": row.total["nights"],
        "weekends": row.weekends, "standbys": row.standbys,
    }  # fmt: skip
    assert after["乙", "leads"] == (other.leads, since)


SUNDAY, NEW_YEAR = Date(2026, 11, 1), Date(2023, 1, 1)


def weekends_after(since: Date, start: Date, *days: Date, known: int = 1) -> tuple[int, int]:
    """By counter and ledger: of one who carries three weekends and worked on the Saturday before the start."""
    facts = month(start, 30, past=[("甲", -1, "D")] if known else [], known=known)
    carried = (Counter(person="甲", measure="weekends", amount=3, since=since),)
    facts = facts.model_copy(update={"history": facts.history.model_copy(update={"counters": carried})})
    served = plan(*(on("甲", day) for day in days))
    return counters(history_after(facts, served))["甲", "weekends"][0], ledger(facts, served)[0].total["weekends"]


def test_a_weekend_in_two_months_is_counted_once() -> None:
    assert weekends_after(Date(2026, 1, 1), SUNDAY, SUNDAY) == (3, 3)
    assert weekends_after(Date(2026, 1, 1), SUNDAY, SUNDAY, SUNDAY + timedelta(days=7)) == (4, 4)


def test_a_sunday_whose_saturday_is_not_known_or_not_in_the_counter_counts() -> None:
    assert weekends_after(Date(2026, 1, 1), SUNDAY, SUNDAY, known=0) == (4, 4)
    assert weekends_after(SUNDAY, SUNDAY, SUNDAY) == (4, 4)


def test_a_sunday_on_new_years_day_begins_the_years_count() -> None:
    assert weekends_after(Date(2022, 1, 1), NEW_YEAR, NEW_YEAR)[0] == 1


def test_statutory_holidays_are_counted_by_the_calendar() -> None:
    facts = month(Date(2026, 2, 1), 28)
    new_year_of_spring = [day for day in facts.dates if facts.classes[day] == "statutory"]
    after = counters(history_after(facts, plan(*(on("甲", day) for day in facts.dates))))
    assert after["甲", "holidays"] == (len(new_year_of_spring), Date(2026, 1, 1))
    assert len(new_year_of_spring) == 4


def with_nights(amount: int, since: Date, **facts: Any) -> Station:
    counted = History(counters=(Counter(person="甲", measure="nights", amount=amount, since=since),))
    return month(**facts).model_copy(update={"history": counted})


LAST_NIGHTS = plan(on("甲", Date(2026, 12, 31), "N"), on("甲", JANUARY, "N"), on("甲", Date(2027, 1, 2), "N"))


def test_the_year_turns_on_new_years_day() -> None:
    facts = with_nights(50, Date(2026, 1, 1))
    assert counters(history_after(facts, LAST_NIGHTS))["甲", "nights"] == (0, JANUARY)


def test_duties_after_the_turn_belong_to_the_new_year() -> None:
    facts = with_nights(50, Date(2026, 1, 1), days=35)
    assert counters(history_after(facts, LAST_NIGHTS))["甲", "nights"] == (2, JANUARY)


def test_a_counter_of_another_year_turns_on_its_own_day() -> None:
    facts = with_nights(50, Date(2026, 7, 1), days=35)
    assert counters(history_after(facts, LAST_NIGHTS))["甲", "nights"] == (53, Date(2026, 7, 1))


def test_a_counter_that_says_it_runs_longer_goes_on_until_its_next_turn() -> None:
    facts = with_nights(50, Date(2024, 7, 1), days=35)
    assert counters(history_after(facts, LAST_NIGHTS))["甲", "nights"] == (53, Date(2024, 7, 1))


def test_last_years_counter_handed_in_on_new_years_day_begins_anew() -> None:
    facts = with_nights(50, Date(2026, 1, 1), start=JANUARY)
    assert counters(history_after(facts, LAST_NIGHTS))["甲", "nights"] == (2, JANUARY)


@pytest.mark.parametrize(
    ("since", "start", "due"),
    [
        ("2024-02-29", "2025-03-01", "2025-02-28"),
        ("2025-01-01", "2026-01-01", "2026-01-01"),
        ("2025-07-01", "2026-06-30", "2025-07-01"),
    ],
)
def test_a_year_turns_on_the_day_on_which_it_began(since: str, start: str, due: str) -> None:
    assert last_turn(Date.fromisoformat(since), Date.fromisoformat(start)) == Date.fromisoformat(due)


# --- facts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (Date(2026, 12, 1), 31, (Date(2027, 1, 1), 31)),
        (Date(2027, 1, 1), 31, (Date(2027, 2, 1), 28)),
        (Date(2028, 1, 1), 31, (Date(2028, 2, 1), 29)),
        (Date(2026, 12, 1), 35, (Date(2027, 1, 5), 35)),
        (Date(2026, 12, 2), 30, (Date(2027, 1, 1), 30)),
    ],
)
def test_a_calendar_month_is_followed_by_one_and_other_horizons_by_their_like(
    start: Date, days: int, due: tuple[Date, int]
) -> None:
    following = next_month(month(start, days), Plan())
    assert (following.start, following.days) == due


def test_start_and_days_can_be_chosen() -> None:
    following = next_month(month(days=35), Plan(), start=JANUARY, days=31)
    assert (following.start, following.days) == (JANUARY, 31)


def test_bookings_of_the_past_drop_and_those_that_reach_into_the_next_month_stay() -> None:
    days = [Date(2026, 12, 20), Date(2026, 12, 31), JANUARY]
    facts = month(days=35).model_copy(
        update={
            "leave": tuple(Leave(person="甲", first=Date(2026, 12, 10), last=last) for last in days),
            "requests": tuple(Request(person="甲", date=day, wants="off") for day in days),
            "locks": tuple(Lock(person="乙", date=day, shift="D") for day in days),
            "demand": (
                Demand(id="gone", shift="D", dates=(days[0], days[1]), minimum=2),
                Demand(id="dated", shift="D", dates=(days[1], days[2]), minimum=2),
                Demand(id="usual", shift="D", minimum=1),
            ),
            "calendar": tuple(
                CalendarDay(date=day, day_class="makeup") for day in (Date(2026, 12, 5), Date(2026, 12, 26), days[2])
            ),
        }
    )
    following = next_month(facts, Plan(), start=JANUARY)
    assert [(leave.first, leave.last) for leave in following.leave] == [(Date(2026, 12, 10), JANUARY)]
    assert [request.date for request in following.requests] == [JANUARY]
    assert [lock.date for lock in following.locks] == [JANUARY]
    assert [(demand.id, demand.dates) for demand in following.demand] == [("dated", (JANUARY,)), ("usual", ())]
    assert [day.date for day in following.calendar] == [Date(2026, 12, 26), JANUARY]
    assert faults_of_station(following) == []


def test_a_rotation_goes_on_in_step() -> None:
    wheel = (Pattern(id="wheel", days=("D", "N", None)),)
    groups = (Group(id="G", pattern="wheel", anchor=DECEMBER),)
    facts = month(patterns=wheel, groups=groups)
    assert next_month(facts, Plan()).groups == groups


def test_a_month_that_was_rolled_passes_the_cross_checks() -> None:
    served = plan(*(on("甲", DECEMBER + timedelta(days=day), "W") for day in range(0, 31, 3)))
    assert faults_of_station(next_month(month(), served)) == []
