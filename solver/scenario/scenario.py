"""A scenario: facts × policy × budget, the unit of solving, batching and sharing."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Literal

from pydantic import Field

from models.fact import Fact, Id, Name
from models.plan import Plan
from models.station import Station
from solver.rules.catalogue import AnyEntry
from solver.rules.entry import PolicyLayer


class Policy(Fact):
    """One layer of policy as a document: entries that override those of the layers before by `id`."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["policy"] = "policy"
    id: Id
    name: Name = ""
    layer: PolicyLayer
    entries: tuple[AnyEntry, ...]


class Budget(Fact):
    """What a solve may spend: wall seconds, cores, the gap at which it may stop; and its seed.

    With an `effort` the solve is reproducible: one core works for so many units, each about what a core of some age
    does in a second, and neither `seconds` nor `workers` count.
    """

    seconds: float = Field(60.0, gt=0, le=86_400)
    workers: int = Field(2, ge=1, le=256)
    seed: int = Field(0, ge=0, lt=2**31)
    gap: float = Field(0.0, ge=0, le=1)
    effort: int | None = Field(None, ge=1, le=1_000_000)

    @property
    def is_reproducible(self) -> bool:
        """Whether work is counted instead of time."""
        return self.effort is not None


class Scenario(Fact):
    """A roster to be made: the station's facts, the merged policy, what was published, and the budget."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["roster"] = "roster"
    facts: Station
    policy: tuple[AnyEntry, ...] = ()
    published: Plan | None = None
    budget: Budget = Budget()

    @cached_property
    def digest(self) -> str:
        """sha256 of the canonical JSON: names a job, a cache entry, a row of a benchmark."""
        document = self.model_dump(mode="json", by_alias=True)
        return hashlib.sha256(canonical_json(document).encode()).hexdigest()

    @property
    def entries_on(self) -> tuple[AnyEntry, ...]:
        """The entries that count."""
        return tuple(entry for entry in self.policy if entry.on)


def canonical_json(document: object) -> str:
    """Sorted keys, no blanks, no escapes: equal documents give equal text."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
