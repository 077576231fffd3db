"""A plan as somebody stated it, and what its reader should know."""

from __future__ import annotations

from dataclasses import dataclass

from models.fact import Text
from models.plan import Plan


@dataclass(frozen=True)
class StatedPlan:
    """A plan that was read; `notices` tell what was passed over."""

    plan: Plan
    notices: tuple[Text, ...] = ()
