"""What is measured in minutes is told in hours; the machine's figures stay minutes."""

from typing import Any

import pytest

from models.people import Person, Team, Zone
from models.station import Station
from solver.rules.catalogue import RULES, entry
from solver.rules.duration import in_hours
from solver.rules.tiny import DAY, EVENING, MONDAY, NIGHT, plan_of, tiny
from solver.verify import verify

HELD = [("甲", 0, "E"), ("甲", 1, "D"), ("甲", 2, "N"), ("甲", 3, "D")]


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "0小时", "0 h"),
        (30, "30分钟", "30 min"),
        (660, "11小时", "11 h"),
        (630, "10小时30分", "10 h 30 min"),
        (9601, "160小时1分", "160 h 1 min"),
    ],
)
def test_minutes_are_said_in_hours(minutes: int, zh: str, en: str) -> None:
    assert (in_hours(minutes, "zh"), in_hours(minutes, "en")) == (zh, en)


def station(**facts: Any) -> Station:
    return tiny((DAY, EVENING, NIGHT), people=1, days=4, **facts)


def sentences(name: str, facts: Station, lang: str, **parameters: Any) -> list[tuple[str, int, int]]:
    found = verify(facts, [entry(RULES[name](**parameters))], plan_of(facts, HELD), lang=lang).breaches
    return [(breach.sentence, breach.measured, breach.allowed) for breach in found]


def test_rest_is_told_in_hours_and_stays_minutes_for_machines() -> None:
    for lang, said in (
        ("zh", "甲在2024-01-02上班前仅休息9小时，规定不少于11小时"),
        ("en", "甲 has 9 h of rest before duty on 2024-01-02; at least 11 h is required"),
    ):
        assert sentences("min_rest", station(), lang)[0] == (said, 540, 660)


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("hours", {"most_minutes": 1410}, "甲计入工时34小时，规定23小时30分"),
        (
            "rest_after_nights",
            {"nights": 1, "hours": 40},
            "甲连续夜班之后，在2024-01-04上班前仅休息1小时，规定不少于40小时",
        ),
        ("fair_share", {"measure": "hours", "share": 990}, "甲累计工时34小时，公平份额16小时30分"),
        ("fair_share", {"measure": "duties", "share": 1}, "甲累计班数4，公平份额1"),
    ],
)
def test_each_rule_tells_its_own_unit(name: str, parameters: dict[str, Any], said: str) -> None:
    assert said in [sentence for sentence, _, _ in sentences(name, station(), "zh", **parameters)]


def test_time_in_the_zone_is_told_in_hours() -> None:
    people = (Person(id="甲", kind="officer", team="c", zone="z"),)
    facts = tiny((DAY,), people=people, days=7, start=MONDAY, zones=(Zone(id="z"),), teams=(Team(id="c"),))
    policy = [entry(RULES["zone_time"](minutes_per_week=930))]
    (found,) = verify(facts, policy, plan_of(facts, [])).breaches
    assert found.sentence == "甲在2024-01-01起的一周下片0小时，应为15小时30分"
