"""INRC-II instances as facts and policy: nurses of a hospital ward, weeks of shifts by skill, and what was before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import timedelta

from api.exchange.gathered import gathered
from api.exchange.inrc2_policy import hard_entries, soft_entries
from api.exchange.inrc2_text import Inrc2Text, PastLine
from models.bookings import Request
from models.demand import Demand
from models.history import HISTORY_DAYS, Counter, History
from models.people import Person, Skill, Team
from models.plan import Assignment, assignment
from models.station import Station
from models.work import Post, Segment, Shift
from solver.scenario.scenario import Scenario

FIRST = Date(2024, 1, 1)
"""A Monday: the format knows weeks and weekdays only."""

UNSAID = "unsaid"


def scenario_of_inrc2(found: Inrc2Text) -> Scenario:
    """The scenario: contracts are teams, skills are posts, so that a duty is a shift at a skill.

    Hard requirements are on level 0, least cover included, so that an instance may be infeasible; the soft ones are
    priced on level 5.
    """
    said = found.scenario
    facts = Station(
        name=said.id,
        start=FIRST,
        days=7 * len(found.weeks),
        skills=tuple(Skill(id=skill) for skill in said.skills),
        teams=tuple(Team(id=contract) for contract in said.contracts),
        posts=tuple(Post(id=skill, skills=(skill,)) for skill in said.skills),
        shifts=tuple(_shift(shift, said.skills) for shift in said.shifts),
        people=tuple(
            Person(id=nurse.id, kind="officer", team=nurse.contract, skills=nurse.skills)
            for nurse in said.nurses.values()
        ),
        demand=tuple(_demand(found)),
        requests=tuple(_requests(found)),
    )
    facts = facts.model_copy(update={"history": _history(found, facts)})
    return Scenario(facts=facts, policy=(*hard_entries(said), *soft_entries(said)))


def _shift(id: str, skills: Sequence[str]) -> Shift:
    """A shift that every skill serves. The format knows no clock: it starts at midnight and is no night."""
    return Shift(id=id, segments=(Segment(start="00:00", end="08:00"),), posts=tuple(skills), night=False)


def _demand(found: Inrc2Text) -> Iterator[Demand]:
    """One demand for the days on which a shift needs as many nurses of a skill."""
    needs = (
        (FIRST + timedelta(days=7 * week + need.day), need)
        for week, text in enumerate(found.weeks)
        for need in text.needs.values()
    )
    alike = gathered(((need.shift, need.skill, need.least, need.best), date) for date, need in needs)
    for (shift, skill, least, best), dates in alike.items():
        if best:
            yield Demand(
                id=f"{shift} {skill} {least}-{best}"[:64],
                shift=shift,
                post=skill,
                dates=tuple(dates),
                minimum=least,
                preferred=best,
            )


def _requests(found: Inrc2Text) -> Iterator[Request]:
    """Requests for time off; one that is stated several times counts as often."""
    wishes = (
        (wish.nurse, FIRST + timedelta(days=7 * week + wish.day), wish.shift)
        for week, text in enumerate(found.weeks)
        for wish in text.wishes
    )
    for (nurse, date, shift), times in gathered((wish, 1) for wish in wishes).items():
        yield Request(person=nurse, date=date, wants="off", shift=shift, points=len(times))


def _history(found: Inrc2Text, facts: Station) -> History:
    """Counters, and the last days as far as the runs reach that were open then, with the day before them."""
    lines = found.history.nurses.values()
    longest = max((max(line.work, line.off) for line in lines), default=0)
    known = min(HISTORY_DAYS, longest + 1)
    counters = [
        Counter(person=line.nurse, measure=measure, amount=amount, since=FIRST)
        for line in lines
        for measure, amount in (("duties", line.total), ("weekends", line.weekends))
        if amount
    ]
    return History(
        known_from=FIRST - timedelta(days=known),
        duties=tuple(duty for line in lines for duty in _past(line, facts) if (FIRST - duty.date).days <= known),
        counters=tuple(counters),
    )


def _past(line: PastLine, facts: Station) -> Iterator[Assignment]:
    """Duties that make the open runs as long as the line says.

    Of days at work before the last shift's the shift is not said: any other one will do. The day before a run of days
    off was worked, on a shift that is none of the instance's and so belongs to no run of work; so is the day before
    the first where nothing is said at all.
    """
    last = facts.shift_by_id.get(line.last or "")
    if last is None:
        day = facts.day(-1 - line.off)
        noon, later = (f"{day.isoformat()}T{hour}:00" for hour in ("12", "13"))
        yield Assignment(person=line.nurse, date=day, shift=_unsaid(facts), start=noon, end=later, kind="work")
        return
    other = next((shift for shift in facts.shifts if shift != last), last)
    for ago in range(min(line.work, HISTORY_DAYS), 0, -1):
        yield assignment(last if ago <= line.same_shift else other, line.nurse, facts.day(-ago))


def _unsaid(facts: Station) -> str:
    """A name that no shift has."""
    return UNSAID if UNSAID not in facts.shift_by_id else _longer(UNSAID, facts)


def _longer(name: str, facts: Station) -> str:
    return name if name not in facts.shift_by_id else _longer(f"{name}.", facts)
