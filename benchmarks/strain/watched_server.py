"""`paiqin`, save that a server of it notes every file and folder that it opens, one a line as JSON.

python benchmarks/strain/watched_server.py FILE serve …
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

OPENING = ("open", "os.listdir", "os.scandir", "os.walk", "glob.glob", "shutil.copyfile")


def watch(file: int) -> None:
    """Notes what is opened from now on; there is no way to unhear it."""

    def hear(event: str, details: tuple[Any, ...]) -> None:
        if event in OPENING and isinstance(details[0], str | bytes | os.PathLike):
            line = json.dumps(os.path.abspath(os.fsdecode(details[0])))
            os.write(file, f"{line}\n".encode())

    sys.addaudithook(hear)


if __name__ == "__main__":
    from api.cli.main import main

    watch(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    sys.exit(main(sys.argv[2:]))
