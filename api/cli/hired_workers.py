"""Workers in processes of their own, so that solves keep nothing else waiting; they go when their hirer goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Self

from api.cli.database_option import VARIABLE
from api.cli.worker import PARENT
from solver.engine.server import NICENESS

LEAVING_SECONDS = 20
"""How long workers may take to give their jobs back."""

STANDING_BACK = "10"
"""The niceness of searches beside a server: who asks it cannot wait. Not the worker's, which holds locks of the
database."""

RUN = "import sys; from api.cli.main import main; sys.exit(main(sys.argv[1:]))"


class HiredWorkers:
    """Worker processes on one database, one for each number of `cores`."""

    def __init__(self, url: str, cores: Sequence[int]) -> None:
        self._stated = {NICENESS: STANDING_BACK, **os.environ, VARIABLE: url, PARENT: str(os.getpid())}
        self._cores = cores
        self._processes = [self._hired(count) for count in cores]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(LEAVING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()

    def keep(self) -> None:
        """Hires another one where one has died."""
        for number, process in enumerate(self._processes):
            if process.poll() is not None:
                self._processes[number] = self._hired(self._cores[number])

    def _hired(self, cores: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-c", RUN, "worker", "--cores", str(cores), "--quiet"]
        return subprocess.Popen(command, env=self._stated, start_new_session=True)
