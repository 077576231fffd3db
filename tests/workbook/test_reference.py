"""docs/workbook.md tells of every sheet and column."""

from pathlib import Path

from api.exchange.workbook.headings import path_of_sheet
from api.exchange.workbook.sheets import BASICS, LISTED
from api.exchange.workbook.vocabulary import DAY_CLASSES, KINDS, LAYERS, MEASURES, RANKS, SEGMENT_KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "workbook.md").read_text("utf-8")


def test_reference_has_every_sheet_and_column() -> None:
    for sheet in LISTED:
        part = PAGE.partition(f"### {sheet.name.zh} · {sheet.name.en}\n")[2].partition("\n### ")[0]
        for column in sheet.columns:
            assert f"| {column.name.zh} | {column.name.en}" in part, (sheet.name.zh, column.name.zh)
    for row in BASICS:
        assert f"| {row.name.zh} | {row.name.en}" in PAGE


def test_every_value_of_the_facts_has_a_word() -> None:
    from typing import get_args

    from models.calendar import DayClass
    from models.history import Measure
    from models.people import Kind, Rank
    from models.work import Layer, SegmentKind

    pairs = ((KINDS, Kind), (RANKS, Rank), (LAYERS, Layer), (SEGMENT_KINDS, SegmentKind), (DAY_CLASSES, DayClass))
    for vocabulary, literal in (*pairs, (MEASURES, Measure)):
        assert set(vocabulary.words) == set(get_args(literal))


def test_no_word_of_a_vocabulary_means_two_values() -> None:
    for vocabulary in (KINDS, RANKS, LAYERS, SEGMENT_KINDS, DAY_CLASSES, MEASURES):
        for value, words in vocabulary.words.items():
            assert vocabulary.value(words.zh) == vocabulary.value(words.en) == value


def test_every_sheet_is_found_by_its_names() -> None:
    for sheet in LISTED:
        assert path_of_sheet(sheet.name.zh) == path_of_sheet(sheet.name.en.upper()) == sheet.path
