"""The template explains itself, is read without a fault, and can be filled as it is."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from api.cli.main import main
from api.exchange.scenarios import load_scenario
from api.exchange.workbook.template import write_template

START = date(2027, 2, 1)


@pytest.fixture(params=["zh", "en"])
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.xlsx"
    write_template(path, START, request.param)
    return path


def test_template_as_it_is_has_neither_faults_nor_unfilled_work(template: Path, tmp_path: Path) -> None:
    assert main(["check", str(template)]) == 0
    assert main(["solve", str(template), "--time", "3", "--strict", "-o", str(tmp_path / "o.json"), "--quiet"]) == 0


def test_template_is_of_the_month_asked_for(template: Path) -> None:
    facts = load_scenario(template).scenario.facts
    assert (facts.start, facts.days) == (START, 28)


def test_every_heading_has_a_comment_and_first_sheet_explains(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book.sheetnames[0] in ("说明", "Guide")
    for sheet in book.worksheets[2:]:
        assert all(cell.comment for cell in sheet[1]), sheet.title


def test_fixed_words_and_names_are_offered_in_lists(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    people, demand = book.worksheets[2], book.worksheets[5]
    assert any(
        "民警" in str(rule.formula1) or "officer" in str(rule.formula1)
        for rule in people.data_validations.dataValidation
    )
    assert any("!" in str(rule.formula1) for rule in demand.data_validations.dataValidation)


def test_command_writes_the_template_for_next_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.xlsx"
    assert main(["template", str(path)]) == 0
    assert load_scenario(path).scenario.facts.start.day == 1
    assert main(["template", str(tmp_path / "t.csv")]) == 2
    assert ".xlsx" in capsys.readouterr().err


def test_convert_to_a_workbook_and_back_keeps_the_scenario(template: Path, tmp_path: Path) -> None:
    document, again = tmp_path / "s.json", tmp_path / "again.xlsx"
    assert main(["convert", str(template), str(document), "--quiet"]) == 0
    assert main(["convert", str(document), str(again), "--quiet"]) == 0
    digests = {load_scenario(path).scenario.digest for path in (template, document, again)}
    assert len(digests) == 1
