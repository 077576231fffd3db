"""Where `paiqin` starts."""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(args: Sequence[str] | None = None) -> int:
    """Runs one command line; returns the exit status. Ctrl-C while the program still loads ends it quietly."""
    try:
        from api.cli.running import run  # noqa: PLC0415
    except KeyboardInterrupt:
        return INTERRUPTED
    return run(sys.argv[1:] if args is None else args)
