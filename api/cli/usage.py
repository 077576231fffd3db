"""What is wrong with a command line, as faults like those of any other input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import typer

from api.cli.options import one_of_both
from models.fact import Text
from models.fault import Fault
from models.nearest import Nearest, listed

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""Whatever typer finds wrong with a command line."""

HELP = Text("paiqin {command}--help 显示用法", "paiqin {command}--help shows how it is used")
OPTIONS = Text("该命令的选项", "an option of this command")
WORDS = Text("一个值", "a value")
FEWER = Text("更少的参数", "fewer arguments")
NUMBERS: dict[str, Text] = {
    "--time": Text("大于 0、不超过 86400 的秒数", "seconds, above 0 and at most 86400"),
    "--workers": Text("1 到 256 的整数", "a whole number from 1 to 256"),
    "--seed": Text("0 到 2147483647 的整数", "a whole number from 0 to 2147483647"),
    "--gap": Text("0 到 1 的小数，例如 0.05", "a fraction from 0 to 1, such as 0.05"),
    "--effort": Text("1 到 1000000 的整数", "a whole number from 1 to 1000000"),
    "--people": Text("10 到 500 的整数", "a whole number from 10 to 500"),
    "--days": Text("1 到 400 的整数", "a whole number from 1 to 400"),
    "--cores": Text("1 到 256 的整数；serve 可写 0", "a whole number from 1 to 256; with serve 0 as well"),
    "--port": Text("0 到 65535 的整数", "a whole number from 0 to 65535"),
    "--lease": Text("1 到 600 的秒数", "seconds from 1 to 600"),
}


def faults_of_usage(error: Any, args: Sequence[str]) -> list[Fault]:
    """The fault that a usage error stands for."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path.split()[1:] if ctx else []
    command = " ".join([*path, ""])
    cure = Text(HELP.zh.format(command=command), HELP.en.format(command=command))
    if hasattr(error, "possibilities"):
        return [_no_option(error, ctx, path, cure)]
    param = getattr(error, "param", None)
    if hasattr(error, "param_type") and param is not None:
        name = param.opts[0] if param.param_type_name == "option" else param.metavar or param.name.upper()
        return [Fault(name, "-", Text(one_of_both(param.help, "zh"), one_of_both(param.help, "en")), cure)]
    if param is not None:
        name = param.opts[-1]
        return [Fault(name, _value_of(name, param.opts, args), NUMBERS.get(name, WORDS), cure)]
    if hasattr(error, "option_name"):
        return [Fault(error.option_name, "-", WORDS, cure)]
    known = getattr(ctx.command, "table", {}) if ctx else {}
    named = next((word for word in args[len(path) :] if not word.startswith("-")), "-")
    if known:
        some = listed(list(known), Text("无", "none"))
        return [Fault(" ".join(["paiqin", *path]), named, some, Nearest().cure(named, list(known), cure))]
    return [Fault(" ".join(["paiqin", *path]), str(error.format_message()), FEWER, cure)]


def shows_help_without_command(ctx: typer.Context) -> int:
    """The status of a group that was called without a command: its help, and 2."""
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        return 2
    return 0


def _no_option(error: Any, ctx: Any, path: Sequence[str], cure: Text) -> Fault:
    own = [name for param in ctx.command.get_params(ctx) for name in param.opts] if ctx else []
    some = listed([name for name in own if name.startswith("--")], OPTIONS)
    named: str = error.option_name
    return Fault(" ".join(["paiqin", *path]), named, some, Nearest().cure(named, own, cure))


def _value_of(name: str, names: Sequence[str], args: Sequence[str]) -> str:
    """What the command line states for an option."""
    for number, word in enumerate(args):
        if word in names and number + 1 < len(args):
            return args[number + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return "-"
