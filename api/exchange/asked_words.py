"""Whom a work asks for, in words."""

from __future__ import annotations

from api.exchange.presence import Work
from api.exchange.roster_words import KINDS, RANKS
from models.fact import Text
from models.outcome import Asked
from models.station import Station

WOMEN: dict[bool, Text] = {True: Text("女", "women"), False: Text("男", "men")}
BETWEEN = " · "


def who_in_words(facts: Station, asked: Asked | Work, lang: str) -> str:
    """Kind, ranks, skill and whether a woman, as far as they are asked for; nothing where anybody will do."""
    kind = [KINDS[kind].in_language(lang) for kind in KINDS if kind == asked.kind]
    ranks = "/".join(RANKS[rank].in_language(lang) for rank in RANKS if rank in asked.ranks)
    skill = next((skill.name or skill.id for skill in facts.skills if skill.id == asked.skill), asked.skill or "")
    woman = [WOMEN[asked.woman].in_language(lang)] if asked.woman is not None else []
    return BETWEEN.join(part for part in (*kind, ranks, skill, *woman) if part)
