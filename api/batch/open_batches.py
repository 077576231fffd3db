"""Takes the open batches of a database further, as their items end."""

from __future__ import annotations

import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from api.batch.batches import Batches
from api.batch.read_batches import ReadBatches
from api.batch.stepping import Stepping
from api.jobs.database import Database
from api.jobs.rows import UnknownJobError
from models.fault import places_of

LOOK_SECONDS, PAUSES = 1.0, 10
"""How often batches are looked at; and so many times as long as a look takes nothing is looked at."""

LOG = logging.getLogger(__name__)


class OpenBatches:
    """Looks after the batches that were handed in at the door; every worker does, whoever comes first."""

    def __init__(self, database: Database) -> None:
        self._batches = Batches(database)
        self._stepping = Stepping(self._batches)
        self._read = ReadBatches(self._batches)
        self._due = 0.0

    def look(self) -> None:
        """Hands in what is wanted next of each open batch, where that is due."""
        began = time.monotonic()
        if began < self._due:
            return
        for stored in self._batches.open_batches():
            try:
                self._stepping.advance(stored.id, self._read.batch(stored.id))
            except UnknownJobError:
                continue
            except SQLAlchemyError:
                raise
            except Exception as error:
                LOG.error("batch %s cannot go on: %s at %s", stored.id, type(error).__name__, places_of(error))
                self._batches.stop(None, stored.id)
        ended = time.monotonic()
        self._due = ended + max(LOOK_SECONDS, PAUSES * (ended - began))
