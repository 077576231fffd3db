"""Whether the database can be reached: told once when it no longer can, and once when it can again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

LOG = logging.getLogger(__name__)


class Reach:
    """What a worker knows of its database's reach; safe to use from several threads."""

    def __init__(self) -> None:
        self._is_there, self._lock = True, threading.Lock()

    @contextmanager
    def forgiving(self) -> Iterator[None]:
        """Lets what is done inside fail when the database does not answer."""
        try:
            yield
        except DBAPIError:
            self._note(False)
        else:
            self._note(True)

    def _note(self, is_there: bool) -> None:
        with self._lock:
            if is_there != self._is_there:
                LOG.warning("the database %s", "answers again" if is_there else "cannot be reached")
            self._is_there = is_there
