"""Whether the people, teams, posts and shifts that a policy names exist at the station."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from models.consistency import MOST_FAULTS
from models.fact import Text
from models.fault import Fault
from models.references import Known
from models.station import Station
from solver.rules.entry import Entry

SCOPED = ("teams", "groups", "skills", "people", "shifts", "posts")
STATION_TYPES = ("urban", "town", "rural")
OWN_LAYERS = ("station", "overlay", None)

PlaceOf = Callable[..., str]


def faults_of_policy(
    entries: Iterable[Entry], station: Station, known: Known | None = None, place_of: PlaceOf | None = None
) -> list[Fault]:
    """Names that the station's own layers use and the facts do not know.

    Law and bureau speak for many stations, so that what one of them lacks is no fault there: see `idle_entries`.
    `known` serves for `station` where that could not be read in full; `place_of` tells where a value was stated.
    """
    names = known or Known(station.model_dump(mode="json"))
    return list(islice(_faults(entries, names, place_of), MOST_FAULTS))


def _faults(entries: Iterable[Entry], names: Known, place_of: PlaceOf | None) -> Iterator[Fault]:
    for number, entry in enumerate(entries):
        for keys, index, word, collection in _named(entry):
            at = place_of(entry.id, *keys) if place_of else ".".join((f"policy[{number}]", *keys))
            place = at if index is None else f"{at}[{index}]"
            if collection == "types" and word not in STATION_TYPES:
                yield _no_type(place, word)
            elif collection != "types" and entry.layer in OWN_LAYERS and not names.has(word, collection):
                yield names.unknown(place, word, collection)


def idle_entries(entries: Iterable[Entry], station: Station) -> list[Text]:
    """Entries of law and bureau whose scope names nothing that this station has: they are about nobody here."""
    names = Known(station.model_dump(mode="json"))
    notices = []
    for entry in entries:
        for field in SCOPED:
            words = getattr(entry.scope, field)
            if entry.on and entry.layer not in OWN_LAYERS and words and not any(names.has(w, field) for w in words):
                some = ", ".join(words[:4])
                notices.append(
                    Text(
                        f"规则 {entry.id} 的 {field}（{some}）本所均无，该条不起作用",
                        f"entry {entry.id} is about {field} ({some}) that this station does not have: it has no effect",
                    )
                )
    return notices


def _named(entry: Entry) -> Iterator[tuple[tuple[str, ...], int | None, str, str]]:
    """Keys, index, word and list of everything that an entry names."""
    for field in SCOPED:
        for number, word in enumerate(getattr(entry.scope, field)):
            yield ("scope", field), number, word, field
    for number, word in enumerate(entry.scope.station_types):
        yield ("scope", "station_types"), number, word, "types"
    if entry.rule == "forbidden_succession":
        for field in ("after", "forbidden"):
            words = getattr(entry.parameters, field)
            for number, word in enumerate(words):
                is_alone = field == "after" and len(words) == 1
                yield ("parameters", field), None if is_alone else number, word, "shifts"


def _no_type(place: str, word: str) -> Fault:
    allowed = Text("、".join(STATION_TYPES), ", ".join(STATION_TYPES))
    return Fault(place, word, allowed, Text("改为其中之一", "write one of them"))
