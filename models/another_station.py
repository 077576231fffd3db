"""Whether a plan is of another station: most of the people or shifts that it names are not known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.fact import Text
from models.fault import Fault
from models.plan import Assignment
from models.reading import Reading

NAMED: dict[str, tuple[str, Text]] = {
    "person": ("people", Text("人员", "people")),
    "shift": ("shifts", Text("班次", "shifts")),
    "post": ("posts", Text("岗位", "posts")),
    "zone": ("zones", Text("警务区", "zones")),
    "unit": ("units", Text("巡逻组", "units")),
}
"""What an assignment names, and the list of the facts in which it stands."""

DECISIVE = ("person", "shift")
FEW = 3
"""So few unknown ids may be slips."""

OWN_IDS = Text("本所的编号", "ids of this station")
CURE = Text(
    "换成本所的方案，或与方案相符的场景", "name a plan of this station, or the scenario that belongs to the plan"
)

Unknown = Mapping[str, tuple[int, int]]
"""By field: how many of the ids that a plan names are unknown, and how many it names."""


def faults_of_another_station(
    places: Sequence[str], assignments: Sequence[Assignment], reading: Reading
) -> Iterator[Fault]:
    """One fault that says so and counts the unknown ids, then one for each assignment with such ids.

    Nothing when the plan may be this station's.
    """
    unknown = {field: _count(field, assignments, reading) for field in NAMED}
    if sum(strange for strange, _ in unknown.values()) < FEW:
        return
    if not any(2 * strange > named for strange, named in (unknown[field] for field in DECISIVE)):
        return
    yield _verdict({field: counts for field, counts in unknown.items() if counts[0]})
    for place, duty in zip(places, assignments, strict=True):
        strange = [f"{field}={getattr(duty, field)[:60]}" for field in NAMED if _is_strange(field, duty, reading)]
        if strange:
            yield Fault(place, " ".join(strange), OWN_IDS, CURE)


def _count(field: str, assignments: Sequence[Assignment], reading: Reading) -> tuple[int, int]:
    named = {word for duty in assignments if (word := getattr(duty, field)) is not None}
    return sum(not reading.known.has(word, NAMED[field][0]) for word in named), len(named)


def _is_strange(field: str, duty: Assignment, reading: Reading) -> bool:
    word = getattr(duty, field)
    return word is not None and not reading.known.has(word, NAMED[field][0])


def _verdict(unknown: Unknown) -> Fault:
    zh = "，".join(f"{NAMED[f][1].zh} {named} 个中 {strange} 个" for f, (strange, named) in unknown.items())
    en = ", ".join(f"{strange} of {named} {NAMED[f][1].en}" for f, (strange, named) in unknown.items())
    return Fault(
        "assignments",
        " ".join(f"{field}={strange}/{named}" for field, (strange, named) in unknown.items()),
        Text(
            f"本所的方案。这份方案不是本所的，其编号多数为场景所无：{zh}",
            f"a plan of this station. This one is not: the scenario does not know {en}",
        ),
        CURE,
    )
