"""What a batch came to: its table, its frontier, and the smallest strengths that still fill everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from api.batch.batch import StoredItem
from api.batch.comparison.tables import CASE, best_of_seeds, comparison, frontier
from api.batch.comparison.words import answer_in_words
from models.fact import Text
from solver.batch.batch import Batch
from solver.batch.search import Answer


@dataclass(frozen=True)
class Smallest:
    """Of one case, what is known of the smallest strength between `least` and `most`, which were asked about."""

    facts: str
    policy: str
    patch: str
    least: int
    most: int
    answer: Answer

    @property
    def sentence(self) -> Text:
        return answer_in_words(self.answer, self.least, self.most)

    def document(self) -> dict[str, Any]:
        """For programs."""
        answer = self.answer
        return {
            "facts": self.facts,
            "policy": self.policy,
            "patch": self.patch,
            "at_least": answer.at_least,
            "at_most": answer.at_most,
            "is_proved": answer.is_proved,
            "is_over": answer.is_over,
        }


def smallest_of(batch: Batch, items: Sequence[StoredItem]) -> tuple[Smallest, ...]:
    """The smallest strengths as far as a batch's items tell; none where nobody asks."""
    least, most = (batch.question.least, batch.question.most) if batch.question is not None else (0, 0)
    answers = batch.answers({item.key: item.finding for item in items})
    return tuple(Smallest(case.facts, case.policy, case.patch, least, most, answer) for case, answer in answers)


@dataclass(frozen=True)
class BatchResult:
    """A comparison as it stands: `table` has a row for each item, `best` one for each case, the best of its seeds."""

    name: str
    table: pd.DataFrame
    smallest: tuple[Smallest, ...]

    @classmethod
    def of(cls, batch: Batch, items: Sequence[StoredItem]) -> BatchResult:
        """The result of a batch as far as its items have come."""
        return cls(batch.name, comparison(items), smallest_of(batch, items))

    def case_name(self, facts: str, policy: str, patch: str) -> str:
        """A case in one text: those of its names that tell it from others."""
        named = dict(zip(CASE, (facts, policy, patch), strict=True))
        told = [name for label, name in named.items() if name and self.table[label].nunique() > 1]
        return " · ".join(told) or facts

    @property
    def best(self) -> pd.DataFrame:
        return best_of_seeds(self.table)

    @property
    def frontier(self) -> pd.DataFrame:
        return frontier(self.table)

    def document(self) -> dict[str, Any]:
        """For programs: rows, the best of each case, the frontier, the smallest strengths."""
        return {
            "schema": 1,
            "kind": "comparison",
            "name": self.name,
            "rows": _records(self.table),
            "best": _records(self.best),
            "frontier": _records(self.frontier),
            "smallest": [one.document() for one in self.smallest],
        }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; what is not known is null."""
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]
