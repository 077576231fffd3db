"""Unfilled work: who is asked for, and each person missing once."""

from typing import Any

import pytest

from models.demand import Demand
from models.outcome import Asked, Unfilled
from models.people import LEADER_RANKS, Person, Skill
from models.plan import Plan
from models.station import Station
from models.work import Post
from solver.explain.kpis import kpis
from solver.explain.unfilled import unfilled
from solver.roster.compile import compile_roster
from solver.rules.catalogue import entry
from solver.rules.entry import Entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.leader_on_duty import LeaderOnDuty
from solver.rules.tiny import DAY, LEAD, NIGHT, at, plan_of, tiny
from solver.verify import verify

STAFF = (
    Person(id="甲", kind="officer", rank="chief"),
    Person(id="乙", kind="officer", skills=("k",), woman=True),
    Person(id="丙", kind="auxiliary"),
)
COVER, LEADER = entry(Cover()), entry(LeaderOnDuty())
LEAD_DEMAND = Demand(id="lead", shift="L", post="p", kind="officer", ranks=LEADER_RANKS, minimum=1, priority=7)
POSTS: dict[str, Any] = {"posts": (Post(id="p"),)}


def station(*demand: Demand, **stated: Any) -> Station:
    due: dict[str, Any] = {"people": STAFF, "days": 1, "skills": (Skill(id="k"),), "demand": demand, **POSTS}
    return tiny((at(LEAD, "p"), DAY, NIGHT), **{**due, **stated})


def of_plan(facts: Station, *policy: Entry, plan: Plan | None = None) -> tuple[Unfilled, ...]:
    roster, plan = compile_roster(facts, policy), plan or Plan()
    return unfilled(roster, roster.cells(plan), verify(facts, policy, plan, None, "zh").breaches, "zh")


def lines(found: tuple[Unfilled, ...]) -> list[tuple[str, int]]:
    return [(line.duty.partition(".")[2], line.missing) for line in found]


@pytest.mark.parametrize("asked", [
    Asked(kind="officer"),
    Asked(kind="auxiliary", woman=False),
    Asked(ranks=("chief", "deputy")),
    Asked(skill="k"),
    Asked(),
])  # fmt: skip
def test_unfilled_work_tells_who_is_asked_for(asked: Asked) -> None:
    demand = Demand(id="d", shift="D", minimum=1, **asked.model_dump())
    assert [line.who for line in of_plan(station(demand), COVER)] == [asked]


def test_a_leader_whom_the_law_and_a_demand_ask_for_is_missing_once() -> None:
    found = of_plan(station(LEAD_DEMAND), LEADER, COVER)
    assert [(line.shift, line.post, line.who.ranks, line.missing) for line in found] == [("L", "p", LEADER_RANKS, 1)]


def test_each_who_asks_for_the_leader_keeps_its_penalty() -> None:
    verdict = verify(station(LEAD_DEMAND), (LEADER, COVER), Plan(), None, "zh")
    assert verdict.levels[1] == LEADER.weight + 7


def test_a_leader_whom_only_the_law_asks_for_is_missing_with_shift_and_rank() -> None:
    found = of_plan(station(), LEADER)
    assert [(line.shift, line.post, line.who, line.missing) for line in found] == [
        ("L", "p", Asked(ranks=LEADER_RANKS), 1)
    ]


def test_a_second_leader_whom_only_the_law_asks_for_is_listed_beside_the_first() -> None:
    found = of_plan(station(LEAD_DEMAND), entry(LeaderOnDuty(leaders=2)), COVER)
    assert sum(line.missing for line in found) == 2


def test_two_people_one_of_them_an_officer_lack_two_people() -> None:
    officer = Demand(id="officer", shift="D", kind="officer", minimum=1)
    both = Demand(id="two", shift="D", minimum=2)
    assert lines(of_plan(station(officer, both), COVER)) == [("officer", 1), ("two", 1)]


def test_an_auxiliary_there_leaves_only_the_officer_missing() -> None:
    facts = station(Demand(id="officer", shift="D", kind="officer", minimum=1), Demand(id="two", shift="D", minimum=2))
    assert lines(of_plan(facts, COVER, plan=plan_of(facts, [("丙", 0, "D")]))) == [("officer", 1)]


def test_different_shifts_lack_people_of_their_own() -> None:
    demand = (Demand(id="day", shift="D", minimum=1), Demand(id="night", shift="N", minimum=1))
    assert lines(of_plan(station(*demand), COVER)) == [("day", 1), ("night", 1)]


def test_works_that_nobody_could_do_are_all_listed() -> None:
    demand = (Demand(id="a", shift="D", skill="x", minimum=1), Demand(id="b", shift="N", skill="x", minimum=1))
    facts = station(*demand, Demand(id="c", shift="D", minimum=1), skills=(Skill(id="x"),), people=STAFF[:1])
    assert lines(of_plan(facts, COVER)) == [("a", 1), ("b", 1), ("c", 1)]


def test_an_interval_lacks_people_in_each_of_its_pieces() -> None:
    found = of_plan(station(Demand(id="i", start="16:00", end="24:00", minimum=1)), COVER)
    assert lines(found) == [("i@16:00-17:00", 1), ("i@17:00-23:00", 1), ("i@23:00-00:00", 1)]


@pytest.mark.parametrize(("served", "percent"), [([], 0.0), ([("甲", 0, "D")], 25.0)])
def test_coverage_lies_between_nothing_and_all(served: list[tuple[str, int, str]], percent: float) -> None:
    facts = station(Demand(id="two", shift="D", minimum=2), Demand(id="i", start="08:00", end="24:00", minimum=2))
    plan, policy = plan_of(facts, served), (COVER, LEADER)
    breaches = verify(facts, policy, plan, None, "zh").breaches
    found = kpis(facts, plan, (), of_plan(facts, *policy, plan=plan), breaches)
    assert found["coverage_percent"] == percent
