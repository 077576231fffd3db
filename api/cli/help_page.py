"""The page that `--help` shows, in the language of the user."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand

from api.cli.options import one_of_both
from api.cli.voice import columns, default_language
from models.fact import Text

USAGE = Text("用法", "Usage")
ARGUMENTS = Text("参数", "Arguments")
OPTIONS = Text("选项", "Options")
COMMANDS = Text("命令", "Commands")
THIS_PAGE = Text("显示本页", "this page")
REST = Text("[选项]", "[OPTIONS]")
COMMAND = Text("命令 …", "COMMAND …")
MORE = Text("paiqin 命令 --help 显示该命令的选项", "paiqin COMMAND --help shows a command's options")


class PageCommand(TyperCommand):
    """A command whose help is a page of ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(command_page(self, ctx, language_in(ctx))) + "\n")


def language_in(ctx: Any) -> str:
    """The language that the command line was found to ask for."""
    found = ctx.find_root().obj
    return found if isinstance(found, str) else default_language()


def command_page(command: Any, ctx: Any, lang: str) -> list[str]:
    """Usage, what the command does, its arguments and options."""
    params = command.get_params(ctx)
    arguments = [param for param in params if param.param_type_name == "argument"]
    named = " ".join(metavar if param.required else f"[{metavar}]" for param in arguments if (metavar := _name(param)))
    usage = " ".join(part for part in (ctx.command_path, named, REST.in_language(lang)) if part)
    page = [f"{USAGE.in_language(lang)}: {usage}", "", one_of_both(command.help, lang)]
    page += _section(ARGUMENTS, [(_name(param), one_of_both(param.help, lang)) for param in arguments], lang)
    return page + options_section(params, lang)


def options_section(params: Iterable[Any], lang: str) -> list[str]:
    """The options and what they mean."""
    rows = [(_option(param), _meaning(param, lang)) for param in params if param.param_type_name == "option"]
    return _section(OPTIONS, rows, lang)


def group_page(path: str, about: str, lines: Iterable[tuple[str, str]], params: Iterable[Any], lang: str) -> list[str]:
    """Usage, what the group is, its commands and options."""
    page = [f"{USAGE.in_language(lang)}: {path} {COMMAND.in_language(lang)}", "", about]
    page += _section(COMMANDS, list(lines), lang)
    return [*page, *options_section(params, lang), "", MORE.in_language(lang)]


def _section(title: Text, rows: list[tuple[str, str]], lang: str) -> list[str]:
    if not rows:
        return []
    return ["", f"{title.in_language(lang)}:", *(f"  {line}" for line in columns(rows, gap="   "))]


def _name(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _option(param: Any) -> str:
    stated = ", ".join(param.opts)
    return stated if param.is_flag else f"{stated} {_name(param)}"


def _meaning(param: Any, lang: str) -> str:
    return THIS_PAGE.in_language(lang) if "--help" in param.opts else one_of_both(param.help, lang)
