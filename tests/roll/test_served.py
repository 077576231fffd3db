"""A past duty was served as it says itself: other hours than its shift's count, for rest and for credit."""

import pytest

from models.duty import offer_of, served_offer
from models.plan import Assignment, assignment
from models.station import Station
from models.work import Segment, Shift
from solver.roster.compile import compile_roster
from solver.rules.catalogue import ENTRIES
from solver.rules.tiny import DAY, MONDAY, NIGHT, STANDBY, plan_of, tiny
from solver.verify import verify

SPLIT = Shift(id="X", segments=(Segment(start="08:00", end="12:00"), Segment(start="14:00", end="18:00")))
CALL = Shift(id="C", layer="standby", segments=(Segment(start="18:00", end="08:00", kind="athome_standby"),))
FACTS = tiny((DAY, NIGHT, STANDBY, SPLIT, CALL))


def served(shift: Shift, **own: str) -> Assignment:
    """The duty of one person on Monday, with what is said of its own hours."""
    return assignment(shift, "甲", MONDAY).model_copy(update=own)


@pytest.mark.parametrize("shift", FACTS.shifts, ids=lambda shift: shift.id)
def test_a_duty_with_the_hours_of_its_shift_is_the_shift(shift: Shift) -> None:
    assert served_offer(FACTS, served(shift)) == offer_of(FACTS, shift)


def test_overtime_lengthens_the_last_segment_only() -> None:
    offer = served_offer(FACTS, served(SPLIT, end="2024-01-01T20:00"))
    assert [(span.start, span.end, span.credit) for span in offer.spans] == [(480, 720, 240), (840, 1200, 360)]


def test_going_home_early_leaves_out_the_segments_after() -> None:
    assert [span.end for span in served_offer(FACTS, served(SPLIT, end="2024-01-01T11:00")).spans] == [660]


def test_hours_apart_from_the_shifts_are_one_span() -> None:
    offer = served_offer(FACTS, served(DAY, start="2024-01-01T18:00", end="2024-01-01T20:00"))
    assert [(span.start, span.end, span.kind) for span in offer.spans] == [(1080, 1200, "work")]


def test_called_standby_counts_as_the_work_that_it_was() -> None:
    called = served(CALL, start="2024-01-01T22:00", end="2024-01-02T03:00", kind="work")
    offer = served_offer(FACTS, called)
    assert (offer.layer, offer.credit, offer.is_night) == ("standby", 300, True)
    assert offer_of(FACTS, CALL).credit == 0


def with_past(*duties: Assignment) -> Station:
    """The next day's station, which looks back on these duties."""
    past = FACTS.history.model_copy(update={"known_from": MONDAY, "duties": duties})
    return FACTS.model_copy(update={"start": MONDAY.replace(day=2), "history": past})


@pytest.mark.parametrize(
    ("own", "penalty"),
    [({}, 0), ({"start": "2024-01-01T22:00", "end": "2024-01-02T03:00", "kind": "work"}, 6)],
    ids=["not called", "called until 03:00"],
)
def test_rest_is_counted_from_the_actual_end_by_checker_and_program(own: dict[str, str], penalty: int) -> None:
    facts = with_past(served(CALL, **own))
    policy = [ENTRIES["min_rest"].model_validate({"id": "rest", "rule": "min_rest", "parameters": {"hours": 11}})]
    plan = plan_of(facts, [("甲", 0, "D")])
    roster = compile_roster(facts, policy)
    assert verify(facts, policy, plan).levels[2] == penalty
    assert roster.program.evaluate(roster.cells(plan)).key[2] == penalty
