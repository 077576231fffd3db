"""How the station is laid out: zones and their teams, rotation groups, patrol units."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
from random import Random

from models.people import Group, Team, Zone
from models.work import Unit
from solver.generate.preset import Preset

PLACES = (
    "梧桐", "槐荫", "柳岸", "桂园", "松涛", "竹溪", "枫桥", "荷塘", "兰亭", "杏林",
    "桃源", "梅岭", "银杏", "海棠", "紫藤", "芦洲", "石桥", "清泉", "望湖", "临河",
)  # fmt: skip
NUMBERS = "一二三四五六七八九十"


def zones_of(preset: Preset, count: int, random: Random) -> tuple[Zone, ...]:
    """Zones of 2,400 to 4,900 residents, so that one officer each is the norm (S1, S3)."""
    teams = community_teams(preset, count)
    zones = []
    for number in range(count):
        team = teams[number * len(teams) // count]
        zones.append(
            Zone(
                id=f"Z{number + 1:02}",
                name=f"{place_name(number)}警务区",
                sector=team.id if preset.zones.sectors else None,
                joint_area=team.id,
                residents=random.randrange(2400, 5000, 10),
            )
        )
    return tuple(zones)


def place_name(number: int) -> str:
    """梧桐, 槐荫 … and 梧桐二 after the list is through."""
    again, place = divmod(number, len(PLACES))
    return PLACES[place] + (chinese_number(again + 1) if again else "")


def chinese_number(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return NUMBERS[number - 1]
    return (NUMBERS[tens - 1] if tens > 1 else "") + "十" + (NUMBERS[ones - 1] if ones else "")


def community_teams(preset: Preset, zones: int) -> tuple[Team, ...]:
    """The preset's sectors, or one community team for every few zones."""
    plan = preset.zones
    if plan.teams:
        return plan.teams[: max(1, zones)]
    count = max(1, round(zones / plan.zones_per_team))
    return tuple(
        Team(id=f"community-{n}", name=f"社区警务{chinese_number(n)}队", community=True) for n in range(1, count + 1)
    )


def groups_of(preset: Preset, start: Date) -> tuple[Group, ...]:
    """Rotation groups that go round without a break from month to month of a year."""
    names = {team.team.id: team.team.name for team in preset.teams} | {t.id: t.name for t in preset.zones.teams}
    new_year = Date(start.year, 1, 1)
    return tuple(
        Group(
            id=f"{rotation.team}-{number + 1}",
            name=f"{names[rotation.team]}{chinese_number(number + 1)}班",
            pattern=rotation.pattern,
            anchor=new_year + timedelta(days=rotation.first + rotation.step * number),
        )
        for rotation in preset.rotations
        for number in range(rotation.groups)
    )


def units_of(preset: Preset, people: int) -> tuple[Unit, ...]:
    """Patrol units in proportion to the people."""
    return tuple(
        Unit(
            id=f"{plan.family}-{n}", name=f"{plan.name}{n}组", post=plan.post, mode=plan.mode,
            seats=plan.seats, uses=plan.uses,
        )
        for plan in preset.units
        for n in range(1, max(1, round(people / plan.people_per_unit)) + 1)
    )  # fmt: skip
