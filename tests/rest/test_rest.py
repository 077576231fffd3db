"""The REST door: what is handed in is solved once, told as it happens, and only to its owner."""

from __future__ import annotations

import http.client
import io
import json
import signal
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

import anyio
import openpyxl
import psutil
import pytest

from api.client.client import Client, ProblemError
from api.jobs.database import Database
from api.jobs.job import State
from api.jobs.keys import Keys
from api.jobs.queue import Queue
from api.rest.app import create_app
from api.rest.examples import example_of, example_scenario
from api.rest.limits import Limits

Server = Any


def raw(server: Server, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, Any]:
    """A request as it is, and its answer: status, body, headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(server.address + path, body, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


@pytest.fixture(scope="module")
def done(server: Server) -> str:
    """A job that is done."""
    job = server.client().solve(example_scenario(), "shared", wait=30)
    while job.state != State.DONE:
        time.sleep(0.2)
        job = server.client().job(job.id)
    return job.id


def test_the_outcome_of_a_job_has_a_plan_that_the_verifier_finds_as_good(client: Client, server: Server) -> None:
    job = client.solve(example_scenario(), wait=30)
    list(client.events(job.id))
    outcome = client.outcome(job.id)
    verdict = client.verify(example_scenario(), client.plan(job.id))
    assert [level["penalty"] for level in verdict["levels"]] == [level.penalty for level in outcome.levels]
    assert client.job(job.id).levels == [level.penalty for level in outcome.levels]


def test_a_solve_answers_202_with_a_location_and_200_once_it_has_been_waited_for(server: Server) -> None:
    body = json.dumps(example_scenario()).encode()
    headers = {"Authorization": f"Bearer {server.key}", "Idempotency_Key": "twice"}
    status, _, answer = raw(server, "POST", "/api/v1/solve", body, **headers)
    assert status == HTTPStatus.ACCEPTED
    again, _, same = raw(server, "POST", "/api/v1/solve", body, Prefer="wait=30", **headers)
    assert again == HTTPStatus.OK
    assert same["Location"] == answer["Location"]
    assert raw(server, "GET", answer["Location"], Authorization=headers["Authorization"])[0] == HTTPStatus.OK


def test_another_scenario_under_the_same_key_is_refused(client: Client) -> None:
    client.solve(example_scenario(), "tuesday")
    other = {**example_scenario(), "budget": {"seconds": 1, "workers": 1}}
    with pytest.raises(ProblemError) as refused:
        client.solve(other, "tuesday")
    assert refused.value.form.status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_events_resume_after_any_lost_connection_with_nothing_missing_and_nothing_twice(
    client: Client, server: Server
) -> None:
    job, seen, after = client.solve(example_scenario()), [], 0
    while not seen or seen[-1].stated.get("state") not in ("done", "failed"):
        for event in server.client().events(job.id, after):
            seen.append(event)
            after = event.number
            break
    assert [event.number for event in seen] == list(range(1, client.job(job.id).events + 1))
    assert list(client.events(job.id, after=len(seen) - 2)) == seen[-2:]


def test_a_stopped_job_keeps_its_best_plan(client: Client) -> None:
    job = client.solve({**example_scenario(), "budget": {"seconds": 600, "workers": 1}})
    for event in client.events(job.id):
        if event.what == "plan":
            assert client.plan(job.id)["kind"] == "plan"
            client.stop(job.id)
    stopped = client.job(job.id)
    assert stopped.state == State.DONE
    assert client.outcome(job.id).plan is not None


def test_a_deleted_job_is_gone(client: Client) -> None:
    job = client.solve(example_scenario())
    client.delete(job.id)
    with pytest.raises(ProblemError) as unknown:
        client.job(job.id)
    assert unknown.value.form.status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("ending", ["xlsx", "csv", "ics", "html"])
def test_a_roster_can_be_had_as_a_file(server: Server, done: str, ending: str) -> None:
    file = server.client(lang="zh").export(done, ending)
    if ending == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(file)).sheetnames
    else:
        start = {"csv": "\ufeffduty", "ics": "BEGIN:VCALENDAR", "html": "<!doctype html>"}[ending]
        assert file.decode().lower().startswith(start.lower())


def test_pages_of_jobs_join_without_gaps(server: Server) -> None:
    client = server.client("read", "solve", owner="pages")
    scenario = {**example_scenario(), "budget": {"seconds": 1, "workers": 1}}
    ids = [client.solve(scenario).id for _ in range(5)]
    for job_id in ids:
        client.stop(job_id)
    seen, cursor = [], None
    while True:
        page = client.jobs(2, cursor)
        seen += [job.id for job in page.jobs]
        if (cursor := page.next) is None:
            break
    assert seen == ids[::-1]


def test_what_is_anothers_is_unknown_save_to_an_admin(server: Server, done: str) -> None:
    stranger = server.client("read", "solve", owner="stranger")
    for act in (stranger.job, stranger.plan, stranger.outcome, stranger.stop, stranger.delete):
        with pytest.raises(ProblemError) as unknown:
            act(done)
        assert unknown.value.form.status == HTTPStatus.NOT_FOUND
    assert stranger.jobs().jobs == []
    assert server.client("admin", owner="bureau").job(done).id == done


def test_every_route_wants_a_key_and_the_scope_that_it_says(server: Server, done: str) -> None:
    described = server.client().get("/openapi.json")
    reading = {"Authorization": f"Bearer {_key(server.client('read'))}"}
    solving = {"Authorization": f"Bearer {_key(server.client('solve'))}"}
    tried = 0
    for path, methods in described["paths"].items():
        if path in ("/healthz", "/readyz"):
            continue
        for method in methods:
            concrete = path.replace("{job_id}", done).replace("{ending}", "csv").replace("{name}", "cover")
            for headers in ({}, {"Authorization": "Bearer none"}):
                assert raw(server, method.upper(), concrete, **headers)[0] == HTTPStatus.UNAUTHORIZED
            is_handing_in = method == "post" and path.endswith(("/solve", "/stop", "/batches"))
            is_solving = method == "delete" or is_handing_in
            wrong = reading if is_solving else solving
            assert raw(server, method.upper(), concrete, **wrong)[0] == HTTPStatus.FORBIDDEN
            tried += 1
    assert tried > 15


def test_head_answers_as_get_without_a_body(server: Server, done: str) -> None:
    described = server.client().get("/openapi.json")["paths"]
    paths = [path for path, methods in described.items() if "get" in methods]
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server.address).netloc, timeout=60)
    for path in [*paths, "/api/v1/openapi.json", "/nowhere"]:
        concrete = path.replace("{job_id}", done).replace("{ending}", "csv").replace("{name}", "cover")
        heads, bodies = [], []
        for method in ("HEAD", "GET"):
            connection.request(method, concrete, headers={"Authorization": f"Bearer {server.key}"})
            answer = connection.getresponse()
            heads.append((answer.status, answer.headers["Content-Type"], sorted(answer.headers)))
            bodies.append(answer.read())
        assert heads[0] == heads[1], path
        assert bodies[0] == b""
        assert bodies[1] != b""
    connection.close()


def test_head_on_events_does_not_wait_for_the_job(server: Server, client: Client) -> None:
    job = client.solve({**example_scenario(), "budget": {"seconds": 600, "workers": 1}})
    key = {"Authorization": f"Bearer {server.key}"}
    status, _, headers = raw(server, "HEAD", f"/api/v1/jobs/{job.id}/events", **key)
    assert (status, headers["Content-Type"]) == (HTTPStatus.OK, "text/event-stream; charset=utf-8")
    client.stop(job.id)


def test_a_method_that_an_address_does_not_take_is_refused_with_those_that_it_does(server: Server) -> None:
    key = {"Authorization": f"Bearer {server.key}"}
    for method, path, taken in (("PUT", "/api/v1/jobs", "GET, HEAD"), ("HEAD", "/api/v1/solve", "POST")):
        status, _, headers = raw(server, method, path, **key)
        assert (status, headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, taken)


def test_a_revoked_key_is_refused_at_once(server: Server) -> None:
    client, keys = server.client("read", owner="leaver"), Keys(Database(server.url))
    assert client.jobs().jobs == []
    known = keys.known_of(_key(client))
    assert known is not None
    keys.revoke(known.id)
    with pytest.raises(ProblemError) as refused:
        client.jobs()
    assert refused.value.form.status == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(("lang", "detail"), [("zh", "没有这个地址"), ("en", "there is nothing at this address")])
def test_an_address_with_a_slash_at_its_end_is_unknown_not_led_elsewhere(
    server: Server, lang: str, detail: str
) -> None:
    headers = {"Authorization": f"Bearer {server.key}", "Accept_Language": lang}
    for method, path in (("GET", "/api/v1/jobs/"), ("POST", "/api/v1/solve/"), ("GET", "/healthz/")):
        status, answer, told = raw(server, method, path, **headers)
        assert (status, told["Content-Type"]) == (HTTPStatus.NOT_FOUND, "application/problem+json")
        assert json.loads(answer)["detail"] == detail


def test_the_examples_of_the_description_work_as_they_stand(server: Server) -> None:
    described = server.client().get("/openapi.json")
    for path in ("/api/v1/check", "/api/v1/verify", "/api/v1/solve"):
        body = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]["example"]
        assert body == example_of("verification" if path.endswith("verify") else "scenario")
    client = server.client()
    assert client.check(example_scenario())["faults"] == []
    assert len(client.verify(**example_of("verification"))["levels"]) == 6


def test_a_demonstration_can_be_handed_in_as_it_comes(client: Client) -> None:
    for name in client.get("/demonstrations"):
        scenario = client.get(f"/demonstrations/{name}?people=12&days=7&start=2026-03-02")
        assert client.check(scenario)["faults"] == []


def test_rules_come_with_their_forms_and_policies_with_their_entries(client: Client) -> None:
    rules = client.get("/rules")
    assert len(rules) > 20
    for rule in rules:
        assert client.get(f"/rules/{rule['name']}")["form"]["type"] == "object"
    for name in client.get("/policies"):
        assert client.get(f"/policies/{name}")["kind"] == "policy"


BODIES: list[tuple[bytes, int]] = [
    (b"", HTTPStatus.UNPROCESSABLE_ENTITY),
    (b"{", HTTPStatus.UNPROCESSABLE_ENTITY),
    (b"[" * 200_000, HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'{"a":' * 100_000, HTTPStatus.UNPROCESSABLE_ENTITY),
    (b"\xff\xfe\x00", HTTPStatus.BAD_REQUEST),
    (b'{"schema": 1, "schema": 2}', HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'{"schema": "\\ud800"}', HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'{"\\udfff": 1, "facts": {"people": ["\\ud800"]}}', HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'{"schema": NaN}', HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'{"schema": 1' + b"0" * 100_000 + b"}", HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'"' + b"x" * 10_000_001 + b'"', HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
]


@pytest.mark.parametrize(("body", "status"), BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["/api/v1/check", "/api/v1/verify", "/api/v1/solve"])
def test_a_hostile_body_is_refused_as_a_problem(server: Server, path: str, body: bytes, status: int) -> None:
    found, answer, headers = raw(server, "POST", path, body, Authorization=f"Bearer {server.key}")
    assert found == status
    assert headers["Content-Type"] == "application/problem+json"
    assert len(answer) < 100_000


def test_no_path_in_a_scenario_and_none_in_an_address_reads_a_file(server: Server, client: Client) -> None:
    climbs = [f"{'../' * n}{name}" for n in range(8) for name in ("etc/passwd", "pyproject.toml", "etc/passwd%00.json")]
    paths = ["/etc/passwd", "file:///etc/passwd", "~/.profile", "default/../../presets/shanghai", *climbs]
    for path in paths:
        for field in ("facts", "published"):
            with pytest.raises(ProblemError) as refused:
                client.solve({**example_scenario(), field: path})
            assert "root:" not in str(refused.value.form)
        with pytest.raises(ProblemError):
            client.solve({**example_scenario(), "policy": [path]})
        for route in ("policies", "rules", "demonstrations", "jobs"):
            quoted = urllib.parse.quote(path, safe="")
            for shown in (quoted, path.lstrip("/").replace("~", "")):
                address = f"/api/v1/{route}/{shown}"
                status, answer, _ = raw(server, "GET", address, Authorization=f"Bearer {server.key}")
                assert status in (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
                assert b"root:" not in answer


def test_faults_are_told_all_at_once_in_the_language_of_the_request(server: Server) -> None:
    wrong = {"schema": 2, "kind": "rota", "facts": {}, "extra": 1}
    for lang, word in (("zh", "输入有误"), ("en", "the input is wrong")):
        with pytest.raises(ProblemError) as refused:
            server.client(lang=lang).solve(wrong)
        assert refused.value.form.detail == word
        assert {"schema", "kind", "extra"} <= {fault.place for fault in refused.value.form.faults}


def test_more_than_the_limits_is_refused_with_the_bound(client: Client) -> None:
    with pytest.raises(ProblemError) as refused:
        client.solve({**example_scenario(), "budget": {"seconds": 86_400}})
    assert [(fault.place, fault.value) for fault in refused.value.form.faults] == [("budget.seconds", "86400")]


def test_a_solve_that_asks_for_more_cores_than_its_worker_has_gets_those(client: Client) -> None:
    job = client.solve({**example_scenario(), "budget": {"seconds": 1, "workers": 64}}, wait=30)
    list(client.events(job.id))
    assert client.outcome(job.id).workers == 1


@pytest.mark.parametrize("absent", ["people", "shifts"])
def test_a_station_without_people_or_shifts_is_answered_not_refused_by_a_failure(client: Client, absent: str) -> None:
    facts = {**client.get("/demonstrations/changxing?people=10&days=7&start=2026-03-02")["facts"], absent: []}
    for name in ("leave", "requests", "locks", "history", "demand", "patterns", "groups"):
        facts.pop(name, None)
    for person in facts["people"]:
        person.pop("group", None)
    scenario = {"schema": 1, "kind": "roster", "facts": facts, "budget": {"seconds": 1, "workers": 1}}
    client.check(scenario)
    job = client.solve(scenario, wait=30)
    assert job.state == State.DONE


def test_a_lock_that_the_law_forbids_is_refused_when_it_is_handed_in(client: Client) -> None:
    scenario = json.loads(json.dumps(example_scenario()))
    person, shift = scenario["facts"]["leave"][0]["person"], "watch"
    date = scenario["facts"]["leave"][0]["first"]
    scenario["facts"]["locks"] = [{"person": person, "date": date, "shift": shift}]
    with pytest.raises(ProblemError) as refused:
        client.solve(scenario)
    assert "facts.locks[0]" in {fault.place for fault in refused.value.form.faults}


def test_the_same_request_in_another_language_names_the_same_job(server: Server) -> None:
    jobs = [server.client(lang=lang).solve(example_scenario(), "长兴所 2026年12月").id for lang in ("zh", "en")]
    assert jobs[0] == jobs[1]


def test_a_verification_states_a_scenario_and_a_plan_and_nothing_else(server: Server) -> None:
    body = json.dumps({"scenario": example_scenario(), "plans": {}}).encode()
    status, answer, _ = raw(server, "POST", "/api/v1/verify", body, Authorization=f"Bearer {server.key}")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [fault["place"] for fault in json.loads(answer)["faults"]] == ["plan", "plans"]


def test_a_server_that_is_told_to_go_answers_those_who_wait_and_ends_well(serve: Callable[..., Server]) -> None:
    server = serve("--cores", "1")
    long = {**example_scenario(), "budget": {"seconds": 600, "workers": 1}}
    with ThreadPoolExecutor(1) as waiting:
        answer = waiting.submit(server.client().solve, long, None, 30)
        while not server.client().jobs().jobs:
            time.sleep(0.1)
        server.process.send_signal(signal.SIGTERM)
        job = answer.result(30)
    assert job.state in (State.QUEUED, State.RUNNING)
    assert server.process.wait(30) == 0
    assert "Traceback" not in server.process.stderr.read()
    assert Queue(Database(server.url)).job(None, job.id).state == State.QUEUED


def test_a_server_whose_worker_is_killed_hires_another(serve: Callable[..., Server]) -> None:
    server = serve("--cores", "1")
    job = server.client().solve({**example_scenario(), "budget": {"seconds": 4, "workers": 1}})
    while server.client().job(job.id).state != State.RUNNING:
        time.sleep(0.1)
    for child in psutil.Process(server.process.pid).children():
        child.kill()
    list(server.client().events(job.id))
    done = server.client().job(job.id)
    assert (done.state, done.losses) == (State.DONE, 1)


def test_no_name_reaches_the_log_whatever_is_wrong(serve: Callable[..., Server]) -> None:
    server = serve("--cores", "1")
    wrong = json.loads(json.dumps(example_scenario()))
    wrong["facts"]["people"][0] = {"id": "P001", "name": "王小明", "kind": "王小明", "team": "王小明"}
    wrong["schema"] = "\ud800"
    for act in (server.client().check, server.client().solve):
        with pytest.raises(ProblemError):
            act(wrong)
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(30)
    assert "王小明" not in server.process.stderr.read()


def test_only_its_owner_can_read_the_file_that_holds_names(server: Server) -> None:
    assert Path(server.url.removeprefix("sqlite:///")).stat().st_mode & 0o077 == 0


def test_measures_are_those_of_the_queue(server: Server, done: str) -> None:
    status, text, _ = raw(server, "GET", "/metrics", Authorization=f"Bearer {server.key}")
    assert status == HTTPStatus.OK
    measures = dict(line.rsplit(" ", 1) for line in text.decode().splitlines() if not line.startswith("#"))
    assert float(measures['paiqin_jobs{state="done"}']) >= 1
    assert float(measures["paiqin_solve_seconds"]) > 0
    assert {"paiqin_queue_depth", "paiqin_queue_oldest_seconds", "paiqin_gap_mean", "paiqin_lost_leases"} <= set(
        measures
    )


def test_a_server_that_is_killed_keeps_what_it_has_accepted(serve: Callable[..., Server]) -> None:
    first = serve("--cores", "0")
    job = first.client().solve(example_scenario(), "kept")
    first.process.kill()
    first.process.wait()
    client = serve("--cores", "1").client()
    assert client.solve(example_scenario(), "kept").id == job.id
    list(client.events(job.id))
    assert client.outcome(job.id).plan is not None


def _key(client: Client) -> str:
    return client._headers["Authorization"].removeprefix("Bearer ")


def test_each_request_is_logged_by_its_route_and_nothing_that_was_typed(serve: Callable[..., Server]) -> None:
    server = serve("--cores", "0", "--access-log")
    raw(server, "GET", "/readyz")
    raw(server, "GET", "/api/v1/jobs/secret-in-an-address")
    server.process.terminate()
    server.process.wait(30)
    assert server.process.stderr is not None
    text = server.process.stderr.read()
    said = [line for line in map(json.loads, text.splitlines()) if line["message"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in said] == [
        ("GET", "/readyz", 200),
        ("GET", "/jobs/{job_id}", 401),
    ]
    assert "secret" not in text


def test_a_body_that_trickles_in_is_waited_for_so_long_and_no_longer(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'jobs.db'}")
    database.upgrade()
    key = Keys(database).make("station", ("solve",))
    app = create_app(database, Limits(body_seconds=0.2))
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await anyio.sleep(0.05)
        return {"type": "http.request", "body": b"[", "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    named = [(b"authorization", f"Bearer {key}".encode())]
    scope = {"type": "http", "method": "POST", "path": "/api/v1/solve", "headers": named, "query_string": b""}
    anyio.run(app, {**scope, "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 1)}, receive, send)
    assert sent[0]["status"] == HTTPStatus.REQUEST_TIMEOUT
