"""The options that every command takes, and help in both languages."""

from __future__ import annotations

from typing import Annotated

import typer

PARTED = "\x1f"


def both(zh: str, en: str) -> str:
    """Help in both languages; the help page shows the one that is asked for."""
    return f"{zh}{PARTED}{en}"


def one_of_both(stated: str | None, lang: str) -> str:
    """Help in one language."""
    zh, _, en = (stated or "").partition(PARTED)
    return en if lang == "en" and en else zh


Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", help=both("语言，默认 zh", "language, zh by default")),
]
Json = Annotated[bool, typer.Option("--json", help=both("结果写成 JSON", "the result as JSON"))]
Quiet = Annotated[bool, typer.Option("--quiet", help=both("不显示进度和提示", "no progress and no messages"))]

ScenarioPath = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help=both(
            "场景：.xlsx、.json、.yaml、文件夹，或 Curtois-Qu、INRC-II 算例",
            "the scenario: .xlsx, .json, .yaml, a folder, or a Curtois-Qu or INRC-II instance",
        ),
    ),
]
PlanPath = Annotated[
    str,
    typer.Argument(
        metavar="PLAN",
        help=both(
            "方案：方案或结果的 .json、.yaml，.csv，或排班工作簿 .xlsx",
            "the plan: a plan or an outcome in .json or .yaml, .csv, or a roster's workbook .xlsx",
        ),
    ),
]
