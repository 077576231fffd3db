"""What of the facts stands against a lock, by its own place: leave, a past duty, the person and the post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from models.bookings import Lock
from models.station import Station

DAYS_REACHED = 2
"""A duty reaches at most so many days beyond the one on which it starts."""

MOST_NAMED = 3
"""Of more counterparts only the first are named."""


def counterparts(facts: Station, lock: Lock, rule: str) -> list[str]:
    """Places of the facts that make a rule forbid a lock by itself; none where the rule alone does."""
    if rule == "leave":
        return _leave(facts, lock)[:MOST_NAMED]
    if rule == "eligible":
        return [_person(facts, lock), *_posts(facts, lock)][:MOST_NAMED]
    return [_person(facts, lock)] if rule == "kept_out" else []


def past_duties(facts: Station, cells: Iterable[tuple[str, int]]) -> list[str]:
    """Places of the history's duties on these cells, each a person and a day before the horizon; the last first."""
    wanted = {(person, facts.day(day)) for person, day in cells}
    found = [
        (duty.date, f"facts.history.duties[{number}] ({duty.date} {duty.shift})")
        for number, duty in enumerate(facts.history.duties)
        if (duty.person, duty.date) in wanted
    ]
    return [place for _, place in sorted(found, reverse=True)][:MOST_NAMED]


def _leave(facts: Station, lock: Lock) -> list[str]:
    """The leave on the lock's day, else that into which its duty reaches."""
    until = lock.date + timedelta(days=DAYS_REACHED)
    own = [(number, leave) for number, leave in enumerate(facts.leave) if leave.person == lock.person]
    there = [(n, leave) for n, leave in own if leave.covers(lock.date)]
    near = there or [(n, leave) for n, leave in own if lock.date < leave.first <= until]
    return [f"facts.leave[{number}] ({leave.first}/{leave.last})" for number, leave in near]


def _person(facts: Station, lock: Lock) -> str:
    number = next(n for n, person in enumerate(facts.people) if person.id == lock.person)
    return f"facts.people[{number}] ({lock.person})"


def _posts(facts: Station, lock: Lock) -> list[str]:
    """The lock's post, else those of its shift."""
    shift = facts.shift_by_id.get(lock.shift or "")
    wanted = (lock.post,) if lock.post else shift.posts if shift else ()
    return [f"facts.posts[{number}] ({post.id})" for number, post in enumerate(facts.posts) if post.id in wanted]
