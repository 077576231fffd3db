"""The API does what its description says, whatever it is sent: no failure of ours, no answer of another form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
EXAMPLES = 30
"""Cases of each operation and phase: about a thousand in all."""

UNSTATED = "positive_data_acceptance"
"""A check that cannot hold: that people are known and dates lie within the month is more than a schema states."""


def test_a_thousand_requests_find_no_failure_and_no_answer_of_another_form(server: Any, tmp_path: Path) -> None:
    options = ["--max-examples", EXAMPLES, "--exclude-path-regex", "events", "--exclude-checks", UNSTATED, "--seed", 1]
    header = ["-H", f"Authorization: Bearer {server.key}"]
    command = [SCHEMATHESIS, "run", f"{server.address}/api/v1/openapi.json", *header, *options]
    done = subprocess.run([str(part) for part in command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:]
    assert server.process.poll() is None
