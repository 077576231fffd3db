"""A station with fewer or more people, otherwise as it is: who goes, and whom the newcomers are like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from models.bookings import Leave
from models.duty import offer_of_assignment
from models.fact import MINUTES_PER_DAY, Fact, Id
from models.people import LEADER_RANKS, Kind, Person, Rank
from models.plan import Assignment, Plan
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

    def present(self, facts: Station) -> list[Person]:
        """Those of a station who are not on leave for all of the horizon."""
        away = absent(facts)
        return [person for person in facts.people if self.means(person) and person.id not in away]

    def count(self, facts: Station) -> int:
        """How many of them a station has."""
        return len(self.present(facts))


def absent(facts: Station) -> frozenset[str]:
    """The people who are on leave for all of the horizon."""
    return frozenset(person for person, days in facts.leave_days.items() if len(days) == facts.days)


def with_strength(facts: Station, who: Who, count: int) -> Station:
    """The station with `count` of the people that are meant.

    One by one goes the last listed of those who are most alike: same kind, rank, team, skills, with or without a zone.
    So the rare ones stay, and who is left at 17 is also there at 18. Newcomers are like those most alike, carry what
    their model has carried, and have no zone.
    """
    present = who.count(facts)
    if count < present:
        return without(facts, _leaving(facts, who, present - count))
    for _ in range(count - present):
        facts = _with_newcomer(facts, who)
    return facts


def _leaving(facts: Station, who: Who, number: int) -> set[str]:
    left, gone = who.present(facts), set[str]()
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
    """The station without some people and what is about them: leave, requests, locks, history.

    Whose last duty reaches into the horizon leaves after it: others who serve with them until then would else seem to
    serve alone. They stay among the people, on leave for all of the horizon.
    """
    leaving, history = frozenset(gone), facts.history
    late = leaving & {duty.person for duty in history.duties if _reaches(facts, duty)}
    away = leaving - late
    past = {
        "duties": tuple(duty for duty in history.duties if duty.person not in away),
        "counters": tuple(counter for counter in history.counters if counter.person not in away),
        "rest_owed": tuple(rest for rest in history.rest_owed if rest.person not in leaving),
    }
    last = facts.end - timedelta(days=1)
    leave = [leave for leave in facts.leave if leave.person not in leaving]
    leave += [Leave(person=person, first=facts.start, last=last, kind="other") for person in sorted(late)]
    return facts.model_copy(
        update={
            "people": tuple(person for person in facts.people if person.id not in away),
            "leave": tuple(leave),
            "requests": tuple(request for request in facts.requests if request.person not in leaving),
            "locks": tuple(lock for lock in facts.locks if lock.person not in leaving),
            "history": history.model_copy(update=past),
        }
    )


def _reaches(facts: Station, duty: Assignment) -> bool:
    """Whether a past duty lasts into the horizon."""
    return facts.index(duty.date) * MINUTES_PER_DAY + offer_of_assignment(facts, duty).end > 0


def plan_without(plan: Plan | None, facts: Station) -> Plan | None:
    """A published plan without the duties of people who are no longer there."""
    if plan is None:
        return None
    there = facts.person_by_id.keys() - absent(facts)
    kept = tuple(duty for duty in plan.assignments if duty.person in there)
    return plan.model_copy(update={"assignments": kept})


def _with_newcomer(facts: Station, who: Who) -> Station:
    model = _most_common(who.present(facts))
    known = facts.person_by_id
    named = next(name for n in range(1, len(known) + 2) if (name := f"{NEWCOMER}-{n}") not in known)
    newcomer = model.model_copy(update={"id": named, "name": "", "zone": None})
    counters = tuple(
        counter.model_copy(update={"person": named}) for counter in facts.history.counters if counter.person == model.id
    )
    history = facts.history.model_copy(update={"counters": (*facts.history.counters, *counters)})
    return facts.model_copy(update={"people": (*facts.people, newcomer), "history": history})
