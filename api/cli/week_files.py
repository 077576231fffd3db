"""`--history` and `--week`: the further files of an INRC-II instance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from typer import Option

from api.cli.options import both
from models.fact import Text
from models.fault import Fault

HistoryFile = Annotated[
    str | None,
    Option(
        "--history",
        metavar="FILE",
        help=both("INRC-II 算例：第一周之前的历史", "of an INRC-II instance: what was before the first week"),
    ),
]
WeekPaths = Annotated[
    list[str] | None,
    Option(
        "--week",
        metavar="FILE",
        help=both(
            "INRC-II 算例：一周的数据，每周一次，按先后",
            "of an INRC-II instance: the data of a week, once a week, in order",
        ),
    ),
]


@dataclass(frozen=True)
class WeekFiles:
    """The files that the command line names besides the scenario."""

    history: str | None = None
    weeks: tuple[str, ...] = ()

    @staticmethod
    def of(history: str | None, weeks: list[str] | None) -> WeekFiles:
        return WeekFiles(history, tuple(weeks or ()))

    @property
    def history_path(self) -> Path | None:
        return Path(self.history) if self.history is not None else None

    @property
    def week_paths(self) -> list[Path]:
        return [Path(week) for week in self.weeks]

    def needless(self) -> list[Fault]:
        """Faults where the scenario is no INRC-II instance."""
        allowed = Text(
            "不给出：只用于 INRC-II 算例（Sc-….txt）", "none: they go with an INRC-II instance (Sc-….txt) only"
        )
        named = [("--history", self.history)] if self.history is not None else []
        named += [("--week", week) for week in self.weeks]
        return [
            Fault(name, value, allowed, Text(f"去掉 {name}", f"leave {name} out")) for name, value in named if value
        ]


NO_WEEKS = WeekFiles()
