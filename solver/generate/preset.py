"""A kind of station as data: how its people are divided, what it staffs and in which order."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.calendar import DayClass, Weekday
from models.fact import Fact, Id, Name, Text
from models.people import Kind, Pattern, Rank, Skill, Team
from models.work import Clock, Post, Shift
from solver.generate.establishment import RotationPlan, Store, TeamPlan, UnitPlan, ZonePlan


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


class Attendance(Fact):
    """Hours in which so many people are there, whatever their shift."""

    start: Clock
    end: Clock
    minimum: int = Field(1, ge=0)
    priority: int = Field(1, ge=1)


class Opening(Attendance):
    """Hours in which every zone's police office is open, with whom the lines of demand bring there."""

    preferred: int | None = None
    day_classes: tuple[DayClass, ...] = ()


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
    woman: Attendance
    graded_shift: Id
    stores: tuple[Store, ...]

    @property
    def title(self) -> Text:
        return Text(self.zh, self.en)
