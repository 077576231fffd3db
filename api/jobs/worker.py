"""A worker: claims jobs while it has cores for them, keeps its claims, and leaves its jobs to others when it goes."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable

from api.jobs.claims import Claims
from api.jobs.reach import Reach
from api.jobs.work import Work

POLL_SECONDS = 0.2
"""How often a worker looks for jobs, and for jobs of its own that are to stop."""

GLANCE_SECONDS = 0.02
"""How often it is seen whether a work has ended: its cores are free."""

RENEWALS = 3
"""How often a claim is renewed within a lease."""

LOG = logging.getLogger(__name__)


class Worker:
    """Works on as many jobs at once as its cores allow, each on as many cores as it asks for; `work` is how. It
    has a `look` at something else whenever it looks for jobs."""

    def __init__(
        self,
        claims: Claims,
        cores: int,
        name: str = "",
        work: type[Work] = Work,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self._claims, self._cores, self._work, self._look_too = claims, cores, work, look
        self.name = name or f"{socket.gethostname()}:{os.getpid()}"
        self._works: list[Work] = []
        self._reach = Reach()

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set; then gives back what it has begun."""
        renewing = threading.Thread(target=self._renew, args=(stop,), daemon=True)
        renewing.start()
        while not self._waited(stop):
            with self._reach.forgiving():
                self._look_too()
                self._look()
        for work in self._works:
            work.leave()
        while any(work.is_alive for work in self._works):
            time.sleep(POLL_SECONDS)

    def _waited(self, stop: threading.Event) -> bool:
        """Waits until it is time to look again: after POLL_SECONDS, or as soon as a work has ended; whether to stop."""
        until = time.monotonic() + POLL_SECONDS
        while time.monotonic() < until and all(work.is_alive for work in self._works):
            if stop.wait(GLANCE_SECONDS):
                return True
        return stop.is_set()

    def _look(self) -> None:
        """Stops what is to stop, and begins what there are cores for."""
        self._works = [work for work in self._works if work.is_alive]
        if self._works:
            to_stop = self._claims.to_stop([work.claim.id for work in self._works])
            for work in self._works:
                if work.claim.id in to_stop:
                    work.stop()
        while (free := self._cores - sum(work.claim.cores for work in self._works)) > 0:
            claim = self._claims.claim(self.name, free, self._cores)
            if claim is None:
                return
            LOG.info("worker %s: job %s", self.name, claim.id)
            self._works.append(self._work(self._claims, claim, self._reach))

    def _renew(self, stop: threading.Event) -> None:
        while not stop.is_set() or any(work.is_alive for work in self._works):
            for work in list(self._works):
                if work.is_alive:
                    work.renew()
            time.sleep(self._claims.lease_seconds / RENEWALS)
