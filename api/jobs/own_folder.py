"""This user's own folder, for what is kept between runs: the database of jobs and evidence of our faults."""

from __future__ import annotations

import os
from pathlib import Path


def own_folder() -> Path:
    """`~/.local/share/paiqin`, or where XDG_DATA_HOME says; made where it is not there, for nobody else to read."""
    folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "paiqin"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
