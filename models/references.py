"""Names that facts use for one another: each is stated once, and whatever is named is stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.fact import Text
from models.fault import Fault
from models.nearest import Nearest, listed

LISTS: dict[str, Text] = {
    "skills": Text("技能", "skills"),
    "teams": Text("队", "teams"),
    "zones": Text("警务区", "zones"),
    "patterns": Text("轮班制", "patterns"),
    "groups": Text("班组", "groups"),
    "posts": Text("岗位", "posts"),
    "units": Text("巡逻组", "units"),
    "resources": Text("装备", "resources"),
    "shifts": Text("班次", "shifts"),
    "people": Text("人员", "people"),
    "demand": Text("勤务需求", "demand"),
}
"""The lists of the facts whose items have an id, and what they hold."""

REFERENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("patterns[].days[]", ("shifts", "patterns")),
    ("groups[].pattern", ("patterns",)),
    ("posts[].teams[]", ("teams",)),
    ("posts[].skills[]", ("skills",)),
    ("units[].post", ("posts",)),
    ("units[].uses[].resource", ("resources",)),
    ("shifts[].posts[]", ("posts",)),
    ("shifts[].segments[].post", ("posts",)),
    ("shifts[].segments[].zone", ("zones",)),
    ("shifts[].uses[].resource", ("resources",)),
    ("people[].skills[]", ("skills",)),
    ("people[].team", ("teams",)),
    ("people[].group", ("groups",)),
    ("people[].zone", ("zones",)),
    ("demand[].post", ("posts",)),
    ("demand[].shift", ("shifts",)),
    ("demand[].zone", ("zones",)),
    ("demand[].unit", ("units",)),
    ("demand[].skill", ("skills",)),
    ("leave[].person", ("people",)),
    ("requests[].person", ("people",)),
    ("requests[].shift", ("shifts",)),
    ("locks[].person", ("people",)),
    ("locks[].shift", ("shifts",)),
    ("locks[].post", ("posts",)),
    ("locks[].zone", ("zones",)),
    ("locks[].unit", ("units",)),
    ("history.duties[].person", ("people",)),
    ("history.counters[].person", ("people",)),
    ("history.rest_owed[].person", ("people",)),
)
"""Where the facts name something, and the lists in which it may stand."""

SETS = ("posts[].teams[]", "posts[].skills[]", "shifts[].posts[]", "people[].skills[]")
"""References that are lists in which a name stands once."""

Document = Mapping[str, Any]


class Known:
    """The ids that a document of facts states, list by list; a list that cannot be read knows every id."""

    def __init__(self, document: Document) -> None:
        self._ids = {name: _ids(document.get(name, ())) for name in LISTS}
        self._nearest = Nearest()

    def has(self, word: str, *lists: str) -> bool:
        return any(ids is None or word in ids for ids in map(self._ids.__getitem__, lists))

    def ids(self, *lists: str) -> dict[str, None]:
        """The ids of some lists, in order."""
        return {word: None for name in lists for word in self._ids[name] or ()}

    def unknown(self, place: str, word: str, *lists: str) -> Fault:
        """The fault of naming something that no list states."""
        ids = self.ids(*lists)
        zh, en = "或".join(LISTS[name].zh for name in lists), " or ".join(LISTS[name].en for name in lists)
        some = listed(ids, Text("尚无一个", "there are none yet"))
        cure = Text(f"在 {lists[0]} 中列出它", f"list it under {lists[0]}")
        return Fault(
            place,
            word if len(word) <= 60 else f"{word[:60]}…",
            Text(f"{zh}的编号（{some.zh}）", f"an id of the {en} ({some.en})"),
            self._nearest.cure(word, ids, cure),
        )


def faults_of_references(document: Document, known: Known) -> Iterator[Fault]:
    """Ids stated twice, names that nothing states, and names repeated within one list."""
    for name in LISTS:
        yield from _repeated_ids(document, name)
    for path, lists in REFERENCES:
        for place, word in values_at(document, path):
            if isinstance(word, str) and not known.has(word, *lists):
                yield known.unknown(place, word, *lists)
    for path in SETS:
        yield from _repeated_names(document, path)


def values_at(document: object, path: str, place: str = "facts") -> Iterator[tuple[str, Any]]:
    """Every value at a path such as `people[].skills[]`, with its place; other shapes are passed over."""
    step, _, rest = path.partition(".")
    field = step.rstrip("[]")
    if not isinstance(document, Mapping) or field not in document:
        return
    found = [(f"{place}.{field}", document[field])]
    if step.endswith("[]"):
        items = document[field] if isinstance(document[field], list | tuple) else ()
        found = [(f"{place}.{field}[{number}]", item) for number, item in enumerate(items)]
    for at, value in found:
        if rest:
            yield from values_at(value, rest, at)
        else:
            yield at, value


def _ids(items: object) -> dict[str, None] | None:
    if not isinstance(items, list | tuple):
        return None
    stated = [item.get("id") for item in items if isinstance(item, Mapping)]
    return {str(word): None for word in stated if isinstance(word, str | int)}


def _repeated_ids(document: Document, name: str) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for place, word in values_at(document, f"{name}[].id"):
        if not isinstance(word, str):
            continue
        if word in first:
            yield _repeated(place, word, first[word])
        first.setdefault(word, place)


def _repeated_names(document: Document, path: str) -> Iterator[Fault]:
    first: dict[tuple[str, str], str] = {}
    for place, word in values_at(document, path):
        key = (place.rpartition("[")[0], str(word))
        if key in first:
            yield _repeated(place, str(word), first[key])
        first.setdefault(key, place)


def _repeated(place: str, word: str, earlier: str) -> Fault:
    return Fault(
        place,
        word[:60],
        Text(f"只出现一次（已见于 {earlier}）", f"once only (it stands at {earlier} already)"),
        Text("改用另一编号，或删去重复的一项", "choose another id, or remove the repetition"),
    )
