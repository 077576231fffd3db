"""Work on one claimed job: a thread that solves in a watched child process, reports, and ends the job once."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable

from api.exchange.documents import json_text
from api.exchange.scenarios import scenario_of
from api.jobs.claims import Claims, LostLeaseError
from api.jobs.job import Claim
from api.jobs.reach import Reach
from api.jobs.rejected import keep_rejected
from models.fault import DefectError, InputError, places_of
from models.plan import Plan
from solver.scenario.scenario import Scenario
from solver.solve import MismatchError, Progress, solve

REPORT_SECONDS = 0.5
"""A better plan is kept in the database so often at most."""

RETRY_SECONDS, LEAVING_SECONDS = 1.0, 10.0
"""A database that cannot be reached is asked again after so long, until it answers; by a worker that is to go for so
long only: then the lease has the job taken over."""

LOG = logging.getLogger(__name__)


class Work:
    """One job at work. It ends by itself, when asked to `stop` (with the best plan), when told to `leave` (the job goes
    back to the queue), or when the claim is `lost` (nothing of it counts)."""

    def __init__(self, claims: Claims, claim: Claim, reach: Reach) -> None:
        self.claim = claim
        self._claims, self._reach = claims, reach
        self._stopped, self._leaves, self._lost = (threading.Event() for _ in range(3))
        self._told = 0.0
        self._reported: tuple[tuple[int, ...] | None, tuple[int, ...]] = (None, ())
        self._thread = threading.Thread(target=self._run, name=f"paiqin-job-{claim.id[:8]}", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Ends the job with its best plan so far."""
        self._stopped.set()

    def leave(self) -> None:
        """Gives the job back to the queue, with its best plan so far."""
        self._leaves.set()

    def lose(self) -> None:
        """Drops the job: somebody else has it."""
        self._lost.set()

    def renew(self) -> None:
        """Keeps the claim; a database that cannot be reached now may answer the next time."""
        try:
            with self._reach.forgiving():
                self._claims.renew(self.claim)
        except LostLeaseError:
            self.lose()

    def _run(self) -> None:
        try:
            self._end(self._worked())
        except LostLeaseError:
            LOG.info("job %s: the claim was lost", self.claim.id)

    def _worked(self) -> Callable[[], None]:
        """Solves; what is then to be written."""
        claims, claim = self._claims, self.claim
        try:
            scenario = _on_cores(scenario_of(json.loads(claim.document)).scenario, claim.cores)
            start = Plan.model_validate_json(claim.incumbent) if claim.incumbent else None
            outcome = solve(scenario, stop=self._is_over, tell=self._tell, start=start, lang=claim.lang)
        except InputError as error:
            faults = [fault.as_dict(claim.lang) for fault in error.faults]
            return lambda: claims.fail(claim, faults)
        except DefectError as error:
            detail = str(error).strip().splitlines()[-1]
            LOG.error("job %s: %s", claim.id, detail)
            if isinstance(error, MismatchError):
                keep_rejected(claim, error.rejected)
            return lambda: claims.crash(claim, detail)
        except Exception as error:
            name = type(error).__name__
            LOG.error("job %s: %s at %s", claim.id, name, places_of(error))
            return lambda: claims.crash(claim, name)
        if self._leaves.is_set() and not self._stopped.is_set():
            return lambda: claims.give_back(claim)
        levels, bounds = [each.penalty for each in outcome.levels], [each.bound for each in outcome.levels]
        text = json_text(outcome, complete=True)
        return lambda: claims.finish(claim, text, levels, bounds)

    def _end(self, write: Callable[[], None]) -> None:
        """Writes how the job ended, as soon as the database can be reached."""
        waited = 0.0
        while not self._lost.is_set() and not (self._leaves.is_set() and waited >= LEAVING_SECONDS):
            with self._reach.forgiving():
                write()
                return
            time.sleep(RETRY_SECONDS)
            waited += RETRY_SECONDS

    def _is_over(self) -> bool:
        return self._stopped.is_set() or self._leaves.is_set() or self._lost.is_set()

    def _tell(self, progress: Progress) -> None:
        """Keeps a better plan, or a better bound, in the database."""
        known, now = (progress.levels, progress.bounds), time.monotonic()
        if known == self._reported or now - self._told < REPORT_SECONDS or self._lost.is_set():
            return
        is_better = progress.levels is not None and progress.levels != self._reported[0]
        plan = progress.plan() if is_better else None
        self._told = now
        text = json_text(plan) if plan is not None else None
        try:
            with self._reach.forgiving():
                self._claims.report(self.claim, progress.levels, progress.bounds, text)
                self._reported = known
        except LostLeaseError:
            self.lose()


def _on_cores(scenario: Scenario, cores: int) -> Scenario:
    """The scenario, solved on as many cores as the job was given."""
    return scenario.model_copy(update={"budget": scenario.budget.model_copy(update={"workers": cores})})
