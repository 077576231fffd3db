"""`paiqin key list`: the keys for the REST API that there are, without the keys themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from api.cli.command import command
from api.cli.database_option import DatabaseUrl, database_at
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, columns, default_language
from api.jobs.keys import Keys, KnownKey
from models.fact import Text


def key_list(database: DatabaseUrl = None, lang: Lang = None, as_json: Json = False, quiet: Quiet = False) -> int:
    """Tells id, owner, scopes and birth of every key, from old to new."""
    voice = Voice(lang or default_language(), as_json, quiet)
    known = Keys(database_at(database)).known()
    if as_json:
        voice.json([_document(each) for each in known])
    elif known:
        head = Text("编号 所有者 权限 创建时间", "id owner scopes created").in_language(voice.lang).split()
        voice.say(*columns([head, *(_row(each, voice) for each in known)]))
    else:
        voice.note(voice.text("还没有密钥；paiqin key new 发放一个", "there is no key yet; paiqin key new makes one"))
    return 0


def _document(known: KnownKey) -> dict[str, object]:
    created = datetime.fromtimestamp(known.created, UTC).isoformat(timespec="seconds")
    return {"id": known.id, "owner": known.owner, "scopes": list(known.scopes), "created": created}


def _row(known: KnownKey, voice: Voice) -> list[str]:
    created = datetime.fromtimestamp(known.created).isoformat(" ", "seconds")
    return [known.id, known.owner, voice.text("、", ", ").join(known.scopes), created]


COMMAND = command(
    key_list,
    both(
        "列出 API 密钥的编号、所有者、权限和创建时间；密钥本身不保存，无法显示。",
        "Lists API keys by id, owner, scopes and when they were made; the keys themselves are kept nowhere.",
    ),
)
