"""A plan on which the solver and the check disagree, as a document: evidence of our fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from api.exchange.documents import document_of_fact
from solver.scenario.scenario import Scenario

if TYPE_CHECKING:
    from solver.solve import Rejected


def rejected_text(rejected: Rejected, scenario: Scenario, **more: str) -> str:
    """The plan with the penalties that the solver `stated` and those that were `checked`, as a JSON text.

    The scenario, which holds the names, is told by its digest and seed only; `more` says what else belongs to it.
    """
    evidence = {
        "schema": 1,
        "kind": "rejected",
        **more,
        "digest": scenario.digest,
        "seed": scenario.budget.seed,
        "stated": rejected.stated,
        "checked": rejected.checked,
        "plan": document_of_fact(rejected.plan),
    }
    return json.dumps(evidence, ensure_ascii=False, indent=1) + "\n"
