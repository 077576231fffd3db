"""Invented people: how many of each kind, in which team, zone and rotation group, and with which skills."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from models.people import Kind, Person, Rank, Zone
from solver.generate.establishment import Trained
from solver.generate.preset import Preset
from solver.generate.strength import Strength, split

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯"
FIRST = "景书亦承维仲之启允怀知向"
SECOND_OF_MEN = "川舟岩松柏桥原野石田榆枫"
SECOND_OF_WOMEN = "禾岚苓榕荷芷溪鸢竹棠葵汀"
WOMEN = {"officer": 0.18, "auxiliary": 0.26}


@dataclass
class Draft:
    """A person while being placed."""

    kind: Kind
    rank: Rank = "member"
    team: str | None = None
    zone: str | None = None
    group: str | None = None
    clerical: bool = False
    skills: list[str] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        return {**vars(self), "skills": tuple(self.skills)}


def invented_people(preset: Preset, strength: Strength, zones: tuple[Zone, ...], random: Random) -> tuple[Person, ...]:
    """Everybody, leaders first, then zones by team, then the other teams; ids P001, P002 …"""
    drafts = [*_leaders(preset, strength, zones), *_zone_people(preset, zones), *_team_people(preset, strength)]
    _group(preset, drafts)
    women = _women(drafts, random)
    return tuple(
        Person(id=f"P{number:03}", name=_name(woman, random), woman=woman, **draft.facts())
        for number, (draft, woman) in enumerate(zip(drafts, women, strict=True), start=1)
    )


def _leaders(preset: Preset, strength: Strength, zones: tuple[Zone, ...]) -> list[Draft]:
    heads: list[Rank] = ["chief", "instructor"] if strength.leaders > 2 else ["chief"]
    deputies = [Draft("officer", "deputy", preset.leadership.id) for _ in range(strength.leaders - len(heads))]
    leaders = [*(Draft("officer", rank, preset.leadership.id) for rank in heads), *deputies]
    if preset.zones.sectors:
        for deputy, team in zip(deputies, preset.zones.teams, strict=False):
            deputy.team = team.id
            deputy.zone = next((zone.id for zone in zones if zone.sector == team.id), None)
            _train([deputy], preset.zones.trained)
    return leaders


def _zone_people(preset: Preset, zones: tuple[Zone, ...]) -> list[Draft]:
    people = []
    for zone in zones:
        people += [Draft("officer", team=zone.joint_area, zone=zone.id) for _ in range(preset.zones.officers)]
        people += [Draft("auxiliary", team=zone.joint_area, zone=zone.id) for _ in range(preset.zones.auxiliaries)]
    _train(people, preset.zones.trained)
    return people


def _team_people(preset: Preset, strength: Strength) -> list[Draft]:
    officers = strength.officers - strength.leaders - strength.zones * preset.zones.officers
    auxiliaries = strength.auxiliaries - strength.zones * preset.zones.auxiliaries
    teams = preset.teams
    by_kind: list[tuple[Kind, list[int]]] = [
        ("officer", split(officers, [t.officers for t in teams], [0] * len(teams))),
        ("auxiliary", split(auxiliaries, [t.auxiliaries for t in teams], [t.least_auxiliaries for t in teams])),
    ]
    people = []
    for number, plan in enumerate(teams):
        team = [
            Draft(kind, team=plan.team.id, clerical=plan.clerical and kind == "auxiliary")
            for kind, counts in by_kind
            for _ in range(counts[number])
        ]
        if team and team[0].kind == "officer":
            team[0].rank = "squad_leader"
        _train(team, plan.trained)
        people += team
    return people


def _train(people: list[Draft], trained: tuple[Trained, ...]) -> None:
    """Gives each skill to its share of the people, the last ones first, so that skills are spread."""
    for number, lesson in enumerate(trained):
        able = [person for person in people if person.kind == lesson.kind]
        count = max(1, round(len(able) * lesson.share)) if able else 0
        for person in (able if number % 2 else able[::-1])[:count]:
            person.skills.append(lesson.skill)


def _group(preset: Preset, drafts: list[Draft]) -> None:
    for rotation in preset.rotations:
        for kind in rotation.kinds or ("officer", "auxiliary"):
            members = [p for p in drafts if p.team == rotation.team and p.kind == kind and p.rank != "deputy"]
            for number, member in enumerate(members):
                member.group = f"{rotation.team}-{number % rotation.groups + 1}"


def _women(drafts: list[Draft], random: Random) -> list[bool]:
    """Women in their share of officers and of auxiliaries, spread at random."""
    chosen: set[int] = set()
    for kind, share in WOMEN.items():
        able = [number for number, draft in enumerate(drafts) if draft.kind == kind]
        chosen |= set(random.sample(able, max(1, round(len(able) * share))))
    return [number in chosen for number in range(len(drafts))]


def _name(woman: bool, random: Random) -> str:
    second = SECOND_OF_WOMEN if woman else SECOND_OF_MEN
    return random.choice(SURNAMES) + random.choice(FIRST) + random.choice(second)
