from datetime import date

import pytest

from models.history import HISTORY_DAYS, History
from models.plan import Plan
from models.station import Station
from solver.generate.scenario import generate_scenario, shipped_policy, station_policy
from solver.generate.shipped import preset_names, preset_of
from solver.roster.compile import compile_roster
from solver.scenario.policy import merge_policies
from solver.scenario.policy_names import faults_of_policy, idle_entries
from solver.verify import Verdict, verify

APRIL = date(2026, 4, 1)
POLICIES = ("law", "default", *preset_names())
REST = {"rest-between-duties", "rest-after-watch", "days-in-a-row", "nights-in-a-row"}


def verdict_on_the_past(facts: Station, policy: str) -> Verdict:
    """The history looked at as if it were a plan of its own fortnight."""
    past = facts.model_copy(
        update={
            "start": facts.day(-HISTORY_DAYS), "days": HISTORY_DAYS, "history": History(),
            "leave": (), "requests": (), "locks": (),
        }
    )  # fmt: skip
    entries = merge_policies(shipped_policy(name) for name in preset_of(policy).policies)
    return verify(past, entries, Plan(assignments=facts.history.duties))


@pytest.mark.parametrize("preset", preset_names())
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_doing_nothing_breaks_no_law(preset: str, seed: int) -> None:
    scenario = generate_scenario(preset, seed=seed, start=APRIL)
    unlocked = scenario.facts.model_copy(update={"locks": ()})
    assert [b.sentence for b in verify(unlocked, scenario.policy, Plan()).breaches if b.level == 0] == []


@pytest.mark.parametrize("preset", preset_names())
def test_the_past_broke_no_law(preset: str) -> None:
    verdict = verdict_on_the_past(generate_scenario(preset, start=APRIL).facts, preset)
    assert [b.sentence for b in verdict.breaches if b.level == 0] == []


@pytest.mark.parametrize("preset", preset_names())
def test_the_past_kept_rest(preset: str) -> None:
    verdict = verdict_on_the_past(generate_scenario(preset, start=APRIL).facts, preset)
    assert [b.sentence for b in verdict.breaches if b.entry in REST] == []


@pytest.mark.parametrize(("preset", "people"), [("shanghai", 30), ("shanghai", 125), ("changxing", 39)])
def test_program_and_verifier_agree_on_the_empty_roster(preset: str, people: int) -> None:
    scenario = generate_scenario(preset, people=people, start=APRIL)
    roster = compile_roster(scenario.facts, scenario.policy)
    evaluated = roster.program.evaluate(roster.cells(Plan())).levels
    assert tuple(int(level) for level in evaluated) == verify(scenario.facts, scenario.policy, Plan()).levels


@pytest.mark.parametrize("name", POLICIES)
def test_entries_of_a_policy_have_ids_of_their_own(name: str) -> None:
    ids = [entry.id for entry in shipped_policy(name).entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("preset", preset_names())
def test_every_entry_says_where_it_comes_from(preset: str) -> None:
    scenario = generate_scenario(preset, start=APRIL)
    assert [entry.id for entry in scenario.policy if not entry.source] == []


def test_level_zero_of_the_law_demands_nobody() -> None:
    demanding = {"cover", "leader_on_duty", "zone_time", "request_on", "rotation"}
    assert [e.id for e in shipped_policy("law").entries if e.level == 0 and e.rule in demanding] == []


@pytest.mark.parametrize("preset", preset_names())
def test_policies_name_only_what_the_station_has(preset: str) -> None:
    scenario = generate_scenario(preset, start=APRIL)
    own = [entry.model_copy(update={"layer": None}) for entry in scenario.policy]
    assert (faults_of_policy(own, scenario.facts), idle_entries(scenario.policy, scenario.facts)) == ([], [])


def test_community_officers_are_kept_out_of_the_watch_only_where_the_account_says_so() -> None:
    kept_out = {name: {e.id for e in shipped_policy(name).entries if e.rule == "kept_out"} for name in POLICIES}
    assert [name for name in POLICIES if "community-no-watch" in kept_out[name]] == ["shanghai"]


def test_the_months_hours_follow_its_working_days() -> None:
    october = generate_scenario("changxing", start=date(2026, 10, 1), days=31).facts
    hours = station_policy(october).entries[0].parameters.model_dump()
    assert hours["most_minutes"] == 18 * 480 + 36 * 60 * 31 // 30


def test_station_parameters_override_the_bureaus() -> None:
    policy = {entry.id: entry for entry in generate_scenario("changxing", start=APRIL).policy}
    assert (policy["hours-month"].layer, policy["hours-month"].parameters.model_dump()["leave_day_minutes"]) == (
        "station",
        480,
    )
