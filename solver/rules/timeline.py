"""The checker's view of a plan: every person's duties in order of time. It imports no solver and no program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from models.duty import Duty, Offer, Span, offer_of_assignment
from models.fact import MINUTES_PER_DAY
from models.people import Person
from models.plan import Assignment, Plan
from models.station import Station
from solver.rules.pieces import BEGUN, pieces
from solver.rules.scope import Scope


class Timeline:
    """A plan and its history, by person and in order of time.

    Days are numbered from the start of the horizon; history days, as far as they are known, are negative.
    """

    def __init__(self, facts: Station, plan: Plan, published: Plan | None = None) -> None:
        self.facts = facts
        self.plan = plan
        self.published = published
        self._offers: dict[tuple[object, ...], Offer] = {}
        self._covering: dict[tuple[int, int, int], dict[str | None, list[tuple[Duty, Span]]]] = {}
        self._pieces: dict[tuple[int, int], list[tuple[int, int]]] = {}
        known = facts.day(-facts.known_days)
        past = [a for a in facts.history.duties if known <= a.date < facts.start]
        self._by_person: dict[str, list[Duty]] = {person.id: [] for person in facts.people}
        for assignment in (*past, *plan.assignments):
            if assignment.person in self._by_person:
                self._by_person[assignment.person].append(self._duty(assignment))
        for duties in self._by_person.values():
            duties.sort(key=lambda duty: (duty.start, duty.end, duty.offer.layer))

    def _duty(self, assignment: Assignment) -> Duty:
        own = (assignment.date, assignment.start, assignment.end, assignment.kind, assignment.role)
        is_as_offered = assignment.date >= self.facts.start and assignment.shift in self.facts.shift_by_id
        key = assignment.place if is_as_offered else (*assignment.place, *own)
        offer = self._offers.get(key)
        if offer is None:
            offer = self._offers[key] = offer_of_assignment(self.facts, assignment)
        return Duty(assignment.person, self.facts.index(assignment.date), offer)

    def people(self, scope: Scope) -> list[Person]:
        """The people whom a scope admits, in the order of the facts."""
        return [person for person in self.facts.people if scope.admits_person(person, self.facts)]

    def duties(self, person: str, scope: Scope | None = None, *, past: bool = False) -> list[Duty]:
        """A person's duties in order of time; of the horizon only, unless `past` is asked for."""
        return [
            duty
            for duty in self._by_person.get(person, [])
            if (past or duty.day >= 0) and (scope is None or scope.admits_duty(duty.offer))
        ]

    def all_duties(self, *, past: bool = False) -> Iterator[Duty]:
        """Everybody's duties, person by person."""
        for person in self.facts.people:
            yield from self.duties(person.id, past=past)

    def days_worked(self, person: str, scope: Scope) -> set[int]:
        """Days, history included, on which the person starts a duty that the scope admits."""
        return {duty.day for duty in self.duties(person, scope, past=True)}

    def on_day(self, day: int) -> list[Duty]:
        """Duties that start on day `day`."""
        return self._by_day.get(day, [])

    def held(self, person: str, day: int) -> list[Duty]:
        """A person's duties that start on day `day` of the horizon."""
        return self._by_person_and_day.get((person, day), [])

    def of_shift(self, shift: str, day: int) -> list[Duty]:
        """Duties of a shift that start on day `day`."""
        return self._by_shift_and_day.get((shift, day), [])

    def pieces(self, start: int = 0, end: int = MINUTES_PER_DAY) -> list[tuple[int, int]]:
        """[start, end) of a day in pieces in which nobody comes or goes."""
        if (start, end) not in self._pieces:
            self._pieces[start, end] = pieces(self.facts, start, end)
        return self._pieces[start, end]

    def covering(self, day: int, start: int, end: int, post: str | None = None) -> list[tuple[Duty, Span]]:
        """Duties, or those at a post, each with its span, that last through all of [start, end) of a day, in
        minutes of that day.

        They began on that day, up to two days before, or on the next day where the interval reaches into it. Many
        demands ask about the same interval: it is looked through once.
        """
        found = self._covering.get((day, start, end))
        if found is None:
            found = self._covering[day, start, end] = {None: list(self._through(day, start, end))}
            for duty, span in found[None]:
                if span.post is not None:
                    found.setdefault(span.post, []).append((duty, span))
        return found.get(post, [])

    def _through(self, day: int, start: int, end: int) -> Iterator[tuple[Duty, Span]]:
        for ago in BEGUN:
            shift = ago * MINUTES_PER_DAY
            for duty in self.on_day(day - ago):
                for span in duty.offer.spans:
                    if span.start - shift <= start and end <= span.end - shift:
                        yield duty, span

    @cached_property
    def _by_day(self) -> dict[int, list[Duty]]:
        days: dict[int, list[Duty]] = {}
        for duty in self.all_duties(past=True):
            days.setdefault(duty.day, []).append(duty)
        return days

    @cached_property
    def _by_shift_and_day(self) -> dict[tuple[str, int], list[Duty]]:
        found: dict[tuple[str, int], list[Duty]] = {}
        for duty in self.all_duties(past=True):
            found.setdefault((duty.offer.shift, duty.day), []).append(duty)
        return found

    @cached_property
    def _by_person_and_day(self) -> dict[tuple[str, int], list[Duty]]:
        held: dict[tuple[str, int], list[Duty]] = {}
        for duty in self.all_duties():
            held.setdefault((duty.person, duty.day), []).append(duty)
        return held

    def admitted_days(self, scope: Scope) -> list[int]:
        """Days of the horizon that a scope admits."""
        return [day for day in range(self.facts.days) if scope.admits_day(self.facts.day(day), self.facts)]
