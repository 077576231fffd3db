"""An exact solver alone states and proves the whole program, and says what it takes."""

from __future__ import annotations

import pytest

from models.demand import Demand
from solver.rules.catalogue import entry
from solver.rules.roster.cover import Cover
from solver.rules.roster.duty_count import DutyCount
from solver.rules.tiny import DAY, NIGHT, tiny
from solver.scenario.scenario import Budget, Scenario
from solver.solve import Engine, Progress, solve


def scenario(*policy: object) -> Scenario:
    """Two people, three days, two wanted by day and one by night, nobody more than two duties."""
    demand = (Demand(id="d", shift="D", minimum=2), Demand(id="n", shift="N", minimum=1))
    stated = policy or (entry(Cover()), entry(DutyCount(most=2), level=0))
    return Scenario(facts=tiny((DAY, NIGHT), days=3, demand=demand), policy=stated, budget=Budget(seconds=60))


@pytest.mark.parametrize("engine", ["cpsat", "highs"])
def test_one_solver_alone_proves_a_hand_computed_optimum(engine: Engine) -> None:
    outcome = solve(scenario(), engine=engine)
    assert outcome.status == "OPTIMAL"
    assert [level.penalty for level in outcome.levels] == [0, 5, 0, 0, 0, 0]


@pytest.mark.parametrize("engine", ["cpsat", "highs"])
def test_one_solver_alone_proves_what_cannot_be(engine: Engine) -> None:
    clash = (entry(DutyCount(least=3), id="least", level=0), entry(DutyCount(most=1), id="most", level=0))
    outcome = solve(scenario(*clash), engine=engine)
    assert outcome.status == "INFEASIBLE"
    assert outcome.conflict


def test_progress_tells_how_much_memory_the_search_has_held() -> None:
    told: list[Progress] = []
    solve(scenario(), tell=told.append)
    held = [progress.memory_bytes for progress in told]
    assert held == sorted(held)
    assert held[-1] > 1 << 20
