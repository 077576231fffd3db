"""The option that names the database of jobs, the same for all commands that need one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from api.cli.options import both

if TYPE_CHECKING:
    from api.jobs.database import Database

VARIABLE = "PAIQIN_DATABASE"

DatabaseUrl = Annotated[
    str | None,
    Option(
        "--database",
        metavar="URL",
        help=both(
            "任务库：sqlite:///路径 或 postgresql://…；默认 PAIQIN_DATABASE，再默认本用户的 SQLite 文件",
            "the database of jobs: sqlite:///PATH or postgresql://…; PAIQIN_DATABASE, else a SQLite file of this user",
        ),
    ),
]


def database_at(stated: str | None) -> Database:
    """The database that is named, else the environment's, else this user's own file; brought up to date.

    Raises InputError for one that is none of ours.
    """
    from api.jobs.database import Database  # noqa: PLC0415  takes a while to load

    database = Database(url_of(stated))
    database.upgrade()
    return database


def url_of(stated: str | None) -> str:
    """The URL that is named, else the environment's, else that of this user's own file."""
    return stated or os.environ.get(VARIABLE) or f"sqlite:///{_own_file()}"


def _own_file() -> Path:
    folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "paiqin"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "jobs.db"
