"""`--reproducible --effort N`: the options go together, and seconds and cores do not count beside them."""

from __future__ import annotations

from collections.abc import Mapping

from api.cli.usage import NUMBERS
from api.cli.voice import Voice
from models.fact import Text
from models.fault import Fault, InputError
from solver.scenario.scenario import Budget


def check_effort(budget: Budget, is_asked: bool, effort: int | None) -> None:
    """Raises InputError where one of the options is given without the other; a scenario may state the effort itself."""
    if is_asked and budget.effort is None:
        raise InputError([Fault("--effort", "-", NUMBERS["--effort"], Text("加 --effort 60", "add --effort 60"))])
    if effort is not None and not is_asked:
        allowed = Text("与 --reproducible 同用", "together with --reproducible")
        raise InputError([Fault("--effort", str(effort), allowed, Text("加 --reproducible", "add --reproducible"))])


def uncounted(budget: Budget, stated: Mapping[str, float | None], voice: Voice) -> list[str]:
    """That options which limit time and cores do not count in a reproducible solve."""
    named = [name for name, value in stated.items() if value is not None]
    if not budget.is_reproducible or not named:
        return []
    zh, en = "、".join(named), " and ".join(named)
    return [
        voice.text(
            f"可重现求解只用单核、按工作量 {budget.effort} 计，{zh} 不起作用",
            f"a reproducible solve has one core and an effort of {budget.effort}: {en} does not count",
        )
    ]
