"""A log line is a JSON object that says what happened and where, and nothing of what an error says."""

from __future__ import annotations

import json
import logging

from api.cli.log_lines import LogLines


def line(record: logging.LogRecord) -> dict[str, object]:
    said: dict[str, object] = json.loads(LogLines().format(record))
    return said


def test_an_error_is_told_by_kind_and_place_not_by_what_it_says() -> None:
    try:
        raise ValueError("王小明 is ill")
    except ValueError as error:
        record = logging.LogRecord(
            "api.x", logging.ERROR, "f", 1, "failed", None, (ValueError, error, error.__traceback__)
        )
    said = line(record)
    assert said["error"] == "ValueError"
    assert "test_log_lines.py" in str(said["places"])
    assert "王小明" not in json.dumps(said, ensure_ascii=False)
