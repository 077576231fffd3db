"""Takes the open batches of a database further, as their items end."""

from __future__ import annotations

import json
import logging
import time

from api.batch.reading import batch_of
from api.jobs.batches import Batches
from api.jobs.database import Database
from api.jobs.rows import UnknownJobError
from api.jobs.stepping import Stepping
from models.fault import InputError, places_of
from solver.batch.batch import Batch

LOOK_SECONDS = 1.0
KEPT = 4
"""So many batches are kept in memory, ready to tell what they want next."""

LOG = logging.getLogger(__name__)


class OpenBatches:
    """Looks after the batches that were handed in at the door; every worker does, whoever comes first."""

    def __init__(self, database: Database) -> None:
        self._batches = Batches(database)
        self._stepping = Stepping(self._batches)
        self._read: dict[str, Batch] = {}
        self._looked = 0.0

    def look(self) -> None:
        """Hands in what is wanted next of each open batch, once a second at most."""
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return
        for stored in self._batches.open_batches():
            try:
                self._stepping.advance(stored.id, self._batch(stored.id))
            except UnknownJobError:
                continue
            except InputError as error:
                LOG.error("batch %s cannot be read: %s", stored.id, places_of(error))
                self._batches.stop(None, stored.id)
        self._looked = time.monotonic()

    def _batch(self, batch_id: str) -> Batch:
        if batch_id not in self._read:
            while len(self._read) >= KEPT:
                del self._read[next(iter(self._read))]
            self._read[batch_id] = batch_of(json.loads(self._batches.document(None, batch_id)))
        return self._read[batch_id]
