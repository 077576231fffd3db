"""The option that names the database of jobs, the same for all commands that need one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from typer import Option

from api.cli.options import both
from api.jobs.own_folder import own_folder
from models.fact import Text
from models.fault import Fault, InputError

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
    from sqlalchemy.engine import make_url  # noqa: PLC0415  takes a while to load
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from api.jobs.database import Database  # noqa: PLC0415

    url = url_of(stated)
    database = Database(url)
    try:
        database.upgrade()
    except SQLAlchemyError:
        shown = make_url(url).render_as_string()
        allowed = Text("能打开的任务库", "a database that can be opened")
        cure = Text("检查路径、权限，或数据库是否在运行", "check path and rights, or whether the database runs")
        raise InputError([Fault("--database", shown, allowed, cure)]) from None
    return database


def url_of(stated: str | None) -> str:
    """The URL that is named, else the environment's, else that of this user's own file."""
    return stated or os.environ.get(VARIABLE) or f"sqlite:///{own_folder() / 'jobs.db'}"
