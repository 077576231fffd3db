"""A plan that went through the workbook has the same duties and the same penalties, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from api.exchange.roster_book.book import write_roster_book
from api.exchange.roster_book.locks import decisions_of_wall
from api.exchange.roster_book.reading import plan_of_wall
from models.duty import Offer, offers
from models.plan import Plan, assignment
from models.station import Station
from models.work import LAYERS
from solver.generate.scenario import generate_scenario
from solver.verify import verify

Make = Callable[..., Any]
BEFORE_NEW_YEAR = Date(2026, 12, 28)


def random_plan(facts: Station, seed: int) -> Plan:
    """Any duty that the station offers, for anybody on any day and in any layer, lawful or not."""
    random, by_layer = Random(seed), dict[str, list[Offer]]()
    for offer in offers(facts):
        by_layer.setdefault(offer.layer, []).append(offer)
    duties = []
    for day in facts.dates:
        for person in facts.people:
            for layer in LAYERS:
                if random.random() < 0.4 and layer in by_layer:
                    shift, *place = random.choice(by_layer[layer]).place
                    duties.append(assignment(facts.shift_by_id[str(shift)], person.id, day, *place))
    return Plan(assignments=tuple(duties))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("preset", "people"), [("shanghai", 40), ("changxing", 39)])
def test_any_plan_comes_back_with_its_penalties(
    tmp_path: Path, outcome_of: Make, preset: str, people: int, lang: str
) -> None:
    scenario = generate_scenario(preset, people=people, days=10, start=BEFORE_NEW_YEAR)
    facts, path = scenario.facts, tmp_path / "roster.xlsx"
    plan = random_plan(facts, seed=len(lang + preset))
    write_roster_book(path, facts, outcome_of(facts, plan, changes=(), unfilled=()), lang)
    read = plan_of_wall(path, facts)
    assert read == plan
    published = [verify(facts, scenario.entries_on, plan, found).levels for found in (plan, read)]
    assert published[0] == published[1]
    assert verify(facts, scenario.entries_on, read).levels == verify(facts, scenario.entries_on, plan).levels
    assert decisions_of_wall(path, facts).locks == ()
