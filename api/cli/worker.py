"""`paiqin worker`: works on jobs from the database, on this machine's cores."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Annotated

from typer import Option

from api.cli.command import command
from api.cli.database_option import DatabaseUrl, database_at
from api.cli.interruption import Interruption
from api.cli.log_lines import log_to_standard_error
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, default_language
from api.jobs.claims import LEASE_SECONDS

POLL_SECONDS = 0.1
OUR_FAULT = 1

PARENT = "PAIQIN_PARENT"
"""In the environment: the process that a worker belongs to, and goes with."""

Cores = Annotated[
    int | None,
    Option("--cores", metavar="N", min=1, max=256, help=both("用几个核，默认全部", "cores to use, all by default")),
]
Lease = Annotated[
    float,
    Option(
        "--lease",
        metavar="S",
        min=1.0,
        max=600.0,
        help=both("失联多少秒后任务转交他人", "seconds after which a lost worker's jobs go to others"),
    ),
]


def worker(
    database: DatabaseUrl = None,
    cores: Cores = None,
    lease: Lease = LEASE_SECONDS,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Works until Ctrl-C or SIGTERM; then what it has begun goes back to the queue, with the best plans so far."""
    from api.batch.open_batches import OpenBatches  # noqa: PLC0415  the solvers take a second to load
    from api.jobs.claims import Claims  # noqa: PLC0415
    from api.jobs.worker import Worker  # noqa: PLC0415

    voice = Voice(lang or default_language(), as_json, quiet)
    log_to_standard_error(logging.WARNING if quiet else logging.INFO)
    count = cores or os.cpu_count() or 1
    with Interruption() as interruption:
        claims, stop = Claims(database_at(database), lease), threading.Event()
        one = Worker(claims, count, look=OpenBatches(claims.database).look)
        said = voice.text(
            f"工作进程 {one.name}，{count} 核；Ctrl-C 结束", f"worker {one.name}, {count} cores; Ctrl-C ends it"
        )
        voice.note(said)
        work = threading.Thread(target=one.run, args=(stop,), daemon=True)
        work.start()
        while work.is_alive() and not interruption.has_come and not _is_orphan():
            time.sleep(POLL_SECONDS)
        has_failed = not work.is_alive()
        stop.set()
        work.join()
    return OUR_FAULT if has_failed else 0


def _is_orphan() -> bool:
    """Whether the process that this worker belongs to is gone."""
    parent = os.environ.get(PARENT)
    return parent is not None and parent != str(os.getppid())


COMMAND = command(
    worker,
    both(
        "在本机的核上处理任务库里的求解任务；Ctrl-C 或 SIGTERM 时交还未完成的任务及其当前最好方案。",
        "Works on jobs of the database on this machine's cores; on Ctrl-C or SIGTERM gives back what is not done, "
        "with the best plans so far.",
    ),
)
