import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.exchange.policies import policy_names
from api.exchange.scenarios import LoadedScenario
from models.fault import Fault, InputError
from solver.rules.entry import Entry
from solver.scenario.policy import Statement, merge, merge_policies
from solver.scenario.scenario import Policy

Document = dict[str, Any]
HandIn = Callable[..., LoadedScenario]
Refused = Callable[..., list[Fault]]

RUN = {"id": "run", "rule": "work_run", "level": 0, "scope": {"kinds": ["auxiliary"]}, "parameters": {"most": 6}}


def policy(layer: str, *entries: Document, id: str | None = None) -> Policy:
    document = {"schema": 1, "kind": "policy", "id": id or layer, "layer": layer, "entries": entries}
    return Policy.model_validate_json(json.dumps(document))


def only(entries: tuple[Entry, ...]) -> Entry:
    (entry,) = entries
    return entry


def test_a_later_layer_overrides_by_id() -> None:
    first = policy("bureau", {"id": "rest", "rule": "min_rest", "parameters": {"hours": 11}})
    later = policy("station", {"id": "rest", "rule": "min_rest", "parameters": {"hours": 12}})
    assert only(merge_policies([later, first])).parameters.model_dump() == {"hours": 12}


def test_an_entry_carries_the_layer_that_set_it_last() -> None:
    first = policy("law", {"id": "rest", "rule": "min_rest"}, {"id": "locks", "rule": "lock"})
    later = policy("station", {"id": "rest", "rule": "min_rest", "weight": 3})
    assert [(entry.id, entry.layer) for entry in merge_policies([first, later])] == [
        ("locks", "law"),
        ("rest", "station"),
    ]


def test_what_a_later_layer_leaves_out_is_kept() -> None:
    first = policy("bureau", RUN | {"weight": 5, "source": ["D11"]})
    later = policy("station", {"id": "run", "rule": "work_run", "parameters": {"least": 2}, "scope": {"nights": True}})
    entry = only(merge_policies([first, later]))
    assert (entry.weight, entry.level, entry.source) == (5, 0, ("D11",))
    assert entry.parameters.model_dump() == {"least": 2, "most": 6}
    assert (entry.scope.kinds, entry.scope.nights) == (("auxiliary",), True)


def test_an_entry_of_another_rule_keeps_nothing() -> None:
    first = policy("bureau", RUN | {"weight": 5})
    later = policy("station", {"id": "run", "rule": "min_rest"})
    entry = only(merge_policies([first, later]))
    assert (entry.rule, entry.weight, entry.scope.kinds) == ("min_rest", 1, ())


def test_an_override_in_a_scenario_need_not_repeat_the_rule(riverside: Document, hand_in: HandIn) -> None:
    riverside["policy"] = ["default", {"id": "rest", "parameters": {"hours": 12}}]
    entry = only(hand_in(riverside).scenario.policy)
    assert (entry.rule, entry.weight, entry.layer) == ("min_rest", 2, "station")


WIDER: dict[str, Document] = {
    "on": {"on": False},
    "level": {"level": 2},
    "parameters.most": {"parameters": {"most": 7}},
    "scope.kinds": {"scope": {"kinds": ["officer"]}},
    "scope.teams": {"scope": {"teams": ["case"]}},
    "scope.nights": {"scope": {"nights": True}},
}


@pytest.mark.parametrize("place", WIDER)
def test_no_layer_widens_the_law(place: str) -> None:
    later = policy("overlay", {"id": "run", "rule": "work_run"} | WIDER[place])
    with pytest.raises(InputError) as caught:
        merge_policies([policy("law", RUN), later])
    assert [fault.place for fault in caught.value.faults] == [f"overlay: entries[0].{place}"]


def test_a_widening_names_both_numbers() -> None:
    later = policy("bureau", {"id": "run", "rule": "work_run", "parameters": {"most": 7}})
    with pytest.raises(InputError) as caught:
        merge_policies([policy("law", RUN), later])
    (fault,) = caught.value.faults
    assert fault.value == "7"
    assert "6" in fault.allowed.zh


def test_the_law_is_not_replaced_by_another_rule() -> None:
    later = policy("bureau", {"id": "run", "rule": "min_rest"})
    with pytest.raises(InputError, match="rule"):
        merge_policies([policy("law", RUN), later])


def test_a_second_law_does_not_widen_the_first() -> None:
    later = policy("law", {"id": "run", "rule": "work_run", "parameters": {"most": 9}}, id="my law")
    with pytest.raises(InputError):
        merge_policies([policy("law", RUN), later])


STRICTER: dict[str, Document] = {
    "lower number": {"parameters": {"most": 5}},
    "a number where the law has none": {"parameters": {"least": 2}},
    "everybody": {"scope": {"kinds": []}},
    "more people": {"scope": {"kinds": ["auxiliary", "officer"]}},
    "more weight": {"weight": 9},
}


@pytest.mark.parametrize("name", STRICTER)
def test_a_later_layer_may_be_stricter_than_the_law(name: str) -> None:
    later = policy("station", {"id": "run", "rule": "work_run"} | STRICTER[name])
    assert only(merge_policies([policy("law", RUN), later])).layer == "station"


def test_a_parameter_without_a_strict_side_stays_as_the_law_has_it() -> None:
    law = policy("law", {"id": "cover", "rule": "cover", "parameters": {"bound": "minimum"}})
    later = policy("station", {"id": "cover", "rule": "cover", "parameters": {"bound": "preferred"}})
    with pytest.raises(InputError, match=r"parameters\.bound"):
        merge_policies([law, later])


def test_an_id_stands_once_in_a_layer() -> None:
    with pytest.raises(InputError, match=r"entries\[1\]\.id"):
        merge_policies([policy("bureau", RUN, RUN)])


def test_a_statement_that_makes_no_entry_is_told_apart() -> None:
    merged = merge([Statement("policy[0]", "", "station", {"id": "x", "rule": "nothing"})])
    assert [wrong.statement.id for wrong in merged.misstatements] == ["x"]


def test_without_a_policy_law_and_default_hold(riverside: Document, hand_in: HandIn) -> None:
    del riverside["policy"]
    assert {entry.layer for entry in hand_in(riverside).scenario.policy} == {"law", "bureau"}


def test_a_policy_of_the_command_line_comes_on_top(riverside: Document, hand_in: HandIn) -> None:
    assert [entry.id for entry in hand_in(riverside, "scenario.json", ("law",)).scenario.policy] == [
        "on leave",
        "leader",
        "rest",
    ]


def test_a_policy_may_be_a_file_beside_the_scenario(riverside: Document, hand_in: HandIn, tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(
        "schema: 1\nkind: policy\nid: ours\nlayer: overlay\nentries:\n- {id: run, rule: work_run, on: false}\n", "utf-8"
    )
    riverside["policy"] = ["ours.yaml"]
    entry = only(hand_in(riverside).scenario.policy)
    assert (entry.id, entry.layer, entry.on) == ("run", "overlay", False)


def test_faults_of_a_policy_file_name_the_file(riverside: Document, refused: Refused, tmp_path: Path) -> None:
    entries = [
        {"id": "a", "rule": "min_rest", "parameters": {"hours": 0}},
        {"id": "b", "rule": "min_rests"},
        {"rule": "lock"},
    ]
    ours = {"schema": 1, "kind": "policy", "id": "ours", "layer": "station", "entries": entries}
    (tmp_path / "ours.json").write_text(json.dumps(ours), "utf-8")
    places = [fault.place for fault in refused(riverside | {"policy": ["ours.json"]})]
    assert places == [
        "ours.json: entries[0].parameters.hours",
        "ours.json: entries[1].rule",
        "ours.json: entries[2].id",
    ]


def test_a_fault_is_told_where_the_value_was_stated(riverside: Document, refused: Refused) -> None:
    riverside["policy"] = [
        {"id": "rest", "rule": "min_rest", "scope": {"teams": ["case", "nobody"]}},
        {"id": "rest", "layer": "overlay", "weight": 3},
    ]
    assert [fault.place for fault in refused(riverside)] == ["policy[0].scope.teams[1]"]


def test_a_shift_that_a_succession_names_must_exist(riverside: Document, refused: Refused) -> None:
    parameters = {"after": "nights", "forbidden": ["day", "dai"]}
    riverside["policy"] = [{"id": "a", "rule": "forbidden_succession", "parameters": parameters}]
    places = [fault.place for fault in refused(riverside)]
    assert places == ["policy[0].parameters.after", "policy[0].parameters.forbidden[1]"]


def test_a_bureau_may_name_what_this_station_lacks(riverside: Document, hand_in: HandIn) -> None:
    scope = {"posts": ["checkpoint"]}
    riverside["policy"] = [{"id": "a", "rule": "kept_out", "layer": "bureau", "scope": scope}]
    assert ["checkpoint" in notice.zh for notice in hand_in(riverside).notices] == [True]


def test_names_of_policies_are_those_of_the_files(shelf: Path) -> None:
    assert policy_names(shelf) == ["default", "law"]


def test_a_succession_may_name_several_shifts_before(riverside: Document, refused: Refused, hand_in: HandIn) -> None:
    parameters = {"after": ["night", "nights"], "forbidden": ["day"]}
    riverside["policy"] = [{"id": "a", "rule": "forbidden_succession", "parameters": parameters}]
    assert [fault.place for fault in refused(riverside)] == ["policy[0].parameters.after[1]"]
    parameters["after"] = ["night"]
    several = hand_in(riverside).scenario.digest
    riverside["policy"][0]["parameters"]["after"] = "night"
    assert hand_in(riverside).scenario.digest == several
