"""The document of a batch: lists of facts, policies, patches and seeds, each combined with each."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from models.fact import Fact, Id, Name
from solver.batch.strength import Who
from solver.scenario.scenario import Budget

MOST_CHOICES = 1000
MOST_PEOPLE = 1000

Label = Annotated[Name, Field(min_length=1)]


class FactsChoice(Fact):
    """A station or a scenario, stated here or in a file; its name in the comparison."""

    name: Name = ""
    facts: Any


class PolicyChoice(Fact):
    """The whole policy in place of the scenario's: names, paths or entries."""

    name: Label
    policy: tuple[Any, ...]


class Step(Who):
    """So many people more, or (below zero) fewer, of those that are meant."""

    change: int = Field(ge=-MOST_PEOPLE, le=MOST_PEOPLE)


class Patch(Fact):
    """What is otherwise: `facts` laid over the station's facts, people who are `leaving`, then people more or fewer,
    `policy` entries on top."""

    name: Label
    facts: dict[str, Any] = {}
    leaving: tuple[Id, ...] = Field((), max_length=MOST_PEOPLE)
    people: tuple[Step, ...] = Field((), max_length=100)
    policy: tuple[Any, ...] = ()


class StrengthQuestion(Fact):
    """Strengths `from` … `to` of the people that are meant: one roster each `step`, and the smallest that fills all."""

    who: Who = Who()
    least: int = Field(alias="from", ge=0, le=MOST_PEOPLE)
    most: int = Field(alias="to", ge=0, le=MOST_PEOPLE)
    step: int | None = Field(None, ge=1, le=MOST_PEOPLE)
    smallest: bool = True


class BatchDocument(Fact):
    """Facts × policies × patches × seeds, and strengths where they are asked about.

    Without `policies` each scenario keeps its own, without `patches` nothing is otherwise, without `budget` each item
    takes its scenario's on one core, without `seeds` the seed of that budget.
    """

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["batch"] = "batch"
    name: Name = ""
    facts: tuple[FactsChoice, ...] = Field(min_length=1, max_length=MOST_CHOICES)
    policies: tuple[PolicyChoice, ...] = Field((), max_length=MOST_CHOICES)
    patches: tuple[Patch, ...] = Field((), max_length=MOST_CHOICES)
    seeds: tuple[Annotated[int, Field(ge=0, lt=2**31)], ...] = Field((), max_length=MOST_CHOICES)
    budget: Budget | None = None
    strength: StrengthQuestion | None = None
