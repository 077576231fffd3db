"""`paiqin key new`: a key for the REST API."""

from __future__ import annotations

from typing import Annotated, cast

from typer import Option

from api.cli.command import command
from api.cli.database_option import DatabaseUrl, database_at
from api.cli.options import Json, Lang, Quiet, both
from api.cli.voice import Voice, default_language
from api.jobs.keys import SCOPES, Keys, Scope
from models.fact import Text
from models.fault import Fault, InputError

MOST_OWNER = 64


def key_new(
    owner: Annotated[
        str,
        Option(
            "--owner",
            metavar="NAME",
            help=both("密钥属于谁", "whose key it is: it sees its own jobs"),
        ),
    ] = "station",
    scope: Annotated[
        list[str] | None,
        Option(
            "--scope",
            metavar="read|solve|admin",
            help=both("权限，可重复；默认 read 和 solve", "what it may do, repeatable; read and solve by default"),
        ),
    ] = None,
    database: DatabaseUrl = None,
    lang: Lang = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Makes a key and tells it once."""
    voice = Voice(lang or default_language(), as_json, quiet)
    scopes = list(dict.fromkeys(scope or ("read", "solve")))
    allowed = Text("、".join(SCOPES), ", ".join(SCOPES))
    faults = [Fault("--scope", s, allowed, Text("改正", "correct it")) for s in scopes if s not in SCOPES]
    if not 0 < len(owner) <= MOST_OWNER or not owner.isprintable():
        allowed = Text(f"1 至 {MOST_OWNER} 个可见字符", f"1 to {MOST_OWNER} characters that can be seen")
        faults.append(Fault("--owner", repr(owner[:100]), allowed, Text("另写名称", "write another name")))
    if faults:
        raise InputError(faults)
    keys = Keys(database_at(database))
    key = keys.make(owner, [cast(Scope, each) for each in scopes])
    known = keys.known_of(key)
    assert known is not None
    if as_json:
        voice.json({"id": known.id, "key": key, "owner": owner, "scopes": scopes})
    else:
        voice.say(key)
        said = voice.text(
            f"只显示这一次，请妥善保存；编号 {known.id}，吊销用 paiqin key revoke {known.id}",
            f"it is shown this once only; keep it safe; its id is {known.id}: paiqin key revoke {known.id} ends it",
        )
        voice.note(said)
    return 0


COMMAND = command(
    key_new,
    both(
        "发放一个 API 密钥；只显示一次，库中只存其摘要。", "Makes an API key; it is shown once, and kept by its hash."
    ),
)
