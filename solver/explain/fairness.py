"""How evenly a group shares its load: the least, the mean and the most that one of it carries (D13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.history import Measure
from models.outcome import LedgerRow
from models.people import Kind, Person
from models.station import Station

SHARED: tuple[Measure, ...] = ("hours", "nights", "weekends", "holidays")


class Share(NamedTuple):
    """One measure among the people of a group, in the horizon."""

    least: float
    mean: float
    most: float

    @property
    def spread(self) -> float:
        return self.most - self.least


class GroupShares(NamedTuple):
    """A rotation group, or the people of one kind in a team who have none; `shares` by measure."""

    group: str | None
    team: str | None
    kind: Kind | None
    people: int
    shares: dict[Measure, Share]


def fairness(facts: Station, rows: Sequence[LedgerRow]) -> tuple[GroupShares, ...]:
    """Groups in the order in which their people come."""
    groups: dict[tuple[str | None, str | None, Kind | None], list[LedgerRow]] = {}
    for row in rows:
        person = facts.person_by_id.get(row.person)
        if person is not None:
            groups.setdefault(_group_of(person), []).append(row)
    return tuple(
        GroupShares(*key, len(members), {measure: _share(members, measure) for measure in SHARED})
        for key, members in groups.items()
    )


def widest(groups: Sequence[GroupShares], measure: Measure) -> float | None:
    """The largest difference between two people of one group."""
    return max((group.shares[measure].spread for group in groups), default=None)


def _group_of(person: Person) -> tuple[str | None, str | None, Kind | None]:
    return (person.group, None, None) if person.group is not None else (None, person.team, person.kind)


def _share(members: Sequence[LedgerRow], measure: Measure) -> Share:
    amounts = [float(getattr(row, measure)) for row in members]
    return Share(min(amounts), sum(amounts) / len(amounts), max(amounts))
