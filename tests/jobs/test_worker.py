"""Workers solve what is handed in; however they end, every job ends once, with a plan that has passed the check."""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.jobs.claims import Claims
from api.jobs.database import Database
from api.jobs.job import Job, NewJob, State
from api.jobs.queue import Queue
from api.jobs.worker import Worker
from benchmarks.strain.processes import LEASE_SECONDS, Crew
from models.outcome import Outcome

NewOne = Callable[..., NewJob]
KILLS = 20


@pytest.fixture
def crew(url: str) -> Iterator[Crew]:
    crew = Crew(url)
    yield crew
    crew.end()


def until(holds: Callable[[], bool], seconds: float = 120) -> None:
    """Waits for something to hold."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never held"
        time.sleep(0.1)


def has_ended(queue: Queue, ids: list[str]) -> bool:
    return all(queue.job(None, job_id).has_ended for job_id in ids)


def assert_done_once(queue: Queue, job: Job) -> None:
    """Done, with a verified plan, and told so once."""
    assert (job.state, job.crashes) == (State.DONE, 0)
    outcome = Outcome.model_validate_json(queue.text(None, job.id, "outcome") or "")
    assert outcome.plan is not None
    assert outcome.levels[0].penalty == 0
    states = [event.stated["state"] for event in queue.events(job.id) if event.what == "state"]
    assert states.count(State.DONE) == 1
    assert states[-1] == State.DONE


@pytest.fixture
def at_work(database: Database) -> Iterator[Worker]:
    """A worker in this process."""
    worker, stop = Worker(Claims(database), cores=2), threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    yield worker
    stop.set()
    thread.join()


@pytest.mark.usefixtures("at_work")
def test_a_job_is_solved_reported_and_done(queue: Queue, document: dict[str, Any], new_job: NewOne) -> None:
    job = queue.hand_in(new_job(document))[0]
    until(lambda: has_ended(queue, [job.id]))
    job = queue.job(None, job.id)
    assert_done_once(queue, job)
    assert job.levels is not None
    assert {"state", "plan"} <= {event.what for event in queue.events(job.id)}
    assert job.started is not None
    assert job.ended is not None
    assert job.created <= job.started < job.ended


@pytest.mark.usefixtures("at_work")
def test_a_stopped_job_ends_with_its_best_plan_so_far(queue: Queue, document: dict[str, Any], new_job: NewOne) -> None:
    long = {**document, "budget": {"seconds": 600, "workers": 1}}
    job = queue.hand_in(new_job(long))[0]
    until(lambda: queue.job(None, job.id).levels is not None)
    queue.stop(None, job.id)
    until(lambda: has_ended(queue, [job.id]), seconds=20)
    assert_done_once(queue, queue.job(None, job.id))


@pytest.mark.usefixtures("at_work")
def test_a_document_that_the_door_refuses_fails_with_its_faults(
    queue: Queue, document: dict[str, Any], new_job: NewOne
) -> None:
    job = queue.hand_in(new_job({**document, "budget": {"seconds": -1}}))[0]
    until(lambda: has_ended(queue, [job.id]))
    job = queue.job(None, job.id)
    assert job.state == State.FAILED
    assert job.faults is not None
    assert job.faults[0]["place"] == "budget.seconds"


def test_workers_that_are_killed_lose_no_job_end_none_twice_and_leave_no_solver_behind(
    queue: Queue, crew: Crew, document: dict[str, Any], new_job: NewOne
) -> None:
    chance, ids = random.Random(1), []
    for _ in range(3):
        crew.hire()
    for _ in range(KILLS):
        while queue.depth()[0] < 2:
            ids.append(queue.hand_in(new_job(document))[0].id)
        until(lambda: bool(crew.at_work(queue.database)))
        time.sleep(chance.uniform(0.0, 1.0))
        crew.kill(chance.choice(crew.at_work(queue.database) or crew.workers))
        crew.hire()
    until(lambda: has_ended(queue, ids), seconds=300)
    for job_id in ids:
        assert_done_once(queue, queue.job(None, job_id))
    assert sum(queue.job(None, job_id).losses for job_id in ids) > KILLS / 2
    crew.end()
    until(lambda: not crew.processes(), seconds=20)


def test_a_worker_that_is_told_to_go_gives_its_job_back_with_the_best_plan(
    queue: Queue, crew: Crew, document: dict[str, Any], new_job: NewOne
) -> None:
    job = queue.hand_in(new_job({**document, "budget": {"seconds": 600, "workers": 1}}))[0]
    worker = crew.hire()
    until(lambda: queue.job(None, job.id).levels is not None)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    job = queue.job(None, job.id)
    assert (job.state, job.losses, job.crashes) == (State.QUEUED, 0, 0)
    assert json.loads(queue.text(None, job.id, "incumbent") or "{}")["kind"] == "plan"
    until(lambda: not crew.processes(), seconds=20)


def test_a_worker_that_is_told_to_go_twice_goes_at_once(crew: Crew, database: Database) -> None:
    worker = crew.hire()
    time.sleep(3)
    worker.send_signal(signal.SIGTERM)
    worker.send_signal(signal.SIGINT)
    worker.wait(timeout=20)
    assert not crew.processes()


def test_a_worker_is_told_once_that_its_database_is_gone_and_goes_when_told_to(
    postgres: Any, document: dict[str, Any], new_job: NewOne
) -> None:
    database = Database(postgres.url)
    database.upgrade()
    queue, crew = Queue(database), Crew(postgres.url)
    job = queue.hand_in(new_job({**document, "budget": {"seconds": 600, "workers": 1}}))[0]
    crew.hire()
    until(lambda: queue.job(None, job.id).levels is not None)
    postgres.stop("immediate")
    try:
        time.sleep(2 * LEASE_SECONDS)
        crew.workers[0].send_signal(signal.SIGTERM)
        assert crew.workers[0].wait(timeout=40) == 0
    finally:
        postgres.start()
        crew.end()
    database.close()
    crew.hire()
    until(lambda: queue.job(None, job.id).losses > 0)
    crew.end()
    database.close()


def test_a_worker_that_slept_through_its_lease_does_not_end_a_job_that_another_has_taken(
    queue: Queue, crew: Crew, document: dict[str, Any], new_job: NewOne
) -> None:
    job = queue.hand_in(new_job(document))[0]
    sleeper = crew.hire()
    until(lambda: queue.job(None, job.id).state == State.RUNNING)
    sleeper.send_signal(signal.SIGSTOP)
    crew.hire()
    until(lambda: has_ended(queue, [job.id]))
    ended = queue.job(None, job.id)
    assert ended.losses == 1
    outcome = queue.text(None, job.id, "outcome")
    sleeper.send_signal(signal.SIGCONT)
    time.sleep(3 * LEASE_SECONDS)
    assert queue.job(None, job.id) == ended
    assert queue.text(None, job.id, "outcome") == outcome
    assert_done_once(queue, ended)
