"""How the solve of a job ended, and how that is written: once, by whoever holds the claim."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from api.exchange.documents import json_text
from api.exchange.scenarios import scenario_of
from api.jobs.claims import Claims
from api.jobs.job import Claim
from api.jobs.rejected import keep_rejected
from models.fault import DefectError, InputError, places_of
from models.plan import Plan
from solver.scenario.scenario import Scenario
from solver.solve import MismatchError, Progress, solve

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ended:
    """An `outcome` as JSON text with what is shown of it; or `faults` of the scenario; or why it crashed."""

    outcome: str | None = None
    levels: tuple[int, ...] = ()
    bounds: tuple[int | None, ...] = ()
    summary: dict[str, Any] = field(default_factory=dict)
    faults: list[dict[str, str]] = field(default_factory=list)
    crash: str = ""

    def write(self, claims: Claims, claim: Claim) -> None:
        """Ends the job. Raises LostLeaseError."""
        if self.outcome is not None:
            claims.finish(claim, self.outcome, self.levels, self.bounds, self.summary)
        elif self.faults:
            claims.fail(claim, self.faults)
        else:
            claims.crash(claim, self.crash)


def ended(claim: Claim, is_over: Callable[[], bool], tell: Callable[[Progress], None] | None = None) -> Ended:
    """Solves a claimed job in a watched child process; never raises."""
    try:
        scenario = _on_cores(scenario_of(json.loads(claim.document)).scenario, claim.cores)
        start = Plan.model_validate_json(claim.incumbent) if claim.incumbent else None
        outcome = solve(scenario, stop=is_over, tell=tell, start=start, lang=claim.lang)
    except InputError as error:
        return Ended(faults=[fault.as_dict(claim.lang) for fault in error.faults])
    except DefectError as error:
        detail = str(error).strip().splitlines()[-1]
        LOG.error("job %s: %s", claim.id, detail)
        if isinstance(error, MismatchError):
            keep_rejected(claim, error.rejected)
        return Ended(crash=detail)
    except Exception as error:
        name = type(error).__name__
        LOG.error("job %s: %s at %s", claim.id, name, places_of(error))
        return Ended(crash=name)
    return Ended(
        json_text(outcome, complete=True),
        tuple(level.penalty for level in outcome.levels),
        tuple(level.bound for level in outcome.levels),
        {"status": outcome.status, "kpis": outcome.kpis, "seconds": outcome.seconds},
    )


def _on_cores(scenario: Scenario, cores: int) -> Scenario:
    """The scenario, solved on as many cores as the job was given."""
    return scenario.model_copy(update={"budget": scenario.budget.model_copy(update={"workers": cores})})
