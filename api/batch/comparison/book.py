"""A comparison as a workbook: the best of each case, every item, and the frontier with its chart."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import xlsxwriter

from api.batch.comparison.result import BatchResult
from api.batch.comparison.tables import CASE, LABELS
from api.batch.comparison.words import said, title_of
from models.fact import Text

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
SHEETS = {
    "best": Text("比较", "Comparison"),
    "table": Text("逐项", "Items"),
    "frontier": Text("警力与缺勤", "Strength"),
    "smallest": Text("最少警力", "Smallest strength"),
}
WIDEST = 40


def book_bytes(result: BatchResult, lang: str) -> bytes:
    """The workbook; nothing in it that somebody typed becomes a formula or a link."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        heading = book.add_format(
            {"bold": True, "bg_color": "#E4ECF5", "text_wrap": True, "valign": "top", "border": 1}
        )
        _table(book, "best", result.best.drop(columns=["job"]), heading, lang)
        _table(book, "table", result.table, heading, lang)
        if not result.frontier.empty:
            _frontier(book, result, heading, lang)
        if result.smallest:
            _smallest(book, result, heading, lang)
    return stream.getvalue()


def _table(book: Any, name: str, table: pd.DataFrame, heading: Any, lang: str) -> Any:
    """A sheet with a table below frozen headings, which can be filtered."""
    sheet = book.add_worksheet(SHEETS[name].in_language(lang))
    names = [str(column) for column in table.columns]
    for column, title in enumerate(names):
        said_title = title_of(title, lang)
        sheet.write_string(0, column, said_title, heading)
        longest = max([len(said_title) / 2, *(len(str(value)) for value in table[title].dropna())], default=8)
        sheet.set_column(column, column, min(WIDEST, max(8, 1.8 * longest if lang == "zh" else 1.1 * longest)))
    for number, row in enumerate(table.itertuples(index=False), start=1):
        for column, value in enumerate(row):
            if not pd.isna(value):
                _write(sheet, number, column, said(names[column], value, lang))
    sheet.freeze_panes(1, sum(title in LABELS for title in names))
    sheet.autofilter(0, 0, max(1, len(table)), len(names) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def _frontier(book: Any, result: BatchResult, heading: Any, lang: str) -> None:
    """Strength against unfilled work, a line in the chart for each case."""
    table = result.frontier
    sheet = _table(book, "frontier", table, heading, lang)
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    name, names = SHEETS["frontier"].in_language(lang), [str(column) for column in table.columns]
    across, up = names.index("strength"), names.index("unfilled")
    rows = list(table[list(CASE)].itertuples(index=False, name=None))
    for case in dict.fromkeys(rows):
        first, last = rows.index(case) + 1, len(rows) - rows[::-1].index(case)
        chart.add_series(
            {
                "name": result.case_name(*map(str, case)),
                "categories": [name, first, across, last, across],
                "values": [name, first, up, last, up],
            }
        )
    chart.set_x_axis({"name": title_of("strength", lang), "num_format": "0"})
    chart.set_y_axis({"name": title_of("unfilled", lang), "min": 0})
    chart.set_size({"width": 720, "height": 400})
    sheet.insert_chart(1, len(names) + 1, chart)


def _smallest(book: Any, result: BatchResult, heading: Any, lang: str) -> None:
    sheet = book.add_worksheet(SHEETS["smallest"].in_language(lang))
    titles = [title_of(name, lang) for name in ("facts", "policy", "patch")]
    for column, title in enumerate([*titles, SHEETS["smallest"].in_language(lang)]):
        sheet.write_string(0, column, title, heading)
    for row, one in enumerate(result.smallest, start=1):
        for column, text in enumerate([one.facts, one.policy, one.patch, one.sentence.in_language(lang)]):
            sheet.write_string(row, column, text)
    sheet.set_column(0, 2, 20)
    sheet.set_column(3, 3, WIDEST)
