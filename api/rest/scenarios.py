"""Routes that take a scenario: check it, verify a plan of it, have it solved."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.exchange.foreseen_form import foreseen_document
from api.exchange.plans import plan_of
from api.exchange.scenarios import LoadedScenario, scenario_of
from api.exchange.verdict_form import verdict_document
from api.jobs.job import Job, NewJob
from api.rest.bodies import body_of
from api.rest.forms import JobForm, form_of
from api.rest.problems import answers
from api.rest.service import Lang, Reader, Served, Service, Solver, Stated, compact
from models.fact import Text
from models.fault import Fault, InputError
from models.reading import Reading
from solver.explain.foreseen import foresee
from solver.roster.locks import refuse_unlawful_locks
from solver.scenario.heeded import unheeded
from solver.verify import verify

ROUTES = APIRouter(tags=["scenarios"])

POLL_SECONDS = 0.2

WRONG = answers(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)


@ROUTES.post("/check", responses=WRONG, openapi_extra=body_of("scenario"))
def check(_: Reader, served: Served, lang: Lang, stated: Stated) -> dict[str, Any]:
    """Every fault of a scenario, and what is short, before anything is solved."""
    loaded = accepted(stated, served)
    notices = (*loaded.notices, *unheeded(loaded.scenario))
    return foreseen_document(foresee(loaded.scenario), [notice.in_language(lang) for notice in notices])


@ROUTES.post("/verify", responses=WRONG, openapi_extra=body_of("verification"))
def verify_plan(_: Reader, served: Served, lang: Lang, stated: Stated) -> dict[str, Any]:
    """An independent verdict on a plan, wherever it comes from: penalties per level and entry, every breach."""
    _only(stated, ("scenario", "plan"))
    scenario = accepted(stated["scenario"], served).scenario
    plan, faults = plan_of(stated["plan"], Reading.whole(scenario.facts), "plan", is_inner=True)
    if faults or plan is None:
        raise InputError(faults)
    verdict = verify(scenario.facts, scenario.entries_on, plan, scenario.published, lang)
    return verdict_document(verdict, lang)


@ROUTES.post(
    "/solve",
    status_code=HTTPStatus.ACCEPTED,
    responses={
        HTTPStatus.OK.value: {"model": JobForm, "description": "it has ended within the time that was waited for"},
        **WRONG,
        **answers(HTTPStatus.TOO_MANY_REQUESTS),
    },
    openapi_extra=body_of("scenario"),
)
async def solve(
    holder: Solver,
    served: Served,
    lang: Lang,
    stated: Stated,
    request: Request,
    response: Response,
    prefer: Annotated[str, Header(max_length=255)] = "",
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=255)] = None,
) -> JobForm:
    """Takes a scenario in as a job. `Prefer: wait=N` waits up to N seconds for its end; the same `Idempotency-Key` with
    the same request names the same job, however often it is sent."""
    new = await run_in_threadpool(_new_job, holder.owner, stated, served, lang, idempotency_key)
    job, _ = await run_in_threadpool(served.queue.hand_in, new)
    job = await _waited(job, served, _seconds(prefer, served.limits.wait_seconds))
    response.headers["Location"] = str(request.url_for("job", job_id=job.id).path)
    response.status_code = HTTPStatus.OK if job.has_ended else HTTPStatus.ACCEPTED
    return form_of(job)


def _only(stated: Any, names: tuple[str, ...]) -> None:
    """An object with exactly these fields. Raises InputError."""
    fields = stated.keys() if isinstance(stated, dict) else ()
    allowed = Text("、".join(names), ", ".join(names))
    faults = [Fault(name, "-", allowed, Text("补上", "add it")) for name in names if name not in fields]
    faults += [Fault(name[:100], "…", allowed, Text("去掉", "remove it")) for name in fields if name not in names]
    if faults:
        raise InputError(faults)


def accepted(stated: Any, served: Service) -> LoadedScenario:
    """A scenario that has passed the door and the server's limits. Paths in it are refused: no file is read."""
    loaded = scenario_of(stated)
    if faults := served.limits.faults(loaded.scenario):
        raise InputError(faults)
    return loaded


def _new_job(owner: str, stated: Any, served: Service, lang: str, key: str | None) -> NewJob:
    scenario, document = accepted(stated, served).scenario, compact(stated)
    refuse_unlawful_locks(scenario)
    return NewJob(
        owner=owner,
        document=document,
        digest=scenario.digest,
        request_digest=hashlib.sha256(document.encode()).hexdigest(),
        lang=lang,
        cores=1 if scenario.budget.is_reproducible else scenario.budget.workers,
        budget_seconds=scenario.budget.seconds,
        idempotency_key=key,
    )


async def _waited(job: Job, served: Service, seconds: float) -> Job:
    """The job as it stands when it has ended, or the time is up."""
    end = time.monotonic() + seconds
    while not job.has_ended and time.monotonic() < end and not served.closing.is_set():
        await asyncio.sleep(POLL_SECONDS)
        job = await run_in_threadpool(served.queue.job, None, job.id)
    return job


def _seconds(prefer: str, most: float) -> float:
    """What `Prefer: wait=N` asks for, at most what the server waits; without N as long as that."""
    found = re.search(r"(?:^|,)\s*wait(?:\s*=\s*\"?(\d{1,6})\"?)?\s*(?:$|[,;])", prefer)
    if found is None:
        return 0.0
    return min(most, float(found[1])) if found[1] else most
