"""`paiqin key revoke`: ends a key for the REST API."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from api.cli.command import command
from api.cli.database_option import DatabaseUrl, database_at
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, default_language
from api.exchange.places import shown
from api.jobs.keys import PREFIX, Keys
from models.fact import Text
from models.fault import Fault, InputError

KeyId = Annotated[
    str,
    Argument(metavar="ID", help=both("密钥的编号，见 paiqin key list", "the key's id, as paiqin key list tells it")),
]


def key_revoke(
    key_id: KeyId,
    database: DatabaseUrl = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Revokes and tells whose key it was. Jobs of its owner stay."""
    voice = Voice(lang or default_language(), as_json, quiet)
    keys = Keys(database_at(database))
    revoked = keys.revoke(key_id)
    if revoked is None:
        raise InputError([_unknown(key_id)])
    if as_json:
        voice.json({"revoked": revoked.id, "owner": revoked.owner})
        return 0
    voice.note(voice.text(f"已吊销 {revoked.owner} 的密钥 {revoked.id}", f"revoked: {revoked.id} of {revoked.owner}"))
    if not keys.known():
        said = voice.text(
            "已没有任何密钥；paiqin serve 下次启动时显示一个新的",
            "no key is left: the next paiqin serve tells a new one",
        )
        voice.note(said)
    return 0


def _unknown(key_id: str) -> Fault:
    """An id that no key has; a key that was given in its place is not repeated."""
    value = f"{PREFIX}…" if key_id.startswith(PREFIX) else shown(key_id)
    allowed = Text("现有密钥的编号", "the id of a key that there is")
    return Fault("ID", value, allowed, Text("用 paiqin key list 查编号", "see paiqin key list for the ids"))


COMMAND = command(
    key_revoke,
    both(
        "吊销一个 API 密钥：此后用它的请求一律被拒（401）；其所有者的任务保留。",
        "Ends an API key: requests with it are refused from now on (401); its owner's jobs stay.",
    ),
)
