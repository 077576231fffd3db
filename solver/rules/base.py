"""What a rule is: parameters, words, and two independent views of the same requirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from models.fact import Fact, Text
from models.plan import Plan
from models.station import Station
from solver.rules.scope import Scope, ScopePart
from solver.rules.timeline import Timeline

if TYPE_CHECKING:
    from solver.roster.sheet import Sheet

EVERYTHING = Scope()


@dataclass(frozen=True)
class Finding:
    """One departure from a rule, as the checker sees it.

    `amount` is in the steps that the entry's weight prices; `measured` and `allowed` are for people, in the
    rule's unit. `day` is a day number of the horizon, `item` names a shift, a demand or a place.
    """

    measured: int
    allowed: int
    amount: int
    person: str | None = None
    day: int | None = None
    item: str | None = None


@dataclass(frozen=True)
class Example:
    """A tiny station on which the proof compares both views over every possible plan."""

    name: str
    facts: Station
    rule: Rule
    scope: Scope = EVERYTHING
    published: Plan | None = None


class Rule(Fact):
    """A requirement on a roster. Its fields are its parameters.

    `state` says it to a program, in cells and windows; `check` looks for departures in a finished plan, along
    each person's timeline. The two share no loop, so that no mistake is made in both; the proof in
    tests/rules compares them on every plan of every example. `honours` names the parts of a scope that the rule
    heeds; an entry that restricts another part is refused. `is_presence`: the rule demands people, so that a breach
    is unfilled work. `strict_side` names parameters that a layer after the law may move, and in which direction.
    `is_in_minutes`: what is measured and allowed are minutes, which the sentence shows as hours.
    """

    name: ClassVar[str]
    title: ClassVar[Text]
    sentence: ClassVar[Text]
    sources: ClassVar[tuple[str, ...]]
    level: ClassVar[int]
    honours: ClassVar[frozenset[ScopePart]] = frozenset({"people"})
    is_presence: ClassVar[bool] = False
    strict_side: ClassVar[dict[str, Literal["lower", "higher"]]] = {}

    @property
    def is_in_minutes(self) -> bool:
        return False

    def state(self, sheet: Sheet, scope: Scope) -> None:
        """Adds the rule's limits and costs to the sheet's program."""
        raise NotImplementedError

    def check(self, timeline: Timeline, scope: Scope) -> Iterator[Finding]:
        """Yields every departure of the plan from the rule."""
        raise NotImplementedError

    @classmethod
    def examples(cls) -> Iterable[Example]:
        """Tiny stations on which the rule bites."""
        raise NotImplementedError
