"""A batch of small scenarios on one core and on two: items a second, and how much the second core brings."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import Any

from api.exchange.documents import document_of_fact
from api.jobs.database import Database
from api.jobs.job import State
from api.jobs.queue import Queue
from benchmarks.strain.processes import PAIQIN
from solver.generate.station import generate_station

PEOPLE, DAYS, START = (10, 12), 7, Date(2026, 3, 2)
EFFORT = 1
"""Each item ends by counted work, about a second of it: two cores have as much to do as one."""

PATCHES: tuple[dict[str, Any], ...] = (
    {"name": "as it is"},
    {"name": "one more", "people": [{"kind": "auxiliary", "change": 1}]},
    {"name": "two more", "people": [{"kind": "auxiliary", "change": 2}]},
    {"name": "one fewer", "people": [{"kind": "auxiliary", "change": -1}]},
)


def batch_document(items: int) -> dict[str, Any]:
    """Stations × patches × seeds: so many items, or a few more."""
    stations = [generate_station("changxing", people=people, days=DAYS, start=START) for people in PEOPLE]
    facts = [{"name": f"{len(one.people)} people", "facts": document_of_fact(one)} for one in stations]
    seeds = math.ceil(items / (len(facts) * len(PATCHES)))
    budget = {"effort": EFFORT, "workers": 1}
    stated = {"facts": facts, "patches": list(PATCHES), "seeds": list(range(seeds)), "budget": budget}
    return {"schema": 1, "kind": "batch", "name": "small stations", **stated}


def _solved(document: dict[str, Any], cores: int) -> tuple[int, float]:
    """How many items `paiqin batch` has solved in a folder of its own, and in how many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "batch.json", Path(folder) / "out"
        file.write_text(json.dumps(document), "utf-8")
        command = [*PAIQIN, "batch", str(file), "--cores", str(cores), "--out", str(out), "--lang", "en", "--quiet"]
        began = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - began
        jobs = Queue(Database(f"sqlite:///{out}/jobs.db")).jobs(None, 10_000)
        return sum(job.state == State.DONE for job in jobs), seconds


def batches(items: int, rounds: int) -> Iterator[tuple[str, str]]:
    if not items:
        return
    document = batch_document(items)
    count = len(document["facts"]) * len(PATCHES) * len(document["seeds"])
    _solved(batch_document(1), 2)
    rates: dict[int, list[float]] = {1: [], 2: []}
    for number in range(rounds):
        for cores in (1, 2) if number % 2 == 0 else (2, 1):
            solved, seconds = _solved(document, cores)
            if solved != count:
                raise RuntimeError(f"{solved} of {count} items were solved on {cores} cores")
            rates[cores].append(solved / seconds)
    ratios = [two / one for one, two in zip(rates[1], rates[2], strict=True)]
    yield "items of a batch, solved in each round", f"{count}, {rounds} rounds"
    for cores, found in rates.items():
        yield f"items a second with --cores {cores}, median", f"{statistics.median(found):.2f} ({_listed(found)})"
    yield "two cores against one, median of the rounds", f"{statistics.median(ratios):.2f} ({_listed(ratios)})"


def _listed(found: list[float]) -> str:
    return ", ".join(f"{one:.2f}" for one in found)
