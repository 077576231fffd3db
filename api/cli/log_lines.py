"""Log lines as JSON: one object a line, for machines to gather; never what an error says, which may hold names."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from models.fault import places_of


class LogLines(logging.Formatter):
    """`time` (UTC), `level`, `part` of the program, `message`, the record's `fields`; of an error kind and places."""

    def format(self, record: logging.LogRecord) -> str:
        stated: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            stated |= {"error": type(error).__name__, "places": places_of(error)}
        return json.dumps(stated, ensure_ascii=False)


def log_to_standard_error(level: int) -> None:
    """Sends log lines from this level on to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
