"""A PostgreSQL of our own, to be started and stopped at will."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []


class Postgres:
    """One on a loopback port, as the user that its programs insist on; it lies in a folder that others may enter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        folder.chmod(0o755)
        self._folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-D", self._folder, "-A", "trust", "-U", "paiqin", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -c fsync=off -c unix_socket_directories=''"
        self._run("pg_ctl", "-D", self._folder, "-o", options, "-w", "-l", self._folder / "log", "start")

    def stop(self, mode: str) -> None:
        self._run("pg_ctl", "-D", self._folder, "-m", mode, "-w", "stop")

    @property
    def url(self) -> str:
        return f"postgresql://paiqin@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *args: object) -> None:
        command = [str(PROGRAMS[-1] / program), *map(str, args)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd="/")


@contextmanager
def installed(folder: Path) -> Iterator[Postgres]:
    """One in an empty folder, gone afterwards."""
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop("immediate")
