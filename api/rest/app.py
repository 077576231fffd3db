"""The application: routes, problems, and the service behind them."""

from __future__ import annotations

from fastapi import FastAPI

from api.batch.batches import Batches
from api.batch.read_batches import ReadBatches
from api.jobs.database import Database
from api.jobs.keys import Keys
from api.jobs.queue import Queue
from api.rest import batches as batch_routes
from api.rest import health, jobs, problems, reference, scenarios
from api.rest.access import Access
from api.rest.bodies import body_components
from api.rest.heads import Heads
from api.rest.limits import Limits
from api.rest.service import Service

PREFIX = "/api/v1"


def create_app(database: Database, limits: Limits | None = None) -> FastAPI:
    """The REST application on a database of jobs; workers are elsewhere."""
    stated = limits or Limits()
    app = FastAPI(
        title="Paiqin 派勤",
        version="1",
        description="派出所勤务排班：独立检验，给出界限。Rosters for police stations, verified, with a bound.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    batches = Batches(database)
    queue, keys = Queue(database, stated.queued), Keys(database)
    app.state.service = Service(queue, batches, ReadBatches(batches), keys, stated)
    app.add_middleware(Heads)
    app.add_middleware(Access)
    problems.install(app)
    for routes in (scenarios.ROUTES, jobs.ROUTES, batch_routes.ROUTES, reference.ROUTES):
        app.include_router(routes, prefix=PREFIX)
    app.include_router(health.ROUTES)
    app.openapi()["components"]["schemas"].update(body_components())
    return app
