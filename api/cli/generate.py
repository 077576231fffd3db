"""`paiqin generate`: the group of commands that invent scenarios."""

from __future__ import annotations

import typer

from api.cli.command import group
from api.cli.groups import Generate
from api.cli.options import Lang
from api.cli.usage import shows_help_without_command


def generate(ctx: typer.Context, lang: Lang = None) -> int:
    """Shows the group's help when no command is named."""
    return shows_help_without_command(ctx)


COMMAND = group(Generate, generate)
