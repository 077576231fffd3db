"""Work on one claimed job that is done by a task of Ray, in a watched child process there."""

from __future__ import annotations

from collections.abc import Callable

import ray
from ray.exceptions import RayError

from api.jobs.ending import Ended, ended
from api.jobs.job import Claim
from api.jobs.work import Work

ASK_SECONDS = 0.2


def solved(claim: Claim) -> Ended:
    """The task: a solve on as many cores as the claim has."""
    return ended(claim, lambda: False)


class RayWork(Work):
    """A job at work on Ray. A worker of Ray that dies costs another try; a job asked to stop ends in its own time."""

    def _worked(self) -> Callable[[], None]:
        claims, claim = self._claims, self.claim
        task = ray.remote(solved).options(num_cpus=claim.cores, max_retries=0).remote(claim)
        while not ray.wait([task], timeout=ASK_SECONDS)[0]:
            if self._leaves.is_set() or self._lost.is_set():
                ray.cancel(task, force=True)
                return lambda: claims.give_back(claim)
        try:
            how: Ended = ray.get(task)
        except RayError:
            return lambda: claims.lose(claim)
        return lambda: how.write(claims, claim)
