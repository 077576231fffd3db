"""The cases of a batch: each base under each policy with each patch, read through the door of scenarios."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.batch.document import BatchDocument, Patch, PolicyChoice, Step
from api.batch.patching import patched
from api.batch.stated import Stated
from api.exchange.places import moved, shown
from api.exchange.policies import DEFAULT_POLICY
from api.exchange.scenarios import scenario_of
from models.fact import Text
from models.fault import Fault, InputError
from models.nearest import Nearest, listed
from models.station import Station
from solver.batch.batch import Case
from solver.batch.strength import plan_without, with_strength, without
from solver.scenario.scenario import Budget, Scenario

Refused = Callable[[Scenario], Iterable[Fault]]
"""What somebody does not take of a scenario, though it passes the door."""


@dataclass(frozen=True)
class Base:
    """A choice of facts: its name, the scenario's document, and where it stands in the batch."""

    name: str
    document: dict[str, Any]
    place: str


@dataclass
class Cases:
    """Makes the cases of one base after the other; faults that a policy or a patch brings are told at its place."""

    stated: BatchDocument
    home: Path | None
    refused: Refused = lambda _: ()
    made: list[Case] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, number: int, base: Base | None) -> None:
        """Adds the cases of a base, unless it is faulty itself."""
        if base is None:
            return
        if any(case.facts == base.name for case in self.made):
            base = Base(f"{base.name} ({number + 1})", base.document, base.place)
        policies = self.stated.policies or (None,)
        patches = self.stated.patches or (None,)
        if not (self.stated.policies or self.stated.patches) or self._reads(base):
            for p, policy in enumerate(policies):
                for c, patch in enumerate(patches):
                    self._add_case(f"f{number}.p{p}.c{c}", base, policy, patch)

    def _reads(self, base: Base) -> bool:
        """Whether the base can be read as it stands; a fault of its own is told once, not with each patch."""
        try:
            faults = tuple(self.refused(scenario_of(base.document, (), self.home).scenario))
        except InputError as error:
            faults = error.faults
        self.faults += [moved(fault, "", f"{base.place}: ") for fault in faults]
        return not faults

    def _add_case(self, key: str, base: Base, policy: PolicyChoice | None, patch: Patch | None) -> None:
        place = base.place
        if policy is not None:
            place = f"policies[{self.stated.policies.index(policy)}]"
        if patch is not None and (patch != Patch(name=patch.name) or policy is None):
            place = f"patches[{self.stated.patches.index(patch)}]"
        document = dict(base.document)
        try:
            scenario = self._scenario(document, policy, patch)
        except InputError as error:
            known = {(fault.place, fault.value) for fault in self.faults}
            stated = Stated(place, document["facts"], patch, self._base_entries(base, policy))
            found = [stated.placed(fault) for fault in error.faults]
            self.faults += [fault for fault in found if (fault.place, fault.value) not in known]
            return
        names = (base.name, policy.name if policy else "", patch.name if patch else "")
        self.made.append(Case(key, *names, scenario))

    def _base_entries(self, base: Base, policy: PolicyChoice | None) -> int:
        """How many items of policy stand before those of a patch."""
        return len(policy.policy if policy is not None else base.document.get("policy") or DEFAULT_POLICY)

    def _scenario(self, document: dict[str, Any], policy: PolicyChoice | None, patch: Patch | None) -> Scenario:
        """The case's scenario; its facts and policy are laid into the base's document."""
        if policy is not None:
            document["policy"] = list(policy.policy)
        if patch is not None and patch.facts:
            document["facts"] = patched(document["facts"], patch.facts, "facts")
        if patch is not None and patch.policy:
            document["policy"] = [*(document.get("policy") or DEFAULT_POLICY), *patch.policy]
        scenario = scenario_of(document, (), self.home).scenario
        if patch is not None and (patch.people or patch.leaving):
            facts = _with_people(_left(scenario.facts, patch.leaving), patch.people)
            update = {"facts": facts, "published": plan_without(scenario.published, facts)}
            scenario = scenario.model_copy(update=update)
        scenario = scenario.model_copy(update={"budget": self._budget(scenario.budget)})
        if faults := list(self.refused(scenario)):
            raise InputError(faults)
        return scenario

    def _budget(self, own: Budget) -> Budget:
        """The batch's budget; else the scenario's, on one core."""
        return self.stated.budget or own.model_copy(update={"workers": 1})


def _left(facts: Station, leaving: tuple[str, ...]) -> Station:
    """The station without those who are named. Raises InputError for those who are not there."""
    known = list(facts.person_by_id)
    allowed, otherwise = listed(known, Text("无", "none")), Text("改正或去掉", "correct or remove it")
    faults = [
        Fault(f"leaving[{number}]", shown(named), allowed, Nearest().cure(named, known, otherwise))
        for number, named in enumerate(leaving)
        if named not in facts.person_by_id
    ]
    if faults:
        raise InputError(faults)
    return without(facts, leaving)


def _with_people(facts: Station, steps: tuple[Step, ...]) -> Station:
    """The station after each step. Raises InputError where fewer people are there than are to go."""
    faults = []
    for number, step in enumerate(steps):
        present = step.count(facts)
        if present + step.change < 0 or not present:
            place = f"people[{number}].change"
            allowed = Text(f"这样的人有 {present} 名", f"there are {present} such people")
            faults.append(Fault(place, f"{step.change:+d}", allowed, Text("改正人数或条件", "correct number or who")))
        else:
            facts = with_strength(facts, step, present + step.change)
    if faults:
        raise InputError(faults)
    return facts
