"""What a sheet of a workbook and its columns are."""

from __future__ import annotations

from dataclasses import dataclass

from api.exchange.workbook.sorts import Sort
from api.exchange.workbook.sorts_of_words import Level, Truth, Word
from api.exchange.workbook.vocabulary import Vocabulary
from models.fact import Text

NOTHING = Text("", "")


@dataclass(frozen=True, eq=False)
class Column:
    """One column. `field` is the field of the facts that it states; those of `SEVERAL` state more than one.

    `aliases` are further headings, parted by blanks. `is_needed`: no row without it. `is_usual`: in the template.
    """

    field: str
    name: Text
    sort: Sort
    aliases: str = ""
    is_needed: bool = False
    is_usual: bool = False
    hint: Text = NOTHING

    @property
    def choices(self) -> Vocabulary | None:
        """The words that a drop-down list offers."""
        return self.sort.words if isinstance(self.sort, Word | Truth | Level) else None


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: `path` is the list of the document that it holds."""

    path: str
    name: Text
    columns: tuple[Column, ...]
    aliases: str = ""
    is_needed: bool = False
    about: Text = NOTHING

    @property
    def key(self) -> str:
        """The last step of the path."""
        return self.path.rpartition(".")[2]

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)
