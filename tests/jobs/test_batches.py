"""A batch's items become jobs, what was solved once is not solved again, and the search ends with an answer."""

from __future__ import annotations

import json
from datetime import date as Date
from typing import Any

import pytest

from api.batch import stepping as stepping_module
from api.batch.batch import BatchState, NewBatch
from api.batch.batches import Batches
from api.batch.comparison.result import BatchResult
from api.batch.open_batches import OpenBatches
from api.batch.stepping import Stepping
from api.jobs.claims import Claims
from api.jobs.database import Database
from api.jobs.job import Job, State
from api.jobs.owned import OtherRequestError
from api.jobs.queue import Queue
from api.jobs.rows import UnknownJobError
from solver.batch.batch import Batch, Case, Question
from solver.batch.strength import Who
from solver.generate.scenario import generate_scenario
from solver.scenario.scenario import Scenario

WHO = Who(kind="auxiliary")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    scenario = generate_scenario("changxing", people=12, days=7, start=Date(2026, 3, 2))
    return scenario.model_copy(update={"budget": scenario.budget.model_copy(update={"workers": 1, "seconds": 2.0})})


def batch_of_seeds(scenario: Scenario, seeds: int, question: Question | None = None) -> Batch:
    return Batch("three", (Case("f0.p0.c0", "A", "", "", scenario),), tuple(range(seeds)), question)


def new_batch(**values: Any) -> NewBatch:
    stated = {"owner": "station", "name": "three", "document": None, "request_digest": "r", "lang": "zh"}
    return NewBatch(**{**stated, **values})


def finish_all(database: Database, filled: Any = lambda scenario: True) -> int:
    """Ends every job that waits as a worker would, without solving; how many there were."""
    claims, count = Claims(database), 0
    while (claim := claims.claim("w", 8, 8)) is not None:
        missing = 0 if filled(json.loads(claim.document)) else 7
        summary = {"status": "FEASIBLE", "kpis": {"unfilled": missing // 7}, "seconds": 1.0}
        claims.finish(claim, '{"plan": null}', [0, missing, 0, 0, 0, 5], [0, missing, 0, 0, 0, 0], summary)
        count += 1
    return count


def test_items_are_handed_in_bit_by_bit_and_the_batch_ends_after_the_last(
    database: Database, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepping_module, "AHEAD", 3)
    batches = Batches(database)
    stored, is_new = batches.hand_in(new_batch())
    batch, stepping, solved = batch_of_seeds(scenario, 8), Stepping(batches), []
    assert is_new
    while not stepping.advance(stored.id, batch):
        solved.append(finish_all(database))
    assert solved == [3, 3, 2]
    assert batches.batch("station", stored.id).state == BatchState.DONE
    items = batches.items(stored.id)
    assert {item.labels["seed"] for item in items} == set(range(8))
    assert all(item.job and item.job.state == State.DONE for item in items)


def test_the_same_scenario_is_solved_once_for_all_batches_of_an_owner(database: Database, scenario: Scenario) -> None:
    batches = Batches(database)
    batch, stepping = batch_of_seeds(scenario, 3), Stepping(batches)
    for owner, solved in (("station", 3), ("station", 0), ("another", 3)):
        stored, _ = batches.hand_in(new_batch(owner=owner))
        stepping.advance(stored.id, batch)
        assert finish_all(database) == solved
        assert stepping.advance(stored.id, batch)


def test_the_same_key_names_the_same_batch_and_another_request_under_it_is_refused(database: Database) -> None:
    batches = Batches(database)
    first, is_new = batches.hand_in(new_batch(idempotency_key="k"))
    again, is_again_new = batches.hand_in(new_batch(idempotency_key="k"))
    assert (first.id, is_new, is_again_new) == (again.id, True, False)
    with pytest.raises(OtherRequestError):
        batches.hand_in(new_batch(idempotency_key="k", request_digest="other"))
    with pytest.raises(UnknownJobError):
        batches.batch("somebody else", first.id)


def test_the_smallest_strength_is_searched_with_few_jobs(database: Database, scenario: Scenario) -> None:
    batches, question = Batches(database), Question(WHO, 0, 40)
    stored, _ = batches.hand_in(new_batch())
    batch, stepping, solved = batch_of_seeds(scenario, 1, question), Stepping(batches), 0

    def filled(document: dict[str, Any]) -> bool:
        return sum(person["kind"] == "auxiliary" for person in document["facts"]["people"]) >= 23

    while not stepping.advance(stored.id, batch):
        solved += finish_all(database, filled)
    items = batches.items(stored.id)
    result = BatchResult.of(batch, items)
    [smallest] = result.smallest
    assert (smallest.answer.at_least, smallest.answer.at_most) == (23, 23)
    assert solved == len(items) <= 8
    assert list(result.frontier["strength"]) == sorted(item.labels["strength"] for item in items)


def test_a_stopped_batch_begins_nothing_more_and_a_retried_one_goes_on(database: Database, scenario: Scenario) -> None:
    batches, claims = Batches(database), Claims(database)
    batch, stepping = batch_of_seeds(scenario, 3), Stepping(batches)
    stored, _ = batches.hand_in(new_batch())
    stepping.advance(stored.id, batch)
    claim = claims.claim("w", 1, 1)
    assert claim is not None
    assert batches.stop("station", stored.id).state == BatchState.STOPPED
    assert claims.to_stop([claim.id]) == {claim.id}
    assert sorted(item.job.state for item in batches.items(stored.id) if item.job) == [
        "cancelled",
        "cancelled",
        "running",
    ]
    assert stepping.advance(stored.id, batch)
    stepping.retry(stored.id)
    assert not stepping.advance(stored.id, batch)
    assert finish_all(database) == 2


def test_deleting_takes_the_jobs_that_nobody_else_has(database: Database, scenario: Scenario) -> None:
    batches, queue = Batches(database), Queue(database)
    stepping, kept = Stepping(batches), batch_of_seeds(scenario, 1)
    first, _ = batches.hand_in(new_batch())
    stepping.advance(first.id, batch_of_seeds(scenario, 3))
    second, _ = batches.hand_in(new_batch())
    stepping.advance(second.id, kept)
    batches.delete("station", first.id)
    [item] = batches.items(second.id)
    assert [job.id for job in queue.jobs("station", 50)] == [item.job.id if item.job else ""]
    with pytest.raises(UnknownJobError):
        batches.batch("station", first.id)


def test_workers_take_a_batch_with_a_document_further(database: Database, scenario: Scenario) -> None:
    from api.exchange.documents import document_of_fact

    batches = Batches(database)
    facts = [{"name": "A", "facts": document_of_fact(scenario)}]
    document = json.dumps({"schema": 1, "kind": "batch", "facts": facts, "seeds": [0, 1]})
    stored, _ = batches.hand_in(new_batch(document=document))
    mine, _ = batches.hand_in(new_batch())
    open_batches = OpenBatches(database)
    open_batches.look()
    assert len(batches.items(stored.id)) == 2
    assert batches.items(mine.id) == []


def test_a_batch_that_cannot_go_on_is_stopped_and_holds_up_no_other(database: Database, scenario: Scenario) -> None:
    from api.exchange.documents import document_of_fact

    batches = Batches(database)
    broken, _ = batches.hand_in(new_batch(document="[]"))
    facts = [{"name": "A", "facts": document_of_fact(scenario)}]
    sound, _ = batches.hand_in(new_batch(document=json.dumps({"schema": 1, "kind": "batch", "facts": facts})))
    OpenBatches(database).look()
    assert batches.batch(None, broken.id).state == BatchState.STOPPED
    assert len(batches.items(sound.id)) == 1


def test_owners_take_turns_and_the_background_waits(database: Database, new_job: Any) -> None:
    queue, claims = Queue(database), Claims(database)

    def hand_in(owner: str, digest: str, background: bool = False) -> Job:
        return queue.hand_in(new_job(owner=owner, digest=digest, background=background))[0]

    many = [hand_in("A", f"a{number}", background=True) for number in range(3)]
    single, other = hand_in("A", "single"), hand_in("B", "b")
    order = [claim.id for _ in range(5) if (claim := claims.claim("w", 8, 8))]
    assert order == [single.id, other.id, *(job.id for job in many)]


def test_a_database_of_the_version_before_keeps_its_jobs(url: str, new_job: Any) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import text

    config = Config()
    config.set_main_option("script_location", "api.jobs:migrations")
    database = Database(url)
    with database.transaction() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        fields = "id, owner, request_digest, digest, document, lang, cores, budget_seconds, state, stop_asked, fence, "
        values = "'a', 'station', 'r', 'd', '{}', 'zh', 1, 3.0, 'queued', false, 0, 0, 0, 1.0, 0"
        connection.execute(text(f"insert into jobs ({fields} crashes, losses, created, events) values ({values})"))
    database.upgrade()
    [job] = Queue(database).jobs("station", 10)
    assert (job.id, job.summary) == ("a", None)
    assert Claims(database).claim("w", 1, 1) is not None
    database.close()
