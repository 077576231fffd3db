"""The files of a comparison: CSV, workbook, JSON, pictures, and each outcome."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from api.batch.comparison.book import book_bytes
from api.batch.comparison.frontier_picture import frontier_picture
from api.batch.comparison.picture import comparison_picture
from api.batch.comparison.result import BatchResult
from api.batch.comparison.words import said, title_of
from api.exchange.csv_text import csv_text

OUTCOMES = "outcomes"
ENDINGS = ("csv", "xlsx", "json", "svg")


def written_files(result: BatchResult, outcomes: Mapping[str, str], folder: Path, lang: str) -> list[Path]:
    """Writes what a comparison says into a folder; outcomes below it, by the keys of their
    items; those of items that are no longer asked for go."""
    below = folder / OUTCOMES
    below.mkdir(exist_ok=True)
    for former in below.glob("f*.json"):
        if former.stem not in outcomes:
            former.unlink()
    for key, outcome in outcomes.items():
        (below / f"{key}.json").write_text(outcome, "utf-8", newline="\n")
    contents = {f"comparison.{ending}": form(result, ending, lang) for ending in ENDINGS}
    if not result.frontier.empty:
        contents["frontier.svg"] = frontier_picture(result, lang).encode()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [*(folder / name for name in contents), below]


def form(result: BatchResult, ending: str, lang: str) -> bytes:
    """The comparison in the form of an ending."""
    match ending:
        case "csv":
            return ("\ufeff" + csv_text(_csv_rows(result.table, lang))).encode()
        case "xlsx":
            return book_bytes(result, lang)
        case "svg":
            return comparison_picture(result, lang).encode()
        case _:
            document = json.dumps(result.document(), ensure_ascii=False, allow_nan=False, indent=1)
            return f"{document}\n".encode()


def _csv_rows(table: pd.DataFrame, lang: str) -> list[list[str]]:
    names = [str(name) for name in table.columns]
    rows = [["" if pd.isna(value) else str(said(name, value, lang)) for name, value in zip(names, row, strict=True)]
            for row in table.itertuples(index=False)]  # fmt: skip
    return [[title_of(name, lang) for name in names], *rows]
