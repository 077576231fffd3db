"""A comparison in lines of text: the best of each case, and the smallest strengths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from api.batch.comparison.result import BatchResult
from api.batch.comparison.tables import LABELS, PENALTIES
from api.batch.comparison.words import said, title_of
from api.cli.voice import columns
from api.exchange.outcome_page import figure
from models.fact import Text

SHOWN = (
    "people",
    "state",
    "status",
    *PENALTIES,
    "unfilled",
    "hours_mean",
    "hours_most",
    "nights_spread",
    "weekends_spread",
)
MOST_LINES = 60
SUMS = PENALTIES[2:]
SUMMED = Text(
    "扣分按在岗的人累加：人数不同的情形，请比缺员、工时和差距，不比 2 至 5 级扣分。",
    "Penalties are sums over the people there are: between other numbers of people compare who is missing, hours and\n"
    "differences, not the penalties of levels 2 to 5.",
)


def page_lines(result: BatchResult, lang: str) -> Iterator[str]:
    """The comparison as a terminal shows it; penalties that are 0 everywhere are left out."""
    best = result.best
    count, done = len(result.table), int((result.table["state"] == "done").sum())
    yield Text(f"{result.name}：{count} 项", f"{result.name}: {count} items").in_language(lang)
    if done < count:
        yield Text(f"已完成 {done} 项；再运行一次可接着做", f"{done} are done; run it again to go on").in_language(lang)
    yield ""
    if not best.empty:
        yield from columns(_table(best, lang), right=range(len(_labels(best)), 40))
        if best["people"].nunique() > 1 and best[list(SUMS)].fillna(0).any(axis=None):
            yield SUMMED.in_language(lang)
    if len(best) > MOST_LINES:
        yield Text(f"……另有 {len(best) - MOST_LINES} 行", f"… and {len(best) - MOST_LINES} more").in_language(lang)
    if result.smallest:
        yield ""
        yield Text("排满所需的最少警力", "the smallest strength that fills everything").in_language(lang)
        for one in result.smallest:
            name = result.case_name(one.facts, one.policy, one.patch)
            yield f"  {name}{'：' if lang == 'zh' else ': '}{one.sentence.in_language(lang)}"


def _labels(best: pd.DataFrame) -> list[str]:
    """The labels that tell rows apart."""
    return [name for name in LABELS if best[name].nunique(dropna=False) > 1] or ["facts"]


def _table(best: pd.DataFrame, lang: str) -> list[list[str]]:
    known = [name for name in SHOWN if best[name].notna().any() and not _is_told(best, name)]
    names = [*_labels(best), *known]
    rows = [[_cell(name, value, lang) for name, value in row.items()] for row in _rows(best, names)]
    return [[title_of(name, lang) for name in names], *rows]


def _rows(best: pd.DataFrame, names: list[str]) -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in best[names].head(MOST_LINES).to_dict("records")]


def _is_told(best: pd.DataFrame, name: str) -> bool:
    """Whether a column says nothing: a penalty that is 0 everywhere, or that everything is done."""
    if name == "state":
        return bool((best[name] == "done").all())
    return name in PENALTIES and not best[name].fillna(0).any()


def _cell(name: str, value: Any, lang: str) -> str:
    if pd.isna(value):
        return "–"
    return figure(value) if isinstance(value, int | float) else str(said(name, value, lang))
