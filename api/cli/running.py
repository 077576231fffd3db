"""Runs one command line, and turns every way in which it can end into its exit status.

0 done · 1 our fault · 2 the input or its use is wrong · 3 no plan · 4 a breach on level 0, or with --strict work
unfilled · 130, 143 interrupted before there was a plan · 141 nobody reads the output any more.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from api.cli.command import group
from api.cli.fault_lines import fault_lines
from api.cli.groups import Paiqin
from api.cli.options import Lang, both
from api.cli.usage import UsageError, faults_of_usage, shows_help_without_command
from api.cli.voice import Voice, stated_language
from models.fault import DefectError, Fault, InputError, NoPlanError

OUR_FAULT, WRONG_INPUT, NO_PLAN, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 130, 141
DEBUG = "PAIQIN_DEBUG"


def run(args: Sequence[str]) -> int:
    """Runs one command line; returns the exit status."""
    stated = list(args)
    _speak_utf_8()
    if not os.environ.get(DEBUG):
        logging.getLogger("solver").addHandler(logging.NullHandler())
    voice = Voice("zh", "--json" in stated)
    try:
        voice = Voice(stated_language(stated, os.environ), "--json" in stated)
        return _called(stated, voice)
    except InputError as error:
        return _refuse(error.faults, voice, error.marked)
    except UsageError as error:
        return _refuse(faults_of_usage(error, stated), voice)
    except NoPlanError:
        print(voice.text("该文件是没有方案的结果", "this outcome holds no plan"), file=sys.stderr)
        return NO_PLAN
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        return _own_up(error, voice)


def _called(args: list[str], voice: Voice) -> int:
    command = group(Paiqin, paiqin)
    try:
        status = command.main(args, prog_name="paiqin", standalone_mode=False, obj=voice.lang)
        sys.stdout.flush()
    except SystemExit as ended:
        if ended.code == 1:  # typer's answer when nobody reads standard output any more
            return PIPE_CLOSED
        raise
    return int(status or 0)


def paiqin(
    ctx: typer.Context,
    lang: Lang = None,
    number: Annotated[bool, typer.Option("--version", help=both("显示版本", "the version"))] = False,
) -> int:
    """The options that stand before a command."""
    if number:
        print(f"paiqin {version('paiqin')}")
        return 0
    return shows_help_without_command(ctx)


def _refuse(faults: Sequence[Fault], voice: Voice, marked: Path | None = None) -> int:
    """Every fault, for people on standard error or as JSON on standard output; and the copy that marks them."""
    if voice.as_json:
        copy = {"marked": str(marked)} if marked else {}
        voice.json({"faults": [fault.as_dict(voice.lang) for fault in faults], **copy})
    else:
        print(*fault_lines(faults, voice.lang), sep="\n", file=sys.stderr)
        if marked:
            print(voice.text(f"已标红并批注在副本：{marked}", f"marked in a copy: {marked}"), file=sys.stderr)
    return WRONG_INPUT


def _own_up(error: Exception, voice: Voice) -> int:
    """One line on a fault of ours; the traceback only for those who ask."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    said = [line for line in str(error).splitlines() if line.strip()]
    what = f"{said[0]} … {said[-1].strip()}" if len(said) > 1 else "".join(said)
    named = what if isinstance(error, DefectError) else f"{type(error).__name__}: {what}"
    more = voice.text(f"设 {DEBUG}=1 再运行可见出错位置", f"run again with {DEBUG}=1 to see where")
    print(voice.text(f"派勤出错：{named}（{more}）", f"Paiqin failed: {named} ({more})"), file=sys.stderr)
    return OUR_FAULT


def _speak_utf_8() -> None:
    """Into files and pipes always UTF-8; a character that a terminal lacks is written as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
