"""One live line on the terminal while a roster is being made."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.text import Text as Line

from api.cli.voice import Voice
from models.fact import Text
from models.outcome import LEVEL_NAMES

if TYPE_CHECKING:
    from solver.solve import Progress

Tell = Callable[["Progress"], None]


@contextmanager
def shown_progress(voice: Voice, seconds: float | None) -> Iterator[Tell | None]:
    """What to tell of progress; None in a pipe and when quiet."""
    if voice.quiet or not sys.stderr.isatty():
        yield None
        return
    latest: list[Progress] = []
    began = time.monotonic()

    def line() -> Line:
        gone = time.monotonic() - began
        return Line(progress_line(latest[-1] if latest else None, gone, seconds, voice.lang), no_wrap=True)

    with Live(get_renderable=line, console=Console(stderr=True), transient=True, refresh_per_second=4):
        yield lambda progress: latest.__setitem__(slice(None), [progress])


@contextmanager
def shown_line(voice: Voice) -> Iterator[Callable[[str], None]]:
    """Shows one line that can be said anew; nothing in a pipe and when quiet."""
    if voice.quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    said = [""]
    with Live(get_renderable=lambda: Line(said[0], no_wrap=True), console=Console(stderr=True), transient=True):
        yield lambda line: said.__setitem__(0, line)


def progress_line(progress: Progress | None, gone: float, seconds: float | None, lang: str) -> str:
    """Seconds gone and allowed (None: not limited), and the level in work with its penalty and bound."""
    allowed = "" if seconds is None else f"/{seconds:g}"
    time_used = Text(f"{gone:.0f}{allowed} 秒", f"{gone:.0f}{allowed} s").in_language(lang)
    if seconds is not None and gone > seconds:
        return Text(f"{time_used}  正在检验、整理结果", f"{time_used}  checking and explaining").in_language(lang)
    if progress is None or progress.levels is None:
        return Text(f"{time_used}  正在寻找第一份方案", f"{time_used}  looking for a first plan").in_language(lang)
    levels, bounds = progress.levels, progress.bounds
    level = next((n for n, penalty in enumerate(levels) if penalty and bounds[n] != penalty), None)
    if level is None:
        return Text(f"{time_used}  各层均已证明最优", f"{time_used}  every level is proved").in_language(lang)
    name = Text(*LEVEL_NAMES[level]).in_language(lang)
    bound = "–" if bounds[level] is None else str(bounds[level])
    return Text(
        f"{time_used}  第{level}层 {name}：扣分 {levels[level]}，下界 {bound}",
        f"{time_used}  level {level}, {name}: penalty {levels[level]}, bound {bound}",
    ).in_language(lang)
