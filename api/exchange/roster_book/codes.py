"""What the text of a roster's cell means: shifts by their codes, names or ids, and places where they are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.exchange.roster_book.key import Key
from api.exchange.roster_cells import place_names
from api.exchange.roster_words import WORDS
from api.exchange.shift_marks import shift_marks
from models.station import Station

Place = tuple[str, str]
"""Sort (`post`, `zone`, `unit`) and id."""

JOINS = "/、,+;|"
DOTS = "·・•.@("
OFF_WORDS = (
    "-",
    "--",
    "—",
    "0",
    "off",
    "rest",
    "休",
    "休息",
    "假",
    "补",
    "补休",
    "轮休",
    "调休",
    "公休",
    "年假",
    "病假",
    "事假",
    "产假",
)
_BLANKS = re.compile(r"\s+")


def tight(text: str) -> str:
    """A text as it compares: full-width signs narrow, without blanks, small letters."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True)
class Token:
    """One duty as a cell states it: the shifts that its code may mean, the places it names (None: none is named)."""

    text: str
    shifts: tuple[str, ...]
    places: frozenset[Place] | None = None


class Codes:
    """The codes, names and ids of shifts and places: as they were when the workbook was written, and as they are."""

    def __init__(self, facts: Station, key: Key | None) -> None:
        self._exact: dict[str, dict[str, None]] = {}
        self._loose: dict[str, dict[str, None]] = {}
        self._places: dict[str, set[Place]] = {}
        known = facts.shift_by_id
        old = {shift: code for shift, code in (key.codes if key else {}).items() if shift in known}
        marks = {shift: mark.code for shift, mark in shift_marks(facts).items()}
        for shift, code in (*old.items(), *((s, c) for s, c in marks.items() if s not in old)):
            self._add(shift, code)
        taken = set(self._loose)
        for shift, code in marks.items():
            if tight(code) not in taken:
                self._add(shift, code)
        taken = set(self._loose)
        for listed in facts.shifts:
            for word in (listed.name, listed.id):
                if word.strip() and tight(word) not in taken:
                    self._add(listed.id, word)
        self._off = {tight(word) for word in (*OFF_WORDS, *_both("off", "leave", "leave_code"))} - set(self._loose)
        for place, word in _place_words(facts, key):
            self._places.setdefault(tight(word), set()).add(place)

    def _add(self, shift: str, word: str) -> None:
        self._exact.setdefault(_BLANKS.sub("", unicodedata.normalize("NFKC", word)), {})[shift] = None
        self._loose.setdefault(tight(word), {})[shift] = None

    def tokens(self, text: str) -> list[Token] | str:
        """The duties that a cell states, none for off; or the part of it that means nothing."""
        plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
        if not plain or tight(plain) in self._off:
            return []
        found = self._split(plain)
        if found is not None:
            return found
        parts = [part for part in re.split(f"[{re.escape(JOINS)}]", plain) if part]
        return next((part for part in parts if self._split(part) is None), plain)

    def _split(self, plain: str) -> list[Token] | None:
        """Duties joined by a slash; the longest piece with a meaning first, since a code may hold a slash itself."""
        if not plain or tight(plain) in self._off:
            return []
        whole = self._token(plain)
        if whole is not None:
            return [whole]
        for at in range(len(plain) - 1, -1, -1):
            if plain[at] in JOINS:
                head = [] if not plain[:at] or tight(plain[:at]) in self._off else [self._token(plain[:at])]
                rest = self._split(plain[at + 1 :]) if None not in head else None
                if rest is not None:
                    return [token for token in head if token is not None] + rest
        return None

    def _token(self, plain: str) -> Token | None:
        shifts = self._shifts(plain)
        if shifts:
            return Token(plain, shifts)
        for at, sign in enumerate(plain):
            if sign in DOTS and at > 0:
                shifts, places = self._shifts(plain[:at]), self._places.get(tight(plain[at + 1 :].rstrip(")")))
                if shifts and places:
                    return Token(plain, shifts, frozenset(places))
        return None

    def _shifts(self, plain: str) -> tuple[str, ...]:
        return tuple(self._exact.get(plain) or self._loose.get(tight(plain)) or ())

    def listed(self) -> str:
        """The codes that may stand in a cell."""
        return "、".join(list(self._exact)[:20])


def _both(*names: str) -> Iterator[str]:
    for name in names:
        yield from WORDS[name]


def _place_words(facts: Station, key: Key | None) -> Iterable[tuple[Place, str]]:
    yield from ((place, short) for place, short in place_names(facts).items())
    yield from ((place, short) for place, short in (key.places if key else {}).items())
    for sort, things in (("post", facts.posts), ("zone", facts.zones), ("unit", facts.units)):
        for thing in things:
            yield (sort, thing.id), thing.id
            if thing.name.strip():
                yield (sort, thing.id), thing.name
