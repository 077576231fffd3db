"""What stands for whom: ids, names and codes by which the cells of a workbook refer to one another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.exchange.workbook.wording import Misread, joined, parts_of, plain, tight
from models.fact import Text
from models.nearest import Nearest, listed
from models.references import LISTS

MADE_UP = ("skills", "teams", "zones", "groups", "posts")
"""Lists whose items may be named without being listed, in a workbook that has no sheet of them."""

NO_ID = re.compile(r"[/\x00-\x1f\x7f]")


@dataclass
class _Shelf:
    """The items of one list: ids as stated, and by their looser forms; `places` are the cells of their names."""

    ids: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, dict[str, None]] = field(default_factory=dict)
    loose: dict[str, dict[str, None]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    is_open: bool = False


class Naming:
    """Finds the id that a cell means."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {name: _Shelf() for name in LISTS}
        self._nearest = Nearest()
        self.made_up: dict[str, list[str]] = {name: [] for name in MADE_UP}

    def add(self, sort: str, id: str, name: str = "", code: str = "", place: str = "") -> None:
        """An item of a list, by what it may be called."""
        shelf = self._shelves[sort]
        shelf.ids[id] = id
        shelf.names[id] = name or id
        shelf.places.setdefault(id, place)
        for word in (name, code):
            if word.strip():
                shelf.by_name.setdefault(word.strip(), {})[id] = None
        for word in (id, name, code):
            if word.strip():
                shelf.loose.setdefault(tight(word), {})[id] = None

    def open(self, sort: str) -> None:
        """Lets the items of a list come to be by being named."""
        self._shelves[sort].is_open = True

    def id_of(self, word: str, *sorts: str) -> str:
        """The id of what a word names. Raises Misread when nothing or more than one thing has that name."""
        found = self.find(word, *sorts)
        if found is not None:
            return found
        for sort in sorts:
            if self._shelves[sort].is_open and sort in self.made_up:
                id = id_from(word)
                self.add(sort, id, joined(word))
                self.made_up[sort].append(id)
                return id
        raise self._unknown(word, sorts)

    def find(self, word: str, *sorts: str) -> str | None:
        """The same, None when nothing has that name. Raises Misread when more than one thing has it."""
        bare = word.strip()
        for sort in sorts:
            if bare in self._shelves[sort].ids:
                return bare
        for by in ("by_name", "loose"):
            key = bare if by == "by_name" else tight(word)
            found: dict[str, str] = {id: sort for sort in sorts for id in getattr(self._shelves[sort], by).get(key, ())}
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise self._ambiguous(found)
        return None

    def ids_in(self, text: str, *sorts: str) -> list[str]:
        """The ids of a list of names. Raises Misread."""
        if text.lstrip().startswith("["):
            return [self.id_of(word, *sorts) for word in json_texts(text)]
        if self.find(text, *sorts) is not None:
            return [self.id_of(text, *sorts)]
        words = parts_of(text)
        if len(words) == 1 and " " in words[0]:
            pieces = words[0].split()
            if all(self.find(piece, *sorts) is not None for piece in pieces):
                words = pieces
        return [self.id_of(word, *sorts) for word in words]

    def word_for(self, id: str, *sorts: str) -> str:
        """What to write for an id: its name where that means no other, else the id."""
        for sort in sorts:
            name = self._shelves[sort].names.get(id, id)
            if name != id and len(parts_of(name)) == 1 and plain(name) == name and name not in RESERVED:
                try:
                    if self.find(name, *sorts) == id:
                        return name
                except Misread:
                    continue
        return id

    def words_for(self, ids: Sequence[str], *sorts: str) -> str:
        """What to write for a list of ids, so that `ids_in` reads it back."""
        words = [self.word_for(id, *sorts) for id in ids]
        text = "、".join(words)
        try:
            if self.ids_in(text, *sorts) == list(ids):
                return text
        except Misread:
            pass
        return json.dumps(list(ids), ensure_ascii=False)

    def name_of(self, sort: str, id: str) -> str:
        return self._shelves[sort].names.get(id, id)

    def _ambiguous(self, found: dict[str, str]) -> Misread:
        ids = [
            f"{id}（{place}）" if (place := self._shelves[sort].places.get(id)) else id for id, sort in found.items()
        ]
        some = listed(ids, Text("", ""))
        return Misread(
            Text(f"只指一个；同名的有 {some.zh}", f"a name of one only; so are called {some.en}"),
            Text("改写编号", "write the id instead"),
        )

    def _unknown(self, word: str, sorts: Sequence[str]) -> Misread:
        zh, en = "或".join(LISTS[sort].zh for sort in sorts), " or ".join(LISTS[sort].en for sort in sorts)
        known: dict[str, None] = {}
        for sort in sorts:
            known |= dict.fromkeys(self._shelves[sort].names.values())
        some = listed(known, Text("尚无一个", "there are none yet"))
        cure = Text(f"在“{zh}”表中列出它", f"list it on the sheet of {en}")
        return Misread(
            Text(f"已列出的{zh}：{some.zh}", f"one of the {en} listed: {some.en}"),
            self._nearest.cure(joined(word), known, cure),
        )


RESERVED = ("休", "off", "-", "无", "none", "*")


def json_texts(text: str) -> list[str]:
    """The texts of a list written as JSON. Raises Misread."""
    try:
        found: Any = json.loads(text)
    except json.JSONDecodeError:
        found = None
    if isinstance(found, list) and all(isinstance(word, str) for word in found):
        return [str(word) for word in found]
    raise Misread(Text("用、隔开的名称", "names parted by commas"), Text("去掉方括号", "remove the brackets"))


def id_from(name: str, taken: Iterable[str] = ()) -> str:
    """The id of something that has only a name; of a name that is taken, with a number."""
    bare = NO_ID.sub("-", joined(name))[:56].strip() or "-"
    used = set(taken)
    number = 2
    found = bare
    while found in used:
        found, number = f"{bare} {number}", number + 1
    return found
