import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from api.exchange.documents import yaml_text
from api.exchange.scenarios import LoadedScenario, scenario_of
from models.fault import InputError
from models.plan import Plan
from solver.verify import verify

Document = dict[str, Any]
Place = tuple[Any, ...]

JUNK: list[Any] = [
    None, True, 0, -1, 1.5, "", "x", "P1", "day", "2026-01-05", "9999-12-31", "0001-01-01", "1767571200", [], {}, [[]],
    [{}], {"id": "x"}, {"id": 1}, ["a", "a"], 10**15, "a/b", "24:59+2", "08:00+1", "cover", "law", [None],
    {"rule": "cover"}, "2026-01-05T08:00", "2026-99-05T99:00",
]  # fmt: skip
FIELDS = ["zz", "skils", "version", "schema", "kind", "id", "shift", "post"]


def places(document: Any, at: Place = ()) -> Iterator[Place]:
    yield at
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for step, value in inner:
        yield from places(value, (*at, step))


def mutate(document: Document, random: Random) -> None:
    """Replaces, removes, repeats or adds something somewhere."""
    *steps, last = random.choice([place for place in places(document) if place])
    holder: Any = document
    for step in steps:
        holder = holder[step]
    act = random.random()
    if act < 0.55:
        holder[last] = copy.deepcopy(random.choice(JUNK))
    elif act < 0.7:
        del holder[last]
    elif isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    else:
        holder[random.choice(FIELDS)] = copy.deepcopy(random.choice(JUNK))


@pytest.mark.parametrize("seed", range(100))
def test_whatever_passes_the_door_can_be_verified(riverside: Document, seed: int) -> None:
    random = Random(seed)
    for _ in range(random.randint(1, 4)):
        mutate(riverside, random)
    with suppress(InputError):
        scenario = scenario_of(riverside).scenario
        verify(scenario.facts, scenario.policy, scenario.published or Plan())


@pytest.mark.parametrize("name", ["scenario.json", "scenario.yaml"])
@pytest.mark.parametrize("seed", range(50))
def test_a_damaged_text_is_read_or_refused(
    riverside: Document, hand_in: Callable[..., LoadedScenario], name: str, seed: int
) -> None:
    random = Random(seed)
    text = json.dumps(riverside) if name.endswith("json") else yaml_text(scenario_of(riverside).scenario)
    damaged = bytearray(text.encode())
    for _ in range(random.randint(1, 5)):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    with suppress(InputError):
        hand_in(bytes(damaged), name)
