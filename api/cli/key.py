"""`paiqin key`: the group of commands that hand out keys and revoke them."""

from __future__ import annotations

import typer

from api.cli.command import group
from api.cli.groups import Key
from api.cli.options import Lang
from api.cli.usage import shows_help_without_command


def key(ctx: typer.Context, lang: Lang = None) -> int:
    """Shows the group's help when no command is named."""
    return shows_help_without_command(ctx)


COMMAND = group(Key, key)
