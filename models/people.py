"""Who works at a station: people, their skills, teams, rotation groups and zones."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field

from models.fact import Fact, Id, Name

Kind = Literal["officer", "auxiliary"]
"""Officer 民警 or auxiliary 辅警."""

Rank = Literal["chief", "instructor", "deputy", "squad_leader", "member"]
"""Chief 所长, instructor 教导员, deputy 副所长, squad leader 中队长, member 队员."""

LEADER_RANKS: tuple[Rank, ...] = ("chief", "instructor", "deputy")


class Skill(Fact):
    """Something a person is trained or licensed for, such as interrogation or scene work."""

    id: Id
    name: Name = ""


class Zone(Fact):
    """A police-office zone 警务区: the area of one community officer.

    `residents` is a count; nothing else about the public is held. `joint_area` names the neighbouring zones
    that cover for each other (S14); `sector` the deputy chief's sector (O2).
    """

    id: Id
    name: Name = ""
    sector: Id | None = None
    joint_area: Id | None = None
    residents: int | None = Field(None, ge=0, le=10_000_000)


class Team(Fact):
    """A team 队 or room 室 of the station; `community` marks the community teams (S8, D2)."""

    id: Id
    name: Name = ""
    community: bool = False


class Pattern(Fact):
    """A rotation pattern 轮班制: its days in order, each a shift, `null` for off, or another pattern to insert."""

    id: Id
    name: Name = ""
    days: tuple[Id | None, ...] = Field(min_length=1, max_length=400)


class Group(Fact):
    """A rotation group 值班组: people who rotate together.

    With a `pattern`, day `anchor` is the first day of the pattern, which repeats in both directions.
    """

    id: Id
    name: Name = ""
    pattern: Id | None = None
    anchor: Date | None = None


class Person(Fact):
    """A member of the station's staff, with the minimum that a roster needs.

    `woman` says whether the person may do what the law reserves to women (L4); null when not recorded.
    `clerical` marks an auxiliary of the clerical branch 文职.
    """

    id: Id
    name: Name = ""
    kind: Kind
    rank: Rank = "member"
    clerical: bool = False
    woman: bool | None = None
    skills: tuple[Id, ...] = ()
    team: Id | None = None
    group: Id | None = None
    zone: Id | None = None

    @property
    def is_leader(self) -> bool:
        """Chief, instructor or deputy: may answer for the station's 24 hours."""
        return self.rank in LEADER_RANKS

    @property
    def label(self) -> str:
        """What a page shows: the name, else the id."""
        return self.name or self.id
