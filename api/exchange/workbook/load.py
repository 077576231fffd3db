"""Loads a scenario from a workbook: through the same door as every other document, with faults told by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from api.exchange.scenarios import LoadedScenario, scenario_of
from api.exchange.workbook.book_reader import read_book
from api.exchange.workbook.csv_folder import read_csv_folder
from api.exchange.workbook.located import Located, marked_beside
from api.exchange.workbook.mark import write_marked
from api.exchange.workbook.reader import document_of_book
from api.exchange.workbook.tables import Reading
from models.fault import Fault, InputError


@dataclass(frozen=True)
class Workbook:
    """A workbook that is being read as a scenario: its document, and the cells of its parts."""

    path: Path
    reading: Reading

    @property
    def home(self) -> Path:
        """The folder below which the paths in it lie."""
        return self.path if self.path.is_dir() else self.path.parent

    @property
    def located(self) -> Located:
        return self.reading.located

    def refusal(self, faults: Sequence[Fault], own: Sequence[Fault] = ()) -> InputError:
        """The error that tells faults by cell; a copy of the workbook with the cells marked is written beside it."""
        told = self.located.told(faults, own)
        marked = write_marked(self.path, marked_beside(self.path), told, self.located)
        return InputError(told, marked)


def open_workbook(path: Path) -> Workbook:
    """The document in a workbook, or in a folder of tables. Raises InputError for what must not or cannot be read."""
    book = read_csv_folder(path) if path.is_dir() else read_book(path, path.name)
    return Workbook(path, document_of_book(book))


def load_workbook(path: Path, policies: Sequence[str] = (), shelf: Traversable | None = None) -> LoadedScenario:
    """The scenario in a workbook. Raises InputError with every fault, by sheet and cell."""
    book = open_workbook(path)
    found = scenario_in(book, policies, shelf)
    return replace(found, file=path, notices=(*book.reading.notices, *found.notices), refusal=book.refusal)


def scenario_in(book: Workbook, policies: Sequence[str] = (), shelf: Traversable | None = None) -> LoadedScenario:
    """The scenario of a document read from a workbook. Raises InputError."""
    own = book.reading.faults
    try:
        found = scenario_of(book.reading.document, policies, book.home, shelf)
    except InputError as error:
        raise book.refusal(error.faults, own) from None
    if own:
        raise book.refusal((), own)
    return found


def document_in_workbook(path: Path) -> dict[str, Any]:
    """The plain document of a workbook without any fault: policies named, paths as they stand. Raises InputError."""
    book = open_workbook(path)
    scenario_in(book)
    return book.reading.document


def unchecked_document(path: Path) -> dict[str, Any]:
    """What can be read of a workbook as a document, whatever is wrong with it."""
    return open_workbook(path).reading.document
