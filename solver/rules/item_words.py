"""What a finding is about, as people call it: shifts, posts, demands, measures, seats."""

from __future__ import annotations

from models.demand import Demand
from models.fact import Text
from models.history import MEASURE_WORDS
from models.people import Kind
from models.station import Station
from models.work import seats_of

OFF, SEATS = Text("休息", "off"), Text("座位", "seats")
KIND_WORDS: dict[Kind, Text] = {"officer": Text("民警", "officers"), "auxiliary": Text("辅警", "auxiliaries")}
BETWEEN = "·"


def shown_item(item: str | None, facts: Station, lang: str) -> str:
    """A shift, post or demand by its name, a measure by its word, "off" by its own, anything else as it is."""
    if item is None:
        return ""
    if item in MEASURE_WORDS:
        return MEASURE_WORDS[item].in_language(lang)
    if item == "-":
        return OFF.in_language(lang)
    aboard = next((unit for unit in facts.units if seats_of(unit) == item), None)
    if aboard:
        return f"{aboard.name or aboard.id} {SEATS.in_language(lang)}"
    named = facts.shift_by_id.get(item) or facts.post_by_id.get(item)
    return named.label if named else _demanded(item, facts, lang) or item


def _demanded(item: str, facts: Station, lang: str) -> str:
    """Where, when and who of the demand that an item names, or of a piece of its interval, `id@08:00-12:00`."""
    for demand in facts.demand:
        piece = item.removeprefix(f"{demand.id}@")
        if piece != item or item == demand.id:
            return BETWEEN.join((*_place(demand, facts), *_time_and_people(demand, facts, lang, piece)))
    return ""


def _place(demand: Demand, facts: Station) -> list[str]:
    """The names of the places that a demand states."""
    post = facts.post_by_id.get(demand.post or "")
    zone = next((zone.name or zone.id for zone in facts.zones if zone.id == demand.zone), None)
    unit = next((unit.name or unit.id for unit in facts.units if unit.id == demand.unit), None)
    return [name for name in (post and post.label, zone, unit) if name]


def _time_and_people(demand: Demand, facts: Station, lang: str, piece: str) -> list[str]:
    shift = facts.shift_by_id.get(demand.shift or "")
    span = piece if piece != demand.id else f"{demand.start}-{demand.end}"
    kind = KIND_WORDS[demand.kind].in_language(lang) if demand.kind else None
    skill = next((skill.name or skill.id for skill in facts.skills if skill.id == demand.skill), None)
    return [name for name in (shift.label if shift else span, kind, skill) if name]
