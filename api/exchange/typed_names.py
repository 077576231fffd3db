"""People, shifts and places as people name them in tables: by id, by code or by name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from api.exchange.workbook.wording import tight
from models.duty import offers
from models.fact import Text
from models.fault import Fault
from models.nearest import listed
from models.people import Person
from models.station import Station

Place = tuple[str | None, str | None, str | None]
"""Post, zone, unit."""

Tier = dict[str, dict[str, None]]
"""The ids behind each word, of one way of naming."""

NAMED = ("person", "shift", "post", "zone", "unit")
WRITE_ID = Text("写编号", "write the id")


class TypedNames:
    """What the words of a table mean at a station: an id first, then a code, then a name, all in any case."""

    def __init__(self, facts: Station) -> None:
        self._facts = facts
        named: dict[str, list[tuple[str, ...]]] = {
            "person": [(person.id, person.name) for person in facts.people],
            "shift": [(shift.id, shift.code, shift.name) for shift in facts.shifts],
            "post": [(post.id, post.name) for post in facts.posts],
            "zone": [(zone.id, zone.name) for zone in facts.zones],
            "unit": [(unit.id, unit.name) for unit in facts.units],
        }
        self._tiers = {field: _tiers(found) for field, found in named.items()}
        self._ids = {field: {words[0] for words in found} for field, found in named.items()}

    def ids(self, field: str, word: str) -> list[str]:
        """The ids that a word may mean, of the first way of naming that knows it; none when nothing does."""
        if word in self._ids[field]:
            return [word]
        key = tight(word)
        return list(next((tier[key] for tier in self._tiers[field] if key in tier), ()))

    def place(self, shift: str, person: str, stated: Place) -> Place:
        """The one place of a shift that has the stated parts; `stated` itself where there are none or several.

        Of the zones of one post the person's own goes first.
        """
        zone = self._zones.get(person)
        fitting = [
            place
            for place in self._places.get(shift, ())
            if all(part in (None, own) for part, own in zip(stated, place, strict=True))
        ]
        if len({post for post, _, _ in fitting}) == 1 < len(fitting):
            fitting = [place for place in fitting if place[1] in (None, zone)]
        return fitting[0] if len(fitting) == 1 else stated

    @cached_property
    def _zones(self) -> dict[str, str | None]:
        return {person.id: person.zone for person in self._facts.people}

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for offer in offers(self._facts):
            found.setdefault(offer.shift, []).append((offer.post, offer.zone, offer.unit))
        return found


def ambiguous(place: str, word: str, ids: Iterable[str]) -> Fault:
    """The fault of a word that means several: two people of one name."""
    some = listed(list(ids), Text("无", "none"))
    return Fault(place, word[:60], Text(f"只指一个：{some.zh}", f"a word for one of them only: {some.en}"), WRITE_ID)


def named_otherwise(place: str, word: str, person: Person) -> Fault:
    """The fault of a name beside the id of somebody else."""
    allowed = Text(f"{person.id} 的姓名 {person.label}", f"{person.label}, the name of {person.id}")
    return Fault(place, word[:60], allowed, Text("更正编号或姓名", "correct the id or the name"))


def _tiers(named: Iterable[tuple[str, ...]]) -> list[Tier]:
    tiers: list[Tier] = [{}, {}, {}]
    for words in named:
        for tier, word in zip(tiers, words, strict=False):
            if word:
                tier.setdefault(tight(word), {})[words[0]] = None
    return tiers
