"""A batch under way: its items become jobs of a database in the folder of results, and results are written there."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from api.batch.batch import NewBatch, StoredItem
from api.batch.batches import Batches
from api.batch.comparison.files import written_files
from api.batch.comparison.result import BatchResult
from api.batch.stepping import Stepping
from api.cli.batch_page import page_lines
from api.cli.fault_lines import fault_line
from api.cli.hired_workers import HiredWorkers
from api.cli.interruption import Interruption
from api.cli.progress import shown_line
from api.cli.voice import Voice
from api.jobs.database import Database
from api.jobs.queue import Queue
from solver.batch.batch import Batch
from solver.scenario.scenario import canonical_json

OWNER = "batch"
FILE = "jobs.db"
POLL_SECONDS = 0.3


class BatchRun:
    """Takes a batch to its end, or as far as it gets until it is interrupted."""

    def __init__(self, batch: Batch, folder: Path, voice: Voice, interruption: Interruption) -> None:
        self._batch, self._folder, self._voice, self._interruption = batch, folder, voice, interruption
        folder.mkdir(exist_ok=True)
        self._url = f"sqlite:///{(folder / FILE).resolve()}"
        self._database = Database(self._url)
        self._database.upgrade()
        self._batches = Batches(self._database)
        self._stepping = Stepping(self._batches)

    def on_this_machine(self, cores: int | None) -> int:
        """Works on this machine's cores, a process for each item at work; returns how many items failed."""
        each = max(1, *(case.scenario.budget.workers for case in self._batch.cases))
        count = max(1, (cores or os.cpu_count() or 1) // each)
        with HiredWorkers(self._url, (min(each, cores or each),) * count) as workers:
            return self._work(workers.keep)

    def on_ray(self, address: str | None, cores: int | None) -> int:
        """Works on the cores of a Ray cluster; returns how many items failed."""
        from api.jobs.ray_workers import RayWorkers  # noqa: PLC0415  Ray is an extra

        with RayWorkers(self._database, address, cores) as workers:
            return self._work(workers.keep)

    def _work(self, keep: Callable[[], None]) -> int:
        batch_id = self._handed_in()
        with shown_line(self._voice) as show:
            began = time.monotonic()
            while not self._stepping.advance(batch_id, self._batch) and not self._interruption.has_come:
                items = self._batches.items(batch_id)
                left = sum(item.finding is None for item in items)
                ended = len(items) - left
                show(self._voice.text(f"已完成 {ended} 项，余 {left} 项以上", f"{ended} done, {left} or more to come"))
                keep()
                time.sleep(max(POLL_SECONDS, time.monotonic() - began))
                began = time.monotonic()
        return self._told(self._batches.items(batch_id))

    def _handed_in(self) -> str:
        """The batch as it stands in the folder: the same one again where it has been begun."""
        stated = {
            "cases": [
                [case.key, case.facts, case.policy, case.patch, case.scenario.digest] for case in self._batch.cases
            ],
            "seeds": list(self._batch.seeds),
            "question": repr(self._batch.question),
            "lang": self._voice.lang,
        }
        digest = hashlib.sha256(canonical_json(stated).encode()).hexdigest()
        new = NewBatch(OWNER, self._batch.name, None, digest, self._voice.lang, digest)
        stored, is_new = self._batches.hand_in(new)
        if not is_new:
            self._stepping.retry(stored.id)
        return stored.id

    def _told(self, items: list[StoredItem]) -> int:
        """Writes the results and says what they say; returns how many items failed."""
        result = BatchResult.of(self._batch, items)
        queue = Queue(self._database)
        outcomes = {item.key: text for item in items if item.job and (text := queue.text(None, item.job.id, "outcome"))}
        files = written_files(result, outcomes, self._folder, self._voice.lang)
        if self._voice.as_json:
            self._voice.json({**result.document(), "written": [str(file) for file in files]})
        else:
            self._voice.say(*page_lines(result, self._voice.lang))
            self._voice.note(self._voice.text(f"已写入 {self._folder}/", f"written into {self._folder}/"))
        failed = [item for item in items if item.is_failed]
        for item in failed:
            for fault in item.job.faults or () if item.job else ():
                self._voice.note(f"{item.key}: {fault_line(fault, self._voice.lang)}")
        return len(failed)
