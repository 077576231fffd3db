"""Makes commands out of functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.main import get_command

from api.cli.groups import CommandGroup
from api.cli.help_page import PageCommand


def command(function: Callable[..., int], help: str) -> Any:
    """The command that runs a function; the function returns the exit status."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=PageCommand, help=help)(function)
    return get_command(app)


def group(kind: type[CommandGroup], function: Callable[..., Any]) -> Any:
    """The group of commands whose own options the function takes."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.callback(cls=kind, invoke_without_command=True)(function)
    return get_command(app)
