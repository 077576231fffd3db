"""The proof: a rule's two views agree on every plan of every example, and the example bites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import numpy as np
import pytest

from models.plan import Plan
from solver.roster.compile import Roster, compile_roster
from solver.rules.base import Example
from solver.rules.catalogue import RULES, entry
from solver.verify import verify

EXAMPLES = [
    pytest.param(example, id=f"{name}: {example.name}") for name, rule in RULES.items() for example in rule.examples()
]
WEIGHT = 7


def every_choice(roster: Roster, limit: int = 4_000) -> Iterator[np.ndarray]:
    """Every assignment of offered options to cells, level 0 or not; evenly thinned when there are too many."""
    sheet = roster.sheet
    domain = np.zeros_like(roster.program.domain)
    domain[:, 0] = True
    for k, offer in enumerate(sheet.offers, start=1):
        domain[np.arange(len(domain)) % len(sheet.layers) == sheet.layers.index(offer.layer), k] = k <= sheet.present
    empty = roster.cells(Plan())
    grid = np.arange(len(domain)) // len(sheet.layers) % sheet.columns < sheet.past
    choices = [[int(empty[c])] if grid[c] else np.flatnonzero(domain[c]).tolist() for c in range(len(domain))]
    count = int(np.prod([len(c) for c in choices], dtype=float))
    step = max(1, count // limit)
    while step > 1 and any(step % prime == 0 for prime in (2, 3, 5, 7)):
        step += 1
    yield from (np.array(x) for x in islice(product(*choices), 0, None, step))


def agreement(example: Example, level: int, limit: int = 4_000) -> tuple[int, int]:
    """Compares both views on every plan; returns how many plans keep the rule and how many break it."""
    stated = entry(example.rule, level=level, weight=WEIGHT, scope=example.scope)
    roster = compile_roster(example.facts, [stated], example.published)
    kept = broken = 0
    for x in every_choice(roster, limit):
        plan = roster.plan(x)
        verdict = verify(example.facts, [stated], plan, example.published)
        evaluation = roster.program.evaluate(x)
        assert evaluation.key == verdict.levels, plan.assignments
        assert np.array_equal(roster.cells(plan), x)
        within = roster.program.domain[np.arange(len(x)), x].all()
        if level == 0 and not within:
            assert verdict.levels[0] > 0
        kept += not any(verdict.levels)
        broken += any(verdict.levels)
    return kept, broken


def prove(example: Example, level: int, limit: int = 4_000) -> None:
    """Both views agree; some plans keep the rule and some break it."""
    kept, broken = agreement(example, level, limit)
    assert broken, "the example does not bite"
    assert kept or example.rule.name == "fair_share", "the example cannot be met"


@pytest.mark.parametrize("example", EXAMPLES)
def test_program_and_checker_agree_on_every_plan(example: Example) -> None:
    prove(example, level=5)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.values[0].rule.level == 0])
def test_level_0_allows_the_plans_that_the_checker_allows(example: Example) -> None:
    prove(example, level=0)
