"""The duties that a cell means: kept as they were written where their code still stands, else completed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from api.exchange.roster_book.cell_text import AT
from api.exchange.roster_book.codes import Token
from api.exchange.roster_cells import place_names
from api.exchange.shift_marks import shift_marks
from models.duty import offers
from models.people import Person
from models.plan import Assignment
from models.station import Station
from solver.generate.admission import opens

Where = tuple[str, str | None, str | None, str | None]
"""Shift, post, zone, unit."""


class Completion:
    """Finds the duty that a code means for a person."""

    def __init__(self, facts: Station) -> None:
        self.facts = facts

    @cached_property
    def _offered(self) -> dict[str, list[Where]]:
        found: dict[str, list[Where]] = {}
        for offer in offers(self.facts):
            found.setdefault(offer.shift, []).append(offer.place)
        return found

    @cached_property
    def _short(self) -> dict[tuple[str, str], str]:
        return place_names(self.facts)

    def kept(self, token: Token, before: Sequence[Assignment]) -> Assignment | None:
        """The duty as it was written, if the cell still states it."""
        return next((duty for duty in before if duty.shift in token.shifts and _is_named(token, duty.place)), None)

    def possible(self, token: Token, person: Person | None) -> list[Where]:
        """Every duty that the code may mean: at the place that is named, in the person's own zone, at posts open to
        the person; what would leave nothing is not heeded."""
        found = [where for shift in token.shifts for where in self._offered.get(shift, []) if _is_named(token, where)]
        if person is not None:
            own = [where for where in found if where[2] in (None, person.zone)]
            found = own or found
            posts = self.facts.post_by_id
            admitted = [where for where in found if where[1] is None or opens(posts[where[1]], person)]
            found = admitted or found
        return found

    def in_words(self, wheres: Sequence[Where]) -> str:
        """Duties as they may be written into a cell."""
        codes = {shift: mark.code for shift, mark in shift_marks(self.facts).items()}
        often = Counter(codes.values())
        words = {s.id: codes[s.id] if often[codes[s.id]] == 1 else s.label for s in self.facts.shifts}
        return "、".join(dict.fromkeys(self._word(words[where[0]], where) for where in wheres[:12]))

    def _word(self, code: str, where: Where) -> str:
        _, post, zone, unit = where
        place = self._short.get(("unit", unit or "")) or zone or self._short.get(("post", post or "")) or ""
        return f"{code}{AT}{place}" if place else code


def _is_named(token: Token, where: Where) -> bool:
    if token.places is None:
        return True
    _, post, zone, unit = where
    return any(id == {"post": post, "zone": zone, "unit": unit}[sort] for sort, id in token.places)
