"""A worker whose jobs are solved on the cores of a Ray cluster."""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
from typing import Any, Self

from api.jobs.claims import Claims
from api.jobs.database import Database
from api.jobs.worker import Worker
from models.fact import Text
from models.fault import Fault, InputError

HOST_AND_PORT = re.compile(r"(?:ray://)?\[?([^\[\]/]+)\]?:(\d{1,5})")
ANSWER_SECONDS = 5.0

OWN = "local"
"""The address that starts a cluster on this machine."""


class RayWorkers:
    """Claims jobs for a cluster while it is entered: the one at `address`, else one of its own with `cores`.

    Raises InputError where Ray is not installed, or does not answer.
    """

    def __init__(self, database: Database, address: str | None, cores: int | None) -> None:
        self._claims, self._address, self._cores = Claims(database), address, cores
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            import ray  # noqa: PLC0415  Ray is an extra, and takes a second to load

            from api.jobs.ray_work import RayWork  # noqa: PLC0415
        except ImportError:
            needed = Text("已安装 Ray", "Ray installed")
            cure = Text("pip install 'paiqin[ray]'", "pip install 'paiqin[ray]'")
            raise InputError([Fault("--on", "ray", needed, cure)]) from None
        self._ask_address()
        own: dict[str, Any] = {"num_cpus": self._cores, "include_dashboard": False} if self._address is None else {}
        try:
            ray.init(self._address or OWN, log_to_driver=False, logging_level=logging.ERROR, **own)
        except (ConnectionError, RuntimeError, ValueError):
            raise InputError([self._no_cluster()]) from None
        there = int(ray.cluster_resources().get("CPU", 1))
        worker = Worker(self._claims, min(there, self._cores or there), work=RayWork)
        self._thread = threading.Thread(target=worker.run, args=(self._stop,), daemon=True)
        self._thread.start()
        return self

    def _ask_address(self) -> None:
        """Ray itself would wait for minutes for a machine that does not answer."""
        found = HOST_AND_PORT.fullmatch(self._address or "")
        if found is None:
            return
        try:
            socket.create_connection((found[1], int(found[2])), ANSWER_SECONDS).close()
        except OSError:
            raise InputError([self._no_cluster()]) from None

    def _no_cluster(self) -> Fault:
        allowed = Text("能连上的 Ray 集群", "a Ray cluster that answers")
        cure = Text("检查地址，或不写 --address", "check the address, or leave --address out")
        return Fault("--address", self._address or OWN, allowed, cure)

    def __exit__(self, *_: object) -> None:
        import ray  # noqa: PLC0415

        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        ray.shutdown()

    def keep(self) -> None:
        """Nothing to do: the cluster keeps its workers itself."""
