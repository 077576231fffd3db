"""One entry of a policy: a rule with its parameters, its level and weight, and whom it is about."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SerializeAsAny, model_validator
from pydantic_core import PydanticCustomError

from models.fact import Fact, Id
from solver.rules.base import Rule
from solver.rules.scope import PARTS, Scope

PolicyLayer = Literal["law", "bureau", "station", "overlay"]
POLICY_LAYERS: tuple[PolicyLayer, ...] = ("law", "bureau", "station", "overlay")


class Entry(Fact):
    """A rule as a policy applies it.

    On level 0 it is hard; on the others each step of a breach costs `weight`. `on` false keeps the entry but
    leaves it out. `source` is the article or the domain's code behind this entry. `layer` says which layer of
    the policy set it. The catalogue makes one subclass per rule, so that parameters are validated by their rule.
    """

    id: Id
    rule: str
    level: int = Field(5, ge=0, le=5)
    weight: int = Field(1, ge=1, le=1_000_000)
    on: bool = True
    scope: Scope = Scope()
    parameters: SerializeAsAny[Rule]
    source: tuple[str, ...] = ()
    layer: PolicyLayer | None = None

    @model_validator(mode="after")
    def _scope_is_heeded(self) -> Entry:
        """Refuses a restriction that the rule would silently ignore."""
        for part in PARTS:
            unheeded = self.scope.restricts(part)
            if unheeded and part not in self.parameters.honours:
                raise PydanticCustomError(
                    "scope_not_heeded",
                    "rule {rule} does not look at {fields} of its scope",
                    {"rule": self.rule, "fields": ", ".join(unheeded)},
                )
        return self
