"""Requests made up from the API's own description: none fails, none is answered in a form that is not described."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.strain.processes import served

SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))
UNSTATED = "positive_data_acceptance"
"""A check that cannot hold: that people are known and dates lie within the month is more than a schema states."""

NEVER_ENDING = "events"
"""Streams of events are left out: they go on until their job ends."""


@dataclass(frozen=True)
class Checked:
    """What came of such requests: how many were sent, how many were answered as described, and what was said."""

    sent: int
    passed: int
    is_clean: bool
    said: str


def checked(address: str, key: str, examples: int) -> Checked:
    """Sends so many examples of each operation and phase to a server, and whatever breaks one constraint of a body."""
    options = ["--max-examples", str(examples), "--seed", "1"]
    left_out = ["--exclude-path-regex", NEVER_ENDING, "--exclude-checks", UNSTATED]
    header = ["-H", f"Authorization: Bearer {key}"]
    command = [SCHEMATHESIS, "run", f"{address}/api/v1/openapi.json", *header, *options, *left_out]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    counted = re.search(r"(\d+) generated(?:, (\d+) passed)?", done.stdout)
    sent, passed = (int(number or 0) for number in counted.groups()) if counted else (0, 0)
    return Checked(sent, passed, done.returncode == 0, done.stdout[-5000:])


def cases(examples: int) -> Iterator[tuple[str, str]]:
    if not examples:
        return
    with tempfile.TemporaryDirectory() as folder, served(f"sqlite:///{folder}/jobs.db", cores=1) as server:
        found = checked(server.address, server.key, examples)
        still_up = server.process.poll() is None
    yield "requests made up from the description", str(found.sent)
    yield "of them answered as described", str(found.passed)
    yield "no failure found, and the server still up", "yes" if found.is_clean and still_up else found.said
