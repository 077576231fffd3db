"""A batch: facts × policies × patches × seeds × strengths, its items, and which of them to solve next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from solver.batch.search import Answer, Finding, Search
from solver.batch.strength import Who, plan_without, with_strength
from solver.scenario.scenario import Scenario


@dataclass(frozen=True)
class Case:
    """One choice of facts, policy and patch by their names, and the scenario that they make."""

    key: str
    facts: str
    policy: str
    patch: str
    scenario: Scenario


@dataclass(frozen=True)
class Question:
    """How strength and unfilled work go together: `strengths` are tried, the smallest that fills all is searched."""

    who: Who
    least: int
    most: int
    strengths: tuple[int, ...] = ()
    smallest: bool = True


@dataclass(frozen=True)
class Item:
    """One scenario to be solved: a case with a seed, perhaps at another strength."""

    case: Case
    seed: int
    who: Who | None = None
    strength: int | None = None

    @property
    def key(self) -> str:
        """What tells it from the other items of its batch."""
        at = "" if self.strength is None else f".n{self.strength}"
        return f"{self.case.key}{at}.s{self.seed}"

    @cached_property
    def scenario(self) -> Scenario:
        scenario = self.case.scenario
        update: dict[str, object] = {"budget": scenario.budget.model_copy(update={"seed": self.seed})}
        if self.who is not None and self.strength is not None:
            facts = with_strength(scenario.facts, self.who, self.strength)
            update |= {"facts": facts, "published": plan_without(scenario.published, facts)}
        return scenario.model_copy(update=update)


@dataclass(frozen=True)
class Batch:
    """All that is asked: every case with every seed, and at the strengths that the question tries."""

    name: str
    cases: tuple[Case, ...]
    seeds: tuple[int, ...]
    question: Question | None = None

    def items(self) -> Iterator[Item]:
        """The items that are there from the start."""
        for case in self.cases:
            for strength in self._strengths:
                for seed in self.seeds:
                    yield self._item(case, seed, strength)

    @property
    def _strengths(self) -> tuple[int | None, ...]:
        question = self.question
        return (None,) if question is None else question.strengths

    def wanted(self, known: Mapping[str, Finding | None], most: int) -> list[Item]:
        """At most so many items to begin now; `known` has None for items under way."""
        wanted: dict[str, Item] = {}
        for item in self._asked(known):
            if len(wanted) >= most:
                break
            if item.key not in known:
                wanted.setdefault(item.key, item)
        return list(wanted.values())

    def _asked(self, known: Mapping[str, Finding | None]) -> Iterator[Item]:
        """Searches first: they have most to wait for."""
        if self.question is not None and self.question.smallest:
            for case in self.cases:
                for strength in self._search.wanted(self.found(case, known)):
                    yield from (self._item(case, seed, strength) for seed in self.seeds)
        yield from self.items()

    @property
    def _search(self) -> Search:
        assert self.question is not None
        return Search(self.question.least, self.question.most)

    def found(self, case: Case, known: Mapping[str, Finding | None]) -> dict[int, Finding | None]:
        """What is known of each strength of a case: of all seeds together, None while one of them is under way."""
        assert self.question is not None
        found: dict[int, Finding | None] = {}
        for strength in range(self.question.least, self.question.most + 1):
            keys = [self._item(case, seed, strength).key for seed in self.seeds]
            if not any(key in known for key in keys):
                continue
            findings = [known.get(key) for key in keys]
            ended = [finding for finding in findings if finding is not None]
            if any(finding.is_filled for finding in ended) or len(ended) == len(keys):
                filled, short = (any(f.is_filled for f in ended), any(f.is_proved_short for f in ended))
                found[strength] = Finding(filled, short)
            else:
                found[strength] = None
        return found

    def answers(self, known: Mapping[str, Finding | None]) -> Iterator[tuple[Case, Answer]]:
        """The smallest strength of each case, as far as it is known; nothing where nobody asks."""
        if self.question is not None and self.question.smallest:
            for case in self.cases:
                yield case, self._search.answer(self.found(case, known))

    def _item(self, case: Case, seed: int, strength: int | None) -> Item:
        who = self.question.who if self.question is not None and strength is not None else None
        return Item(case, seed, who, strength)
