"""A search in a watched child process: it can be stopped at any time, and what it found is kept.

The only module that deals with processes. The child streams every better solution and bound to the parent; the
parent ends it when asked, when time is up, or when its resident memory passes the limit, and keeps the best.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import psutil

from solver.engine import portfolio
from solver.engine.alone import cpsat_alone, highs_alone
from solver.engine.clock import Clock, WorkClock
from solver.engine.compiled import warm_up
from solver.engine.diagnosis import smallest_conflict
from solver.engine.reproducible import reproducible
from solver.engine.search import Search
from solver.engine.server import processes, stand_back, without_main
from solver.program.program import Ints, Program

GRACE_SECONDS = 2.0
WATCH_SECONDS = 0.25

Event = tuple[str, object]
Receive = Callable[[Event], None]
MayGoOn = Callable[[], bool]


ENGINES: dict[str, Callable[[Search], None]] = {
    "portfolio": portfolio.run,
    "cpsat": cpsat_alone,
    "highs": highs_alone,
    "reproducible": reproducible,
}


@dataclass(frozen=True)
class Task:
    """What a child works on: a program, the seconds it may take, its budget, perhaps a solution to start from, and
    the engine that works, one of ENGINES. Seconds of the engine `reproducible` are counted work."""

    program: Program
    seconds: float
    seed: int
    workers: int
    gap: float
    start: Ints | None = None
    engine: str = "portfolio"


@dataclass(frozen=True)
class Ending:
    """How a child ended: `done` by itself, `stopped` by us, `memory` for taking too much, `died` without a word,
    `failed` with an exception, whose traceback is the `detail`."""

    how: str
    detail: str = ""


def watch(task: Task, receive: Receive, may_go_on: MayGoOn, memory_bytes: int) -> Ending:
    """Runs a task in a child process and hands on its events until it ends; ("memory", bytes) tells a new peak.

    `may_go_on` is asked a few times a second; on False the child finishes, and is killed if it does not within the
    grace. The child dies with its parent.
    """
    context = processes()
    here, there = context.Pipe()
    child = context.Process(target=_work, args=(task, there, os.getpid()), daemon=True, name="paiqin-solve")
    with without_main():
        child.start()
    there.close()
    try:
        return _attend(child, here, receive, may_go_on, memory_bytes)
    finally:
        _end(child)
        here.close()


def _attend(
    child: multiprocessing.process.BaseProcess,
    pipe: Connection,
    receive: Receive,
    may_go_on: MayGoOn,
    memory_bytes: int,
) -> Ending:
    """Listens to the child; the first reason to end it is the one that is told."""
    reason, kill_at, peak = "done", float("inf"), 0
    try:
        while time.monotonic() < kill_at:
            if pipe.poll(WATCH_SECONDS):
                event: Event = pipe.recv()
                if event[0] == "done":
                    return Ending(reason)
                if event[0] == "failed":
                    return Ending("failed", str(event[1]))
                receive(event)
            resident = _resident_bytes(child.pid)
            if resident > peak:
                peak = resident
                receive(("memory", peak))
            if reason == "done":
                reason = "stopped" if not may_go_on() else "memory" if resident > memory_bytes else "done"
                if reason != "done":
                    pipe.send("stop")
                    kill_at = time.monotonic() + GRACE_SECONDS
    except (EOFError, BrokenPipeError, ConnectionResetError):
        child.join(GRACE_SECONDS)
        return Ending("died", f"exit code {child.exitcode}") if reason == "done" else Ending(reason)
    return Ending(reason)


def _resident_bytes(pid: int | None) -> int:
    """Memory that a process holds; 0 when it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _end(child: multiprocessing.process.BaseProcess) -> None:
    child.join(0.2)
    if child.is_alive():
        child.kill()
        child.join()


def _work(task: Task, pipe: Connection, parent: int) -> None:
    """The child's whole life: search, and tell the parent.

    A terminal's Ctrl-C reaches every process of the group; it is for the parent to say when to stop.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    stand_back()
    sending = threading.Lock()

    def report(what: str, value: object) -> None:
        with sending:
            pipe.send((what, value))

    report("ready", warm_up())
    clock = WorkClock() if task.engine == "reproducible" else Clock()
    search = Search(
        task.program,
        deadline=clock.now() + task.seconds,
        clock=clock,
        seed=task.seed,
        workers=task.workers,
        gap=task.gap,
        report=report,
    )
    threading.Thread(target=_listen, args=(pipe, search, parent), daemon=True).start()
    try:
        if task.start is not None:
            search.begin_at(task.start)
        ENGINES[task.engine](search)
        report("seconds", tuple(search.seconds))
        if search.infeasible:
            report("conflict", smallest_conflict(task.program, search.left))
        report("done", None)
    except Exception:
        report("failed", traceback.format_exc())


def _listen(pipe: Connection, search: Search, parent: int) -> None:
    """Stops the search when the parent says so, and the process when the parent is gone."""
    while psutil.pid_exists(parent):
        if pipe.poll(1.0):
            try:
                pipe.recv()
            except (EOFError, OSError):
                break
            search.stop()
    os._exit(1)
