"""Batches read from their stored documents, the last few kept ready."""

from __future__ import annotations

import json

from api.batch.batches import Batches
from api.batch.reading import batch_of
from solver.batch.batch import Batch

KEPT = 4


class ReadBatches:
    """A batch's document says what it asks for; to read it takes a while, so the last KEPT are kept."""

    def __init__(self, batches: Batches) -> None:
        self._batches = batches
        self._read: dict[str, Batch] = {}

    def batch(self, batch_id: str) -> Batch:
        """A batch by its id. Raises UnknownJobError, or InputError where this version does not take its document."""
        found = self._read.get(batch_id)
        if found is None:
            found = batch_of(json.loads(self._batches.document(None, batch_id) or "null"))
            self._read = {**dict(list(self._read.items())[-KEPT + 1 :]), batch_id: found}
        return found
