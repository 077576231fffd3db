import itertools
from collections.abc import Callable
from typing import Any

import pytest

from api.exchange.scenarios import LoadedScenario
from models.consistency import faults_of_station
from models.duty import offers
from models.fault import Fault
from models.offered import Offered
from models.station import Station

Document = dict[str, Any]
Refused = Callable[..., list[Fault]]


def station(riverside: Document, **lists: Any) -> Station:
    return Station.model_validate(riverside["facts"] | lists)


def test_a_right_station_has_no_faults(riverside: Document) -> None:
    assert faults_of_station(station(riverside)) == []


def test_what_is_offered_is_what_the_roster_offers(riverside: Document) -> None:
    facts = station(riverside)
    offered, listed = Offered(facts), {offer.place for offer in offers(facts)}
    words = ([p.id for p in facts.posts], [z.id for z in facts.zones], [u.id for u in facts.units])
    places = list(itertools.product(*([*w, None] for w in words)))
    assert {(s.id, *p) for s in facts.shifts for p in places if offered.exactly(s.id, p)} == listed
    assert sum(offered.count(shift) for shift in facts.shifts) == len(listed)
    for shift, place in itertools.product(facts.shifts, places):
        fits = any(o[0] == shift.id and all(w in (None, v) for w, v in zip(place, o[1:], strict=True)) for o in listed)
        assert offered.somewhere(shift.id, place) == fits


def test_a_cycle_of_patterns_is_told_in_full(riverside: Document) -> None:
    patterns = [{"id": "a", "days": ["b"]}, {"id": "b", "days": ["day", "c"]}, {"id": "c", "days": ["a", None]}]
    faults = faults_of_station(station(riverside, patterns=patterns, groups=[{"id": "G1"}]))
    assert [(fault.place, fault.value) for fault in faults if "→" in fault.value] == [
        ("facts.patterns[0].days", "a → b → c → a")
    ]


def test_a_pattern_that_leads_into_a_cycle_is_not_blamed(riverside: Document) -> None:
    patterns = [{"id": "x", "days": ["a"]}, {"id": "a", "days": ["a"]}]
    faults = faults_of_station(station(riverside, patterns=patterns, groups=[{"id": "G1"}]))
    assert [fault.place for fault in faults] == ["facts.patterns[1].days"]


def test_a_pattern_written_out_has_at_most_400_days(riverside: Document) -> None:
    patterns = [{"id": "a", "days": [None] * 101}, {"id": "b", "days": ["a"] * 4}, {"id": "c", "days": ["b", "b"]}]
    faults = faults_of_station(station(riverside, patterns=patterns, groups=[{"id": "G1"}]))
    assert [fault.place for fault in faults] == ["facts.patterns[1].days"]


def test_a_pattern_is_not_called_like_a_shift_that_patterns_use(riverside: Document) -> None:
    patterns = [{"id": "day", "days": ["day", None]}]
    faults = faults_of_station(station(riverside, patterns=patterns, groups=[{"id": "G1"}]))
    assert [fault.place for fault in faults] == ["facts.patterns[0].days[0]"]


def demand(**fields: Any) -> Document:
    return {"shift": "day", "post": "window", "minimum": 1, **fields}


@pytest.mark.parametrize(
    ("first", "second", "clashes"),
    [
        ({}, {}, True),
        ({}, {"kind": "officer"}, False),
        ({}, {"weekdays": [1]}, False),
        ({"weekdays": [1, 2]}, {"weekdays": [2, 3]}, True),
        ({"weekdays": [1]}, {"weekdays": [2]}, False),
        ({"weekdays": [1]}, {"day_classes": ["workday"]}, False),
        ({"dates": ["2026-01-05"]}, {"dates": ["2026-01-05", "2026-01-06"]}, True),
        ({"dates": ["2027-01-05"]}, {"dates": ["2027-01-05"]}, False),
        ({"day_classes": ["workday"]}, {"day_classes": ["weekend"]}, False),
    ],
)
def test_two_equally_particular_demands_do_not_name_one_day(
    riverside: Document, first: Document, second: Document, clashes: bool
) -> None:
    both = [demand(id="a", **first), demand(id="b", **second)]
    faults = faults_of_station(station(riverside, demand=both))
    assert [fault.place for fault in faults] == (["facts.demand[1]"] if clashes else [])


@pytest.mark.parametrize(
    ("segments", "place"),
    [
        ([("22:00+1", "06:00")], "segments[0].start"),
        ([("10:00", "09:00+1")], ""),
        ([("08:00+1", "07:00+1")], "segments[0].end"),
        ([("20:00", "23:00"), ("01:00", "05:00")], "segments[1].start"),
        ([("20:00", "23:00"), ("01:00+1", "05:00+1")], ""),
        ([("08:00", "08:00+2")], ""),
        ([("08:00", "09:00+2")], "segments"),
        ([("23:00", "24:00+2")], "segments"),
    ],
)
def test_segments_follow_one_another_within_two_days(
    riverside: Document, segments: list[tuple[str, str]], place: str
) -> None:
    line = [{"start": start, "end": end} for start, end in segments]
    shifts = [*riverside["facts"]["shifts"], {"id": "x", "segments": line}]
    places = [
        fault.place.removeprefix("facts.shifts[3].") for fault in faults_of_station(station(riverside, shifts=shifts))
    ]
    assert place in places if place else places == []


@pytest.mark.parametrize(
    ("duty", "place"),
    [
        ({"shift": "gone"}, "shift"),
        ({"shift": "gone", "start": "2026-01-04T08:00", "end": "2026-01-04T17:00", "post": "gone too"}, None),
        ({"shift": "gone", "start": "2026-01-04T17:00", "end": "2026-01-04T08:00"}, "end"),
        ({"post": "gone"}, "post"),
        ({"start": "2026-01-04T99:00"}, "start"),
    ],
)
def test_a_past_shift_may_be_gone_if_the_duty_states_its_times(
    riverside: Document, duty: Document, place: str | None
) -> None:
    past = {"person": "P1", "date": "2026-01-04", "shift": "night", **duty}
    history = {"known_from": "2026-01-03", "duties": [past]}
    faults = faults_of_station(station(riverside, history=history))
    assert [fault.place for fault in faults] == ([f"facts.history.duties[0].{place}"] if place else [])


def test_duties_without_the_first_known_day_would_be_ignored(riverside: Document) -> None:
    riverside["facts"]["history"]["known_from"] = None
    assert [fault.place for fault in faults_of_station(station(riverside))] == ["facts.history.known_from"]


def test_a_faulty_item_raises_no_phantom_faults(riverside: Document, refused: Refused) -> None:
    riverside["facts"]["shifts"][0]["layer"] = "x"
    riverside["facts"]["posts"][1]["zoned"] = "yes"
    assert [fault.place for fault in refused(riverside)] == ["facts.posts[1].zoned", "facts.shifts[0].layer"]


def test_a_list_that_cannot_be_read_raises_no_phantom_faults(riverside: Document, refused: Refused) -> None:
    riverside["facts"]["posts"] = "window"
    assert [fault.place for fault in refused(riverside)] == ["facts.posts"]


def test_items_after_a_faulty_one_keep_their_numbers(riverside: Document, refused: Refused) -> None:
    riverside["facts"]["leave"] = [
        {"person": "P3", "first": "x", "last": "2026-01-09"},
        {"person": "P3", "first": "2026-01-09", "last": "2026-01-08"},
        {"person": "P3", "first": "1767916800", "last": "2026-01-10"},
    ]
    places = [fault.place for fault in refused(riverside)]
    assert places == ["facts.leave[0].first", "facts.leave[1].last", "facts.leave[2].first"]


def test_without_a_horizon_nothing_lies_outside_it(riverside: Document, refused: Refused) -> None:
    riverside["facts"]["days"] = "seven"
    riverside["facts"]["locks"][0]["date"] = "2030-01-01"
    assert [fault.place for fault in refused(riverside)] == ["facts.days"]


@pytest.mark.parametrize(
    ("change", "near"),
    [
        ({"skils": []}, "skills"),
        ({"team": "cse"}, "case"),
        ({"group": "G2"}, "G1"),
    ],
)
def test_the_cure_names_what_was_probably_meant(
    riverside: Document, refused: Refused, change: Document, near: str
) -> None:
    riverside["facts"]["people"][0] |= change
    (fault,) = refused(riverside)
    assert near in fault.cure.zh
    assert near in fault.cure.en


def test_a_rule_is_never_part_of_a_place(riverside: Document, refused: Refused) -> None:
    riverside["policy"] = [{"id": "a", "rule": "min_rest", "min_rest": 1, "scope": {"min_rest": 2}}]
    assert [fault.place for fault in refused(riverside)] == ["policy[0].min_rest", "policy[0].scope.min_rest"]


def test_the_door_lets_a_right_scenario_through(riverside: Document, hand_in: Callable[..., LoadedScenario]) -> None:
    assert hand_in(riverside).notices == ()
