"""A station with fewer or more people, otherwise as it is: who goes, and whom the newcomers are like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.fact import Fact, Id
from models.people import LEADER_RANKS, Kind, Person, Rank
from models.plan import Plan
from models.station import Station

NEWCOMER = "extra"
"""Newcomers are called extra-1, extra-2, …"""


class Who(Fact):
    """Which people are meant: of a kind, of some ranks (none named: all but leaders), of a team, with a skill."""

    kind: Kind | None = None
    ranks: tuple[Rank, ...] = ()
    team: Id | None = None
    skill: Id | None = None

    def means(self, person: Person) -> bool:
        """Whether a person is among them."""
        return (
            (self.kind is None or person.kind == self.kind)
            and (person.rank in self.ranks if self.ranks else person.rank not in LEADER_RANKS)
            and (self.team is None or person.team == self.team)
            and (self.skill is None or self.skill in person.skills)
        )

    def count(self, facts: Station) -> int:
        """How many of them a station has."""
        return sum(self.means(person) for person in facts.people)


def with_strength(facts: Station, who: Who, count: int) -> Station:
    """The station with `count` of the people that are meant.

    One by one goes the last listed of those who are most alike: same kind, rank, team, skills, with or without a zone.
    So the rare ones stay, and who is left at 17 is also there at 18. Newcomers are like those most alike, carry what
    their model has carried, and have no zone. What people took with them (leave, requests, locks, history) goes too.
    """
    present = who.count(facts)
    if count < present:
        return without(facts, _leaving(facts, who, present - count))
    for _ in range(count - present):
        facts = _with_newcomer(facts, who)
    return facts


def _leaving(facts: Station, who: Who, number: int) -> set[str]:
    left = [person for person in facts.people if who.means(person)]
    gone: set[str] = set()
    for _ in range(number):
        person = _most_common(left)
        gone.add(person.id)
        left.remove(person)
    return gone


def _most_common(people: list[Person]) -> Person:
    """The last listed of those of whom there are most."""
    numbers = Counter(_sort(person) for person in people)
    most = max(numbers.values())
    return next(person for person in reversed(people) if numbers[_sort(person)] == most)


def _sort(person: Person) -> tuple[object, ...]:
    woman = bool(person.woman)
    return (person.kind, person.clerical, person.rank, woman, person.team, person.skills, person.zone is not None)


def without(facts: Station, gone: Iterable[str]) -> Station:
    """The station without some people and all that is about them."""
    away, history = frozenset(gone), facts.history
    past = {
        "duties": tuple(duty for duty in history.duties if duty.person not in away),
        "counters": tuple(counter for counter in history.counters if counter.person not in away),
        "rest_owed": tuple(rest for rest in history.rest_owed if rest.person not in away),
    }
    return facts.model_copy(
        update={
            "people": tuple(person for person in facts.people if person.id not in away),
            "leave": tuple(leave for leave in facts.leave if leave.person not in away),
            "requests": tuple(request for request in facts.requests if request.person not in away),
            "locks": tuple(lock for lock in facts.locks if lock.person not in away),
            "history": history.model_copy(update=past),
        }
    )


def plan_without(plan: Plan | None, facts: Station) -> Plan | None:
    """A published plan without the duties of people whom the station no longer has."""
    if plan is None:
        return None
    kept = tuple(duty for duty in plan.assignments if duty.person in facts.person_by_id)
    return plan.model_copy(update={"assignments": kept})


def _with_newcomer(facts: Station, who: Who) -> Station:
    model = _most_common([person for person in facts.people if who.means(person)])
    known = facts.person_by_id
    named = next(name for n in range(1, len(known) + 2) if (name := f"{NEWCOMER}-{n}") not in known)
    newcomer = model.model_copy(update={"id": named, "name": "", "zone": None})
    counters = tuple(
        counter.model_copy(update={"person": named}) for counter in facts.history.counters if counter.person == model.id
    )
    history = facts.history.model_copy(update={"counters": (*facts.history.counters, *counters)})
    return facts.model_copy(update={"people": (*facts.people, newcomer), "history": history})
