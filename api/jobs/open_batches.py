"""Takes the open batches of a database further, as their items end."""

from __future__ import annotations

import logging
import time

from api.jobs.batches import Batches
from api.jobs.database import Database
from api.jobs.read_batches import ReadBatches
from api.jobs.rows import UnknownJobError
from api.jobs.stepping import Stepping
from models.fault import InputError, places_of

LOOK_SECONDS = 1.0

LOG = logging.getLogger(__name__)


class OpenBatches:
    """Looks after the batches that were handed in at the door; every worker does, whoever comes first."""

    def __init__(self, database: Database) -> None:
        self._batches = Batches(database)
        self._stepping = Stepping(self._batches)
        self._read = ReadBatches(self._batches)
        self._looked = 0.0

    def look(self) -> None:
        """Hands in what is wanted next of each open batch, once a second at most."""
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return
        for stored in self._batches.open_batches():
            try:
                self._stepping.advance(stored.id, self._read.batch(stored.id))
            except UnknownJobError:
                continue
            except InputError as error:
                LOG.error("batch %s cannot be read: %s", stored.id, places_of(error))
                self._batches.stop(None, stored.id)
        self._looked = time.monotonic()
