"""Where children come from: a server that has loaded what they need, and starts them apart from whoever asks.

It loads nothing of the solvers here, so that it can be had ready before they are loaded.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import types
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext

STARTING = threading.Lock()
SAFE_PATH = "PYTHONSAFEPATH"

NICENESS = "PAIQIN_NICENESS"
"""In the environment: how far children stand back for other processes; the system's niceness, 0 where it is not set."""


def get_ready() -> None:
    """Begins to load what children need, beside whatever the caller does until it watches one."""
    context = processes()
    if isinstance(context, ForkServerContext):
        with without_main():
            forkserver.ensure_running()


def processes() -> ForkServerContext | SpawnContext:
    """Fresh processes: a fork would inherit the threads and locks of solvers."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["solver.engine.preload"])
    return context


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started here never hear Ctrl-C or SIGTERM, not even while they load: only the parent ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _elsewhere() -> Iterator[None]:
    """Processes started here load nothing from the working directory: a folder `solver` there may be anybody's."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


@contextmanager
def without_main() -> Iterator[None]:
    """Keeps the child from running the user's script again, which may lack the usual guard."""
    with STARTING, _deaf(), _elsewhere():
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def stand_back() -> None:
    """Lowers this process's priority as far as the environment asks: where requests are answered beside searches."""
    stated = os.environ.get(NICENESS, "")
    if stated.isdigit() and hasattr(os, "nice"):
        os.nice(int(stated))
