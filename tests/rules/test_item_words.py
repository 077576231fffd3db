"""What findings are about is told by names, not ids."""

from __future__ import annotations

from typing import Any

import pytest

from models.demand import Demand
from models.people import Skill, Zone
from models.work import Post
from solver.rules.item_words import shown_item
from solver.rules.tiny import DAY, at, tiny


@pytest.mark.parametrize(
    ("item", "asked", "zh", "en"),
    [
        ("q7", {"shift": "D"}, "白班", "白班"),
        ("q7", {"shift": "D", "post": "p"}, "户籍窗口·白班", "户籍窗口·白班"),
        ("q7", {"shift": "D", "kind": "officer", "skill": "k"}, "白班·民警·处警", "白班·officers·处警"),
        ("q7@08:00-12:00", {"start": "08:00", "end": "20:00", "post": "p"}, "户籍窗口·08:00-12:00", None),
        ("q7", {"start": "08:00", "end": "20:00", "zone": "z"}, "东片·08:00-20:00", None),
        ("q8", {"shift": "D"}, "q8", "q8"),
    ],
)
def test_a_demand_is_told_by_place_time_and_people(item: str, asked: dict[str, Any], zh: str, en: str | None) -> None:
    facts = tiny(
        (at(DAY, "p").model_copy(update={"name": "白班"}),),
        posts=(Post(id="p", name="户籍窗口"),),
        zones=(Zone(id="z", name="东片"),),
        skills=(Skill(id="k", name="处警"),),
        demand=(Demand(id="q7", **asked),),
    )
    assert shown_item(item, facts, "zh") == zh
    assert shown_item(item, facts, "en") == (en or zh)
