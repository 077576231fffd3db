"""`paiqin database upgrade`: brings the tables of a database of jobs up to date."""

from __future__ import annotations

from api.cli.command import command
from api.cli.database_option import DatabaseUrl, database_at
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, default_language


def database_upgrade(
    database: DatabaseUrl = None, lang: Lang = None, as_json: Json = False, quiet: Quiet = False
) -> int:
    """Upgrades and tells."""
    voice = Voice(lang or default_language(), as_json, quiet)
    database_at(database).close()
    if as_json:
        voice.json({"upgraded": True})
    else:
        voice.note(voice.text("任务库已是当前版本", "the database is up to date"))
    return 0


COMMAND = command(
    database_upgrade,
    both(
        "把任务库升级到当前版本；serve 和 worker 启动时也会这样做。",
        "Upgrades a database of jobs, as serve and worker do too.",
    ),
)
