"""A lock that the law forbids is told with its own place and that of what it contradicts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.bookings import Leave, Lock
from models.fault import Fault
from models.people import Person
from models.work import Post
from solver.roster.compile import compile_roster
from solver.roster.locks import faults_of_locks
from solver.rules.catalogue import RULES, entry
from solver.rules.entry import Entry
from solver.rules.roster.work_run import WorkRun
from solver.rules.tiny import DAY, LEAD, MONDAY, NIGHT, at, tiny

LAW = tuple(entry(RULES[name]()) for name in ("eligible", "no_overlap", "leave", "lock"))


def faults(*policy: Entry, shifts: Any = (DAY, NIGHT), **facts: Any) -> list[Fault]:
    return faults_of_locks(compile_roster(tiny(shifts, **facts), (*LAW, *policy)))


def lock(day: int, shift: str | None = "D", **fields: Any) -> Lock:
    return Lock(person="甲", date=MONDAY + timedelta(days=day), shift=shift, **fields)


def test_leave_is_named_by_its_own_place() -> None:
    others = Leave(person="乙", first=MONDAY, last=MONDAY)
    own = Leave(person="甲", first=MONDAY, last=MONDAY + timedelta(days=1))
    (fault,) = faults(days=3, leave=(others, own), locks=(lock(1),))
    assert fault.place == "facts.locks[0]"
    for words in (fault.allowed, fault.cure):
        assert "facts.leave[1]" in words.zh
        assert "facts.leave[1]" in words.en
    assert "facts.locks[0]" in fault.cure.zh


def test_leave_into_which_a_locked_night_reaches_is_named() -> None:
    late = NIGHT.model_copy(update={"segments": (NIGHT.segments[0].model_copy(update={"end": "12:00+1"}),)})
    away = Leave(person="甲", first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=1))
    (fault,) = faults(shifts=(DAY, late), days=3, leave=(away,), locks=(lock(0, "N"),))
    assert "facts.leave[0]" in fault.allowed.zh


def test_the_person_and_the_post_that_bars_them_are_named() -> None:
    people = (Person(id="甲", kind="auxiliary"),)
    posts = (Post(id="desk"), Post(id="cells", kinds=("officer",)))
    (fault,) = faults(shifts=(at(DAY, "cells"),), days=2, people=people, posts=posts, locks=(lock(0),))
    assert "facts.people[0] (甲)" in fault.allowed.zh
    assert "facts.posts[1] (cells)" in fault.allowed.zh


def test_an_entry_that_bars_other_work_only_is_not_blamed() -> None:
    people = (Person(id="甲", kind="auxiliary"),)
    posts = (Post(id="desk"), Post(id="cells", kinds=("officer",)))
    away = (Leave(person="甲", first=MONDAY, last=MONDAY),)
    (fault,) = faults(
        shifts=(at(DAY, "desk", "cells"),),
        days=2,
        people=people,
        posts=posts,
        leave=away,
        locks=(lock(0, post="desk"),),
    )
    assert "（leave）" in fault.allowed.zh


def test_past_duties_that_make_a_run_too_long_are_named() -> None:
    past = [("甲", -1, "D"), ("甲", -2, "D")]
    (fault,) = faults(entry(WorkRun(most=2), id="run", level=0), days=3, people=1, past=past, known=2, locks=(lock(0),))
    assert fault.place == "facts.locks[0]"
    assert "facts.history.duties[0]" in fault.allowed.en
    assert "facts.history.duties[1]" in fault.allowed.en


def test_locks_that_make_a_run_too_long_across_layers_are_all_named() -> None:
    locks = (lock(0), lock(1, LEAD.id, layer="lead"), lock(2))
    found = faults(entry(WorkRun(most=2), id="run", level=0), shifts=(DAY, LEAD), days=3, people=1, locks=locks)
    assert [fault.place for fault in found] == ["facts.locks[0], facts.locks[1], facts.locks[2]"]
