"""How a preset divides its people: teams, zones, patrol units, rotation groups, and what they share."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.fact import Fact, Id, Name
from models.people import Kind, Team
from models.work import Use


class Trained(Fact):
    """Of a team's people of one kind, this share has the skill; at least one of them where there is anybody."""

    skill: Id
    kind: Kind
    share: float = Field(1, ge=0, le=1)


class TeamPlan(Fact):
    """A team or room outside the zones, and its weights in dividing the officers and auxiliaries left over."""

    team: Team
    officers: float = Field(0, ge=0)
    auxiliaries: float = Field(0, ge=0)
    least_auxiliaries: int = Field(0, ge=0)
    clerical: bool = False
    trained: tuple[Trained, ...] = ()


class ZonePlan(Fact):
    """How many zones, who is in each, and how zones are gathered into community teams or sectors.

    With `teams` there are exactly these, each led by a deputy; without, one for every `zones_per_team` zones.
    """

    people_per_zone: float = Field(gt=0)
    officers: int = Field(1, ge=1)
    auxiliaries: int = Field(2, ge=0)
    zones_per_team: int = Field(3, ge=1)
    teams: tuple[Team, ...] = ()
    sectors: bool = False
    trained: tuple[Trained, ...] = ()


class UnitPlan(Fact):
    """A family of patrol units: one for every so many people, at least one."""

    family: Id
    name: Name
    post: Id
    mode: Literal["car", "motorcycle", "foot", "drone"] = "car"
    seats: int = 5
    people_per_unit: float = Field(gt=0)
    uses: tuple[Use, ...] = ()


class RotationPlan(Fact):
    """A team's rotation groups: the first begins the pattern on day `first`, the others `step` days apart."""

    team: Id
    groups: int = Field(ge=2, le=20)
    pattern: Id
    first: int = Field(0, ge=0)
    step: int = Field(1, ge=1)
    kinds: tuple[Kind, ...] = ()


class Store(Fact):
    """A resource: so many for every zone, unit of a family, or person on overnight duty, and some spare."""

    resource: Id
    name: Name
    per: Id
    each: int = 1
    spare: int = 0
