"""A kind of station as data: how its people are divided, what it staffs and in which order."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.calendar import DayClass, Weekday
from models.fact import Fact, Id, Name, Text
from models.people import Kind, Pattern, Rank, Skill, Team
from models.work import Post, Shift, Use


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


class Pool(Fact):
    """People whose time pays for lines of demand, and the share of it that the minimum demand may take."""

    kind: Kind
    leaders: bool = False
    teams: tuple[Id, ...] = ()
    community: bool = False
    load: float = Field(0.8, gt=0, le=1.5)


class Peak(Fact):
    """Days on which a line asks for more: weekends, holidays."""

    weekdays: tuple[Weekday, ...] = ()
    day_classes: tuple[DayClass, ...] = ()
    more: int = Field(0, ge=0)
    more_preferred: int = Field(0, ge=0)


class Line(Fact):
    """Something the station staffs, in the order of importance in which it would.

    `count` people of the pool's kind on each of the days. With `unit` the line belongs to the units of that
    family, one unit in each round, and with `led` only where officers man the unit. A line that `repeats` asks for
    `count` more in every further round. `always` asks even where the pool cannot pay.
    A line is looked at from round `from_round` on.
    """

    id: Id
    pool: Id
    shift: Id
    post: Id | None = None
    count: int = Field(1, ge=1)
    wished: int = Field(0, ge=0, description="Preferred beyond the minimum.")
    spare: int = Field(1, ge=0, description="Room beyond what is preferred.")
    unit: Id | None = None
    led: bool = False
    ranks: tuple[Rank, ...] = ()
    skill: Id | None = None
    weekdays: tuple[Weekday, ...] = ()
    day_classes: tuple[DayClass, ...] = ()
    peaks: tuple[Peak, ...] = ()
    priority: int = Field(1, ge=1)
    repeats: bool = False
    from_round: int = Field(1, ge=1)
    always: bool = False
    share: float | None = Field(None, gt=0, le=1, description="Never more than this share of the pool's people.")


class Opening(Fact):
    """Hours in which every zone's police office is open."""

    start: str
    end: str
    minimum: int = 1
    preferred: int | None = None
    day_classes: tuple[DayClass, ...] = ()
    priority: int = 1


class Store(Fact):
    """A resource: so many for every zone, unit of a family, or person on overnight duty, and some spare."""

    resource: Id
    name: Name
    per: Id
    each: int = 1
    spare: int = 0


class Preset(Fact):
    """A kind of station from which stations of any size are made."""

    version: Literal[1] = Field(1, alias="schema")
    kind: Literal["preset"] = "preset"
    id: Id
    zh: Name
    en: Name
    station: Name
    type: Literal["urban", "town", "rural"]
    people: int = Field(ge=10, le=500)
    officer_share: float = Field(gt=0, lt=1)
    people_per_leader: float = Field(gt=0)
    most_leaders: int = Field(ge=1)
    policies: tuple[Id, ...]
    skills: tuple[Skill, ...]
    teams: tuple[TeamPlan, ...]
    leadership: Team
    zones: ZonePlan
    units: tuple[UnitPlan, ...]
    patterns: tuple[Pattern, ...]
    rotations: tuple[RotationPlan, ...]
    posts: tuple[Post, ...]
    shifts: tuple[Shift, ...]
    pools: dict[Id, Pool]
    lines: tuple[Line, ...]
    openings: tuple[Opening, ...]
    community_post: Id
    woman: Opening
    stores: tuple[Store, ...]

    @property
    def title(self) -> Text:
        return Text(self.zh, self.en)
