"""Batches over HTTP: handed in once, taken further by the worker, compared, stopped, forgotten."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from api.batch.batch import BatchState
from api.client.client import Client, ProblemError
from api.rest.examples import example_of, example_scenario
from api.rest.forms import BatchForm

SECONDS = 90.0


def ended(client: Client, batch_id: str) -> BatchForm:
    until = time.monotonic() + SECONDS
    while (form := client.batch(batch_id)).state == BatchState.OPEN:
        assert time.monotonic() < until
        time.sleep(0.2)
    return form


def batch(**fields: Any) -> dict[str, Any]:
    facts = [{"name": "A", "facts": example_scenario()}]
    return {"schema": 1, "kind": "batch", "facts": facts, "budget": {"effort": 1}, **fields}


def refused(client: Client, document: Any, key: str | None = None) -> tuple[int, list[str]]:
    with pytest.raises(ProblemError) as raised:
        client.hand_in_batch(document, key)
    return raised.value.form.status, [fault.place for fault in raised.value.form.faults]


def test_the_example_of_a_batch_is_solved_and_compared(client: Client) -> None:
    form = ended(client, client.hand_in_batch(example_of("batch")).id)
    assert (form.state, form.items_ended, form.items_under_way, form.items_failed) == (BatchState.DONE, 2, 0, 0)
    document = json.loads(client.comparison(form.id))
    assert [row["patch"] for row in document["rows"]] == ["现状", "少一人"]
    assert document["rows"][1]["people"] == document["rows"][0]["people"] - 1
    for row in document["rows"]:
        outcome = client.outcome(row["job"])
        assert [level.penalty for level in outcome.levels] == [row[f"level_{n}"] for n in range(6)]
    assert client.comparison(form.id, "csv").startswith(b"\xef\xbb\xbf")
    assert client.comparison(form.id, "xlsx").startswith(b"PK")
    assert client.comparison(form.id, "svg").startswith(b"<svg")


def test_the_smallest_strength_is_told_and_drawn(client: Client) -> None:
    strength = {"who": {"kind": "auxiliary"}, "from": 0, "to": 12}
    form = ended(client, client.hand_in_batch(batch(strength=strength)).id)
    [smallest] = form.smallest
    assert smallest.is_over
    rows = {row["strength"]: row for row in json.loads(client.comparison(form.id))["rows"]}
    assert len(rows) < 12
    assert smallest.at_most is not None
    assert rows[smallest.at_most]["level_1"] == 0
    assert all(row["level_1"] > 0 for strength, row in rows.items() if strength < smallest.at_most)
    assert client._open("GET", f"/batches/{form.id}/frontier.svg").read().startswith(b"<svg")


def test_the_same_key_names_the_same_batch(client: Client) -> None:
    first = client.hand_in_batch(batch(seeds=[7]), "batch-key")
    assert client.hand_in_batch(batch(seeds=[7]), "batch-key").id == first.id
    assert refused(client, batch(seeds=[8]), "batch-key")[0] == 422
    listed = client.get("/batches?limit=50")["batches"]
    assert [one["id"] for one in listed].count(first.id) == 1


def test_a_batch_is_its_owners_alone(server: Any, client: Client) -> None:
    form = client.hand_in_batch(batch(seeds=[9]))
    stranger = server.client("read", "solve", owner="another")
    for look in (stranger.batch, stranger.comparison, stranger.stop_batch, stranger.delete_batch):
        with pytest.raises(ProblemError) as raised:
            look(form.id)
        assert raised.value.form.status == 404
    assert stranger.get("/batches")["batches"] == []


def test_a_stopped_batch_ends_at_once_and_a_deleted_one_takes_its_jobs(client: Client) -> None:
    form = client.hand_in_batch(batch(seeds=list(range(100, 130)), budget={"seconds": 60, "workers": 1}))
    until = time.monotonic() + SECONDS
    while not client.batch(form.id).items_under_way:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert client.stop_batch(form.id).state == BatchState.STOPPED
    while client.batch(form.id).items_under_way:
        assert time.monotonic() < until
        time.sleep(0.1)
    jobs = [row["job"] for row in json.loads(client.comparison(form.id))["rows"]]
    assert len(jobs) == 30
    client.delete_batch(form.id)
    for job in jobs:
        with pytest.raises(ProblemError):
            client.job(job)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"facts": ["/etc/passwd"]}, "facts[0].facts"),
        ({"policies": [{"name": "x", "policy": ["../secret.json"]}]}, "policies[0]: policy[0]"),
        ({"patches": [{"name": "x", "policy": ["/etc/passwd"]}]}, "patches[0]: policy[0]"),
        ({"patches": [{"name": "x", "people": [{"change": 999}]}, {"name": "y", "people": [{"change": 998}]}]}, None),
        ({"patches": [{"name": f"{number}"} for number in range(201)]}, "-"),
        ({"budget": {"seconds": 86400}}, "facts[0]: budget.seconds"),
        ({"strength": {"from": 1, "to": 1001}}, "strength.to"),
    ],
)
def test_what_a_server_does_not_take_is_refused(client: Client, fields: dict[str, Any], place: str | None) -> None:
    status, places = refused(client, batch(**fields))
    assert status == 422
    assert place is None or place in places
