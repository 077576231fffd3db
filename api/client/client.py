"""A client of the REST API: what its routes do, as methods."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any, cast
from urllib.parse import quote

from api.rest.forms import BatchForm, JobForm, JobsPage
from api.rest.problems import ProblemForm
from models.outcome import Outcome

TIMEOUT_SECONDS = 60.0


class ProblemError(RuntimeError):
    """The server's answer is a problem; `form` says which, with every fault."""

    def __init__(self, form: ProblemForm) -> None:
        self.form = form
        faults = [f"{each.place}: {each.value} ({each.allowed}; {each.cure})" for each in form.faults]
        super().__init__("\n".join([f"{form.status} {form.detail}", *faults]))


@dataclass(frozen=True)
class Told:
    """An event of a job: its number, what it is, and what it states."""

    number: int
    what: str
    stated: dict[str, Any]


class Client:
    """Requests to one server, with one key. Raises ProblemError."""

    def __init__(self, server: str, key: str, lang: str = "zh", timeout: float = TIMEOUT_SECONDS) -> None:
        self._base, self._timeout = server.rstrip("/") + "/api/v1", timeout
        self._headers = {"Authorization": f"Bearer {key}", "Accept-Language": lang}

    def check(self, scenario: dict[str, Any]) -> dict[str, Any]:
        """Faults and shortages of a scenario before it is solved."""
        return cast(dict[str, Any], self._json("POST", "/check", scenario))

    def verify(self, scenario: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
        """An independent verdict on a plan."""
        return cast(dict[str, Any], self._json("POST", "/verify", {"scenario": scenario, "plan": plan}))

    def solve(self, scenario: dict[str, Any], idempotency_key: str | None = None, wait: int = 0) -> JobForm:
        """Hands a scenario in; with the same key again it is the same job. Waits up to so many seconds for its end."""
        headers = {} if idempotency_key is None else {"Idempotency-Key": idempotency_key}
        if wait:
            headers["Prefer"] = f"wait={wait}"
        return JobForm.model_validate(self._json("POST", "/solve", scenario, headers))

    def job(self, job_id: str) -> JobForm:
        """A job's light status."""
        return JobForm.model_validate(self._json("GET", f"/jobs/{job_id}"))

    def jobs(self, limit: int = 50, cursor: str | None = None) -> JobsPage:
        """A page of jobs, from new to old."""
        after = f"&cursor={quote(cursor, safe='')}" if cursor else ""
        return JobsPage.model_validate(self._json("GET", f"/jobs?limit={limit}{after}"))

    def stop(self, job_id: str) -> JobForm:
        """Has a job end with its best plan so far."""
        return JobForm.model_validate(self._json("POST", f"/jobs/{job_id}/stop"))

    def delete(self, job_id: str) -> None:
        """Forgets a job."""
        self._open("DELETE", f"/jobs/{job_id}").close()

    def plan(self, job_id: str) -> dict[str, Any]:
        """The best plan so far."""
        return cast(dict[str, Any], self._json("GET", f"/jobs/{job_id}/plan"))

    def outcome(self, job_id: str) -> Outcome:
        """The outcome of a job that is done."""
        return Outcome.model_validate(self._json("GET", f"/jobs/{job_id}/outcome"))

    def export(self, job_id: str, ending: str) -> bytes:
        """The roster as a file: xlsx, csv, ics or html."""
        with self._open("GET", f"/jobs/{job_id}/outcome.{ending}") as answer:
            return answer.read()

    def events(self, job_id: str, after: int = 0) -> Iterator[Told]:
        """What happens to a job after an event, until it has ended or the connection is lost."""
        with self._open("GET", f"/jobs/{job_id}/events", headers={"Last-Event-ID": str(after)}) as answer:
            stated: dict[str, str] = {}
            for line in answer:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    stated[name] = value
                elif "id" in stated:
                    yield Told(int(stated["id"]), stated["event"], json.loads(stated["data"]))
                    stated = {}

    def hand_in_batch(self, batch: dict[str, Any], idempotency_key: str | None = None) -> BatchForm:
        """Hands a batch in; with the same key again it is the same one."""
        headers = {} if idempotency_key is None else {"Idempotency-Key": idempotency_key}
        return BatchForm.model_validate(self._json("POST", "/batches", batch, headers))

    def batch(self, batch_id: str) -> BatchForm:
        """A batch's light status."""
        return BatchForm.model_validate(self._json("GET", f"/batches/{batch_id}"))

    def comparison(self, batch_id: str, ending: str = "json") -> bytes:
        """What a batch has come to so far: json, csv, xlsx or svg."""
        with self._open("GET", f"/batches/{batch_id}/comparison.{ending}") as answer:
            return answer.read()

    def stop_batch(self, batch_id: str) -> BatchForm:
        """Has a batch end with what it has."""
        return BatchForm.model_validate(self._json("POST", f"/batches/{batch_id}/stop"))

    def delete_batch(self, batch_id: str) -> None:
        """Forgets a batch and the jobs that were made for it alone."""
        self._open("DELETE", f"/batches/{batch_id}").close()

    def get(self, path: str) -> Any:
        """What stands at another address, such as `/rules` or `/demonstrations/changxing`."""
        return self._json("GET", path)

    def _json(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        with self._open(method, path, body, headers) as answer:
            return json.loads(answer.read())

    def _open(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> HTTPResponse:
        sent = None if body is None else json.dumps(body).encode()
        stated = {**self._headers, "Content-Type": "application/json", **(headers or {})}
        octets = {name: value.encode().decode("latin-1") for name, value in stated.items()}
        address = self._base + quote(path, safe="/?&=%.")
        request = urllib.request.Request(address, sent, octets, method=method)
        try:
            return cast(HTTPResponse, urllib.request.urlopen(request, timeout=self._timeout))
        except urllib.error.HTTPError as error:
            with error:
                raise ProblemError(ProblemForm.model_validate_json(error.read())) from None
