"""A plan on which the solver and the check disagree is never an outcome; it is kept as evidence."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import Any

import pytest

from api.exchange.scenarios import scenario_of
from api.jobs.claims import MOST_CRASHES, Claims
from api.jobs.job import Job, NewJob, State
from api.jobs.queue import Queue
from api.jobs.rejected import VARIABLE
from api.jobs.worker import Worker
from models.plan import Assignment, Plan
from solver.solve import MismatchError, Rejected

NewOne = Callable[..., NewJob]

ONE_DUTY = Plan(assignments=(Assignment(person="P001", date=Date(2026, 3, 2), shift="watch"),))

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.fixture
def failed(
    queue: Queue, document: dict[str, Any], new_job: NewOne, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Job]:
    """Has a worker end a job on whose plan the verdicts always differ."""

    def disagree(*_: Any, **__: Any) -> None:
        raise MismatchError(Rejected(ONE_DUTY, (0, 1), (0, 2)))

    def ended() -> Job:
        job = queue.hand_in(new_job(document))[0]
        worker, stop = Worker(Claims(queue.database), cores=1), threading.Event()
        thread = threading.Thread(target=worker.run, args=(stop,))
        thread.start()
        end = time.monotonic() + 60
        while not queue.job(None, job.id).has_ended and time.monotonic() < end:
            time.sleep(0.1)
        stop.set()
        thread.join()
        return queue.job(None, job.id)

    monkeypatch.setattr("api.jobs.ending.solve", disagree)
    return ended


def test_the_plan_is_kept_with_both_verdicts_for_the_operator_only(
    failed: Callable[[], Job], document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "evidence"))
    job = failed()
    [path] = (tmp_path / "evidence").iterdir()
    evidence = json.loads(path.read_text("utf-8"))
    assert (path.name, path.stat().st_mode & 0o777) == (f"rejected-{job.id}.json", 0o600)
    assert (evidence["job"], evidence["stated"], evidence["checked"]) == (job.id, [0, 1], [0, 2])
    assert evidence["digest"] == scenario_of(document).scenario.digest
    assert [duty["person"] for duty in evidence["plan"]["assignments"]] == ["P001"]
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_log_says_where_it_is_and_names_nobody(
    failed: Callable[[], Job],
    document: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with caplog.at_level(logging.INFO):
        job = failed()
    assert str(tmp_path / f"rejected-{job.id}.json") in caplog.text
    assert [person["name"] for person in document["facts"]["people"] if person["name"] in caplog.text] == []


def test_by_default_it_is_kept_beside_the_users_own_database(
    failed: Callable[[], Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    job = failed()
    assert (tmp_path / "paiqin" / "rejected" / f"rejected-{job.id}.json").is_file()


def test_a_folder_that_cannot_be_written_is_told_and_the_job_fails_all_the_same(
    failed: Callable[[], Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    job = failed()
    assert (job.state, job.crashes) == (State.FAILED, MOST_CRASHES + 1)
    assert f"job {job.id}: the rejected plan cannot be kept" in caplog.text
