"""What is handed in is kept, claimed by one worker at a time, and ends once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.jobs.claims import MOST_CRASHES, MOST_LOSSES, PATIENT_LOSSES, Claims, LostLeaseError
from api.jobs.database import Database
from api.jobs.job import NewJob, State
from api.jobs.owned import OtherRequestError
from api.jobs.queue import Queue, QueueFullError
from api.jobs.rows import UnknownJobError
from models.fault import InputError

NewOne = Callable[..., NewJob]


def test_the_same_key_names_the_same_job_however_often_and_at_once_it_is_sent(queue: Queue, new_job: NewOne) -> None:
    with ThreadPoolExecutor(8) as senders:
        found = list(senders.map(lambda _: queue.hand_in(new_job(idempotency_key="monday")), range(16)))
    assert len({job.id for job, _ in found}) == 1
    assert sum(is_new for _, is_new in found) == 1
    assert len(queue.jobs("station", 50)) == 1


def test_another_request_under_the_same_key_is_refused(queue: Queue, new_job: NewOne) -> None:
    queue.hand_in(new_job(idempotency_key="monday"))
    with pytest.raises(OtherRequestError):
        queue.hand_in(new_job(idempotency_key="monday", request_digest="other"))
    queue.hand_in(new_job(idempotency_key="monday", request_digest="other", owner="another station"))


def test_no_more_is_taken_in_than_may_wait(database: Database, new_job: NewOne) -> None:
    queue = Queue(database, most_queued=2)
    for _ in range(2):
        queue.hand_in(new_job())
    with pytest.raises(QueueFullError):
        queue.hand_in(new_job())


def test_the_oldest_job_is_claimed_first_and_by_one_worker_only(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    ids = [queue.hand_in(new_job())[0].id for _ in range(12)]
    claims = Claims(database)
    first = claims.claim("a", 1, 1)
    assert first is not None
    assert first.id == ids[0]
    with ThreadPoolExecutor(6) as workers:
        found = list(workers.map(lambda number: claims.claim(f"w{number}", 1, 1), range(30)))
    assert sorted(claim.id for claim in found if claim) == sorted(ids[1:])


def test_small_jobs_do_not_overtake_a_large_one_for_ever(queue: Queue, database: Database, new_job: NewOne) -> None:
    large, small = queue.hand_in(new_job(cores=2))[0], queue.hand_in(new_job())[0]
    claims = Claims(database)
    assert claims.claim("two cores, one busy", 1, 2) is None
    claim = claims.claim("two cores", 2, 2)
    assert claim is not None
    assert claim.id == large.id
    claim = claims.claim("two cores, one busy", 1, 2)
    assert claim is not None
    assert claim.id == small.id


def test_a_job_that_asks_for_more_cores_than_a_worker_has_gets_all_of_them(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    queue.hand_in(new_job(cores=64))
    claim = Claims(database).claim("two cores", 2, 2)
    assert claim is not None
    assert claim.cores == 2


def test_a_lost_workers_job_goes_to_another_with_its_plan_and_its_late_result_is_refused(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    job = queue.hand_in(new_job())[0]
    claims = Claims(database, lease_seconds=0.0)
    paused = claims.claim("paused", 1, 1)
    assert paused is not None
    claims.report(paused, [0, 5], [0, 1], "a plan")
    other = claims.claim("other", 1, 1)
    assert other is not None
    assert (other.id, other.incumbent, other.fence) == (job.id, "a plan", paused.fence + 1)
    acts: list[Callable[[], Any]] = [
        lambda: claims.renew(paused),
        lambda: claims.report(paused, [0, 4], [0, 1], "late"),
        lambda: claims.finish(paused, "late", [0, 4], [0, 1]),
        lambda: claims.fail(paused, []),
        lambda: claims.crash(paused, "late"),
        lambda: claims.give_back(paused),
    ]
    for act in acts:
        with pytest.raises(LostLeaseError):
            act()
    claims.finish(other, "in time", [0, 3], [0, 3])
    assert queue.text("station", job.id, "outcome") == "in time"
    with pytest.raises(LostLeaseError):
        claims.finish(other, "twice", [0, 3], [0, 3])


def test_a_job_fails_when_its_own_process_crashes_once_too_often(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    job, claims = queue.hand_in(new_job())[0], Claims(database)
    for _ in range(MOST_CRASHES + 1):
        claim = claims.claim("w", 1, 1)
        assert claim is not None
        claims.crash(claim, "exit code -9")
    found = queue.job("station", job.id)
    assert (found.state, found.crashes, found.losses) == (State.FAILED, MOST_CRASHES + 1, 0)
    assert found.faults is not None
    assert found.faults[0]["value"] == "exit code -9"


def test_a_job_fails_when_its_workers_are_lost_once_too_often(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    job, claims = queue.hand_in(new_job())[0], Claims(database, lease_seconds=0.0)
    for _ in range(MOST_LOSSES + 1):
        assert claims.claim("w", 1, 1) is not None
    assert claims.claim("w", 1, 1) is None
    assert queue.job("station", job.id).state == State.FAILED
    assert claims.claim("w", 1, 1) is None


def test_a_job_whose_workers_are_lost_again_and_again_lets_others_go_first(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    claims = Claims(database, lease_seconds=0.0)
    first, second = queue.hand_in(new_job())[0].id, queue.hand_in(new_job())[0].id
    claimed = [claims.claim("w", 1, 1) for _ in range(2 * PATIENT_LOSSES + 5)]
    ids = [claim.id for claim in claimed if claim is not None]
    assert ids[: PATIENT_LOSSES + 1] == [first] * (PATIENT_LOSSES + 1)
    assert abs(ids.count(first) - ids.count(second)) <= 1
    assert {first, second} == set(ids)


def test_a_job_that_waits_is_cancelled_and_one_at_work_is_asked_to_stop(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    claims = Claims(database)
    at_work, waits = queue.hand_in(new_job())[0], queue.hand_in(new_job())[0]
    claim = claims.claim("w", 1, 1)
    assert claim is not None
    assert queue.stop("station", waits.id).state == State.CANCELLED
    assert claims.to_stop([at_work.id]) == set()
    assert queue.stop("station", at_work.id).state == State.RUNNING
    assert claims.to_stop([at_work.id]) == {at_work.id}
    claims.finish(claim, "best so far", [0, 1], [0, 0])
    assert queue.stop("station", at_work.id).state == State.DONE


def test_what_waits_with_a_plan_is_not_cancelled_but_ends_with_it(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    job, claims = queue.hand_in(new_job())[0], Claims(database)
    claim = claims.claim("w", 1, 1)
    assert claim is not None
    claims.report(claim, [0, 5], [0, 0], "a plan")
    claims.give_back(claim)
    assert queue.stop("station", job.id).state == State.QUEUED
    again = claims.claim("w", 1, 1)
    assert again is not None
    assert again.incumbent == "a plan"


def test_events_are_numbered_without_gaps_and_resume_after_any(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    job, claims = queue.hand_in(new_job())[0], Claims(database)
    claim = claims.claim("w", 1, 1)
    assert claim is not None
    for value in (9, 8, 7):
        claims.report(claim, [0, value], [0, 1], "p")
    claims.report(claim, [0, 7], [0, 7], None)
    claims.finish(claim, "o", [0, 7], [0, 7])
    events = queue.events(job.id)
    assert [event.number for event in events] == list(range(1, 8))
    assert [event.what for event in events] == ["state", "state", "plan", "plan", "plan", "bound", "state"]
    assert queue.events(job.id, after=5) == events[5:]


def test_what_is_anothers_is_unknown(queue: Queue, new_job: NewOne) -> None:
    job = queue.hand_in(new_job())[0]
    for act in (queue.job, queue.stop, queue.delete):
        with pytest.raises(UnknownJobError):
            act("another", job.id)
    with pytest.raises(UnknownJobError):
        queue.text("another", job.id, "document")
    assert queue.jobs("another", 9) == []
    assert queue.job(None, job.id) == job


def test_a_deleted_job_is_gone_and_a_worker_on_it_finds_its_claim_lost(
    queue: Queue, database: Database, new_job: NewOne
) -> None:
    job, claims = queue.hand_in(new_job())[0], Claims(database)
    claim = claims.claim("w", 1, 1)
    assert claim is not None
    queue.delete("station", job.id)
    assert claims.to_stop([job.id]) == {job.id}
    with pytest.raises(LostLeaseError):
        claims.finish(claim, "o", [0], [0])
    assert queue.events(job.id) == []


def test_pages_of_jobs_go_from_new_to_old_and_join_without_gaps(queue: Queue, new_job: NewOne) -> None:
    ids = [queue.hand_in(new_job())[0].id for _ in range(7)]
    seen, after = [], None
    while page := queue.jobs("station", 3, after):
        seen += [job.id for job in page]
        after = (page[-1].created, page[-1].id)
    assert seen == ids[::-1]


def test_the_depth_counts_what_waits(queue: Queue, database: Database, new_job: NewOne) -> None:
    assert queue.depth() == (0, 0.0)
    for _ in range(3):
        queue.hand_in(new_job())
    Claims(database).claim("w", 1, 1)
    count, age = queue.depth()
    assert count == 2
    assert age >= 0


def test_several_processes_may_upgrade_an_empty_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as starters:
        list(starters.map(lambda _: Database(url).upgrade(), range(4)))
    assert Queue(Database(url)).jobs(None, 1) == []


@pytest.mark.parametrize("stated", ["mysql://root:secret@here/x", "jobs.db", ""])
def test_a_database_of_another_kind_is_refused_without_showing_its_password(stated: str) -> None:
    with pytest.raises(InputError) as refused:
        Database(stated)
    assert refused.value.faults[0].place == "--database"
    assert "secret" not in str(refused.value)
